// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/entry.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/hash.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/evidence/entry_table.hpp>

#include "evidence/internal/entry_words.hpp"

#include <array>
#include <cmath>
#include <type_traits>

namespace actionplan {
namespace {

[[noreturn]] void refuse(const Entry& entry, const std::string& rest) {
  std::string subject = entry.indicator ? " for indicator " + entry.indicator->value()
                        : entry.measure ? " for measure " + entry.measure->value()
                        : entry.agency  ? " for agency " + entry.agency->value()
                                        : "";
  throw InvalidArgument("The " + std::string{to_string(entry.kind)} + subject + " " + rest);
}

[[noreturn]] void refuse_absent(const Entry& entry, std::string_view noun) {
  refuse(entry, "has no " + std::string{noun} + "; give one.");
}

[[noreturn]] void refuse_present(const Entry& entry, std::string_view noun) {
  const bool has_vowel = std::string_view{"aeiou"}.find(noun.front()) != std::string_view::npos;
  refuse(entry, (has_vowel ? "has an " : "has a ") + std::string{noun} +
                    ", which entries of this kind do not; leave it out.");
}

// Each field against the table.
void check_uses(const Entry& entry) {
  const auto kind = static_cast<std::size_t>(entry.kind);
  std::string alternatives;  // of which none is there
  bool has_one = false;
  for_each_entry_field([&](const auto& field) {
    // What was withheld was there.
    if (entry.withheld && detail::is_words<std::remove_cvref_t<decltype(field)>::member>) return;
    const bool is_there = is_present(entry.*field.member);
    switch (field.use.at(kind)) {
      case FieldUse::no:
        if (is_there) refuse_present(entry, field.noun);
        break;
      case FieldUse::must:
        if (!is_there) refuse_absent(entry, field.noun);
        break;
      case FieldUse::one_of:
        has_one = has_one || is_there;
        alternatives.append(alternatives.empty() ? "" : " or ").append(field.noun);
        break;
      case FieldUse::may: break;
    }
  });
  if (!alternatives.empty() && !has_one) refuse_absent(entry, alternatives);
}

void check_fields(const Entry& entry) {
  if (entry.measure && entry.indicator) {
    refuse(entry, "names measure " + entry.measure->value() +
                      " too; name the indicator alone, which belongs to its measure.");
  }
  if (entry.kind == EntryKind::observation && entry.measure) {
    refuse(entry, "names no indicator; a value belongs to one, such as 4.2.3/1.");
  }
  if (entry.kind == EntryKind::rating && !entry.completion && entry.text.empty() &&
      !entry.withheld) {
    refuse(entry, "has neither a completion nor the rater's own words in `text`; give one.");
  }
  if (entry.kind == EntryKind::withdrawal && entry.replaces) {
    refuse(entry, "replaces an entry; a withdrawal names it in `about` alone.");
  }
  check_uses(entry);
}

// A number by itself.
void check_number(const Entry& entry, const std::optional<double>& number,
                  const EntryField& field) {
  if (!number) return;
  const NumberBound bound = field.traits.bound;
  const bool is_fit =
      std::isfinite(*number) && (bound == NumberBound::any || *number > 0 ||
                                 (bound == NumberBound::zero_or_more && *number == 0));
  if (is_fit) return;
  refuse(entry, "has the " + std::string{field.noun} + " " + std::to_string(*number) +
                    "; give a finite number" +
                    (bound == NumberBound::any          ? "."
                     : bound == NumberBound::above_zero ? " above 0."
                                                        : " of 0 or more."));
}

[[noreturn]] void refuse_cases(const Entry& entry) {
  refuse(entry, "has n = " + std::to_string(*entry.n) + "; give the number of cases, 1 or more.");
}

template <class Visit>
void for_each_number(const Visit& visit) {
  for_each_entry_field([&visit](const auto& field) {
    using Value = typename std::remove_cvref_t<decltype(field)>::Value;
    if constexpr (std::is_same_v<Value, std::optional<double>>) visit(field);
  });
}

void check_numbers(const Entry& entry) {
  for_each_number([&](const auto& field) { check_number(entry, entry.*field.member, field); });
  if (entry.n && *entry.n < 1) refuse_cases(entry);
}

// What belongs to a value is nothing without one.
void check_value(const Entry& entry) {
  for_each_number([&](const auto& field) {
    const std::optional<double>& number = entry.*field.member;
    if (!number || entry.value) return;
    refuse(entry, "has the " + std::string{field.noun} + " " + std::to_string(*number) +
                      " without a value; give both or neither.");
  });
  if (entry.n && !entry.value) refuse_cases(entry);
  if (entry.df && !entry.standard_error) {
    refuse(entry, "has degrees of freedom without a standard error; give both.");
  }
}

void check_dates(const Entry& entry) {
  const auto check_past = [&entry](const std::optional<Date>& day, std::string_view name) {
    if (!day || *day <= entry.recorded_on) return;
    refuse(entry, "is recorded on " + entry.recorded_on.iso() + ", before its " +
                      std::string{name} + " " + day->iso() +
                      "; only what has happened can be recorded.");
  };
  for_each_entry_field([&](const auto& field) {
    using Value = typename std::remove_cvref_t<decltype(field)>::Value;
    if constexpr (std::is_same_v<Value, std::optional<Date>>) {
      check_past(entry.*field.member, field.name);
    }
  });
  for (const Source& source : entry.sources) check_past(source.accessed_on, "accessed_on");
  if (entry.done_on) {
    check_past(entry.done_on->last(), "done_on");
    const bool is_complete = entry.completion == Completion::complete;
    if (entry.done != true && !is_complete) {
      refuse(entry, "has done_on " + entry.done_on->text() +
                        " though it was not done; give observed_on instead.");
    }
  }
  if (entry.done == false && !entry.observed_on) {
    refuse(entry, "says that a thing is not there without the day; give observed_on.");
  }
}

void check_text(const Entry& entry, std::string_view text, std::string_view name) {
  constexpr std::size_t max_bytes = std::size_t{1} << 20U;
  if (text.size() > max_bytes) {
    refuse(entry, "has a " + std::string{name} + " of " + std::to_string(text.size()) +
                      " bytes; at most " + std::to_string(max_bytes) + " are kept.");
  }
  if (text.find('\0') != std::string_view::npos ||
      text::find_invalid_utf8(text) != std::string_view::npos) {
    refuse(entry, "has a " + std::string{name} + " that is not text in UTF-8; convert it.");
  }
}

// The texts of each field, by its type.
class TextCheck {
 public:
  explicit TextCheck(const Entry& entry) : entry_{entry} {}

