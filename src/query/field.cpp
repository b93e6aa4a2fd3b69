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

constexpr std::array<std::string_view, field_count> names{
    "id",
    "number",
    "section",
    "title",
    "indicator_text",
    "agency",
    "role",
    "force",
    "indicator_kind",
    "deadline_kind",
    "start",
    "due",
    "due_original",
    "deadline_status",
    "reason",
    "days_late",
    "days_past_due",
    "indicator_status",
    "progress",
    "derived",
    "rated",
    "reporter",
    "reporter_type",
    "method",
    "verification",
    "deadline_reason",
    "due_latest",
    "conditional",
};

template <class Enum>
std::vector<std::string_view> words(Enum last) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(last); ++i) {
    out.push_back(to_string(static_cast<Enum>(i)));
  }
  return out;
}

std::vector<std::string_view> make_words(Field field) {
  switch (field) {
    case Field::role: return words(Role::supporting);
    case Field::force: return words(Force::recommended);
    case Field::indicator_kind: return words(IndicatorKind::qualitative);
    case Field::deadline_kind: return words(DeadlineKind::no_date);
    case Field::deadline_status: return words(DeadlineStatus::withdrawn);
    case Field::reason: return words(Reason::deadline_unread);
    case Field::indicator_status: return words(IndicatorStatus::contested);
    case Field::derived: return words(Completion::complete);
    case Field::rated: return words(Completion::withdrawn);
    case Field::reporter_type: return words(ReporterType::independent);
    case Field::method: return words(Method::statement);
    case Field::verification: return words(Verification::disputed);
    case Field::deadline_reason: return words(NoDateReason::remark_only);
    case Field::conditional: return words(YesNo::yes);
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

std::string_view to_string(Field field) noexcept { return names[static_cast<std::size_t>(field)]; }

std::string_view to_string(YesNo answer) noexcept { return answer == YesNo::yes ? "yes" : "no"; }

std::string_view to_string(FieldType type) noexcept {
  switch (type) {
    case FieldType::id: return "id";
    case FieldType::label: return "label";
    case FieldType::text: return "text";
    case FieldType::word: return "word";
    case FieldType::day: return "day";
    case FieldType::number: return "number";
  }
  return "text";
}

const std::vector<FieldInfo>& fields() {
  static const std::vector<FieldInfo> all = make_fields();
  return all;
}

const FieldInfo& info(Field field) { return fields()[static_cast<std::size_t>(field)]; }

std::optional<Field> find_field(std::string_view name) noexcept {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Field>(i);
  }
  return std::nullopt;
}

Field field_named(std::string_view name) {
  if (const std::optional<Field> found = find_field(name)) return *found;
  std::string message = "There is no field \"" + shown(name) + "\"; write one of";
  for (const std::string_view known : names) {
    message += known == names.front() ? " " : ", ";
    message += known;
  }
  throw InvalidArgument(message + ".");
}

const std::vector<std::string_view>& words_of(Field field) {
  static const std::array<std::vector<std::string_view>, field_count> all = [] {
    std::array<std::vector<std::string_view>, field_count> made;
    for (std::size_t i = 0; i < field_count; ++i) made[i] = make_words(static_cast<Field>(i));
    return made;
  }();
  return all[static_cast<std::size_t>(field)];
}

}  // namespace actionplan
