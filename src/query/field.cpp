// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/field.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/evaluate/indicator_status.hpp>
#include <actionplan/evaluate/status.hpp>
#include <actionplan/evidence/words.hpp>
#include <actionplan/plan/assignment.hpp>
#include <actionplan/plan/deadline.hpp>
#include <actionplan/plan/indicator.hpp>

#include <array>
#include <string>

namespace actionplan {
namespace {

template <class Enum>
std::vector<std::string_view> words() {
  return {enum_names<Enum>.begin(), enum_names<Enum>.end()};
}

// What raters alone say is never derived.
std::vector<std::string_view> derived_words() {
  std::vector<std::string_view> scale = words<Completion>();
  scale.resize(static_cast<std::size_t>(Completion::withdrawn));
  return scale;
}

std::vector<std::string_view> make_words(Field field) {
  switch (field) {
    case Field::role: return words<Role>();
    case Field::force: return words<Force>();
    case Field::indicator_kind: return words<IndicatorKind>();
    case Field::deadline_kind: return words<DeadlineKind>();
    case Field::deadline_status: return words<DeadlineStatus>();
    case Field::reason: return words<Reason>();
    case Field::indicator_status: return words<IndicatorStatus>();
    case Field::derived: return derived_words();
    case Field::rated: return words<Completion>();
    case Field::reporter_type: return words<ReporterType>();
    case Field::method: return words<Method>();
    case Field::verification: return words<Verification>();
    case Field::deadline_reason: return words<NoDateReason>();
    case Field::conditional: return words<YesNo>();
    default: return {};
  }
}

std::vector<FieldInfo> make_fields() {
  using enum Field;
  using Type = FieldType;
  constexpr bool one = false;
  constexpr bool many = true;
  return {
      {id, Type::id, one, "the measure's id, which never repeats", R"(id = "4.2#2")"},
      {number, Type::label, one, "the measure's number, which may be missing or repeat",
       "number : 4.2"},
      {section, Type::label, one, "the innermost heading it stands under, by number or title",
       "section : 4"},
      {title, Type::text, one, "the name of the measure", R"(title : "open data")"},
      {indicator_text, Type::text, one, "the evaluation indicator, whole",
       "indicator_text : trainings"},
      {agency, Type::text, many, "an agency's id, name or alias", R"(agency : "Justice")"},
      {role, Type::word, many, "what an agency does for it", "role = lead"},
      {force, Type::word, one, "of the measure as a whole: its strongest", "force = binding"},
      {indicator_kind, Type::word, many, "kind of an indicator", "indicator_kind = publication"},
      {deadline_kind, Type::word, one, "how the deadline was read", "deadline_kind = recurring"},
      {start, Type::day, one, "first day of its window", "start >= 2017"},
      {due, Type::day, one, "last day on which it is in time, by the plan of the day",
       "due < 2018-01-01"},
      {due_original, Type::day, one, "the same by the first plan that had the measure",
       "due_original = 2016"},
      {deadline_status, Type::word, one, "how it stands to its deadline",
       "deadline_status = done_*"},
      {reason, Type::word, many, "a reason for that status", "reason = extended_after_due"},
      {days_late, Type::number, one, "days late; of `overdue`, `lapsed` and `done_late`",
       "days_late > 30"},
      {days_past_due, Type::number, one,
       "days since the due day, the latest of a vague one, whatever was done",
       "days_past_due >= 365"},
      {indicator_status, Type::word, many, "status of an indicator",
       "indicator_status = contested"},
      {progress, Type::number, many, "an indicator's share of the way from baseline to target",
       "progress < 0.5"},
      {derived, Type::word, one, "completion by the indicator text; none where not gradable",
       "derived = limited"},
      {rated, Type::word, many, "completion by a named rater of the whole measure",
       "rated = substantial"},
      {reporter, Type::text, many, "who reported an entry that was used",
       R"(reporter : "Chamber")"},
      {reporter_type, Type::word, many, "the type of that reporter",
       "reporter_type = civil_society"},
      {method, Type::word, many, "how that entry was found", "method = survey"},
      {verification, Type::word, many, "whether that entry was verified",
       "verification = disputed"},
      {deadline_reason, Type::word, one, "why its deadline has no date; none where it has one",
       "deadline_reason = unread"},
      {due_latest, Type::day, one,
       "last day that its deadline could mean: `due`, unless its words are vague",
       "due_latest < 2018-09-01"},
      {conditional, Type::word, one, "does its deadline state a condition?", "conditional = yes"},
  };
}

// For a message: short, and ended by nothing inside it.
std::string shown(std::string_view name) {
  std::string text = text::replace_invalid_utf8(name.substr(0, name.find('\0')));
  return text.substr(0, text::byte_offset(text, 60));
}

}  // namespace

const std::vector<FieldInfo>& fields() {
  static const std::vector<FieldInfo> all = make_fields();
  return all;
}

const FieldInfo& info(Field field) { return fields()[static_cast<std::size_t>(field)]; }

std::optional<Field> find_field(std::string_view name) noexcept { return find_enum<Field>(name); }

Field field_named(std::string_view name) {
  if (const std::optional<Field> found = find_field(name)) return *found;
  std::string message = "There is no field \"" + shown(name) + "\"; write one of";
  for (const std::string_view known : enum_names<Field>) {
    message += known == enum_names<Field>.front() ? " " : ", ";
    message += known;
  }
  throw InvalidArgument(message + ".");
}

const std::vector<std::string_view>& words_of(Field field) {
  static const std::array<std::vector<std::string_view>, enum_count<Field>> all = [] {
    std::array<std::vector<std::string_view>, enum_count<Field>> made;
    for (std::size_t i = 0; i < enum_count<Field>; ++i) made[i] = make_words(static_cast<Field>(i));
    return made;
  }();
  return all[static_cast<std::size_t>(field)];
}

}  // namespace actionplan
