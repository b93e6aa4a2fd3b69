// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/entry.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/hash.hpp>
#include <actionplan/core/text.hpp>

#include <array>
#include <cmath>
#include <limits>

namespace actionplan {
namespace {

// What an entry of a kind does with a field.
enum class Use : std::uint8_t { no, may, must };

// One column of the table of docs/guide/evidence.md.
struct KindRules {
  Use subject;  // the measure or the indicator
  Use value;
  Use done;
  Use completion;
  Use verification;
  Use agency;
  Use about;
  Use member;
  Use person;
  Use period;
  Use done_on;
  Use unit;
  Use dimension;
  Use text;
};

constexpr std::array<KindRules, entry_kind_count> rules_by_kind = [] {
  constexpr Use no = Use::no;
  constexpr Use may = Use::may;
  constexpr Use must = Use::must;
  return std::array<KindRules, entry_kind_count>{{
      // subject value done completion verification | agency about member person
      //     | period done_on unit dimension text
      {must, must, no, no, no, may, no, may, no, may, no, may, may, may},  // observation
      {must, no, must, no, no, may, no, may, no, may, may, no, no, may},   // deliverable
      {must, no, no, must, no, no, no, no, no, may, may, no, no, may},     // rating
      {must, no, no, no, no, must, may, no, no, may, no, no, no, must},    // response
      {no, no, no, no, must, no, must, no, no, no, no, no, no, may},       // verification
      {no, no, no, no, no, no, must, no, no, no, no, no, no, may},         // withdrawal
      {may, no, no, no, no, must, no, no, must, may, no, no, no, may},     // appointment
      {no, no, no, no, no, must, no, must, no, may, no, no, no, may},      // membership
      {may, no, no, no, no, may, may, no, no, may, no, no, no, must},      // note
  }};
}();

[[noreturn]] void refuse(const Entry& entry, const std::string& rest) {
  std::string subject = entry.indicator ? " for indicator " + entry.indicator->value()
                        : entry.measure ? " for measure " + entry.measure->value()
                        : entry.agency  ? " for agency " + entry.agency->value()
                                        : "";
  throw InvalidArgument("The " + std::string{to_string(entry.kind)} + subject + " " + rest);
}

void check_use(const Entry& entry, Use use, bool is_present, const char* name) {
  if (use == Use::must && !is_present) {
    refuse(entry, std::string{"has no "} + name + "; give one.");
  }
  if (use == Use::no && is_present) {
    const bool has_vowel = std::string_view{"aeiou"}.find(*name) != std::string_view::npos;
    refuse(entry, std::string{has_vowel ? "has an " : "has a "} + name +
                      ", which entries of this kind do not; leave it out.");
  }
}

void check_fields(const Entry& entry) {
  const KindRules& rules = rules_by_kind.at(static_cast<std::size_t>(entry.kind));
  if (entry.measure && entry.indicator) {
    refuse(entry, "names measure " + entry.measure->value() +
                      " too; name the indicator alone, which belongs to its measure.");
  }
  check_use(entry, rules.subject, entry.measure || entry.indicator, "measure or indicator");
  check_use(entry, rules.value, entry.value.has_value(), "value");
  check_use(entry, rules.done, entry.done.has_value(), "`done`");
  check_use(entry, rules.completion, entry.completion.has_value(), "completion");
  check_use(entry, rules.verification, entry.verification.has_value(), "verification");
  check_use(entry, rules.agency, entry.agency.has_value(), "agency");
  check_use(entry, rules.about, entry.about.has_value(), "entry that it is about");
  check_use(entry, rules.member, !entry.member.empty(), "member");
  check_use(entry, rules.person, !entry.person.empty(), "person");
  check_use(entry, rules.period, entry.period.has_value(), "period");
  check_use(entry, rules.done_on, entry.done_on.has_value(), "`done_on`");
  check_use(entry, rules.unit, !entry.unit.empty(), "`unit`");
  check_use(entry, rules.dimension, !entry.dimension.empty(), "dimension");
  check_use(entry, rules.text, !entry.text.empty(), "text");
  if (entry.kind == EntryKind::observation && !entry.indicator) {
    refuse(entry, "names no indicator; a value belongs to one, such as 4.2.3/1.");
  }
  if (entry.kind == EntryKind::withdrawal && entry.replaces) {
    refuse(entry, "replaces an entry; a withdrawal names it in `about` alone.");
  }
}

void check_number(const Entry& entry, const std::optional<double>& number, double least,
                  bool is_open, const char* name) {
  if (!number) return;
  if (!entry.value) {
    refuse(entry, std::string{"has the "} + name + " " + std::to_string(*number) +
                      " without a value; give both or neither.");
  }
  const bool is_fit = std::isfinite(*number) && (is_open ? *number > least : *number >= least);
  if (is_fit) return;
  refuse(entry, std::string{"has the "} + name + " " + std::to_string(*number) +
                    "; give a finite number" +
                    (std::isinf(least) ? "."
                     : is_open         ? " above 0."
                                       : " of 0 or more."));
}

void check_numbers(const Entry& entry) {
  check_number(entry, entry.value, -std::numeric_limits<double>::infinity(), false, "value");
  check_number(entry, entry.denominator, 0, true, "denominator");
  check_number(entry, entry.standard_error, 0, false, "standard error");
  check_number(entry, entry.df, 0, true, "df");
  check_number(entry, entry.deff, 0, true, "deff");
  if (entry.n && (!entry.value || *entry.n < 1)) {
    refuse(entry, "has n = " + std::to_string(*entry.n) + "; give the number of cases, 1 or more.");
  }
  if (entry.df && !entry.standard_error) {
    refuse(entry, "has degrees of freedom without a standard error; give both.");
  }
}

void check_dates(const Entry& entry) {
  const auto check_past = [&entry](const std::optional<Date>& day, const char* name) {
    if (!day || *day <= entry.recorded_on) return;
    refuse(entry, "is recorded on " + entry.recorded_on.iso() + ", before its " + name + " " +
                      day->iso() + "; only what has happened can be recorded.");
  };
  check_past(entry.observed_on, "observed_on");
  check_past(entry.published_on, "published_on");
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

void check_word(const Entry& entry, std::string_view text, const char* name) {
  constexpr std::size_t max_bytes = std::size_t{1} << 20U;
  if (text.size() > max_bytes) {
    refuse(entry, std::string{"has a "} + name + " of " + std::to_string(text.size()) +
                      " bytes; at most " + std::to_string(max_bytes) + " are kept.");
  }
  if (text.find('\0') != std::string_view::npos ||
      text::find_invalid_utf8(text) != std::string_view::npos) {
    refuse(entry, std::string{"has a "} + name + " that is not text in UTF-8; convert it.");
  }
}

void check_id(const Entry& entry, const std::optional<EntryId>& id, const char* name) {
  if (!id) return;
  try {
    (void)hash_from_hex(id->value());
  } catch (const ParseError& error) {
    refuse(entry, std::string{"names no entry in `"} + name + "`: " + error.what());
  }
}

template <class OptionalId>
void check_name(const Entry& entry, const OptionalId& id, const char* name) {
  if (!id) return;
  if (id->is_empty()) refuse(entry, std::string{"has an empty "} + name + "; name it.");
  check_word(entry, id->value(), name);
}

void check_words(const Entry& entry) {
  check_name(entry, entry.measure, "measure");
  check_name(entry, entry.indicator, "indicator");
  check_name(entry, entry.agency, "agency");
  check_id(entry, entry.about, "about");
  check_id(entry, entry.replaces, "replaces");
  check_word(entry, entry.unit, "unit");
  check_word(entry, entry.reporter, "reporter");
  check_word(entry, entry.member, "member");
  check_word(entry, entry.person, "person");
  check_word(entry, entry.text, "text");
  if (entry.reporter.empty()) refuse(entry, "has no reporter; say who reports it.");
  for (const auto& [name, category] : entry.dimension) {
    check_word(entry, name, "dimension");
    check_word(entry, category, "category");
    if (name.empty() || category.empty()) {
      refuse(entry, "has an empty dimension or category; name both, such as region and Baku.");
    }
  }
  if (entry.sources.empty()) refuse(entry, "has no source; give a URL or a citation.");
  for (const Source& source : entry.sources) {
    check_word(entry, source.text, "source");
    check_word(entry, source.content_hash, "content hash");
    if (text::trim(source.text).empty()) {
      refuse(entry, "has an empty source; give a URL or a citation.");
    }
  }
}

}  // namespace

void check(const Entry& entry) {
  check_words(entry);
  check_fields(entry);
  check_numbers(entry);
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
