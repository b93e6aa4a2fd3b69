// SPDX-License-Identifier: Apache-2.0
// Cells of agencies: roles, names, spellings that are one agency, and agencies known beforehand.
#include <actionplan/core/error.hpp>
#include <actionplan/read/read.hpp>

#include <gtest/gtest.h>

#include "../../support/rounds.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace actionplan::agencies_test {
namespace {

// A plan whose measures 1.1, 1.2, ... have these cells of agencies.
Plan plan_of(const std::vector<std::string>& cells, const ReadOptions& options = {}) {
  Table table;
  table.rows = {{{"No", {1, 1}}, {"Measure", {1, 2}}, {"Agencies", {1, 3}}, {"Deadline", {1, 4}}}};
  std::uint32_t line = 10;
  for (const std::string& cell : cells) {
    const std::string number = "1." + std::to_string(table.rows.size());
    table.rows.push_back(
        {{number, {line, 1}}, {"Build", {line, 2}}, {cell, {line, 5}}, {"2017", {line + 9, 1}}});
    line += 10;
  }
  return interpret(table, options);
}

// "Alpha [lead] | Beta [implementer, recommended]"; binding implementers are not marked.
std::string parts_of(const Measure& measure) {
  std::string out;
  for (const Assignment& part : measure.assignments) {
    if (!out.empty()) out += " | ";
    out += part.text;
    if (part.role != Role::implementer) out += " [" + std::string{to_string(part.role)} + "]";
    if (part.force == Force::recommended) out += " [recommended]";
  }
  return out;
}

// The codes of problems beyond the columns, with their places.
std::string codes_of(const Plan& plan) {
  std::string out;
  for (const Problem& problem : plan.problems()) {
    if (problem.code.rfind("column_", 0) == 0) continue;
    if (!out.empty()) out += ' ';
    out += problem.code + "@" + std::to_string(problem.place.line) + ":" +
           std::to_string(problem.place.column);
  }
  return out;
}

struct Case {
  const char* name;
  const char* cell;
  const char* want;
  const char* problems = "";
};

const auto by_name = [](const auto& test) { return std::string{test.param.name}; };

class AgencyCell : public testing::TestWithParam<Case> {};

TEST_P(AgencyCell, IsReadAsRolesAndNames) {
  const Plan plan = plan_of({GetParam().cell});
  EXPECT_EQ(parts_of(plan["1.1"]), GetParam().want);
  EXPECT_EQ(codes_of(plan), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Roles, AgencyCell,
    testing::Values(
        Case{"implementers", "Implementers: Alpha, Beta", "Alpha | Beta"},
        Case{"one_implementer", "Implementer: Alpha", "Alpha"},
        Case{"recommended", "Recommended to: Alpha", "Alpha [recommended]"},
        Case{"binding_then_recommended", "Implementers: Alpha\nRecommended to: Beta",
             "Alpha | Beta [recommended]"},
        Case{"recommended_then_binding", "Recommended to:\n\nAlpha, Beta\n\nImplementer: Gamma",
             "Alpha [recommended] | Beta [recommended] | Gamma"},
        Case{"label_amid_a_line", "Implementers: Alpha, Beta Recommended to: Gamma",
             "Alpha | Beta | Gamma [recommended]"},
        Case{"lead_and_supporting", "Lead: Alpha; Supporting: Beta, Gamma",
             "Alpha [lead] | Beta [supporting] | Gamma [supporting]"},
        Case{"other_wordings",
             "Lead implementing agency: Alpha\nOther actors involved: Beta\nCo-"
             "implementers: Gamma",
             "Alpha [lead] | Beta [supporting] | Gamma [supporting]"},
        Case{"azerbaijani", "İcraçılar: Alpha\nTövsiyə edilir: Beta", "Alpha | Beta [recommended]",
             "label_unusual@10:5 label_unusual@11:1"},
        Case{"space_before_the_colon", "Recommended to : Alpha", "Alpha [recommended]",
             "label_unusual@10:5"},
        Case{"short_label", "Recommended: Alpha", "Alpha [recommended]", "label_unusual@10:5"},
        Case{"dotted_capital_i", "İmplementers: Alpha", "Alpha", "label_unusual@10:5"},
        Case{"capitals", "IMPLEMENTERS: Alpha", "Alpha"},
        Case{"full_width_colon", "Implementers：Alpha", "Alpha", "label_unusual@10:5"},
        Case{"no_colon", "Recommended to Alpha, Beta\nImplementer Gamma",
             "Alpha [recommended] | Beta [recommended] | Gamma",
             "label_unusual@10:5 label_unusual@11:1"},
        Case{"dash_for_a_colon", "Lead – Alpha\nSupporting - Beta",
             "Alpha [lead] | Beta "
             "[supporting]",
             "label_unusual@10:5 label_unusual@11:1"},
        Case{"role_in_parentheses", "Implementers: Alpha (lead), Beta (supporting), Gamma (GA)",
             "Alpha [lead] | Beta [supporting] | Gamma (GA)"},
        Case{"no_role", "Alpha, Beta", "Alpha | Beta", "role_missing@10:5"},
        Case{"no_role_then_a_role", "Alpha\nRecommended to: Beta", "Alpha | Beta [recommended]",
             "role_missing@10:5"},
        Case{"unknown_role", "Implementers: Alpha\nWatched by: Beta", "Alpha | Beta",
             "role_unknown@11:1"},
        Case{"role_without_agency", "Implementers:\nRecommended to: Alpha", "Alpha [recommended]",
             "role_without_agency@10:5"},
        Case{"german_labels", "federführend: BMF; unter Beteiligung: BMI",
             "BMF [lead] | BMI [supporting]"},
        Case{"german_responsible", "Zuständig: BMF\nPartner: BMI", "BMF | BMI [supporting]"},
        Case{"french_labels", "Chef de file: MEF; en collaboration avec: MAE",
             "MEF [lead] | MAE [supporting]"},
        Case{"russian_labels", "Ответственный исполнитель: Минфин; соисполнители: Минюст",
             "Минфин [lead] | Минюст [supporting]"},
        Case{"a_noun_is_a_label_with_a_colon_alone", "Implementers: Finanzen (Ministerium)",
             "Finanzen (Ministerium)"},
        Case{"unknown_label_behind_a_semicolon", "Implementers: Alpha; watched by: Beta",
             "Alpha | Beta", "role_unknown@10:26"},
        Case{"role_words_within_a_name", "Implementers: Centre for Lead: Free Zones",
             "Centre for Lead: Free Zones"},
        Case{"colon_within_a_name", "Implementers: Fund Azerbaijan Twenty One Now: Future",
             "Fund Azerbaijan Twenty One Now: Future"},
        Case{"nothing", "", ""}, Case{"marks_only", " - , ; . ", "", "agency_undetermined@10:5"}),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    Joined, AgencyCell,
    testing::Values(
        Case{"german_offices", "Implementers: Finanzamt und Zollamt", "Finanzamt | Zollamt"},
        Case{"german_article", "Implementers: Kanzleramt und das Finanzministerium",
             "Kanzleramt | das Finanzministerium"},
        Case{"abbreviations", "Implementers: BMF, BMI und BMJ", "BMF | BMI | BMJ"},
        Case{"three_abbreviations", "Implementers: BMF & BMI and BMJ", "BMF | BMI | BMJ"},
        Case{"sign", "Implementers: Agency A & Agency B", "Agency A | Agency B"},
        Case{"french", "Implementers: Ministère de la Justice et le Ministère des Finances",
             "Ministère de la Justice | le Ministère des Finances"},
        Case{"russian", "Implementers: Министерство юстиции и Министерство финансов",
             "Министерство юстиции | Министерство финансов"},
        Case{"a_german_ministry", "Implementers: Bundesministerium für Wirtschaft und Energie",
             "Bundesministerium für Wirtschaft und Energie"},
        Case{"a_spanish_ministry", "Implementers: Ministerio de Economía y Hacienda",
             "Ministerio de Economía y Hacienda"},
        Case{"a_russian_ministry", "Implementers: Министерство науки и образования",
             "Министерство науки и образования"},
        Case{"an_english_sign", "Implementers: Ministry of Science & Education",
             "Ministry of Science & Education"}),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    Names, AgencyCell,
    testing::Values(
        Case{"semicolons", "Implementers: Alpha; Beta;Gamma;", "Alpha | Beta | Gamma"},
        Case{"lines", "Implementers:\nAlpha\nBeta", "Alpha | Beta", "line_break_as_comma@11:1"},
        Case{"comma_and_line", "Implementers: Alpha,\n\nbeta bodies", "Alpha | beta bodies"},
        Case{"slash_between_spaces", "Implementers: Alpha / Beta", "Alpha | Beta"},
        Case{"slash_within_a_word", "Implementers: Alpha/Beta", "Alpha/Beta"},
        Case{"bullets_and_ordinals", "Implementers:\n• Alpha,\n- Beta,\n1) Gamma,\n2. Delta.",
             "Alpha | Beta | Gamma | Delta"},
        Case{"full_stop", "Implementers: Alpha, Beta.", "Alpha | Beta"},
        Case{"comma_in_parentheses", "Implementers: Alpha (North, South), Beta",
             "Alpha (North, South) | Beta"},
        Case{"parenthesis_that_nothing_closes", "Implementers: Alpha (North, Beta\nGamma",
             "Alpha (North, Beta | Gamma", "line_break_as_comma@10:19"},
        Case{"quoted_names", "Implementers: “Azerlight” Company , “Azerwater” Company",
             "“Azerlight” Company | “Azerwater” Company"},
        Case{"and_within_a_name", "Implementers: Ministry of Culture and Tourism",
             "Ministry of Culture and Tourism"},
        Case{"and_within_a_collective_name", "Implementers: central and local executive bodies",
             "central and local executive bodies"},
        Case{"and_before_respective_bodies",
             "Implementers: Ministry of Justice and respective central executive bodies",
             "Ministry of Justice | respective central executive bodies"},
        Case{"and_before_a_ministry", "Implementers: Ministry of Justice and the Ministry of Law",
             "Ministry of Justice | the Ministry of Law"},
        Case{"line_that_breaks_at_of", "Implementers: Ministry of\nJustice, Chamber\nof Accounts",
             "Ministry of Justice | Chamber of Accounts"},
        Case{"line_that_goes_on_in_small_letters",
             "Implementers: Ministry of Communications\nand High\ntechnologies",
             "Ministry of Communications and High technologies"},
        Case{"line_of_a_class_of_bodies", "Implementers: Ministry of Justice\nlocal councils",
             "Ministry of Justice | local councils", "line_break_as_comma@10:19"},
        Case{"lines_all_in_small_letters", "Implementers: alpha\nbeta", "alpha | beta",
             "line_break_as_comma@10:19"},
        Case{"list_without_an_end", "Implementers: Alpha, Beta, etc.", "Alpha | Beta",
             "open_list@10:32"},
        Case{"list_without_an_end_in_ukrainian", "Implementers: Альфа, Бета, та ін.",
             "Альфа | Бета", "open_list@10:32"},
        Case{"list_without_an_end_in_german", "Implementers: Alpha, Beta, usw.", "Alpha | Beta",
             "open_list@10:32"},
        Case{"nobody", "Implementers: TBD", "", "agency_undetermined@10:19"},
        Case{"nobody_after_a_slash", "Implementers: N / A", "", "agency_undetermined@10:19"},
        Case{"nobody_in_words", "Implementers: To be determined.", "", "agency_undetermined@10:19"},
        Case{"nobody_in_another_language", "Implementers: noch offen", "",
             "agency_undetermined@10:19"},
        Case{"nobody_to_be_named", "Implementers: To be named", "", "agency_undetermined@10:19"},
        Case{"nobody_in_german", "Implementers: noch zu benennen", "", "agency_undetermined@10:19"},
        Case{"nobody_in_ukrainian", "Implementers: не призначено", "", "agency_undetermined@10:19"},
        Case{"nobody_beside_somebody", "Implementers: Alpha, n/a, Beta", "Alpha | Beta",
             "agency_undetermined@10:26"},
        Case{"a_dash", "Implementers: -", "", "role_without_agency@10:5"},
        Case{"words_that_begin_so", "Implementers: None Such Agency", "None Such Agency"},
        Case{"near_the_president",
             "Implementers: State Agency for Public Services and Social Innovations near the "
             "President of the Republic of Azerbaijan, Alpha",
             "State Agency for Public Services and Social Innovations near the President of the "
             "Republic of Azerbaijan | Alpha"},
        Case{"named_twice", "Implementers: Alpha, Beta, alpha", "Alpha | Beta",
             "agency_repeated@10:1"},
        Case{"binding_and_recommended", "Implementers: Alpha\nRecommended to: Alpha",
             "Alpha | Alpha [recommended]"}),
    by_name);

TEST(AgencyColumns, GiveTheRolesThatTheirHeadersName) {
  const Plan plan = read_bytes(
      "No,Commitment,Lead agency,Other actors involved,Responsible person,Deadline\n"
      "1.1,Build,Alpha,\"Beta, Gamma\",A. Person,2017\n"
      "1.2,Mend,Alpha,,,2017\n"
      "1.3,Keep,\"Supporting: Beta\",,,2017\n",
      "csv");
  EXPECT_EQ(parts_of(plan["1.1"]), "Alpha [lead] | Beta [supporting] | Gamma [supporting]");
  EXPECT_EQ(plan["1.1"].assignment_text, "Alpha; Beta, Gamma");
  EXPECT_EQ(parts_of(plan["1.2"]), "Alpha [lead]");
  EXPECT_EQ(parts_of(plan["1.3"]), "Beta [supporting]");
  EXPECT_EQ(codes_of(plan), "contact_left_out@1:49");
}

TEST(AgencyColumns, OfAMarkNameNobodyWhereNobodyElseIsNamed) {
  for (const std::string mark : {"-", "?", "\u2013", "\u2014", "...", "-?-"}) {
    const Plan plan =
        read_bytes("No,Commitment,Lead agency,Other actors involved,Deadline\n1.1,Build," + mark +
                       ",,2017\n1.2,Mend,Alpha," + mark + ",2017\n1.3,Keep," + mark + "," + mark +
                       ",2017\n1.4,Sell,,,2017\n1.5,Buy," + mark + ",Beta,2017\n",
                   "csv");
    EXPECT_EQ(codes_of(plan), "agency_undetermined@2:11 agency_undetermined@4:10") << mark;
    EXPECT_EQ(parts_of(plan["1.1"]), "");
    const auto said =
        std::find_if(plan.problems().begin(), plan.problems().end(),
                     [](const Problem& problem) { return problem.code == "agency_undetermined"; });
    ASSERT_NE(said, plan.problems().end());
    EXPECT_EQ(said->subject, "1.1");
    EXPECT_EQ(said->message,
              "Where the agencies of measure 1.1 stand, \"" + mark +
                  "\" names none, so that nobody is asked for it; name the agency, or give one of "
                  "that name in an agency file.");
  }
}

// The agencies as "name = alias, alias", collective ones with a star.
std::string agencies_of(const Plan& plan) {
  std::string out;
  for (const Agency& agency : plan.agencies()) {
    if (!out.empty()) out += " | ";
    out += (agency.collective ? "*" : "") + agency.name;
    for (std::size_t i = 0; i < agency.aliases.size(); ++i) {
      out += (i == 0 ? " = " : ", ") + agency.aliases[i];
    }
  }
  return out;
}

struct Spellings {
  const char* name;
  std::vector<std::string> names;
  const char* want;
};

class AgencySpellings : public testing::TestWithParam<Spellings> {};

TEST_P(AgencySpellings, AreOneAgencyOrKeptApart) {
  std::vector<std::string> cells;
  for (const std::string& name : GetParam().names) cells.push_back("Implementer: " + name);
  EXPECT_EQ(agencies_of(plan_of(cells)), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Merged, AgencySpellings,
    testing::Values(
        Spellings{"case", {"Municipalities", "municipalities"}, "*Municipalities"},
        Spellings{"plural_noun",
                  {"Chamber of Accounts", "Chambers of Accounts", "Chambers of Account"},
                  "Chambers of Accounts = Chamber of Accounts, Chambers of Account"},
        Spellings{"missing_plural",
                  {"Cabinet of Ministers", "Cabinet of Minister"},
                  "Cabinet of Ministers = Cabinet of Minister"},
        Spellings{"office",
                  {"General Prosecutor", "General Prosecutor Office", "General Prosecutor's Office",
                   "Office of General Prosecutor"},
                  "General Prosecutor's Office = General Prosecutor, General Prosecutor Office | "
                  "Office of General Prosecutor"},
        Spellings{"adjective",
                  {"higher educational institutions", "Higher education institutions"},
                  "*higher educational institutions = Higher education institutions"},
        Spellings{"national_where_the_plan_has_both",
                  {"National Parliament", "Parliament"},
                  "National Parliament = Parliament"},
        Spellings{"the",
                  {"the Ministry of Justice", "Ministry of Justice"},
                  "the Ministry of Justice = Ministry of Justice"},
        Spellings{"dashes_and_quotes",
                  {"Anti-Corruption Commission", "Anti Corruption Commission",
                   "“Anti‑Corruption” Commission"},
                  "“Anti‑Corruption” Commission = Anti-Corruption Commission, Anti Corruption "
                  "Commission"}),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    KeptApart, AgencySpellings,
    testing::Values(
        Spellings{"other_ministries",
                  {"Ministry of Justice", "Ministry of Finance"},
                  "Ministry of Justice | Ministry of Finance"},
        Spellings{"respective_bodies",
                  {"central executive bodies", "respective central executive bodies",
                   "central and local executive bodies"},
                  "*central executive bodies | *respective central executive bodies | *central and "
                  "local executive bodies"},
        Spellings{"state_and_national_without_the_plain_name",
                  {"State Bank", "National Bank"},
                  "State Bank | National Bank"},
        Spellings{"near_another_body",
                  {"Appellation Council near the President",
                   "Appellation councils near central and local executive bodies"},
                  "Appellation Council near the President | *Appellation councils near central and "
                  "local executive bodies"}),
    by_name);

INSTANTIATE_TEST_SUITE_P(
    Collective, AgencySpellings,
    testing::Values(Spellings{
        "by_the_head_noun",
        {"State Committee on Property Issues", "institutions concerned",
         "National Associations of Municipalities", "Baku City Executive Body",
         "Council of Ministers", "NGOs", "Chambers of Account"},
        "State Committee on Property Issues | *institutions concerned | *National "
        "Associations of Municipalities | Baku City Executive Body | Council of Ministers "
        "| *NGOs | Chambers of Account"}),
    by_name);

TEST(AgencyMerge, IsToldInAProblemThatNamesBothSpellings) {
  const Plan plan = plan_of({"Implementer: Parliament", "Implementer: National Parliament"});
  const auto found = std::find_if(plan.problems().begin(), plan.problems().end(),
                                  [](const Problem& p) { return p.code == "agency_merged"; });
  ASSERT_NE(found, plan.problems().end());
  EXPECT_EQ(found->severity, Severity::info);
  EXPECT_NE(found->message.find("\"Parliament\""), std::string::npos);
  EXPECT_NE(found->message.find("\"National Parliament\""), std::string::npos);
  EXPECT_EQ(found->subject, "parliament");
}

TEST(AgencyIds, AreSlugsOfTheFirstNameAndUnique) {
  const std::string name =
      "Council for the Coordination of the Implementation of the Commitments of "
      "the Partnership";
  const Plan plan = plan_of({"Implementers: Ministry of Justice, Ədliyyə Nazirliyi, “X” (MSB), " +
                             name + " North, " + name + " South"});
  std::vector<std::string> ids;
  for (const Agency& agency : plan.agencies()) ids.push_back(agency.id.value());
  const std::string slug =
      "council-for-the-coordination-of-the-implementation-of-the-commitments-of-the-partnership";
  EXPECT_EQ(ids, (std::vector<std::string>{"ministry-of-justice", "ədliyyə-nazirliyi", "x-msb",
                                           slug, slug + "-2"}));
}

// A ministry that was merged into another, as one was in February 2017.
ReadOptions register_of_two() {
  ReadOptions options;
  Agency old{AgencyId{"mchtc"},
             "Ministry of Communications and High Technologies",
             {"MCHT"},
             false,
             Date::from_ymd(2004, 2, 20),
             Date::from_ymd(2017, 2, 12),
             {AgencyId{"mtch"}}};
  Agency merged{AgencyId{"mtch"},
                "Ministry of Transport, Communications and High Technologies",
                {},
                false,
                Date::from_ymd(2017, 2, 13),
                {},
                {}};
  options.agencies = {
      old, merged, {AgencyId{"unused"}, "Ministry of Magic", {}, false, {}, {}, {}}};
  return options;
}

TEST(KnownAgencies, AreRecognisedWithTheirIdsValidityAndSuccessors) {
  const ReadOptions options = register_of_two();
  const Plan plan = plan_of({"Implementers: MCHT, Ministry of Communications and High Technology, "
                             "Ministry of Justice"},
                            options);
  ASSERT_EQ(plan.agencies().size(), 3U);  // the successor, but not what nobody names
  const Agency& known = plan.agency(AgencyId{"mchtc"});
  EXPECT_EQ(known.name, "Ministry of Communications and High Technologies");
  EXPECT_EQ(known.aliases,
            (std::vector<std::string>{"MCHT", "Ministry of Communications and High Technology"}));
  EXPECT_EQ(known.valid_to, Date::from_ymd(2017, 2, 12));
  EXPECT_EQ(known.successors, std::vector<AgencyId>{AgencyId{"mtch"}});
  EXPECT_EQ(plan.agency(AgencyId{"mtch"}), options.agencies[1]);
  EXPECT_EQ(plan.find_agency(AgencyId{"unused"}), nullptr);
}

TEST(KnownAgencies, KeepTheCommasOfTheirNames) {
  const Plan plan = plan_of({"Implementers: Ministry of Transport, Communications and High "
                             "Technologies, Ministry of Transport, Parliament"},
                            register_of_two());
  EXPECT_EQ(parts_of(plan["1.1"]),
            "Ministry of Transport, Communications and High Technologies | Ministry of Transport | "
            "Parliament");
}

TEST(KnownAgencies, AreFoundWithOrWithoutNational) {
  ReadOptions options;
  options.agencies = {{AgencyId{"mm"}, "Milli Majlis", {"National Parliament"}, false, {}, {}, {}}};
  const Plan plan = plan_of({"Recommended to: Parliament"}, options);
  EXPECT_EQ(plan["1.1"].assignments.front().agency, AgencyId{"mm"});
}

TEST(KnownAgencies, KeepApartWhatTheRegisterNamesApart) {
  ReadOptions options;
  options.agencies = {{AgencyId{"one"}, "Chamber of Accounts", {}, false, {}, {}, {}},
                      {AgencyId{"two"}, "Chambers of Account", {}, false, {}, {}, {}}};
  const Plan plan = plan_of({"Implementers: Chamber of Accounts, Chambers of Account"}, options);
  EXPECT_EQ(plan["1.1"].assignments[0].agency, AgencyId{"one"});
  EXPECT_EQ(plan["1.1"].assignments[1].agency, AgencyId{"two"});
}

TEST(KnownAgencies, KeepTheirIdsFromOthers) {
  ReadOptions options;
  options.agencies = {{AgencyId{"alpha"}, "Omega", {}, false, {}, {}, {}}};
  const Plan plan = plan_of({"Implementers: Alpha, Omega"}, options);
  EXPECT_EQ(plan.agencies()[0].id, AgencyId{"alpha-2"});
  EXPECT_EQ(plan.agencies()[1].id, AgencyId{"alpha"});
}

TEST(KnownAgencies, WithASuccessorThatIsMissingAreReadAndToldOf) {
  ReadOptions options;
  options.agencies = {
      {AgencyId{"a"}, "Alpha", {}, false, {}, {}, {AgencyId{"gone"}, AgencyId{"a"}}}};
  const Plan plan = plan_of({"Implementers: Alpha"}, options);
  EXPECT_TRUE(plan.agency(AgencyId{"a"}).successors.empty());
  EXPECT_EQ(codes_of(plan), "successor_unknown@0:0 successor_unknown@0:0");
}

TEST(KnownAgencies, NeedIdsOfTheirOwn) {
  const Agency alpha{AgencyId{"a"}, "Alpha", {}, false, {}, {}, {}};
  ReadOptions options;
  for (const Agency& other : {alpha, Agency{AgencyId{}, "Beta", {}, false, {}, {}, {}}}) {
    options.agencies = {alpha, other};
    EXPECT_THROW(static_cast<void>(plan_of({"Implementers: Alpha"}, options)), InvalidArgument);
  }
}

TEST(KnownAgencies, InACircleOfSuccessorsEnd) {
  ReadOptions options;
  options.agencies = {{AgencyId{"a"}, "Alpha", {}, false, {}, {}, {AgencyId{"b"}}},
                      {AgencyId{"b"}, "Beta", {}, false, {}, {}, {AgencyId{"a"}}}};
  EXPECT_EQ(plan_of({"Implementers: Alpha"}, options).agencies().size(), 2U);
}

TEST(LongLineOfAnAgencyCell, IsNeverCutWithinALetter) {
  for (const std::string lead : {"", "x", "xx"}) {
    std::string line = "annual" + lead;
    for (int i = 0; i < 100; ++i) line += "\xEF\xBF\xBD";
    const Plan plan = plan_of({"Implementers: Ministry of Justice\n" + line});
    EXPECT_EQ(plan.measures().front().assignments.size(), 1U) << lead;
  }
}

TEST(ManyAgencies, AreToldApartInTimeProportionalToTheirNumber) {
  std::vector<std::string> cells;
  constexpr std::size_t measures = made::rounds(1000U);
  for (std::size_t i = 0; i < measures; ++i) {
    std::string cell = "Implementers: ";
    for (int j = 0; j < 100; ++j) {
      cell += "State Office " + std::to_string(i) + "x" + std::to_string(j) + ", ";
    }
    cells.push_back(cell);
  }
  const Plan plan = plan_of(cells);
  EXPECT_EQ(plan.agencies().size(), measures * 100);
}

// Each text is read once; what is told of it is told of each row in its own words and place.
TEST(RepeatedCells, AreReadAsIfEachStoodAlone) {
  const std::vector<std::string> texts = {"Recommended: Alpha, Beta",
                                          "Alpha and Gamma\nBeta",
                                          "Helpers: Alpha; TBD",
                                          "Implementers:",
                                          "Ministry of Science and ICT, etc.",
                                          "Alpha (lead)",
                                          "Ministry of Health, Labour and Youth"};
  std::vector<std::string> cells;
  for (int round = 0; round < 3; ++round) cells.insert(cells.end(), texts.begin(), texts.end());
  const Plan plan = plan_of(cells);
  ASSERT_EQ(plan.measures().size(), cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Measure& measure = plan.measures()[i];
    const Measure& first = plan.measures()[i % texts.size()];
    EXPECT_EQ(parts_of(measure), parts_of(first)) << cells[i];
    std::vector<std::string> told;
    std::vector<std::string> told_first;
    for (const Problem& problem : plan.problems()) {
      const auto line = static_cast<std::uint32_t>(10 * (i + 1));
      const auto line_first = static_cast<std::uint32_t>(10 * (i % texts.size() + 1));
      if (problem.subject != measure.number && problem.subject != first.number) continue;
      const bool is_own = problem.subject == measure.number;
      const std::uint32_t at = problem.place.line - (is_own ? line : line_first);
      std::string message = problem.message;
      const std::string called = "measure " + problem.subject;
      for (std::size_t k = message.find(called); k != std::string::npos; k = message.find(called)) {
        message.replace(k, called.size(), "it");
      }
      const std::string said = problem.code + "@" + std::to_string(at) + ":" +
                               std::to_string(problem.place.column) + " " + message;
      EXPECT_EQ(message.find('\x1F'), std::string::npos);
      if (is_own) told.push_back(said);
      if (problem.subject == first.number) told_first.push_back(said);
    }
    EXPECT_EQ(told, told_first) << cells[i];
  }
}

}  // namespace
}  // namespace actionplan::agencies_test
