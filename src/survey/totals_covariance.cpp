// SPDX-License-Identifier: Apache-2.0
#include "totals_covariance.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::survey::detail {
namespace {

// Per unit of the stage above, the totals of its units.
Totals sum_by_parent(const Stage& stage, std::size_t parent_count, const Totals& totals) {
  Totals out = Totals::Zero(static_cast<Eigen::Index>(parent_count), totals.cols());
  for (std::size_t unit = 0; unit < stage.unit_count(); ++unit) {
    out.row(stage.parent_of_unit[unit]) += totals.row(static_cast<Eigen::Index>(unit));
  }
  return out;
}

// Of the stage above, the units with a unit that has a case.
std::vector<std::uint8_t> parents_with_case(const Stage& stage, std::size_t parent_count,
                                            std::span<const std::uint8_t> has_case) {
  std::vector<std::uint8_t> out(has_case.empty() ? 0 : parent_count);
  for (std::size_t unit = 0; unit < has_case.size(); ++unit) {
    if (has_case[unit] != 0) out[std::size_t(stage.parent_of_unit[unit])] = 1;
  }
  return out;
}

// Units with a case, per group.
std::vector<std::int32_t> present_in_group(const Stage& stage,
                                           std::span<const std::uint8_t> has_case) {
  if (has_case.empty()) return stage.group_size;
  std::vector<std::int32_t> out(stage.group_count());
  for (std::size_t unit = 0; unit < stage.unit_count(); ++unit) {
    if (has_case[unit] != 0) ++out[std::size_t(stage.group_of_unit[unit])];
  }
  return out;
}

[[noreturn]] void refuse_lonely(const SampledStages& sample, std::size_t stage, std::size_t group) {
  throw EstimationError(sample.group_name(stage, group) + " has a single sampled unit at stage " +
                        std::to_string(stage + 1) +
                        ", so its variance cannot be estimated; merge strata, or choose what it "
                        "adds by lonely_psu: remove, certainty, adjust or average.");
}

// What one stage adds.
class StageSum {
 public:
  StageSum(const SampledStages& sample, std::size_t stage, const Totals& totals,
           std::span<const double> factor, std::span<const std::uint8_t> has_case)
      : sample_{sample},
        index_{stage},
        stage_{sample.stages[stage]},
        totals_{totals},
        factor_{factor},
        present_{present_in_group(stage_, has_case)},
        gather_{totals.cols(), 256},
        sum_{Eigen::MatrixXd::Zero(totals.cols(), totals.cols())} {}

  Eigen::MatrixXd run() {
    order_units();
    for (std::size_t group = 0; group < stage_.group_count(); ++group) add_group(group);
    flush();
    if (averaged_count_ > 0) add_average();
    for (const Lonely& lonely : adjusted_) add_squares(lonely.group, grand_mean(), lonely.scale);
    flush();
    return sum_.selfadjointView<Eigen::Lower>();
  }

 private:
  struct Lonely {
    std::size_t group;
    double scale;
  };

  [[nodiscard]] LonelyPsu policy(std::size_t group) const {
    const bool is_same = index_ > 0 || sample_.lonely_psu_of_groups.empty();
    return is_same ? sample_.lonely_psu : sample_.lonely_psu_of_groups[group];
  }

  // Units group by group, each group's in their order.
  void order_units() {
    begin_.assign(stage_.group_count() + 1, 0);
    for (const std::int32_t group : stage_.group_of_unit) ++begin_[std::size_t(group) + 1];
    for (std::size_t group = 0; group < stage_.group_count(); ++group) {
      begin_[group + 1] += begin_[group];
    }
    units_ = std::vector<std::size_t>(stage_.unit_count());
    std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
    for (std::size_t unit = 0; unit < stage_.unit_count(); ++unit) {
      units_[next[std::size_t(stage_.group_of_unit[unit])]++] = unit;
    }
  }

  [[nodiscard]] bool is_lonely(std::size_t group) const {
    if (stage_.group_size[group] == 1) return true;
    const LonelyPsu rule = policy(group);
    const bool is_adjusting = rule == LonelyPsu::adjust || rule == LonelyPsu::average;
    return sample_.adjusts_domain_lonely && is_adjusting && present_[group] == 1;
  }

  void add_group(std::size_t group) {
    double scale = factor_[group] * (1 - stage_.fraction[group]);
    if (scale <= 0 || present_[group] == 0) return;
    const double size = stage_.group_size[group];
    if (size > 1) scale *= size / (size - 1);
    if (!is_lonely(group)) {
      add_squares(group, group_sum(group) / size, scale);
      ++multiple_count_;
      return;
    }
    const LonelyPsu rule = policy(group);
    if (rule == LonelyPsu::fail) refuse_lonely(sample_, index_, group);
    if (rule == LonelyPsu::average) ++averaged_count_;
    if (rule == LonelyPsu::adjust) adjusted_.push_back({group, scale});
  }

