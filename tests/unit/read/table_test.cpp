// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/format_reader.hpp>
#include <actionplan/read/table.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <string>

namespace actionplan::table_test {
namespace {

using std::string_literals::operator""s;

// Rows as "a|b / c|d", line breaks within cells as "~".
std::string rows_of(const Table& table) {
  std::string out;
  for (const Row& row : table.rows) {
    if (!out.empty()) out += " / ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i != 0) out += '|';
      for (const char c : row[i].text) out += c == '\n' ? '~' : c;
    }
  }
  return out;
}

std::string codes_of(const Table& table) {
  std::string out;
  for (const Problem& problem : table.problems) {
    out += (out.empty() ? "" : " ") + problem.code + "@" + std::to_string(problem.place.line) +
           ":" + std::to_string(problem.place.column);
  }
  return out;
}

struct Case {
  const char* name;
  std::string input;
  const char* rows;
  const char* problems = "";
};

const auto by_name = [](const auto& test) { return std::string{test.param.name}; };

class TextTable : public testing::TestWithParam<Case> {};

TEST_P(TextTable, IsCutIntoRows) {
  const Table table = table_from_text(GetParam().input);
  EXPECT_EQ(rows_of(table), GetParam().rows);
  EXPECT_EQ(codes_of(table), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Table, TextTable,
    testing::Values(
        Case{"header_headings_and_measures",
             "\tNo\n\tMeasure\n\tDue\n\t1. First\n\t1.1.\n\tDo\n\t2016\n\t1.2.\n\tAct\n\t2017\n",
             "No|Measure|Due / 1. First / 1.1.|Do|2016 / 1.2.|Act|2017"},
        Case{"cells_of_a_row_on_one_line", "\tNo\tMeasure\tDue\n\t1.1\tDo\t2016\n\t1.2\tAct\t2017",
             "No|Measure|Due / 1.1|Do|2016 / 1.2|Act|2017"},
        Case{"further_lines_continue_a_cell", "\tNo\n\tMeasure\n\t1.1\n\tDo\n\nthis\n\t1.2\n\tAct",
             "No|Measure / 1.1|Do~~this / 1.2|Act"},
        Case{"a_title_that_begins_with_a_number_is_no_row",
             "\tNo\n\tMeasure\n\tDue\n\t1.1\n\t2. stage of reform\n\t2016\n",
             "No|Measure|Due / 1.1|2. stage of reform|2016"},
        Case{"a_quantity_in_a_cell_is_no_row",
             "\tNo\n\tMeasure\n\tTarget\n\tDue\n\t1.1\n\tDo\n\t3.5\n\t2016\n",
             "No|Measure|Target|Due / 1.1|Do|3.5|2016"},
        Case{"a_row_cut_short_ends_where_the_next_number_stands",
             "\tNo\n\tMeasure\n\tDue\n\t1.1\n\tDo\n\t1.2\n\tAct\n\t2017\n",
             "No|Measure|Due / 1.1|Do / 1.2|Act|2017"},
        Case{"a_row_cut_short_ends_at_the_next_heading",
             "\tNo\n\tMeasure\n\tDue\n\t1.1\n\tDo\n\t2. Second\n\t2.1\n\tAct\n\t2017\n",
             "No|Measure|Due / 1.1|Do / 2. Second / 2.1|Act|2017"},
        Case{"empty_cells_count", "\tNo\tMeasure\tDue\n\t1.1\t\t2016\n\t1.2\tAct\t\n",
             "No|Measure|Due / 1.1||2016 / 1.2|Act|"},
        Case{"years_are_no_numbers", "\tNo\tMeasure\tDue\n\t1\tDo\t2016\n\t2\tAct\t2017",
             "No|Measure|Due / 1|Do|2016 / 2|Act|2017"},
        Case{"crlf", "\tNo\r\n\tMeasure\r\n\t1.1\r\n\tDo\r\n", "No|Measure / 1.1|Do"},
        Case{"cr_alone", "\tNo\r\tMeasure\r\t1.1\r\tDo\r", "No|Measure / 1.1|Do"},
        Case{"byte_order_mark", "\xEF\xBB\xBF\tNo\n\tMeasure\n\t1.1\n\tDo\n",
             "No|Measure / 1.1|Do"},
        Case{"no_tab_no_rows", "just\nlines\n", ""},
        Case{"invalid_utf_8_is_repaired_with_its_place", "\tNo\n\tMeasure\n\t1.1\n\tDo \x8Et\x8E\n",
             "No|Measure / 1.1|Do \xEF\xBF\xBDt\xEF\xBF\xBD", "invalid_utf8@4:5"},
        Case{"nul_is_repaired_with_its_place", "\tNo\n\tMeasure\n\t1.1\n\tD\0o\n"s,
             "No|Measure / 1.1|D\xEF\xBF\xBDo", "nul_byte@4:3"}),
    by_name);

std::string utf16(std::u16string_view text, bool is_big_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += is_big_endian ? high : low;
    bytes += is_big_endian ? low : high;
  }
  return bytes;
}

TEST(TextTableInUtf16, ReadsWithAByteOrderMarkOfEitherKind) {
  const std::u16string_view text = u"\tNo\n\tMeasure\n\t1.1\n\tİş 😀\n";
  for (const bool is_big_endian : {false, true}) {
    const std::string bytes =
        (is_big_endian ? "\xFE\xFF" : "\xFF\xFE") + utf16(text, is_big_endian);
    const Table table = table_from_text(bytes);
    EXPECT_EQ(rows_of(table), "No|Measure / 1.1|İş 😀");
    EXPECT_TRUE(table.problems.empty());
  }
}

TEST(TextTableInUtf16, ReadsWithoutAMarkAndSaysSo) {
  for (const bool is_big_endian : {false, true}) {
    const Table table =
        table_from_text(utf16(u"\tNo\n\tMeasure\n\t1.1\n\tРазработать İş\n", is_big_endian));
    EXPECT_EQ(rows_of(table), "No|Measure / 1.1|Разработать İş");
    ASSERT_EQ(table.problems.size(), 1U);
    EXPECT_EQ(table.problems[0].code, "encoding_guessed");
  }
}

struct PageCase {
  const char* name;
  std::string bytes;
  std::string want;
};

class TextInACodePage : public testing::TestWithParam<PageCase> {};

TEST_P(TextInACodePage, IsReadAndSaid) {
  const Table table = table_from_csv(GetParam().bytes);
  EXPECT_EQ(rows_of(table), GetParam().want);
  ASSERT_EQ(table.problems.size(), 1U);
  EXPECT_EQ(table.problems[0].code, "encoding_guessed");
}

INSTANTIATE_TEST_SUITE_P(
    Table, TextInACodePage,
    testing::Values(
        PageCase{"french",
                 "No;Mesure\n1;Cr\xE9"
                 "er \xE0 c\xF4t\xE9 \x96 d\xE9j\xE0\n",
                 "No|Mesure / 1|Créer à côté – déjà"},
        PageCase{"russian", "No;\xCC\xE5\xF0\xE0\n1;\xCF\xB8\xF2\xF0 \xAB\xE4\xE0\xBB \xB9 5\n",
                 "No|Мера / 1|Пётр «да» № 5"},
        PageCase{"one_letter_among_marks",
                 "No;By\n1;A \x93"
                 "caf\xE9\x94 \x96 no \x93shop\x94\n",
                 "No|By / 1|A “café” – no “shop”"},
        PageCase{"marks_alone", "No;By\n1;A \x93shop\x94 \x96 no \x93stall\x94\n",
                 "No|By / 1|A “shop” – no “stall”"},
        PageCase{"one_letter", "No;By\n1;R\xE9gie\n", "No|By / 1|Régie"},
        PageCase{"one_letter_at_an_end", "No;By\n1;Universit\xE9\n", "No|By / 1|Université"},
        PageCase{"two_letters", "No;By\n1;Minist\xE8re de l'\xC9nergie\n",
                 "No|By / 1|Ministère de l'Énergie"},
        PageCase{"an_apostrophe_alone", "No;By\n1;Queen\x92s court\n", "No|By / 1|Queen’s court"},
        PageCase{"one_letter_of_german", "No;By\n1;Beh\xF6rde\n", "No|By / 1|Behörde"}),
    by_name);

class TextThatNothingSettles : public testing::TestWithParam<PageCase> {};

TEST_P(TextThatNothingSettles, IsNotTakenForAnother) {
  const Table table = table_from_csv(GetParam().bytes);
  ASSERT_FALSE(table.problems.empty());
  for (const Problem& problem : table.problems) EXPECT_EQ(problem.code, "invalid_utf8");
}

INSTANTIATE_TEST_SUITE_P(
    Table, TextThatNothingSettles,
    testing::Values(PageCase{"western_letters_of_a_macintosh", "No;By\n1;R\x8Egie\n", ""},
                    PageCase{"western_letters_of_dos", "No;By\n1;R\x82gie\n", ""},
                    PageCase{"polish_words",
                             "No;By\n1;Urz\xB9"
                             "d S\xB3u\xBF"
                             "by i Si\xB3 Zbrojnych w G\xF3rze\n",
                             ""},
                    PageCase{"czech_words",
                             "No;By\n1;Ministerstvo \x9Eivotn\xEDho prost\xF8"
                             "ed\xED a zem\xEC"
                             "d\xEClstv\xED \xC8R\n",
                             ""},
                    PageCase{
                        "turkish_words",
                        "No;By\n1;\xC7"
                        "al\xFD\xFEma Bakanl\xFD\xF0\xFD ve S\xFDn\xFDr Ba\xFEkanl\xFD\xF0\xFD\n",
                        ""},
                    PageCase{"a_byte_among_utf_8", "No;By\n1;Rég\xEFon\n", ""},
                    PageCase{"russian_of_another_page",
                             "No;By\n1;\xED\xC9\xCE\xC9\xD3\xD4\xC5\xD2\xD3\xD4\xD7\xCF "
                             "\xFE\xC5\xCC\xCF\xD7\xC5\xCB\n",
                             ""}),
    by_name);

TEST(SeparatorOfValues, MayBeABarOrInDoubt) {
  EXPECT_EQ(rows_of(table_from_csv("No|Measure\n1|Do, that\n")), "No|Measure / 1|Do, that");
  const Table table = table_from_csv("1;1,5\n2;2,5\n");
  ASSERT_EQ(table.problems.size(), 1U);
  EXPECT_EQ(table.problems[0].code, "separator_guessed");
}

TEST(SeparatorOfValues, MayStandInTheFirstLine) {
  const Plan plan = read_bytes("sep=;\r\nNo;Measure;Due\r\n1;Build, mend, paint;2024\r\n", "csv");
  ASSERT_EQ(plan.measures().size(), 1U);
  EXPECT_EQ(plan.measures()[0].title, "Build, mend, paint");
  EXPECT_EQ(plan.measures()[0].place.line, 3U);
  EXPECT_EQ(plan.heading().title, "");
}

TEST(SeparatorOfValues, AndEncodingAreSettledByAPerson) {
  DocumentSource source{"plan.csv", "1;1,5 \xE9\n2;2,5\n"};
  source.separator = ',';
  source.encoding = "cp1252";
  const Document document = find_reader("csv")->read(source, {}, {});
  EXPECT_TRUE(document.problems.empty());
  EXPECT_EQ(document.blocks[0].rows[0][1].text, "5 é");
  source.encoding = "cp437";
  EXPECT_THROW(static_cast<void>(find_reader("csv")->read(source, {}, {})), InvalidArgument);
  source.encoding.clear();
  source.separator = 'x';
  EXPECT_THROW(static_cast<void>(find_reader("csv")->read(source, {}, {})), InvalidArgument);
}

TEST(TextInAnUnknownCodePage, IsRefusedWithAWordOfIt) {
  try {
    // Czech in Windows-1250.
    (void)read_bytes(
        "\xC8.;\xDAkol;Gestor;Term\xEDn\n1;P\xF8ipravit;\xDA\xF8"
        "ad vl\xE1"
        "dy;2024\n",
        "csv");
    FAIL() << "it was read";
  } catch (const ParseError& error) {
    EXPECT_EQ(error.code(), ParseErrorCode::no_plan);
    EXPECT_NE(std::string{error.what()}.find("not UTF-8"), std::string::npos) << error.what();
  }
}

TEST(TextTableInUtf16, CutShortOrWithHalfAPairIsRepaired) {
  const std::u16string text{u'\t', u'N', u'o', 0xD83D, u'\n', u'\t', u'M'};
  const Table table = table_from_text("\xFF\xFE" + utf16(text, false) + "x");
  EXPECT_EQ(rows_of(table), "No\xEF\xBF\xBD|M\xEF\xBF\xBD");
  EXPECT_EQ(table.problems.size(), 2U);
}

TEST(TextTablePlaces, AreOfTheFirstCharacterInCodePoints) {
  const Table table =
      table_from_text("Title\n\n  (Law)\n\tNo\t  Əmək\n\t\n  Due\n\t1.1\n\tDo\n\t2016");
  ASSERT_EQ(table.preamble.size(), 2U);
  EXPECT_EQ(table.preamble[1].place, (Place{3, 3}));
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0][0].place, (Place{4, 2}));
  EXPECT_EQ(table.rows[0][1].place, (Place{4, 7}));
  EXPECT_EQ(table.rows[0][2].place, (Place{6, 3}));
  EXPECT_EQ(table.rows[1][1].place, (Place{8, 2}));
}

