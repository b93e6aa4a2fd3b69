// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/unheld_names.hpp>

#include <actionplan/core/text.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/near_names.hpp"
#include "core/internal/shortest_number.hpp"
#include "evidence/internal/evidence_block.hpp"
#include "plan/internal/unknown_agency.hpp"

#include "filter_node.hpp"
#include "labels.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace actionplan {
namespace {

using detail::FilterNode;
using detail::NearNames;

// A field that names an object of the plan.
struct NamingField {
  Field field;
  const char* noun;
};
constexpr NamingField naming_fields[] = {{Field::id, "measure with the id"},
                                         {Field::number, "measure with the number"},
                                         {Field::section, "section"},
                                         {Field::agency, "agency"}};

// One condition, held against each plan.
class Held {
 public:
  Held(const Condition& condition, const TextPattern& pattern)
      : condition_{condition},
        pattern_{pattern},
        label_{detail::bare_label(pattern.text)},
        folded_{text::fold(pattern.text)} {}

  [[nodiscard]] bool by(std::string_view name) const { return fits_name(name); }
  [[nodiscard]] bool by(const Plan& plan) const {
    switch (condition_.field) {
      case Field::id: return plan.find_measure(MeasureId{pattern_.text}) != nullptr;
      case Field::number:
        return any(plan.measures(), [&](const Measure& one) { return fits_label(one.number); });
      case Field::section:
        return any(plan.sections(), [&](const Section& one) {
          return fits_label(one.number) || text::fold(one.title) == folded_;
        });
      default:
        return any(plan.agencies(), [&](const Agency& one) {
          return fits_name(one.id.value()) || fits_name(one.name) ||
                 any(one.aliases, [&](const std::string& alias) { return fits_name(alias); });
        });
    }
  }

 private:
  template <class Objects, class Fits>
  static bool any(const Objects& objects, Fits fits) {
    return std::any_of(objects.begin(), objects.end(), fits);
  }

  [[nodiscard]] bool fits_label(std::string_view number) const {
    const std::string_view label = detail::bare_label(number);
    if (label.empty()) return false;
    return condition_.comparator == Comparator::has ? detail::is_at_or_below(label, label_)
                                                    : label == label_;
  }

  [[nodiscard]] bool fits_name(std::string_view name) const {
    const std::string folded = text::fold(name);
    if (condition_.comparator == Comparator::has) return folded.find(folded_) != std::string::npos;
    if (pattern_.is_open_after) return folded.starts_with(folded_);
    if (pattern_.is_open_before) return folded.ends_with(folded_);
    return folded == folded_;
  }

  const Condition& condition_;
  const TextPattern& pattern_;
  std::string label_;
  std::string folded_;
};

void add_objects(const Plan& plan, Field field, NearNames& near) {
  if (field == Field::agency) return detail::add_agencies(plan, near);
  if (field == Field::section) {
    for (const Section& section : plan.sections()) near.add(section.number, {section.title});
    return;
  }
  for (const Measure& measure : plan.measures()) {
    near.add(field == Field::id ? measure.id.value() : measure.number, {measure.title});
  }
}

// Conditions that compare with a name; of an order, `number > 4`, any number will do.
bool compares_name(const Condition& condition) {
  const auto* const pattern = std::get_if<TextPattern>(&condition.value);
  return pattern != nullptr && !pattern->is_anything() &&
         (condition.comparator == Comparator::equal || condition.comparator == Comparator::has);
}

void check(const PlanHistory& history, const Condition& condition, std::vector<Problem>& problems) {
  const auto* const naming =
      std::find_if(std::begin(naming_fields), std::end(naming_fields),
                   [&](const NamingField& one) { return one.field == condition.field; });
  if (naming == std::end(naming_fields) || !compares_name(condition)) return;
  const auto& pattern = std::get<TextPattern>(condition.value);
  const Held held{condition, pattern};
  const auto& revisions = history.revisions();
  if (std::any_of(revisions.begin(), revisions.end(),
                  [&](const Revision& revision) { return held.by(revision.plan); })) {
    return;
  }
  NearNames near{pattern.text};
  for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision) {
    add_objects(revision->plan, condition.field, near);
  }
  std::string message = std::string{"The plan has no "} + naming->noun + " \"" +
                        detail::excerpt(pattern.text) + "\", which the filter asks for";
  const std::vector<std::string>& named = near.named_so();
  if (named.empty()) {
    message += near.sentence_part() + "; nothing matches it.";
  } else {
    message += "; it is the title of \"" + named.front() + "\": ask for that.";
  }
  problems.push_back({"unheld_name", Severity::warning, {}, std::move(message), pattern.text});
}

