// SPDX-License-Identifier: Apache-2.0
#include "cases.hpp"
#include "design_data.hpp"
#include "sums_access.hpp"
#include "tile.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/survey/sums.hpp>

#include "core/internal/in_parallel.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <exception>
#include <limits>
#include <mutex>
#include <utility>

namespace actionplan::survey {
namespace {

using detail::LaneGroup;

// What every thread reads.
struct Task {
  const Design& design;
  std::span<const Column> variables;
  const EstimateOptions& options;
  std::size_t domains;
  std::size_t width;
  std::vector<LaneGroup> origins;  // domains + 1 rows of groups(); the last for rows left out
  std::size_t cell_count;          // the last for rows left out
  std::size_t block_rows;

  // Of a cell: the variables, the weight and, in the last lane, the cases.
  [[nodiscard]] std::size_t groups() const {
    return (variables.size() + 2 + detail::lanes - 1) / detail::lanes;
  }
  [[nodiscard]] double& origin(std::size_t domain, std::size_t variable) {
    return lane(origins, domain * groups(), variable);
  }
  static double& lane(std::vector<LaneGroup>& rows, std::size_t begin, std::size_t lane) {
    return rows[begin + lane / detail::lanes].at[lane % detail::lanes];
  }
  [[nodiscard]] std::size_t block_count() const {
    return (design.size() + block_rows - 1) / block_rows;
  }
};

// Blocks so long that adding a table of cells costs little beside filling it.
std::size_t rows_of_block(std::size_t cells) {
  std::size_t rows = std::size_t{1} << 16U;
  while (rows < 32 * cells && rows < (std::size_t{1} << 22U)) rows *= 2;
  return rows;
}

std::int32_t domain_of(const Task& task, std::size_t row) {
  if (!task.design.is_inside(row)) return -1;
  return task.options.by.codes.empty() ? 0 : task.options.by.codes[row];
}

// The middle one of a domain's first values, which no single wild value can make a bad origin.
double middle(std::vector<double>& values) {
  values.erase(
      std::remove_if(values.begin(), values.end(), [](double v) { return !std::isfinite(v); }),
      values.end());
  if (values.empty()) return 0;
  const auto half = values.begin() + std::ptrdiff_t(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  return *half;
}

// Rows in which to look for a domain's first values: the first ones, then some of all.
std::vector<std::vector<std::size_t>> first_rows(const Task& task) {
  constexpr std::size_t enough = 15;
  constexpr std::size_t dense = std::size_t{1} << 16U;
  std::vector<std::vector<std::size_t>> out(task.domains);
  std::size_t full = 0;
  const std::size_t rows = task.design.size();
  const std::size_t step = std::max<std::size_t>(1, rows / dense);
  for (std::size_t row = 0; row < rows && full < task.domains; row += row < dense ? 1 : step) {
    const std::int32_t domain = domain_of(task, row);
    if (domain < 0 || std::size_t(domain) >= task.domains) continue;
    auto& found = out[std::size_t(domain)];
    if (found.size() == enough) continue;
    found.push_back(row);
    if (found.size() == enough) ++full;
  }
  return out;
}

void find_shifts(Task& task) {
  const auto rows = first_rows(task);
  task.origins.assign((task.domains + 1) * task.groups(), {});
  std::vector<double> values;
  for (std::size_t j = 0; j < task.variables.size(); ++j) {
    std::vector<double> found;
    for (std::size_t d = 0; d < task.domains; ++d) {
      values.clear();
      for (const std::size_t row : rows[d]) values.push_back(task.variables[j][row]);
      task.origin(d, j) = middle(values);
      if (!values.empty()) found.push_back(task.origin(d, j));
    }
    const double usual = middle(found);  // for a domain of so few cases that none was met
    for (std::size_t d = 0; d < task.domains; ++d) {
      if (rows[d].empty()) task.origin(d, j) = usual;
    }
  }
}

// One thread's table of cells and the work on a block of rows. Its cells hold the weighted values,
// the weight, what fills up the lanes, and the cases.
class Block {
 public:
  explicit Block(const Task& task)
      : task_{task},
        groups_{task.groups()},
        cells_((task.cell_count + 1) * groups_),
        ones_(detail::tile_rows, 1.0),
        buffers_(task.variables.size() * detail::tile_rows) {}

  void run(std::size_t index) {
    low_ = std::numeric_limits<std::size_t>::max();
    high_ = 0;
    const std::size_t begin = index * task_.block_rows;
    const std::size_t end = std::min(begin + task_.block_rows, task_.design.size());
    for (std::size_t row = begin; row < end; row += detail::tile_rows) {
      tile_.rows = std::min(detail::tile_rows, end - row);
      run_tile(row);
    }
  }

  // Adds the cells that the block touched, and empties them.
  void add_to(std::vector<double>& total) {
    const std::size_t variables = task_.variables.size();
    for (std::size_t cell = low_ * task_.domains; cell < high_ * task_.domains; ++cell) {
      double* to = total.data() + cell * task_.width;
      const std::size_t begin = cell * groups_;
      to[0] += cells_[begin + groups_ - 1].at[detail::lanes - 1];
      to[1] += Task::lane(cells_, begin, variables);
      for (std::size_t j = 0; j < variables; ++j) to[2 + j] += Task::lane(cells_, begin, j);
      std::fill_n(cells_.begin() + std::ptrdiff_t(begin), groups_, LaneGroup{});
    }
    std::fill(cells_.end() - std::ptrdiff_t(groups_), cells_.end(), LaneGroup{});
  }

 private:
  void run_tile(std::size_t row) {
    place(row);
    for (std::size_t j = 0; j < task_.variables.size(); ++j) {
      values_[j] =
          task_.variables[j].read(row, tile_.rows, buffers_.data() + j * detail::tile_rows);
    }
    if (task_.options.missing == Missing::omit) leave_out_missing();
    for (std::size_t group = 0; group < groups_; ++group) {
      const double* columns[detail::lanes];
      for (std::size_t k = 0; k < detail::lanes; ++k) {
        const std::size_t j = group * detail::lanes + k;
        columns[k] = j < values_.size() ? values_[j] : ones_.data();
      }
      detail::add_columns(tile_, columns, group + 1 == groups_, cells_.data() + group,
                          task_.origins.data() + group);
    }
  }

  void place(std::size_t row) {
    const std::span<const std::uint8_t> inside = task_.design.domain();
    const std::span<const std::int32_t> codes = task_.options.by.codes;
    tile_.weights = task_.design.weights().data() + row;
    const detail::PlaceRange range = detail::place(
        tile_, {task_.design.unit_of_row().data() + row, codes.empty() ? nullptr : &codes[row],
                inside.empty() ? nullptr : &inside[row], static_cast<std::int32_t>(task_.domains),
                static_cast<std::int32_t>(task_.cell_count), static_cast<std::int32_t>(groups_)});
    if (range.top_domain >= static_cast<std::int32_t>(task_.domains)) refuse_domain(row);
    low_ = std::min(low_, std::size_t(range.lowest_unit));
    high_ = std::max(high_, std::size_t(range.highest_unit) + 1);
  }

  [[noreturn]] void refuse_domain(std::size_t row) const {
    const auto count = static_cast<std::int32_t>(task_.domains);
    while (!task_.design.is_inside(row) || task_.options.by.codes[row] < count) ++row;
    throw InvalidArgument("Row " + std::to_string(row) + " has the domain code " +
                          std::to_string(task_.options.by.codes[row]) + " and there are " +
                          std::to_string(count) + " domains; count them anew.");
  }

  void leave_out_missing() {
    for (const double* values : values_) {
      for (std::size_t r = 0; r < tile_.rows; ++r) {
        if (std::isnan(values[r])) tile_.cell[r] = std::uint32_t(task_.cell_count * groups_);
      }
    }
  }

  const Task& task_;
  std::size_t groups_;
  std::vector<LaneGroup> cells_;
  std::vector<double> ones_;
  std::vector<double> buffers_;
  std::vector<const double*> values_ = std::vector<const double*>(task_.variables.size());
  std::size_t low_ = 0;  // units met: from here, and before there
  std::size_t high_ = 0;
  detail::Tile tile_;
};

// Blocks are taken by whoever is free, and added in their order.
class Blocks {
 public:
  Blocks(const Task& task, std::vector<double>& total) : task_{task}, total_{total} {}

  void run(std::size_t thread_count) {
    {
      actionplan::detail::JoiningThreads others;
      for (std::size_t i = 1; i < thread_count; ++i) {
        if (!others.start([this] { work(); })) break;  // fewer do it
      }
      work();
    }
    if (error_) std::rethrow_exception(error_);
  }

 private:
  void work() {
    try {
      Block block{task_};
      for (;;) {
        const std::size_t index = next_++;
        if (index >= task_.block_count()) return;
        block.run(index);
        std::unique_lock lock{mutex_};
        ready_.wait(lock, [&] { return added_ == index || error_ != nullptr; });
        if (error_) return;
        block.add_to(total_);
        ++added_;
        ready_.notify_all();
      }
    } catch (...) {
      const std::lock_guard lock{mutex_};
      if (!error_) error_ = std::current_exception();
      ready_.notify_all();
    }
  }

  const Task& task_;
  std::vector<double>& total_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::condition_variable ready_;
  std::size_t added_ = 0;
  std::exception_ptr error_;
};

void require_plain(const Design& design) {
  if (detail::can_accumulate(design)) return;
  throw InvalidArgument(
      "Sums are kept of one stage of clusters without adjusted weights, with one rule for single "
      "units; estimate this design from its rows.");
}

void name_parts(Sums& sums, const Design& design) {
  const Stage& stage = design.stages().front();
  for (std::size_t g = 0; g < stage.group_count(); ++g) {
    sums.groups.push_back({detail::group_name(design, g), stage.population[g],
                           stage.population[g] > 0 ? 0.0 : stage.fraction[g]});
  }
  for (std::size_t u = 0; u < stage.unit_count(); ++u) {
    sums.units.push_back({detail::unit_name(design, u), stage.group_of_unit[u]});
  }
}

void name_domains(Sums& sums, std::vector<std::string> names, std::size_t count) {
  if (names.empty()) {
    for (std::size_t d = 0; d < count; ++d) names.push_back(std::to_string(d));
  }
  if (names.size() != count) {
    throw InvalidArgument("There are " + std::to_string(names.size()) + " names for " +
                          std::to_string(count) + " domains; give one for each.");
  }
  sums.domains = std::move(names);
}

}  // namespace

namespace detail {

bool can_accumulate(const Design& design) {
  return design.adjustments().empty() && design.stages().size() == 1 &&
         !design.unit_of_row().empty() && design.lonely_psu_of_groups().empty();
}

}  // namespace detail

Sums accumulate(const Design& design, std::span<const Column> variables,
                const EstimateOptions& options, std::vector<std::string> domain_names) {
  require_plain(design);
  detail::check_columns(design, variables, options);
  Sums sums;
  sums.variables = variables.size();
  name_parts(sums, design);
  name_domains(sums, std::move(domain_names), std::size_t(options.by.count));
  sums.rows = static_cast<double>(design.size());
  sums.weight = design.population();
  sums.lonely_psu = design.lonely_psu();
  sums.df = design.given_df();

  const std::size_t domains = sums.domains.size();
  const std::size_t cells = sums.units.size() * domains;
  if (cells * (sums.width() + detail::lanes) >
      std::size_t(std::numeric_limits<std::int32_t>::max()) - 4 * sums.width()) {
    throw InvalidArgument("There are " + std::to_string(sums.units.size()) + " units and " +
                          std::to_string(domains) +
                          " domains, too many for sums of each; estimate fewer domains at once.");
  }
  Task task{design, variables, options, domains, sums.width(), {}, cells, rows_of_block(cells)};
  find_shifts(task);
  sums.cells.assign(cells * sums.width(), 0.0);
  const auto wanted = static_cast<std::size_t>(std::max(1, options.threads));
  Blocks{task, sums.cells}.run(std::min(wanted, task.block_count()));
  for (const double sum : sums.cells) {
    if (!std::isfinite(sum)) detail::refuse_values(design, variables, options);
  }
  for (std::size_t d = 0; d < domains; ++d) {
    for (std::size_t j = 0; j < variables.size(); ++j) sums.shifts.push_back(task.origin(d, j));
  }
  detail::forget_shifts_without_case(sums);
  if (options.deff != Deff::none) {
    sums.products = detail::products_of(design, variables, options, sums);
  }
  return sums;
}

}  // namespace actionplan::survey
