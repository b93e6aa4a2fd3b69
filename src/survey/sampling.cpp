// SPDX-License-Identifier: Apache-2.0
#include "sampling.hpp"

#include "core/internal/shortest_number.hpp"
#include "encode.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace actionplan::survey::detail {
namespace {

std::string number_text(double value) { return actionplan::detail::general_number(value, 10); }

// Numbers of pairs (group, identifier in it).
class PairNumbers {
 public:
  PairNumbers(const Ids& ids, std::uint64_t group_limit, std::size_t rows)
      : reader_{ids}, width_{reader_.range()}, numbers_{0, range(group_limit), 4 * rows + 1024} {
    if (width_ == 0) singles_.emplace(ids);
  }

  std::int32_t number(std::int32_t group, std::size_t row) {
    if (singles_) return numbers_.number((std::int64_t{group} << 32) | singles_->number(row));
    const auto place = static_cast<std::uint64_t>(reader_.key(row) - reader_.lowest());
    if (width_ > limit) return wide(group, row);
    return numbers_.number(
        static_cast<std::int64_t>(static_cast<std::uint64_t>(group) * width_ + place));
  }

 private:
  static constexpr std::uint64_t limit = std::uint64_t{1} << 31U;

  std::int32_t wide(std::int32_t group, std::size_t row) {
    return numbers_.number((std::int64_t{group} << 32) | wide_.number(reader_.key(row)));
  }
  [[nodiscard]] std::uint64_t range(std::uint64_t group_limit) const {
    if (width_ == 0 || width_ > limit || group_limit > limit) return 0;
    return width_ * group_limit;
  }

  KeyReader reader_;
  std::uint64_t width_;
  KeyNumbers numbers_;
  KeyNumbers wide_{0, 0, 0};
  std::optional<IdNumbers> singles_;
};

class StageNumbers {
 public:
  StageNumbers(const DesignOptions& options, std::size_t stage, std::size_t rows)
      : options_{options}, stage_{stage} {
    if (stage < options.strata.size()) {
      const Ids& strata = options.strata[stage];
      if (stage == 0) {
        strata_.emplace(strata);
      } else {
        strata_in_parent_.emplace(strata, rows, rows);
      }
    }
    if (options.clusters.empty()) return;
    const bool is_plain = stage == 0 && !options.nest;
    if (is_plain) {
      units_.emplace(options.clusters[stage]);
    } else {
      const std::uint64_t groups =
          stage == 0 ? std::max<std::uint64_t>(1, group_range()) : std::uint64_t{rows};
      units_in_group_.emplace(options.clusters[stage], groups, rows);
    }
  }

  // The unit of the row at this stage; `parent` that of the stage above.
  std::int32_t add(std::size_t row, std::int32_t parent) {
    const std::int32_t group = group_of(row, parent);
    if (static_cast<std::size_t>(group) == out_.group_size.size()) {
      out_.group_size.push_back(0);
      out_.group_row.push_back(row);
    }
    std::int32_t unit = static_cast<std::int32_t>(row);
    if (units_) unit = units_->number(row);
    if (units_in_group_) unit = units_in_group_->number(group, row);
    const auto place = static_cast<std::size_t>(unit);
    if (place == out_.group_of_unit.size()) {
      out_.group_of_unit.push_back(group);
      if (!options_.clusters.empty()) out_.unit_row.push_back(row);
      if (stage_ > 0) out_.parent_of_unit.push_back(parent);
      ++out_.group_size[static_cast<std::size_t>(group)];
    } else if (out_.group_of_unit[place] != group) {
      refuse_crossing(row, place);
    }
    return unit;
  }

  Stage finish() {
    out_.fraction.assign(out_.group_count(), 0.0);
    out_.population.assign(out_.group_count(), 0.0);
    if (stage_ < options_.fpc.size()) set_fractions();
    return std::move(out_);
  }

  [[nodiscard]] std::int32_t group_of_unit(std::int32_t unit) const {
    return out_.group_of_unit[static_cast<std::size_t>(unit)];
  }

  // Refuses an fpc that is not the same over the rows of a group.
  void check_fpc(std::size_t row, std::int32_t unit) const {
    if (stage_ >= options_.fpc.size()) return;
    const double value = options_.fpc[stage_][row];
    const std::size_t first = out_.group_row[static_cast<std::size_t>(group_of_unit(unit))];
    if (value == options_.fpc[stage_][first]) return;
    throw InvalidArgument("The fpc of stage " + std::to_string(stage_ + 1) + " is " +
                          number_text(options_.fpc[stage_][first]) + " in row " +
                          std::to_string(first) + " and " + number_text(value) + " in row " +
                          std::to_string(row) + " of the same " + group_name(first) +
                          "; give one value for each of them.");
  }