// Every name by which an entry says who reports.
template <class Use>
void each_reporter(const Evidence& evidence, Use use) {
  for (const EvidenceLayer& layer : layers_of(evidence)) {
    for (const EntryContext& context : layer.block->contexts) use(context.reporter);
    for (const OtherEntry& other : layer.block->others) use(other.entry.reporter);
  }
}

void check_reporter(const Evidence& evidence, const Condition& condition,
                    std::vector<Problem>& problems) {
  if (condition.field != Field::reporter || !compares_name(condition)) return;
  const auto& pattern = std::get<TextPattern>(condition.value);
  const Held held{condition, pattern};
  std::set<std::string_view> names;
  bool is_held = false;
  each_reporter(evidence, [&](const std::string& name) {
    if (!name.empty() && names.insert(name).second) is_held = is_held || held.by(name);
  });
  if (is_held || names.empty()) return;
  NearNames near{pattern.text};
  for (const std::string_view name : names) near.add({}, {name});
  problems.push_back({"unheld_name",
                      Severity::warning,
                      {},
                      "No entry is by a reporter \"" + detail::excerpt(pattern.text) +
                          "\", whom the filter asks for" + near.sentence_part() +
                          "; nothing matches it.",
                      pattern.text});
}

bool begins_with_digit(std::string_view label) {
  return !label.empty() && label.front() >= '0' && label.front() <= '9';
}

bool is_ordering(Comparator comparator) {
  return comparator != Comparator::equal && comparator != Comparator::has &&
         comparator != Comparator::not_equal;
}

// A letter is after every digit, so that all pass, or none.
void check_order(const PlanHistory& history, const Condition& condition,
                 std::vector<Problem>& problems) {
  const auto* const pattern = std::get_if<TextPattern>(&condition.value);
  if (condition.field != Field::number || pattern == nullptr ||
      !is_ordering(condition.comparator)) {
    return;
  }
  const bool is_digit = begins_with_digit(pattern->text);
  const Measure* other = nullptr;
  for (const Revision& revision : history.revisions()) {
    for (const Measure& measure : revision.plan.measures()) {
      if (measure.number.empty()) continue;
      if (begins_with_digit(measure.number) == is_digit) return;
      other = &measure;
    }
  }
  if (other == nullptr) return;
  problems.push_back(
      {"odd_comparison",
       Severity::warning,
       {},
       "The filter asks for the order of numbers and \"" + detail::excerpt(pattern->text) +
           "\", and those of the plan are such as \"" + detail::excerpt(other->number) +
           "\", so that all of them pass, or none; give one of that kind.",
       pattern->text});
}

void check_share(const Condition& condition, std::vector<Problem>& problems) {
  const auto* const number = std::get_if<double>(&condition.value);
  if (condition.field != Field::progress || number == nullptr || std::abs(*number) <= 2) return;
  const std::string written = detail::shortest_number(*number).value_or("NaN");
  problems.push_back({"odd_comparison",
                      Severity::warning,
                      {},
                      "The filter compares progress with " + written +
                          ", and progress is a share, of which 1 is the whole way to the target; "
                          "write 0.5 for 50 %.",
                      written});
}

class Walk {
 public:
  Walk(const PlanHistory& history, const Evidence* evidence)
      : history_{history}, evidence_{evidence} {}

  std::vector<Problem> of(const FilterNode& node) && {
    walk(node);
    return std::move(problems_);
  }

 private:
  void walk(const FilterNode& node) {
    if (node.kind == FilterNode::Kind::condition) {
      check(history_, node.condition, problems_);
      check_order(history_, node.condition, problems_);
      check_share(node.condition, problems_);
      if (evidence_ != nullptr) check_reporter(*evidence_, node.condition, problems_);
    }
    for (const auto& part : node.parts) walk(*part);
  }

  const PlanHistory& history_;
  const Evidence* evidence_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> unheld_names(const PlanHistory& history, const Filter& filter) {
  return Walk{history, nullptr}.of(filter.node());
}

std::vector<Problem> unheld_names(const PlanHistory& history, const Evidence& evidence,
                                  const Filter& filter) {
  return Walk{history, &evidence}.of(filter.node());
}

}  // namespace actionplan
