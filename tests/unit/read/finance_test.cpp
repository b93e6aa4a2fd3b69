// SPDX-License-Identifier: Apache-2.0
// Money that a document gives its measures: amounts, units, payers and periods, and totals that are
// compared with their parts.
#include <actionplan/codec/json.hpp>
#include <actionplan/codec/to_frame.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/read/reading.hpp>

#include "core/internal/shortest_number.hpp"
#include "read/finance/money_text.hpp"
#include "sketch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

namespace actionplan::finance_test {
namespace {

// "1500000 MDL 2024 State budget planned total"; "~" without amount.
std::string described(const FinanceItem& item) {
  std::string out = item.amount ? detail::shortest_number(*item.amount).value_or("NaN") : "~";
  if (item.amount && *item.amount >= 1e5) {
    out = std::to_string(static_cast<long long>(*item.amount));
  }
  if (!item.currency.empty()) out += " " + item.currency;
  if (item.period) out += " " + item.period->text();
  if (!item.source.empty()) out += " [" + item.source + "]";
  if (item.stage != FinanceStage::planned) out += " " + std::string{to_string(item.stage)};
  if (item.total) out += " total";
  return out;
}

std::string described(const Plan& plan) {
  std::string out;
  for (const Measure& measure : plan.measures()) {
    for (const FinanceItem& item : measure.finance) {
      out += (out.empty() ? "" : "; ") + described(item);
    }
  }
  return out;
}

std::vector<std::string> messages_of(const Plan& plan, std::string_view code) {
  std::vector<std::string> out;
  for (const Problem& problem : plan.problems()) {
    if (problem.code == code) out.push_back(problem.message);
  }
  return out;
}

Reading read_sketch(const std::string& sketch) {
  return interpret_all(made::Sketch{sketch}.document());
}

struct CellCase {
  const char* name;
  const char* header;
  const char* cell;
  const char* want;
};
void PrintTo(const CellCase& one, std::ostream* out) { *out << one.name; }

class Cells : public testing::TestWithParam<CellCase> {};

TEST_P(Cells, AreReadAsMoney) {
  const CellCase& one = GetParam();
  const Reading reading = read_sketch("|No|Measure|Agency|Deadline|" + std::string{one.header} +
                                      "\n|1|Build|Works|2022|" + one.cell + "\n");
  const bool is_unread = std::string_view{one.want} == "~!";
  EXPECT_EQ(described(reading.plan), is_unread ? "~" : one.want);
  EXPECT_EQ(messages_of(reading.plan, "amount_unread").empty(), !is_unread);
  EXPECT_EQ(reading.totals.all,
            reading.totals.used + reading.totals.named + reading.totals.excluded);
  ASSERT_EQ(reading.plan.measures().size(), 1U);
  EXPECT_TRUE(reading.plan.measures()[0].extra.empty());
}

TEST(HeadersOfMoney, NameANumberAndACurrency) {
  const auto currency_below = [](const std::string& header) {
    const Plan plan = read_sketch("|No|Measure|Agency|Deadline|" + header +
                                  "\n|1|Build|Works|2022|50\n|2|Mend|Works|2023|60\n")
                          .plan;
    const auto& items = plan.measures()[0].finance;
    return items.empty() ? std::string{} : items.front().currency;
  };
  EXPECT_EQ(currency_below("Volume, EUR thousand"), "EUR");
  EXPECT_EQ(currency_below("Estimate (USD)"), "USD");
  EXPECT_EQ(currency_below("Объем (тыс. тенге)"), "KZT");
  EXPECT_EQ(currency_below("Importe, EUR"), "EUR");
  for (const char* const other : {"Volume", "Savings, EUR", "Trade volume, USD", "Estimate (hours)",
                                  "Income per capita (USD)"}) {
    EXPECT_EQ(currency_below(other), "") << other;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Headers, Cells,
    testing::Values(
        CellCase{"english", "Budget (thousand EUR)", "1,234.5", "1234500 EUR"},
        CellCase{"romanian", "Costuri estimate (mii lei)", "1 500,0", "1500000 lei"},
        CellCase{"moldovan", "Costul, mii MDL", "12.5", "12500 MDL"},
        CellCase{"ukrainian", "Обсяг фінансування, тис. грн", "1 200,00", "1200000 UAH"},
        CellCase{"russian", "Объем финансирования (млн. руб.)", "3,25", "3250000 руб"},
        CellCase{"kazakh", "Болжамды шығыстар (мың теңге)", "250", "250000 KZT"},
        CellCase{"azerbaijani", "Maliyyə vəsaiti (min manat)", "40,5", "40500 manat"},
        CellCase{"kenyan_sign", "Budget (KSh million)", "2", "2000000 KES"},
        CellCase{"tanzanian_sign", "Budget", "TShs 40,000", "40000 TZS"},
        CellCase{"ugandan_code", "Budget, UGX bn", "3", "3000000000 UGX"},
        CellCase{"azerbaijani_code", "Büdcə, mln. AZN", "2", "2000000 AZN"},
        CellCase{"french", "Coût (M FCFA)", "1 250", "1250000000 FCFA"},
        CellCase{"french_euro", "Montant € HT", "25 000,50", "25000.5 EUR"},
        CellCase{"spanish", "Presupuesto (millones de pesos)", "12,5", "12500000 pesos"},
        CellCase{"portuguese", "Orçamento (R$)", "R$ 1.234.567,89", "1234567 BRL"},
        CellCase{"german", "Kosten (Tsd. Euro)", "75", "75000 EUR"},
        CellCase{"italian", "Risorse (milioni di euro)", "0,75", "750000 EUR"},
        CellCase{"polish", "Koszt (tys. zł)", "120", "120000 PLN"},
        CellCase{"turkish", "Bütçe (bin TL)", "850", "850000 TRY"},
        CellCase{"zeros", "Budget (KES '000)", "1 200", "1200000 KES"},
        CellCase{"zeros_behind", "Budget (EUR 000s)", "12", "12000 EUR"},
        CellCase{"zeros_twice", "Budget (USD 000,000)", "2", "2000000 USD"},
        CellCase{"indian", "Cost (Rs. lakh)", "3", "300000 Rs"},
        CellCase{"indian_crore", "Cost in crore INR", "2", "20000000 INR"},
        CellCase{"serbian", "Буџет (у хиљадама РСД)", "500", "500000 RSD"},
        CellCase{"macedonian", "Буџет (000 МКД)", "500", "500000 MKD"},
        CellCase{"albanian", "Kosto (mijë lekë)", "500", "500000 lekë"},
        CellCase{"armenian", "Բյուջե (հազ. դրամ)", "500", "500000 AMD"},
        CellCase{"georgian", "ბიუჯეტი (ათასი ლარი)", "500", "500000 GEL"},
        CellCase{"kyrgyz", "Бюджет (миң сом)", "500", "500000 KGS"},
        CellCase{"unknown_scale", "Cost (myriad USD)", "500", "~!"},
        CellCase{"unknown_scale_behind", "Budget (USD thou)", "500", "~!"},
        CellCase{"unknown_scale_of_cell", "Cost (myriad USD)", "500 EUR", "500 EUR"},
        CellCase{"words_apart", "Cost (USD, per person)", "500", "500 USD"},
        CellCase{"year", "Budget 2024 (USD)", "500", "500 USD 2024"},
        CellCase{"spent", "Budget spent, USD", "80", "80 USD spent"},
        CellCase{"gap", "Funding gap (USD)", "80", "80 USD gap"},
        CellCase{"committed", "Funds committed (USD)", "80", "80 USD committed"},
        CellCase{"payer", "State budget, thousand lei", "80", "80000 lei [State budget]"}),
    [](const auto& one) { return std::string{one.param.name}; });

INSTANTIATE_TEST_SUITE_P(
    Texts, Cells,
    testing::Values(
        CellCase{"cell_unit", "Cost", "\u20AC1.2 million", "1200000 EUR"},
        CellCase{"cell_code", "Cost", "USD 20,000", "20000 USD"},
        CellCase{"joined_scale", "Cost", "US$2.5m", "2500000 USD"},
        CellCase{"code_with_scale", "Cost", "45 KEUR", "45000 EUR"},
        CellCase{"dollar_alone", "Cost", "$300", "300 $"},
        CellCase{"unit_twice", "Ресурси, тис. грн.", "49 тис.грн.", "49000 UAH"},
        CellCase{"about", "Cost", "approx. 5 000 EUR", "5000 EUR"},
        CellCase{"tax", "Coût", "1 000 € HT", "1000 EUR"},
        CellCase{"payer_aside", "Cost", "1,500,000 EUR (Ministry)", "1500000 EUR [Ministry]"},
        CellCase{"payer_behind", "Cost (EUR)", "200 state budget", "200 EUR [state budget]"},
        CellCase{"stage", "Cost (EUR)", "spent: 80", "80 EUR spent"},
        CellCase{"stage_behind", "Cost (EUR)", "80 allocated", "80 EUR committed"},
        CellCase{"zero", "Cost (EUR)", "0", "0 EUR"}, CellCase{"nothing", "Cost", "\u2013", ""},
        CellCase{"within", "Cost", "within budget", "~"},
        CellCase{"not_required", "Cost (EUR)", "Not required", "~"},
        CellCase{"payer_alone", "Cost", "State budget", "~ [State budget]"},
        CellCase{"share", "Cost", "100% state budget", "~"},
        CellCase{"no_three_decimals", "Cost (EUR)", "1.500", "1500 EUR"},
        CellCase{"three_decimals", "Cost (TND)", "1.500", "~!"},
        CellCase{"three_decimals_of_scale", "Cost (million EUR)", "1.500", "~!"},
        CellCase{"without_currency", "Cost", "1.500", "~!"},
        CellCase{"below_one", "Cost (EUR)", "0.500", "0.5 EUR"},
        CellCase{"two_amounts", "Cost", "2 staff, 3000 EUR each", "~!"},
        CellCase{"range", "Cost (EUR)", "100-200", "~!"},
        CellCase{"torn_unit", "Cost (thousand lei)", "500 lei", "~!"},
        CellCase{"letter_alone", "Cost", "500 m", "~!"},
        CellCase{"year_of_budget", "Cost", "state budget of 2024", "~!"},
        CellCase{"too_long", "Cost", "1234567890123456789", "~!"}),
    [](const auto& one) { return std::string{one.param.name}; });

TEST(Finance, OfSeveralLinesIsAnItemEach) {
  const Reading reading = read_all(DocumentSource{
      "plan.csv",
      "No,Measure,Agency,Deadline,Cost (thousand EUR)\n"
      "1,Build,Works,2022,\"State budget: 500\nDonors: 200,5\n2023: 40; not covered\"\n",
      {}});
  EXPECT_EQ(described(reading.plan),
            "500000 EUR [State budget]; 200500 EUR [Donors]; 40000 EUR 2023; ~");
  EXPECT_EQ(reading.plan.measures()[0].finance[1].text, "Donors: 200,5");
}

TEST(Finance, OfAWrappedLineIsOneItem) {
  EXPECT_EQ(described(read_bytes("No,Measure,Agency,Deadline,Cost\n"
                                 "1,Build,Works,2022,\"1 500\nthousand\nEUR\"\n",
                                 "csv")),
            "1500000 EUR");
}

TEST(Finance, TellsTheDecimalMarkByItsOtherAmounts) {
  const char* const rows = "No;Measure;Agency;Deadline;Cost\n1;Build;Works;2022;1.500\n";
  EXPECT_EQ(described(read_bytes(std::string{rows} + "2;Mend;Works;2022;2,5\n", "csv")),
            "1500; 2.5");
  EXPECT_EQ(described(read_bytes(std::string{rows} + "2;Mend;Works;2022;2.5\n", "csv")),
            "1.5; 2.5");
  EXPECT_EQ(described(read_bytes(std::string{rows} + "2;Mend;Works;2022;2,5\n"
                                                     "3;Move;Works;2022;3.5\n",
                                 "csv")),
            "~; 2.5; 3.5");
  ReadOptions options;
  options.mapping.decimal = ',';
  EXPECT_EQ(described(read_bytes(rows, "csv", options)), "1500");
}

TEST(Finance, KnowsTheCurrencyOfTheLanguage) {
  EXPECT_EQ(described(read_bytes("No;Tədbirin adı;İcraçı qurum;İcra müddəti;Maliyyə (min manat)\n"
                                 "1;Tikmək;Nazirlik;2022;40,5\n",
                                 "csv")),
            "40500 AZN");
}

TEST(Finance, UnderYearsHasThemAsPeriods) {
  const Reading reading = read_sketch(
      "|No|Measure|Agency|Cost (mii lei)|>|>\n|^|^|^|2021|2022|Total\n"
      "|1|Build|Works|10|20,5|30,5\n|2|Mend|Works|1,5||9\n");
  EXPECT_EQ(described(reading.plan),
            "10000 lei 2021; 20500 lei 2022; 30500 lei total; 1500 lei 2021; 9000 lei total");
  EXPECT_TRUE(messages_of(reading.plan, "periods_undecided").empty());
  const std::vector<std::string> differing = messages_of(reading.plan, "total_differs");
  ASSERT_EQ(differing.size(), 1U);
  EXPECT_NE(differing[0].find("9000 of measure 2"), std::string::npos) << differing[0];
  EXPECT_EQ(reading.plan.measures()[0].finance[1].header, "Cost (mii lei), 2022");
}

TEST(Finance, UnderYearsOfTargetsIsNone) {
  const Reading reading = read_sketch(
      "|No|Measure|Indicator|Agency|Target|>\n|^|^|^|^|2021|2022\n"
      "|1|Build|number of rooms|Works|10|20\n");
  EXPECT_EQ(described(reading.plan), "");
  ASSERT_EQ(reading.profile.indicators.size(), 1U);
  const std::vector<Target>& targets = reading.profile.indicators.begin()->second.targets;
  ASSERT_EQ(targets.size(), 2U);
  EXPECT_EQ(targets[1].value, 20);
  EXPECT_EQ(targets[1].period, Period::year(2022));
}

TEST(Finance, UnderYearsIsToldByItsCurrency) {
  const Reading reading = read_sketch(
      "|No|Measure|Agency|2021|2022\n|1|Build|Works|10 EUR|20 EUR\n|2|Mend|Works|5 EUR|\n");
  EXPECT_EQ(described(reading.plan), "10 EUR 2021; 20 EUR 2022; 5 EUR 2021");
  EXPECT_TRUE(messages_of(reading.plan, "periods_undecided").empty());
}

TEST(Finance, UnderYearsAloneIsUndecided) {
  const Reading reading = read_sketch("|No|Measure|Agency|2021|2022\n|1|Build|Works|10|20\n");
  EXPECT_EQ(described(reading.plan), "");
  EXPECT_EQ(messages_of(reading.plan, "periods_undecided").size(), 1U);
}

TEST(Finance, HasThePayersBesideIt) {
  EXPECT_EQ(described(read_sketch("|No|Measure|Agency|Deadline|Cost (EUR)|Source of funding\n"
                                  "|1|Build|Works|2022|500|World Bank\n"
                                  "|2|Mend|Works|2022||Own means\n")
                          .plan),
            "500 EUR [World Bank]; ~ [Own means]");
  EXPECT_EQ(described(read_sketch("|No|Titre|Responsable|Échéance|Financeur 1|Montant € HT|"
                                  "Financeur 2|Montant € HT|Budget total €\n"
                                  "|1|Bâtir|Mairie|2022|A|100|B|200|300\n")
                          .plan),
            "100 EUR [A]; 200 EUR [B]; 300 EUR total");
}

TEST(Finance, HasTheCurrencyOfAColumnBesideIt) {
  const Reading reading = read_sketch(
      "|No|Measure|Agency|Deadline|Budget|Currency\n|1|Build|Works|2022|20,000|EUR\n"
      "|2|Mend|Works|2022|300|USD\n|3|Move|Works|2022|400|\n");
  EXPECT_EQ(described(reading.plan), "20000 EUR; 300 USD; 400");
  EXPECT_EQ(reading.plan.measures()[1].finance[0].header, "Budget (USD)");
}

TEST(Finance, OfTotalsIsInTheUnitThatTheirPartsShare) {
  const Reading reading = read_sketch(
      "|No|Measure|Agency|Deadline|Cost 2024, thousand EUR|Cost 2025, thousand EUR|Total cost\n"
      "|1|Build|Works|2025|1,5|2|3,5\n|2|Mend|Works|2025|1|2|4\n");
  EXPECT_EQ(described(reading.plan),
            "1500 EUR 2024; 2000 EUR 2025; 3500 EUR total; 1000 EUR 2024; 2000 EUR 2025; "
            "4000 EUR total");
  EXPECT_EQ(reading.plan.measures()[0].finance[2].header, "Total cost (thousand EUR)");
  EXPECT_TRUE(messages_of(reading.plan, "total_differs").empty());  // rounded
}

TEST(Finance, HasTheUnitOfANoteAboveItsTable) {
  const char* const table =
      "|Nr.|Acțiuni|Instituții responsabile|Termen|Costuri\n|1|A construi|Primăria|2022|15\n";
  const Reading reading = read_sketch("Planul de acțiuni\n\n(mii lei)\n\n" + std::string{table});
  EXPECT_EQ(described(reading.plan), "15000 lei");
  EXPECT_EQ(reading.plan.measures()[0].finance[0].header, "Costuri (mii lei)");
  EXPECT_EQ(described(read_sketch("Planul de acțiuni\n\n" + std::string{table}).plan), "15");
}

TEST(Finance, StandsBesideLabels) {
  const Reading reading = read_sketch(
      "|Commitment|Build\n|Lead agency|Works\n|Deadline|2022\n"
      "|13. Budget, thousand EUR|49 thousand EUR\n|14. Sources of funding|Local budget\n");
  EXPECT_EQ(described(reading.plan), "49000 EUR [Local budget]");
  EXPECT_EQ(reading.plan.measures()[0].finance[0].header, "Budget, thousand EUR");
}

TEST(Finance, StandsInItemsOfLists) {
  const Reading reading = read_sketch(
      "# Plan\n* By March 2024 - open the portal - 20 000 EUR\n"
      "* By April 2024 - open the archive - Budget: 1.5 million EUR\n"
      "* By May 2024 - open 20 000 files\n");
  EXPECT_EQ(described(reading.plan), "20000 EUR; 1500000 EUR");
  ASSERT_EQ(reading.plan.measures().size(), 3U);
  EXPECT_EQ(reading.plan.measures()[1].title, "open the archive");
}

TEST(Finance, OfSeveralMeasuresStaysWithTheFirst) {
  const Reading reading = read_sketch(
      "|No|Measure|Agency|Deadline|Cost (EUR)\n|1|Build|Works|2022|100\n|2|Mend|Works|2022|^\n");
  EXPECT_EQ(described(reading.plan), "100 EUR");
  EXPECT_EQ(messages_of(reading.plan, "amount_shared").size(), 1U);
}

struct TotalCase {
  const char* name;
  const char* rows;
  const char* want;  // part of the message; empty: there is none
};
void PrintTo(const TotalCase& one, std::ostream* out) { *out << one.name; }

class Totals : public testing::TestWithParam<TotalCase> {};

TEST_P(Totals, AreComparedWithTheirParts) {
  const Reading reading =
      read_sketch("|No|Measure|Agency|Deadline|Cost (mii lei)\n" + std::string{GetParam().rows});
  const std::vector<std::string> messages = messages_of(reading.plan, "total_differs");
  if (std::string_view{GetParam().want}.empty()) {
    EXPECT_TRUE(messages.empty()) << messages.front();
  } else {
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_NE(messages[0].find(GetParam().want), std::string::npos) << messages[0];
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Totals,
    testing::Values(
        TotalCase{"right", "|1|A|W|2022|10\n|2|B|W|2022|20\n|Total||||30\n", ""},
        TotalCase{"rounded", "|1|A|W|2022|10,4\n|2|B|W|2022|20,4\n|Total||||31\n", ""},
        TotalCase{"wrong", "|1|A|W|2022|10\n|2|B|W|2022|20\n|Total||||40\n",
                  "The total 40000 under \"Cost (mii lei)\" differs from the sum of the rows above "
                  "it, 30000"},
        TotalCase{"of_sections",
                  "|First|>|>|>|>\n|1|A|W|2022|10\n|Subtotal||||10\n|Second|>|>|>|>\n"
                  "|2|B|W|2022|20\n|3|C|W|2022|5\n|Subtotal||||25\n|Total||||35\n",
                  ""},
        TotalCase{"of_one_section",
                  "|1|A|W|2022|10\n|Subtotal||||10\n|2|B|W|2022|20\n|Subtotal||||21\n"
                  "|Total||||30\n",
                  "21000"},
        TotalCase{"with_parents",
                  "|1|A|W|2022|30\n|1.1|B|W|2022|10\n|1.2|C|W|2022|20\n|Total||||30\n", ""},
        TotalCase{"of_lines", "|1|A|W|2022|State: 10~Donors: 5\n|2|B|W|2022|20\n|Total||||35\n",
                  ""},
        TotalCase{"unread", "|1|A|W|2022|10-15\n|2|B|W|2022|20\n|Total||||33\n", ""},
        TotalCase{"of_two_currencies",
                  "|1|A|W|2022|10 thousand EUR\n|2|B|W|2022|20\n|Total||||33\n", ""},
        TotalCase{"without_amounts", "|1|A|W|2022|later\n|Total||||30\n", ""}),
    [](const auto& one) { return std::string{one.param.name}; });

TEST(Finance, TotalsOfARowAreComparedToo) {
  const char* const head =
      "|No|Measure|Agency|Deadline|State budget (EUR)|Donors (EUR)|Total (EUR)\n";
  const auto messages = [&](const char* row) {
    return messages_of(read_sketch(std::string{head} + row).plan, "total_differs");
  };
  EXPECT_TRUE(messages("|1|Build|Works|2022|10|20|30\n").empty());
  const std::vector<std::string> wrong = messages("|1|Build|Works|2022|10|20|35\n");
  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(
      wrong[0],
      "The total 35 of measure 1 under \"Total (EUR)\" differs from the sum of its parts, 30; "
      "correct one of them.");
}

TEST(Finance, OfPersonsIsLeftOut) {
  const Reading reading = read_sketch(
      "|No|Measure|Agency|Deadline|Cost\n|1|Build|Works|2022|ask a.b@mail.example.org\n");
  EXPECT_EQ(described(reading.plan), "");
  EXPECT_EQ(messages_of(reading.plan, "contact_left_out").size(), 1U);
  const Reading with_number = read_sketch(
      "|No|Measure|Agency|Deadline|Cost\n|1|Build|Works|2022|5 or 6, a.b@mail.example.org\n");
  EXPECT_EQ(to_json(with_number.plan).find("mail.example"), std::string::npos);
}

TEST(Finance, IsSaidAndPublishedByAMapping) {
  const DocumentSource source{
      "plan.csv", "No,Measure,Agency,Deadline,Envelope\n1,Build,Works,2022,EUR 5\n", {}};
  ReadOptions options;
  options.mapping.columns = {{"Envelope", 0, ColumnUse::published_finance}};
  const Reading reading = read_all(source, options);
  EXPECT_EQ(described(reading.plan), "5 EUR");
  EXPECT_EQ(published_part(reading.plan).measures()[0].finance.size(), 1U);
  options.mapping = reading.mapping;  // what was read, as a mapping, says it again
  EXPECT_EQ(read_all(source, options).plan.measures()[0].finance,
            reading.plan.measures()[0].finance);
  options.mapping = {};
  options.mapping.columns = {{"Envelope", 0, ColumnUse::finance}};
  const Plan unpublished = read_all(source, options).plan;
  EXPECT_EQ(described(unpublished), "5 EUR");
  EXPECT_TRUE(published_part(unpublished).measures()[0].finance.empty());
}

TEST(Finance, IsNoPartOfEqualityAndComesBackFromJson) {
  const Plan plan = read_sketch(
                        "|No|Measure|Agency|Cost (mii lei)|>|>\n|^|^|^|2021|2022|Total\n"
                        "|1|Build|Works|10|20,5|30,5\n")
                        .plan;
  const Plan again = plan_from_json(to_json(plan));
  EXPECT_EQ(again.measures()[0].finance, plan.measures()[0].finance);
  EXPECT_EQ(published_part(plan), plan);
  const Frame frame = to_frame(plan, PlanTable::finance);
  EXPECT_EQ(frame.rows(), 3U);
}

TEST(Finance, OfHostileCellsTakesLinearTime) {
  std::string cell;
  for (int i = 0; i < 20000; ++i) cell += "2024 - ";
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += "1;";
  const Plan plan = read_bytes("No,Measure,Agency,Deadline,Cost\n1,Build,Works,2022," + cell +
                                   "\n2,Mend,Works,2022," + lines + "\n",
                               "csv");
  EXPECT_EQ(plan.measures()[0].finance.size(), 1U);
  EXPECT_EQ(plan.measures()[1].finance.size(), 20000U);
}

TEST(MoneyText, TellsUnitNotesFromOtherLines) {
  for (const char* note : {"thousand lei", "(mii lei)", "тис. грн", "in million USD", "EUR",
                           "Table 2. Costs (mln. UAH)", "Costs in thousand EUR"}) {
    EXPECT_TRUE(detail::is_unit_note(note)) << note;
  }
  for (const char* line : {"", "Action plan", "The plan costs 5 million USD in all",
                           "Ministry of Finance and the Economy of the country, in lei"}) {
    EXPECT_FALSE(detail::is_unit_note(line)) << line;
  }
}

}  // namespace
}  // namespace actionplan::finance_test
