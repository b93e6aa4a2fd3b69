// SPDX-License-Identifier: Apache-2.0
// Wordings in many languages beside what a careful human reads. A wrong reading is worse than none.
#include "test_paths.hpp"

#include <actionplan/core/text.hpp>
#include <actionplan/read/deadline_text.hpp>

#include <gtest/gtest.h>

#include "../../support/rounds.hpp"
#include "read/words/lexicon.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::deadline_wordings_test {
namespace {

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : std::string{"-"}; }

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == mark) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::vector<std::vector<std::string>> rows_of(const std::string& name) {
  std::ifstream in{std::string{ACTIONPLAN_TEST_DATA} + "/" + name};
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    rows.push_back(split(line, '\t'));
  }
  return rows;
}

struct Row {
  std::string text, language, start, due, kinds, cadence;
};

std::vector<Row> wordings(const std::string& name) {
  std::vector<Row> found;
  for (std::vector<std::string> columns : rows_of(name)) {
    columns.resize(6);
    std::string& text = columns[0];
    for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n")) {
      text.replace(at, 2, "\n");
    }
    found.push_back({text, columns[1], columns[2], columns[3], columns[4], columns[5]});
  }
  return found;
}

constexpr const char* word_tables[] = {"deadline_wordings.tsv", "deadline_wordings_more.tsv",
                                       "deadline_wordings_by_language.tsv",
                                       "deadline_wordings_fresh.tsv"};

bool is_one_of(const std::string& value, const std::string& wanted) {
  const auto listed = split(wanted, '|');
  return std::any_of(listed.begin(), listed.end(),
                     [&](const std::string& want) { return want == "*" || want == value; });
}

enum class Verdict { right, refused, wrong };

Verdict verdict_on(const Deadline& deadline, const Row& row) {
  const std::string kind{to_string(deadline.kind)};
  const bool may_refuse = is_one_of("no_date", row.kinds);
  if (deadline.kind == DeadlineKind::no_date) return may_refuse ? Verdict::right : Verdict::refused;
  const bool fits = is_one_of(kind, row.kinds) && is_one_of(iso(deadline.start), row.start) &&
                    is_one_of(iso(deadline.due), row.due);
  const bool has_cadence = row.cadence.empty() || !deadline.cadence ||
                           std::string{to_string(*deadline.cadence)} == row.cadence;
  return fits && has_cadence ? Verdict::right : Verdict::wrong;
}

std::string shown(const Deadline& deadline) {
  return std::string{to_string(deadline.kind)} + " " + iso(deadline.start) + " " +
         iso(deadline.due) + " " + deadline.language;
}

struct Score {
  int right = 0;
  int refused = 0;
};

// Fails for each wrong reading.
Score score(const std::vector<Row>& rows, bool is_told, bool may_refuse) {
  Score score;
  for (const Row& row : rows) {
    DeadlineContext context;
    if (is_told) context.language = row.language;
    const Deadline deadline = read_deadline(row.text, context);
    const Verdict verdict = verdict_on(deadline, row);
    EXPECT_NE(verdict, Verdict::wrong)
        << row.language << " " << row.text << ": " << shown(deadline);
    if (!may_refuse) {
      EXPECT_NE(verdict, Verdict::refused) << row.language << " " << row.text;
    }
    if (verdict == Verdict::right) ++score.right;
    if (verdict == Verdict::refused) ++score.refused;
  }
  return score;
}

TEST(DeadlineWordings, AreReadAsACarefulHumanWouldOrRefused) {
  const std::vector<Row> rows = wordings("deadline_wordings.tsv");
  ASSERT_EQ(rows.size(), 108U);
  EXPECT_GE(score(rows, true, true).right, 100);
  EXPECT_GE(score(rows, false, true).right, 100);
}

TEST(DeadlineWordings, OfEachKindInEachLanguage) {
  const std::vector<Row> rows = wordings("deadline_wordings_more.tsv");
  std::map<std::string, int> counts;
  for (const Row& row : rows) ++counts[row.language];
  for (const std::string_view language :
       {"en", "fr", "es", "pt", "de", "it", "ru", "uk", "az", "tr", "kk", "ro", "pl"}) {
    EXPECT_GE(counts[std::string{language}], 15) << language;
  }
  score(rows, true, false);
  EXPECT_LE(score(rows, false, true).refused, 3);
}

TEST(DeadlineWordings, OfTwentyLanguagesAreNeverReadWrong) {
  const std::vector<Row> rows = wordings("deadline_wordings_by_language.tsv");
  ASSERT_GE(rows.size(), 1300U);
  score(rows, true, false);
  // Some by "2019 a 2021", which is "and" in Czech.
  EXPECT_LE(score(rows, false, true).refused, 14);
}