  void operator()(const std::optional<EntryId>& id, std::string_view name) const {
    if (!id) return;
    try {
      (void)hash_from_hex(id->value());
    } catch (const ParseError& error) {
      refuse(entry_, "names no entry in `" + std::string{name} + "`: " + error.what());
    }
  }
  template <class Tag>
  void operator()(const std::optional<Id<Tag>>& id, std::string_view name) const {
    if (!id) return;
    if (id->is_empty()) refuse(entry_, "has an empty " + std::string{name} + "; name it.");
    check_text(entry_, id->value(), name);
  }
  void operator()(const std::string& text, std::string_view name) const {
    check_text(entry_, text, name);
  }
  void operator()(const Dimension& dimension, std::string_view /*name*/) const {
    for (const auto& [name, category] : dimension) {
      check_text(entry_, name, "dimension");
      check_text(entry_, category, "category");
      if (name.empty() || category.empty()) {
        refuse(entry_, "has an empty dimension or category; name both, such as region and Baku.");
      }
    }
  }
  void operator()(const std::vector<Source>& sources, std::string_view /*name*/) const {
    for (const Source& source : sources) {
      check_text(entry_, source.text, "source");
      check_text(entry_, source.content_hash, "content hash");
      if (text::trim(source.text).empty()) {
        refuse(entry_, "has an empty source; give a URL or a citation.");
      }
    }
  }
  template <class Value>
  void operator()(const Value& /*no text*/, std::string_view /*name*/) const {}

 private:
  const Entry& entry_;
};

void check_withheld(const Entry& entry) {
  if (!entry.reporter.empty() || !entry.text.empty() || !entry.sources.empty()) {
    refuse(entry, "was withheld and yet has words; leave out reporter, text and sources.");
  }
  try {
    (void)hash_from_hex(entry.withheld->id.value());
    if (!entry.withheld->content.empty()) (void)hash_from_hex(entry.withheld->content);
  } catch (const ParseError& error) {
    refuse(entry, std::string{"was withheld, but its digests are none: "} + error.what());
  }
}

void check_texts(const Entry& entry) {
  const TextCheck check_field{entry};
  for_each_entry_field([&](const auto& field) {
    if (entry.withheld && detail::is_words<std::remove_cvref_t<decltype(field)>::member>) return;
    check_field(entry.*field.member, field.name);
  });
}

// Who says it, and from where.
void check_origin(const Entry& entry) {
  if (entry.withheld) return check_withheld(entry);
  if (entry.sources.empty()) refuse(entry, "has no source; give a URL or a citation.");
  if (entry.reporter.empty()) refuse(entry, "has no reporter; say who reports it.");
}

}  // namespace

std::span<const EntryField> entry_fields() noexcept {
  static constexpr auto fields = [] {
    std::array<EntryField, entry_field_count> made{};
    std::size_t at = 0;
    for_each_entry_field([&](const EntryField& field) { made[at++] = field; });
    return made;
  }();
  return fields;
}

void check_given(const Entry& entry) {
  check_texts(entry);
  check_numbers(entry);
}

void check(const Entry& entry) {
  check_given(entry);
  check_origin(entry);
  check_value(entry);
  check_fields(entry);
  check_dates(entry);
}

Estimate estimate(const Entry& entry) {
  if (!entry.value) refuse(entry, "has no value, so it is no estimate.");
  Estimate estimate;
  estimate.value = *entry.value;
  estimate.standard_error = entry.standard_error.value_or(0);
  if (entry.df) estimate.df = *entry.df;
  estimate.n = entry.n.value_or(0);
  estimate.deff = entry.deff;
  return estimate;
}

Date true_from(const Entry& entry) noexcept {
  if (entry.kind == EntryKind::deliverable && entry.done_on) return entry.done_on->last();
  if (entry.observed_on) return *entry.observed_on;
  if (entry.kind == EntryKind::observation && entry.period) return entry.period->last();
  if (entry.published_on) return *entry.published_on;
  return entry.recorded_on;
}

}  // namespace actionplan