  Eigen::RowVectorXd group_sum(std::size_t group) const {
    Eigen::RowVectorXd out = Eigen::RowVectorXd::Zero(totals_.cols());
    for (std::size_t i = begin_[group]; i < begin_[group + 1]; ++i) {
      out += totals_.row(Eigen::Index(units_[i]));
    }
    return out;
  }

  // Distances from the centre are gathered, for many are multiplied faster than few.
  void add_squares(std::size_t group, const Eigen::RowVectorXd& center, double scale) {
    const double root = std::sqrt(scale);
    for (std::size_t i = begin_[group]; i < begin_[group + 1]; ++i) {
      if (gathered_ == gather_.cols()) flush();
      gather_.col(gathered_++) = root * (totals_.row(Eigen::Index(units_[i])) - center).transpose();
    }
  }

  void flush() {
    if (gathered_ > 0) {
      sum_.selfadjointView<Eigen::Lower>().rankUpdate(gather_.leftCols(gathered_));
    }
    gathered_ = 0;
  }

  // Over the units of groups with a case.
  Eigen::RowVectorXd grand_mean() const {
    double units = 0;
    for (std::size_t group = 0; group < stage_.group_count(); ++group) {
      if (present_[group] > 0) units += stage_.group_size[group];
    }
    return totals_.colwise().sum() / units;
  }

  void add_average() {
    if (multiple_count_ == 0) {
      throw EstimationError(
          "Every stratum has a single sampled unit, so there is nothing to average; merge strata.");
    }
    sum_ *= 1 + double(averaged_count_) / double(multiple_count_);
  }

  const SampledStages& sample_;
  std::size_t index_;
  const Stage& stage_;
  const Totals& totals_;
  std::span<const double> factor_;
  std::vector<std::int32_t> present_;
  std::vector<std::size_t> begin_;
  std::vector<std::size_t> units_;
  Eigen::MatrixXd gather_;
  Eigen::Index gathered_ = 0;
  Eigen::MatrixXd sum_;
  std::size_t averaged_count_ = 0;
  std::vector<Lonely> adjusted_;  // after the average, which is not of them
  std::size_t multiple_count_ = 0;
};

// Per group of each stage, the product of the fractions sampled above it.
std::vector<std::vector<double>> factors(std::span<const Stage> stages) {
  std::vector<std::vector<double>> out;
  out.emplace_back(stages.front().group_count(), 1.0);
  for (std::size_t k = 1; k < stages.size(); ++k) {
    const Stage& above = stages[k - 1];
    std::vector<double> factor(stages[k].group_count());
    for (std::size_t unit = 0; unit < stages[k].unit_count(); ++unit) {
      const auto parent = std::size_t(stages[k].parent_of_unit[unit]);
      const auto group = std::size_t(above.group_of_unit[parent]);
      factor[std::size_t(stages[k].group_of_unit[unit])] =
          out.back()[group] * above.fraction[group];
    }
    out.push_back(std::move(factor));
  }
  return out;
}

}  // namespace

SampledStages sampled_stages(const Design& design) {
  return {design.stages(), design.lonely_psu(), design.lonely_psu_of_groups(),
          design.adjusts_domain_lonely(), [&design](std::size_t stage, std::size_t group) {
            const std::size_t row = design.stages()[stage].group_row[group];
            if (stage < design.strata().size()) {
              return "Stratum " + design.strata()[stage].text(row);
            }
            return stage == 0 ? std::string{"The sample"}
                              : "A unit of stage " + std::to_string(stage);
          }};
}

Eigen::MatrixXd covariance_of_totals(const SampledStages& sample, const Totals& totals,
                                     std::span<const std::uint8_t> has_case) {
  const std::span<const Stage> stages = sample.stages;
  const auto factor = factors(stages);
  Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(totals.cols(), totals.cols());
  Totals above;
  std::vector<std::uint8_t> above_has_case;
  for (std::size_t k = stages.size(); k-- > 0;) {
    const bool is_last = k + 1 == stages.size();
    const Totals& here = is_last ? totals : above;
    const std::span<const std::uint8_t> here_has = is_last ? has_case : above_has_case;
    sum += StageSum{sample, k, here, factor[k], here_has}.run();
    if (k == 0) break;
    const std::size_t parents = stages[k - 1].unit_count();
    auto parents_have = parents_with_case(stages[k], parents, here_has);
    above = sum_by_parent(stages[k], parents, Totals{here});
    above_has_case = std::move(parents_have);
  }
  return sum;
}

}  // namespace actionplan::survey::detail