class CsvTable : public testing::TestWithParam<Case> {};

TEST_P(CsvTable, IsCutIntoRows) {
  const Table table = table_from_csv(GetParam().input);
  EXPECT_EQ(rows_of(table), GetParam().rows);
  EXPECT_EQ(codes_of(table), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Table, CsvTable,
    testing::Values(
        Case{"commas", "No,Measure\n1.1,Do\n", "No|Measure / 1.1|Do"},
        Case{"semicolons", "No;Measure;Due\n1.1;Do, then stop;2016\n",
             "No|Measure|Due / 1.1|Do, then stop|2016"},
        Case{"tabs", "No\tMeasure\n1.1\tDo, act; stop\n", "No|Measure / 1.1|Do, act; stop"},
        Case{"separator_of_the_header_and_not_of_a_title_line",
             "A plan, adopted in 2016\nNo;Measure;Due\n1.1;Do;2016\n",
             "A plan, adopted in 2016 / No|Measure|Due / 1.1|Do|2016"},
        Case{"quotes_line_breaks_and_doubled_quotes",
             "No,Measure\r\n1.1,\"Do \"\"it\"\",\r\nnow\"\r\n", "No|Measure / 1.1|Do \"it\",~now"},
        Case{"spaces_around_cells", " No , Measure \n 1.1 , \" Do \" \n", "No|Measure / 1.1|Do"},
        Case{"empty_cells_and_blank_lines", "No,Measure,Due\n\n1.1,,2016\n,,\n1.2,Act,\n",
             "No|Measure|Due / 1.1||2016 / 1.2|Act|"},
        Case{"rows_of_any_length", "No,Measure\n1.1\n1.2,Act,2017,more\n",
             "No|Measure / 1.1 / 1.2|Act|2017|more"},
        Case{"no_line_end_at_the_end", "No,Measure\n1.1,Do", "No|Measure / 1.1|Do"},
        Case{"quote_that_nothing_closes_loses_no_row", "No,Measure\n1.1,\"Do\n1.2,Act\n",
             "No|Measure / 1.1|\"Do / 1.2|Act", "unbalanced_quote@2:5"},
        Case{"quote_closed_amid_other_text_loses_no_row",
             "No,Measure\n1.1,\"Do\n1.2,Act \"x\" now\n",
             "No|Measure / 1.1|\"Do / 1.2|Act \"x\" now", "unbalanced_quote@2:5"},
        Case{"text_after_a_quote_is_kept", "No,Measure\n1.1,\"Do\" it\n", "No|Measure / 1.1|Doit",
             "text_after_quote@2:10"},
        Case{"quote_within_a_cell_is_a_character", "No,Measure\n1.1,Do \"it\"\n",
             "No|Measure / 1.1|Do \"it\""}),
    by_name);

TEST(CsvTablePlaces, AreOfTheFirstCharacter) {
  const Table table = table_from_csv("No,Measure,Due\n1.1,\"Do\nit\",2016\n1.2,Əş,2017\n");
  EXPECT_EQ(table.rows[1][1].place, (Place{2, 6}));
  EXPECT_EQ(table.rows[1][2].place, (Place{3, 5}));
  EXPECT_EQ(table.rows[2][2].place, (Place{4, 8}));
}

struct Refused {
  const char* name;
  std::string input;
  const char* says;
};

class NoText : public testing::TestWithParam<Refused> {};

TEST_P(NoText, IsRefusedByBothWithARemedy) {
  for (const auto reader : {table_from_text, table_from_csv}) {
    try {
      static_cast<void>(reader(GetParam().input, ReadLimits{}, Cancel{}));
      ADD_FAILURE() << "was read";
    } catch (const ParseError& error) {
      EXPECT_NE(std::string{error.what()}.find(GetParam().says), std::string::npos) << error.what();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, NoText,
    testing::Values(Refused{"empty", "", "empty"}, Refused{"spaces", " \n\t\n", "empty"},
                    Refused{"byte_order_mark_only", "\xEF\xBB\xBF", "empty"},
                    Refused{"word_document", "PK\x03\x04 word/document.xml", ".docx"},
                    Refused{"pdf", "%PDF-1.7 \n", "PDF"},
                    Refused{"rich_text", "{\\rtf1\\ansi}", "rich text"},
                    Refused{"image", "\x89PNG\r\n", "image"},
                    Refused{"zeros", std::string(4096, '\0'), "binary"}),
    by_name);

TEST(TableLimits, InputBeyondMaxBytesIsRefusedUnread) {
  ReadLimits limits;
  limits.max_bytes = 10;
  EXPECT_THROW(static_cast<void>(table_from_text("\tNo\n\tMeasure\n", limits)), ParseError);
  EXPECT_THROW(static_cast<void>(table_from_csv("No,Measure\n", limits)), ParseError);
}

TEST(TableLimits, ALongCellIsCutBetweenCharactersAndTheRestIsRead) {
  ReadLimits limits;
  limits.max_cell_bytes = 9;
  const std::string text = "\tNo\n\tMeasure\n\t1.1\n\tƏƏƏƏƏƏƏ\n\t1.2\n\tAct\n";
  const Table table = table_from_text(text, limits);
  EXPECT_EQ(rows_of(table), "No|Measure / 1.1|ƏƏƏƏ / 1.2|Act");
  EXPECT_EQ(codes_of(table), "cell_too_long@4:2");
  EXPECT_EQ(rows_of(table_from_csv("No,Measure\n1.1,ƏƏƏƏƏƏƏ\n1.2,Act\n", limits)),
            "No|Measure / 1.1|ƏƏƏƏ / 1.2|Act");
}

TEST(TableLimits, RowsBeyondTheLimitAreToldAndNotRead) {
  ReadLimits limits;
  limits.max_rows = 4;
  const Table text = table_from_text("\tNo\tMeasure\n\t1.1\tDo\n\t1.2\tAct\n", limits);
  EXPECT_EQ(rows_of(text), "No|Measure / 1.1|Do");
  ASSERT_EQ(text.problems.size(), 1U);
  EXPECT_EQ(text.problems[0].code, "too_many_rows");
  limits.max_rows = 2;
  const Table csv = table_from_csv("No,Measure\n1.1,Do\n1.2,Act\n1.3,Go\n", limits);
  EXPECT_EQ(rows_of(csv), "No|Measure / 1.1|Do");
  EXPECT_EQ(csv.problems.size(), 1U);
}

TEST(TableLimits, ProblemsOfOneCodeAreCappedAndCounted) {
  ReadLimits limits;
  limits.max_problems = 3;
  std::string text = "\tNo\n\tMeasure\n";
  for (int i = 0; i < 10; ++i) text += "\t\xFF\n";
  const Table table = table_from_text(text, limits);
  ASSERT_EQ(table.problems.size(), 4U);
  EXPECT_NE(table.problems.back().message.find("7 more"), std::string::npos);
}

}  // namespace
}  // namespace actionplan::table_test