// Written before anyone had looked at the words of the reader; the first count stands in the file.
TEST(DeadlineWordings, ThatWereFreshAreNeverReadWrong) {
  const std::vector<Row> rows = wordings("deadline_wordings_fresh.tsv");
  ASSERT_GE(rows.size(), 1100U);
  EXPECT_LE(score(rows, true, true).refused, 3);
  EXPECT_LE(score(rows, false, true).refused, 5);
}

// A refusal is ours: what holds a number is never said to name no day.
TEST(DeadlineWordings, WithDigitsOfAnotherScriptAreReadOrUnread) {
  for (const char* const text : {"२०७८", "२०२१", "২০২১", "๒๕๖๔", "২০২১ সালের মধ্যে"}) {
    EXPECT_EQ(read_deadline(text).reason, NoDateReason::unread) << text;
  }
  for (const char* const text : {"٢٠٢٢", "۲۰۲۲", "２０２２"}) {
    EXPECT_EQ(iso(read_deadline(text).due), "2022-12-31") << text;
  }
}

TEST(DeadlineWordings, OfOneYearBesideAnotherMakeNobodyLate) {
  const Deadline repeated = read_deadline("Q1 2021 and 2022");
  EXPECT_EQ(iso(repeated.due), "2022-03-31");
  EXPECT_EQ(iso(repeated.due_latest), "2022-12-31");
  ASSERT_EQ(repeated.parts.size(), 2U);
  EXPECT_EQ(iso(repeated.parts[1].start), "2022-01-01");
}

TEST(DeadlineWordings, OfCanadaSayTheSameInBothLanguages) {
  const auto rows = rows_of("canada_deadlines.tsv");
  ASSERT_EQ(rows.size(), 106U);
  for (const auto& row : rows) {
    DeadlineContext context;
    Deadline english = read_deadline(row.at(1), context);
    Deadline french = read_deadline(row.at(2), context);
    EXPECT_NE(english.kind, DeadlineKind::no_date) << row.at(1);
    for (Deadline* deadline : {&english, &french}) {
      deadline->text.clear();
      deadline->language.clear();
      deadline->assumptions.clear();
      deadline->remarks.clear();
      for (DeadlinePart& part : deadline->parts) part.text.clear();
    }
    EXPECT_EQ(english, french) << row.at(1) << " | " << row.at(2);
  }
}

TEST(DeadlineProperty, AnEdtfTextComesBackAsItWas) {
  for (const std::string year : {"1900", "1987", "2016", "2030", "2199"}) {
    std::vector<std::string> texts{year,
                                   year + "?",
                                   year + "~",
                                   year + "%",
                                   year + "-12",
                                   year + "-12-31",
                                   year + "-12-31?",
                                   year + "-06~",
                                   year + "-XX",
                                   year + "-06-XX",
                                   year + "-XX-XX",
                                   year + "-1X",
                                   year.substr(0, 3) + "X",
                                   year + "S3",
                                   year + "/2199",
                                   year + "-02/2199-03",
                                   year + "-02-01/2199-03",
                                   year + "/..",
                                   "../" + year,
                                   "/" + year,
                                   year + "-05/",
                                   year + "~/2199-12",
                                   "{" + year + "," + year + "-06}",
                                   "[" + year + "-01," + year + "-06-30]",
                                   "{" + year + "-01-01.." + year + "-06-30,2199}",
                                   year + "-~05",
                                   year + "-05-?17"};
    const int in_century = std::stoi(year) % 100;
    for (int code = 21; code <= 41; ++code) {
      // 2016-21 may be two years, which an assumption says; so may 1932-33.
      if (code < 33 ? code > in_century : code == in_century + 1) continue;
      texts.push_back(year + "-" + std::to_string(code));
    }
    for (const std::string& text : texts) {
      const Deadline deadline = read_deadline(text);
      EXPECT_EQ(deadline.edtf, text);
      EXPECT_NE(deadline.kind, DeadlineKind::no_date) << text;
    }
  }
}

TEST(DeadlineProperty, WhatIsWrittenReadsBackAsTheSameDays) {
  for (const char* const file : word_tables) {
    for (const Row& row : wordings(file)) {
      DeadlineContext context;
      context.language = row.language;
      const Deadline deadline = read_deadline(row.text, context);
      if (deadline.edtf.empty() || deadline.kind == DeadlineKind::recurring) continue;
      const Deadline again = read_deadline(deadline.edtf);
      EXPECT_EQ(again.edtf, deadline.edtf) << row.text;
      EXPECT_EQ(again.due, deadline.due) << row.text << " " << deadline.edtf;
      // A set has no mark for parts that have a last day alone.
      if (deadline.kind == DeadlineKind::several) continue;
      EXPECT_EQ(again.start, deadline.start) << row.text << " " << deadline.edtf;
    }
  }
}