 private:
  [[nodiscard]] std::uint64_t group_range() const {
    return options_.strata.empty() ? 1 : KeyReader{options_.strata.front()}.range();
  }

  std::int32_t group_of(std::size_t row, std::int32_t parent) {
    if (strata_) return strata_->number(row);
    if (strata_in_parent_) return strata_in_parent_->number(parent, row);
    return stage_ == 0 ? 0 : parent;
  }

  [[nodiscard]] std::string group_name(std::size_t row) const {
    if (stage_ == 0) {
      return options_.strata.empty() ? "sample" : "stratum " + options_.strata[0].text(row);
    }
    return "unit " + options_.clusters[stage_ - 1].text(row) + " of stage " +
           std::to_string(stage_);
  }

  [[noreturn]] void refuse_crossing(std::size_t row, std::size_t unit) const {
    const std::size_t other = out_.group_row[static_cast<std::size_t>(out_.group_of_unit[unit])];
    throw InvalidArgument("Cluster " + options_.clusters[stage_].text(row) +
                          " lies in the strata " + options_.strata[stage_].text(other) + " and " +
                          options_.strata[stage_].text(row) +
                          "; correct it, or give nest if each stratum counts its own clusters.");
  }

  void set_fractions() {
    const std::span<const double> fpc = options_.fpc[stage_];
    const bool are_fractions = std::all_of(fpc.begin(), fpc.end(), [](double v) { return v <= 1; });
    for (std::size_t group = 0; group < out_.group_count(); ++group) {
      const std::size_t row = out_.group_row[group];
      const double value = fpc[row];
      const double sampled = out_.group_size[group];
      if (!(value > 0) || (!are_fractions && value < 1)) {
        throw InvalidArgument("The fpc of stage " + std::to_string(stage_ + 1) + " is " +
                              number_text(value) + " in the " + group_name(row) +
                              "; give population sizes everywhere, or fractions everywhere.");
      }
      if (!are_fractions && sampled > value) {
        throw InvalidArgument("The " + group_name(row) + " has " + number_text(sampled) +
                              " units in the sample and a population of " + number_text(value) +
                              "; correct the fpc of stage " + std::to_string(stage_ + 1) + ".");
      }
      out_.fraction[group] = are_fractions ? value : sampled / value;
      if (!are_fractions) out_.population[group] = value;
    }
  }

  const DesignOptions& options_;
  std::size_t stage_;
  Stage out_;
  std::optional<IdNumbers> strata_;
  std::optional<PairNumbers> strata_in_parent_;
  std::optional<IdNumbers> units_;
  std::optional<PairNumbers> units_in_group_;
};

// Weights by the shares sampled: the product over stages of N/n.
std::vector<double> weights_by_share(const NumberedStages& numbered, std::size_t rows) {
  std::vector<double> out(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    std::size_t unit =
        numbered.unit_of_row.empty() ? row : static_cast<std::size_t>(numbered.unit_of_row[row]);
    double share = 1;
    for (std::size_t k = numbered.stages.size(); k-- > 0;) {
      const Stage& stage = numbered.stages[k];
      share *= stage.fraction[static_cast<std::size_t>(stage.group_of_unit[unit])];
      if (k > 0) unit = static_cast<std::size_t>(stage.parent_of_unit[unit]);
    }
    out[row] = 1 / share;
  }
  return out;
}

}  // namespace

NumberedStages number_stages(const DesignOptions& options, std::size_t row_count,
                             std::size_t stage_count, bool with_weights) {
  std::vector<StageNumbers> numbers;
  numbers.reserve(stage_count);
  for (std::size_t k = 0; k < stage_count; ++k) numbers.emplace_back(options, k, row_count);
  NumberedStages out;
  if (!options.clusters.empty()) out.unit_of_row.resize(row_count);
  for (std::size_t row = 0; row < row_count; ++row) {
    std::int32_t unit = 0;
    for (StageNumbers& stage : numbers) {
      unit = stage.add(row, unit);
      stage.check_fpc(row, unit);
    }
    if (!options.clusters.empty()) out.unit_of_row[row] = unit;
  }
  for (StageNumbers& stage : numbers) out.stages.push_back(stage.finish());
  if (with_weights) out.weights = weights_by_share(out, row_count);
  return out;
}

}  // namespace actionplan::survey::detail
