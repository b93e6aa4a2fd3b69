// SPDX-License-Identifier: Apache-2.0
#include "totals_covariance.hpp"

#include <actionplan/core/error.hpp>

#include <string>
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

// Units with a case, per group.
std::vector<std::int32_t> present_in_group(const Stage& stage,
                                           std::span<const std::uint8_t> has_case) {
  std::vector<std::int32_t> out(stage.group_count());
  for (std::size_t unit = 0; unit < stage.unit_count(); ++unit) {
    if (has_case.empty() || has_case[unit] != 0) {
      ++out[static_cast<std::size_t>(stage.group_of_unit[unit])];
    }
  }
  return out;
}

[[noreturn]] void refuse_lonely(const Design& design, std::size_t stage, std::size_t group) {
  std::string name = "The sample";
  if (stage < design.strata().size()) {
    name = "Stratum " + design.strata()[stage].text(design.stages()[stage].group_row[group]);
  } else if (stage > 0) {
    name = "A unit of stage " + std::to_string(stage);
  }
  throw EstimationError(name + " has a single sampled unit at stage " + std::to_string(stage + 1) +
                        ", so its variance cannot be estimated; merge strata, or choose what it "
                        "adds by lonely_psu: remove, certainty, adjust or average.");
}

// What one stage adds.
class StageSum {
 public:
  StageSum(const Design& design, std::size_t stage, const Totals& totals,
           std::span<const double> factor, std::span<const std::uint8_t> has_case)
      : design_{design},
        index_{stage},
        stage_{design.stages()[stage]},
        totals_{totals},
        factor_{factor},
        sum_{Eigen::MatrixXd::Zero(totals.cols(), totals.cols())} {
    if (design.adjusts_domain_lonely()) present_ = present_in_group(stage_, has_case);
    has_case_ = has_case;
  }

  Eigen::MatrixXd run() {
    order_units();
    for (std::size_t group = 0; group < stage_.group_count(); ++group) add_group(group);
    if (lonely_count_ > 0 && policy() == LonelyPsu::average) add_average();
    return sum_.selfadjointView<Eigen::Lower>();
  }

 private:
  [[nodiscard]] LonelyPsu policy() const { return design_.lonely_psu(); }

  // Units group by group, each group's in their order.
  void order_units() {
    begin_.assign(stage_.group_count() + 1, 0);
    for (const std::int32_t group : stage_.group_of_unit) ++begin_[std::size_t(group) + 1];
    for (std::size_t group = 0; group < stage_.group_count(); ++group) {
      begin_[group + 1] += begin_[group];
    }
    units_.resize(stage_.unit_count());
    std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
    for (std::size_t unit = 0; unit < stage_.unit_count(); ++unit) {
      units_[next[std::size_t(stage_.group_of_unit[unit])]++] = unit;
    }
  }

  [[nodiscard]] bool is_lonely_in_domain(std::size_t group) const {
    return !present_.empty() && present_[group] == 1 && policy() != LonelyPsu::fail &&
           (policy() == LonelyPsu::adjust || policy() == LonelyPsu::average);
  }

  void add_group(std::size_t group) {
    const double scale = factor_[group] * (1 - stage_.fraction[group]);
    if (scale <= 0) return;
    const double size = stage_.group_size[group];
    if (size == 1 || is_lonely_in_domain(group)) {
      add_lonely(group, scale);
      return;
    }
    const Eigen::RowVectorXd center = group_sum(group) / size;
    add_squares(group, center, scale * size / (size - 1));
    ++multiple_count_;
  }

  Eigen::RowVectorXd group_sum(std::size_t group) const {
    Eigen::RowVectorXd out = Eigen::RowVectorXd::Zero(totals_.cols());
    for (std::size_t i = begin_[group]; i < begin_[group + 1]; ++i) {
      out += totals_.row(Eigen::Index(units_[i]));
    }
    return out;
  }

  void add_squares(std::size_t group, const Eigen::RowVectorXd& center, double scale) {
    constexpr std::size_t block = 256;
    for (std::size_t i = begin_[group]; i < begin_[group + 1]; i += block) {
      const std::size_t count = std::min(block, begin_[group + 1] - i);
      Eigen::MatrixXd centered(totals_.cols(), Eigen::Index(count));
      for (std::size_t j = 0; j < count; ++j) {
        centered.col(Eigen::Index(j)) =
            (totals_.row(Eigen::Index(units_[i + j])) - center).transpose();
      }
      sum_.selfadjointView<Eigen::Lower>().rankUpdate(centered, scale);
    }
  }

  void add_lonely(std::size_t group, double scale) {
    ++lonely_count_;
    if (policy() == LonelyPsu::fail) refuse_lonely(design_, index_, group);
    if (policy() == LonelyPsu::adjust) add_squares(group, grand_mean(), scale);
  }

  Eigen::RowVectorXd grand_mean() const { return totals_.colwise().mean(); }

  void add_average() {
    if (multiple_count_ == 0) {
      throw EstimationError(
          "Every stratum has a single sampled unit, so there is nothing to average; merge strata.");
    }
    sum_ *= 1 + double(lonely_count_) / double(multiple_count_);
  }

  const Design& design_;
  std::size_t index_;
  const Stage& stage_;
  const Totals& totals_;
  std::span<const double> factor_;
  std::span<const std::uint8_t> has_case_;
  std::vector<std::int32_t> present_;  // empty: not asked
  std::vector<std::size_t> begin_;
  std::vector<std::size_t> units_;
  Eigen::MatrixXd sum_;
  std::size_t lonely_count_ = 0;
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

Eigen::MatrixXd covariance_of_totals(const Design& design, const Totals& totals,
                                     std::span<const std::uint8_t> has_case) {
  const std::span<const Stage> stages = design.stages();
  const auto factor = factors(stages);
  Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(totals.cols(), totals.cols());
  Totals above;
  for (std::size_t k = stages.size(); k-- > 0;) {
    const Totals& here = k + 1 == stages.size() ? totals : above;
    sum += StageSum{design, k, here, factor[k], k == 0 ? has_case : std::span<const std::uint8_t>{}}
               .run();
    if (k > 0) above = sum_by_parent(stages[k], stages[k - 1].unit_count(), Totals{here});
  }
  return sum;
}

}  // namespace actionplan::survey::detail
