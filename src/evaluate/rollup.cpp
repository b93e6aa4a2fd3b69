// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/rollup.hpp>

#include <array>
#include <unordered_map>
#include <utility>

namespace actionplan {
namespace {

// Positions of objects by id, borrowed from `objects`.
template <class Object>
auto positions(const std::vector<Object>& objects) {
  std::unordered_map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < objects.size(); ++i) index.emplace(objects[i].id.value(), i);
  return index;
}

// The counts of a kind's rows, without the kinds that do not occur.
template <class Row, class Kind, std::size_t N>
std::vector<Row> occurring(const std::array<StatusCounts, N>& counts) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < N; ++i) {
    if (counts[i].total() != 0) rows.push_back(Row{static_cast<Kind>(i), counts[i]});
  }
  return rows;
}

// Counts each measure once for each agency it names. An agency named twice, once binding, takes
// part in it once, binding.
class AgencyCounter {
 public:
  explicit AgencyCounter(const std::vector<Agency>& agencies)
      : index_{positions(agencies)}, force_(agencies.size()) {
    for (const Agency& agency : agencies) rows_.push_back({agency.id, {}, {}});
  }

  void count(const Measure& measure, DeadlineStatus status) {
    for (const Assignment& assignment : measure.assignments) {
      std::optional<Force>& strongest = force_[index_.at(assignment.agency.value())];
      if (strongest != Force::binding) strongest = assignment.force;
    }
    for (const Assignment& assignment : measure.assignments) {
      const std::size_t at = index_.at(assignment.agency.value());
      const std::optional<Force> strongest = std::exchange(force_[at], std::nullopt);
      if (!strongest) continue;
      (strongest == Force::binding ? rows_[at].binding : rows_[at].recommended).add(status);
    }
  }

  std::vector<AgencyCounts> rows() && { return std::move(rows_); }

 private:
  std::unordered_map<std::string_view, std::size_t> index_;
  std::vector<std::optional<Force>> force_;  // of the measure at hand, by agency
  std::vector<AgencyCounts> rows_;
};

}  // namespace

std::optional<double> share(const StatusCounts& counts, DeadlineStatus status) noexcept {
  const std::size_t total = counts.total();
  if (total == 0) return std::nullopt;
  return static_cast<double>(counts[status]) / static_cast<double>(total);
}

std::vector<SectionCounts> count_by_section(const Assessment& assessment) {
  const Plan& plan = assessment.plan();
  const auto index = positions(plan.sections());
  std::vector<SectionCounts> rows;
  for (const Section& section : plan.sections()) rows.push_back({section.id, {}});
  for (std::size_t i = 0; i < plan.measures().size(); ++i) {
    const std::optional<SectionId>& section = plan.measures()[i].section;
    if (section) rows[index.at(section->value())].counts.add(assessment.statuses()[i]);
  }
  // Parents stand before their sections, so from the end on every row is whole when it is added.
  for (std::size_t i = rows.size(); i-- > 0;) {
    const std::optional<SectionId>& parent = plan.sections()[i].parent;
    if (parent) rows[index.at(parent->value())].counts += rows[i].counts;
  }
  return rows;
}

std::vector<AgencyCounts> count_by_agency(const Assessment& assessment) {
  const Plan& plan = assessment.plan();
  AgencyCounter counter{plan.agencies()};
  for (std::size_t i = 0; i < plan.measures().size(); ++i) {
    counter.count(plan.measures()[i], assessment.statuses()[i]);
  }
  return std::move(counter).rows();
}

std::vector<DeadlineKindCounts> count_by_deadline_kind(const Assessment& assessment) {
  constexpr std::size_t kinds = enum_count<DeadlineKind>;
  std::array<StatusCounts, kinds> counts;
  const DeadlineColumns columns = assessment.plan().deadlines();
  for (std::size_t i = 0; i < columns.kind.size(); ++i) {
    counts[static_cast<std::size_t>(columns.kind[i])].add(assessment.statuses()[i]);
  }
  return occurring<DeadlineKindCounts, DeadlineKind>(counts);
}

std::vector<IndicatorKindCounts> count_by_indicator_kind(const Assessment& assessment) {
  constexpr std::size_t kinds = enum_count<IndicatorKind>;
  std::array<StatusCounts, kinds> counts;
  const std::vector<Measure>& measures = assessment.plan().measures();
  for (std::size_t i = 0; i < measures.size(); ++i) {
    std::array<bool, kinds> has{};
    for (const Indicator& indicator : measures[i].indicators) {
      has[static_cast<std::size_t>(indicator.kind)] = true;
    }
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      if (has[kind]) counts[kind].add(assessment.statuses()[i]);
    }
  }
  return occurring<IndicatorKindCounts, IndicatorKind>(counts);
}

std::vector<RoleCounts> count_by_role(const Assessment& assessment) {
  constexpr std::size_t roles = enum_count<Role>;
  std::array<StatusCounts, roles> counts;
  const std::vector<Measure>& measures = assessment.plan().measures();
  for (std::size_t i = 0; i < measures.size(); ++i) {
    std::array<bool, roles> has{};
    for (const Assignment& assignment : measures[i].assignments) {
      has[static_cast<std::size_t>(assignment.role)] = true;
    }
    for (std::size_t role = 0; role < roles; ++role) {
      if (has[role]) counts[role].add(assessment.statuses()[i]);
    }
  }
  return occurring<RoleCounts, Role>(counts);
}

std::vector<ForceCounts> count_by_force(const Assessment& assessment) {
  std::array<StatusCounts, 3> counts;  // the last: nobody is assigned
  const DeadlineColumns columns = assessment.plan().deadlines();
  for (std::size_t i = 0; i < columns.force.size(); ++i) {
    const std::size_t at = columns.force[i] ? static_cast<std::size_t>(*columns.force[i]) : 2;
    counts[at].add(assessment.statuses()[i]);
  }
  std::vector<ForceCounts> rows;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i].total() == 0) continue;
    rows.push_back({i < 2 ? std::optional{static_cast<Force>(i)} : std::nullopt, counts[i]});
  }
  return rows;
}

}  // namespace actionplan