TEST(DeadlineEdtf, SaysWhichIsTakenWhereAFormIsAmbiguous) {
  const Deadline years = read_deadline("2022-23");
  EXPECT_EQ(iso(years.start) + iso(years.due), "2022-01-012023-12-31");
  EXPECT_EQ(years.assumptions.back(),
            "\"2022-23\" is taken for two years, not for a part of one by its EDTF number.");
  const Deadline quarter = read_deadline("2017-35");
  EXPECT_EQ(iso(quarter.start) + iso(quarter.due), "2017-07-012017-09-30");
  EXPECT_EQ(quarter.assumptions.front(),
            "\"2017-35\" is taken for a part of one year by its EDTF number, not for two years.");
}

// The letters of a text's words, by code points: where each stands, in bytes.
std::vector<std::pair<std::size_t, std::size_t>> letters_of(const std::string& text) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const bool is_digit =
        length == 2 && (text.compare(at, 2, "\u0660") >= 0 && text.compare(at, 2, "\u0669") <= 0);
    const bool is_letter = !is_digit && (lead >= 0xC3 || std::isalpha(lead) != 0);
    if (is_letter) found.emplace_back(at, length);
    at += length;
  }
  return found;
}

bool knows_every_word(const std::string& text, const detail::Lexicon& lexicon) {
  const detail::Tokens tokens{text};
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens.is_word(i) && !lexicon.knows(tokens[i].text)) return false;
  }
  return true;
}

bool says_the_same(const Deadline& a, const Deadline& b) {
  return a.kind == b.kind && a.start == b.start && a.due == b.due && a.cadence == b.cadence &&
         a.due_latest == b.due_latest;
}

TEST(DeadlineProperty, OneLetterChangedIsReadTheSameOrUnreadOrAWordOfTheLexicon) {
  constexpr std::size_t each = 10 / made::rounds(10U);  // letter, or one of ten
  for (const char* const file : word_tables) {
    for (const Row& row : wordings(file)) {
      const detail::Lexicon* const lexicon = detail::find_lexicon(row.language);
      ASSERT_NE(lexicon, nullptr) << row.language;
      DeadlineContext context;
      context.language = row.language;
      const Deadline whole = read_deadline(row.text, context);
      for (const auto& [at, length] : letters_of(row.text)) {
        if (at % each != 0) continue;
        for (const std::string_view letter : {"x", "o", "\u0436", ""}) {
          std::string changed = row.text;
          changed.replace(at, length, letter);
          const Deadline deadline = read_deadline(changed, context);
          if (deadline.kind == DeadlineKind::no_date || says_the_same(deadline, whole)) continue;
          const bool has_roman = changed.find_first_of("IVXivx\u0406") != std::string::npos;
          EXPECT_TRUE(knows_every_word(changed, *lexicon) || has_roman)
              << row.text << " -> " << changed << ": " << shown(deadline);
        }
      }
    }
  }
}

TEST(DeadlineLexicons, HoldTogether) {
  EXPECT_GE(detail::calendar_languages().size(), 239U);
  EXPECT_GE(detail::plan_languages().size(), 20U);
  for (const std::string_view code : detail::calendar_languages()) {
    SCOPED_TRACE(std::string{code});
    ASSERT_NO_THROW(static_cast<void>(detail::find_lexicon(code)));
    std::set<int> months;
    for (const auto& row : detail::lexicon_rows(code, "calendar")) {
      if (row.meaning.sense == detail::Sense::month) months.insert(row.meaning.value);
    }
    EXPECT_GE(months.size(), 11U);  // CLDR has one language whose first month is a number
  }
}

// An example of a plan word is read: the word is known, and what stands beside it too.
TEST(DeadlineLexicons, ReadTheirExamples) {
  for (const std::string_view code : detail::plan_languages()) {
    DeadlineContext context;
    context.language = code;
    for (const auto& row : detail::lexicon_rows(code, "deadline")) {
      if (row.example.empty() || row.example == "-") continue;
      const Deadline deadline = read_deadline(row.example, context);
      const bool names_document = row.meaning.sense == detail::Sense::reference;
      const bool is_read = deadline.reason != NoDateReason::unread;
      const bool repeats = row.meaning.sense == detail::Sense::ditto;
      EXPECT_TRUE(is_read || names_document || repeats)
          << code << ": " << row.example << ": "
          << (deadline.assumptions.empty() ? "" : deadline.assumptions.front());
    }
  }
}

TEST(DeadlineCalendars, ReadMonthAndYearInEveryLanguage) {
  int read = 0;
  for (const std::string_view code : detail::calendar_languages()) {
    DeadlineContext context;
    context.language = code;
    context.is_gregorian = true;
    for (const auto& row : detail::lexicon_rows(code, "calendar")) {
      if (row.meaning.sense != detail::Sense::month) continue;
      const Deadline deadline = read_deadline(row.forms.front() + " 2021", context);
      if (deadline.kind != DeadlineKind::window) continue;
      ++read;
      EXPECT_EQ(deadline.start, Date::from_ymd(2021, row.meaning.value, 1))
          << code << " " << row.forms.front();
    }
  }
  EXPECT_GE(read, 12 * 239);
}

}  // namespace
}  // namespace actionplan::deadline_wordings_test
