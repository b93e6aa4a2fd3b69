// SPDX-License-Identifier: Apache-2.0
#include "csv_columns.hpp"

#include "csv_text.hpp"

#include <array>

namespace actionplan::detail {
namespace {

constexpr std::array measures = {
    CsvColumn{"number", "string", "The measure's number in the plan; may be missing, or repeat"},
    CsvColumn{"section", "string", "Id of the innermost section"},
    CsvColumn{"title", "string", "Name of the measure"},
    CsvColumn{"deadline_status", "string", "What its deadline came to", true},
    CsvColumn{"due", "date", "Due day under the plan of the day"},
    CsvColumn{"days_late", "integer", "Days late, where evidence shows it"},
    CsvColumn{"days_past_due", "integer", "Days since the due day, whatever was done"},
    CsvColumn{"reasons", "string", "Reason codes, divided by '; '"},
    CsvColumn{"reports_expected", "integer", "Reports whose period is over", true},
    CsvColumn{"reports_received", "integer", "Of these, how many came", true},
    CsvColumn{"reports_missing", "string", "Periods of those that did not, divided by '; '"},
    CsvColumn{"agencies_binding", "string", "Agencies that are bound to it, divided by '; '"},
    CsvColumn{"agencies_recommended", "string", "Agencies to which it is recommended"},
    CsvColumn{"id", "string", "Id of the measure, which never repeats", true},
};

constexpr std::array indicators = {
    CsvColumn{"id", "string", "Id of the indicator", true},
    CsvColumn{"measure", "string", "Id of its measure", true},
    CsvColumn{"kind", "string", "What kind of thing it checks", true},
    CsvColumn{"text", "string", "Its part of the plan's indicator text"},
    CsvColumn{"status", "string", "What the evidence shows", true},
    CsvColumn{"reasons", "string", "Reason codes, divided by '; '"},
    CsvColumn{"unit", "string", "Unit of its numbers, from the profile"},
    CsvColumn{"value", "number", "Value on the day, joined over periods and parts"},
    CsvColumn{"target", "number", "What is to be reached at the end"},
    CsvColumn{"target_set_by", "string", "Who set the target: plan, law, agency or analyst"},
    CsvColumn{"expected", "number", "What is to be reached by the day that the value speaks of"},
    CsvColumn{"progress", "number", "Share of the way from baseline to target"},
    CsvColumn{"entries", "integer", "How many entries the value stands on", true},
};

constexpr std::array evidence = {
    CsvColumn{"id", "string", "SHA-256 of the entry's canonical encoding", true},
    CsvColumn{"kind", "string", "What kind of entry it is", true},
    CsvColumn{"recorded_on", "date", "Day on which it was entered in the ledger", true},
    CsvColumn{"replaced_on", "date", "Day on which a later entry took its place or withdrew it"},
    CsvColumn{"measure", "string", "Id of the measure that it is about"},
    CsvColumn{"indicator", "string", "Id of the indicator that it is about"},
    CsvColumn{"agency", "string", "Id of the agency that it is about"},
    CsvColumn{"member", "string", "Member of a collective agency"},
    CsvColumn{"about", "string", "Id of the entry that is verified, withdrawn or answered"},
    CsvColumn{"replaces", "string", "Id of the entry in whose place it stands"},
    CsvColumn{"dimension", "string", "What part of the whole, as name=part divided by '; '"},
    CsvColumn{"period", "string", "What time it speaks about, such as 2016 or 2016Q1"},
    CsvColumn{"observed_on", "date", "When it became true"},
    CsvColumn{"done_on", "string", "When a thing was done: a day or a period"},
    CsvColumn{"published_on", "date", "When it was made public"},
    CsvColumn{"value", "number", "Value of an observation"},
    CsvColumn{"unit", "string", "Unit of the value"},
    CsvColumn{"denominator", "number", "Of a ratio: how many it is a ratio of"},
    CsvColumn{"standard_error", "number", "Standard error of a survey's value"},
    CsvColumn{"df", "number", "Degrees of freedom"},
    CsvColumn{"n", "integer", "Unweighted cases"},
    CsvColumn{"deff", "number", "Design effect"},
    CsvColumn{"done", "boolean", "Does the thing exist? yes or no"},
    CsvColumn{"completion", "string", "A rater's code"},
    CsvColumn{"verification", "string", "What came of checking another entry"},
    CsvColumn{"reporter", "string", "Who says so", true},
    CsvColumn{"reporter_type", "string", "Whose side the reporter is on", true},
    CsvColumn{"method", "string", "How it is known", true},
    CsvColumn{"source", "string", "URLs or citations, divided by ' | '", true},
    CsvColumn{"text", "string", "Words: a reply, a note, a reason"},
};

constexpr std::array deadlines = {
    CsvColumn{"id", "string", "The measure's id", true},
    CsvColumn{"number", "string", "The measure's number in the plan"},
    CsvColumn{"deadline", "string", "The deadline as the plan writes it"},
    CsvColumn{"kind", "string", "How it was read", true},
    CsvColumn{"reason", "string", "Why there is no date; unread: we could not read it"},
    CsvColumn{"start", "date", "First day of the window"},
    CsvColumn{"due", "date", "Due day"},
    CsvColumn{"due_latest", "date", "Last day that the words could mean; lateness begins after it"},
    CsvColumn{"due_original", "date", "Due day before any extension"},
    CsvColumn{"edtf", "string", "The same in EDTF (ISO 8601-2)"},
    CsvColumn{"cadence", "string", "How often it recurs"},
    CsvColumn{"conditions", "string", "Conditions that it states, divided by '; '"},
    CsvColumn{"assumptions", "string", "What the reading took for granted, divided by ' | '"},
    CsvColumn{"remarks", "string", "Other words of the text, divided by '; '"},
    CsvColumn{"language", "string", "Language that it was read in"},
    CsvColumn{"token", "string", "Of an unread deadline: what was not understood"},
};

}  // namespace

std::span<const CsvColumn> measure_columns() noexcept { return measures; }
std::span<const CsvColumn> indicator_columns() noexcept { return indicators; }
std::span<const CsvColumn> evidence_columns() noexcept { return evidence; }
std::span<const CsvColumn> deadline_columns() noexcept { return deadlines; }

void append_header(std::string& out, std::span<const CsvColumn> columns) {
  CsvLine names;
  for (const CsvColumn& column : columns) names.emplace_back(column.name);
  append_line(out, names);
}

}  // namespace actionplan::detail
