// SPDX-License-Identifier: Apache-2.0
// The layouts that plans stand in: what each finds of a made document, and what it names.
#include <actionplan/core/error.hpp>
#include <actionplan/read/read.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace actionplan {
namespace {

// Blocks a line each: "# heading", "* item", "| cells of | a row", else a paragraph. In a cell "~" is
// a line end, ">" alone is covered by the cell before it and "^" by the cell above.
class Sketch {
 public:
  explicit Sketch(const std::string& text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      add(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  [[nodiscard]] Plan plan() const { return interpret(document_); }

 private:
  void add(const std::string& line) {
    ++line_;
    if (line.empty()) {
      in_table_ = false;
    } else if (line.front() == '|') {
      if (!in_table_) begin(BlockKind::table);
      in_table_ = true;
      add_row(line);
    } else {
      in_table_ = false;
      const std::size_t level = line.find_first_not_of('#');
      const bool is_item = line.front() == '*';
      begin(level != 0 ? BlockKind::heading : is_item ? BlockKind::item : BlockKind::paragraph);
      document_.blocks.back().level = static_cast<std::uint8_t>(level);
      document_.blocks.back().text = line.substr(level != 0 ? level + 1 : is_item ? 2 : 0);
    }
  }

  void begin(BlockKind kind) {
    Block& block = document_.blocks.emplace_back();
    block.kind = kind;
    block.place = Place{line_, 1};
  }

  void add_row(const std::string& line) {
    Block& table = document_.blocks.back();
    Row& row = table.rows.emplace_back();
    std::size_t begin = 1;
    while (begin <= line.size()) {
      const std::size_t end = std::min(line.find('|', begin), line.size());
      std::string text = line.substr(begin, end - begin);
      std::replace(text.begin(), text.end(), '~', '\n');
      const auto column = static_cast<std::uint32_t>(row.size() + 1);
      Cell& cell = row.emplace_back();
      cell.place = Place{line_, column};
      if (text == ">" || text == "^") {
        cell.marks = static_cast<std::uint8_t>(Mark::covered);
        widen(table, row.size() - 1, text == ">");
      } else {
        cell.text = text;
      }
      begin = end + 1;
    }
  }

  static void widen(Block& table, std::size_t at, bool is_beside) {
    std::size_t above = table.rows.size() - 1;
    if (is_beside) {
      while (table.rows[above][at].has(Mark::covered)) --at;
      ++table.rows[above][at].column_span;
      return;
    }
    while (table.rows[above][at].has(Mark::covered)) --above;
    ++table.rows[above][at].row_span;
  }

  Document document_;
  std::uint32_t line_ = 0;
  bool in_table_ = false;
};

// "[section > section] number: title (agencies; day/day)".
std::string described(const Plan& plan, const Measure& measure) {
  std::string path;
  for (auto at = measure.section; at;) {
    const Section& section = plan.section(*at);
    path = section.title + (path.empty() ? "" : " > " + path);
    at = section.parent;
  }
  std::string out = path.empty() ? "" : "[" + path + "] ";
  out += measure.number + ": " + measure.title + " (";
  for (const Assignment& assignment : measure.assignments) {
    out += assignment.text + "/" + std::string{to_string(assignment.role)};
    if (assignment.force == Force::recommended) out += "/recommended";
    out += " ";
  }
  const Deadline& deadline = measure.deadline;
  out += (deadline.start ? deadline.start->iso() : "") + ".." +
         (deadline.due ? deadline.due->iso() : "") + ")";
  return out;
}

struct Case {
  std::string name;
  std::string document;
  std::vector<std::string> measures;
  std::vector<std::string> problems;  // codes that have to be there
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class Layouts : public testing::TestWithParam<Case> {};

TEST_P(Layouts, FindTheirMeasures) {
  const Plan plan = Sketch{GetParam().document}.plan();
  std::vector<std::string> found;
  for (const Measure& measure : plan.measures()) found.push_back(described(plan, measure));
  EXPECT_EQ(found, GetParam().measures);
  for (const std::string& code : GetParam().problems) {
    EXPECT_TRUE(std::any_of(plan.problems().begin(), plan.problems().end(),
                            [&](const Problem& problem) { return problem.code == code; }))
        << code;
  }
}

const std::vector<Case> cases = {
    {"HeaderOfTwoRows",
     "|No|Activity|Responsible|>|Period|>\n"
     "|^|^|Lead|Partners|Start|End\n"
     "|1.|Build|Alpha|Beta|01.03.2024|31.12.2025\n",
     {"1: Build (Alpha/lead Beta/supporting 2024-03-01..2025-12-31)"},
     {}},
    {"HeaderOfTwoRowsWithoutSpans",
     "|No|Activity|Responsible||Deadline\n"
     "|||Lead|Partners|\n"
     "|1.|Build|Alpha|Beta|2025\n",
     {"1: Build (Alpha/lead Beta/supporting 2025-01-01..2025-12-31)"},
     {}},
    {"RecommendedAgencies",
     "|number|title|agencies_recommended|deadline\n|1|Build|Alpha|2025\n",
     {"1: Build (Alpha/implementer/recommended 2025-01-01..2025-12-31)"},
     {}},
    {"FrenchSections",
     "|Ministère|Thématiques|Actions|Echéances\n"
     "|MC|Codes|Publier|2022\n"
     "|MC||Ouvrir|2023\n"
     "|MJ|Libre|Aider|2022\n"
     "|MJ|Codes|Former|2022\n",
     {"[Codes] : Publier (MC/implementer 2022-01-01..2022-12-31)",
      "[Codes] : Ouvrir (MC/implementer 2023-01-01..2023-12-31)",
      "[Libre] : Aider (MJ/implementer 2022-01-01..2022-12-31)",
      "[Codes] : Former (MJ/implementer 2022-01-01..2022-12-31)"},
     {}},
    {"NestedSectionsAndHelp",
     "|Axe|Sous-axe|Titre de l'action|Structure pilote|Statut|Date de début|Date de fin\n"
     "|Champ texte|Champ texte|Champ texte|Champ texte|Champ liste|Champ date|Champ date\n"
     "|Axe A|Objectif 1|Créer|Ville|En cours|2025-12-01|2030-09-01\n"
     "|Axe A|Objectif 2|Animer|Ville||2025-08-08|47727\n",
     {"[Axe A > Objectif 1] : Créer (Ville/lead 2025-12-01..2030-09-01)",
      "[Axe A > Objectif 2] : Animer (Ville/lead 2025-08-08..2030-09-01)"},
     {"column_help", "column_ignored"}},
    {"RussianNumbersAndTotals",
     "|№ п/п|Наименование мероприятия|Форма завершения|Ответственные исполнители|Срок исполнения|"
     "Предполагаемые расходы (млн тенге)\n"
     "|1|2|3|4|5|6\n"
     "|1.|Построить мост|Акт|МТ|2025 год|5\n"
     "|Итого||||| 5\n",
     {"1: Построить мост (МТ/implementer 2025-01-01..2025-12-31)"},
     {"column_numbers", "row_total", "column_ignored"}},
    {"LowerTitleAndMergedParent",
     "|Commitment|Milestone|Deadline\n|Open data|Publish|2024\n|^|Review|2025\n",
     {"[Open data] : Publish (2024-01-01..2024-12-31)",
      "[Open data] : Review (2025-01-01..2025-12-31)"},
     {}},
    {"SeveralActionsInACell",
     "|No|Action|Responsible|Deadline\n|1.|1) Draft~2) Adopt|Alpha~Beta|2024~2025\n",
     {"1: Draft (Alpha/implementer 2024-01-01..2024-12-31)",
      "1: Adopt (Beta/implementer 2025-01-01..2025-12-31)"},
     {"cell_of_several"}},
    {"Gantt",
     "|Етапи|2021|>|>|>|2022|>|>|>\n"
     "|^|квартал|>|>|>|квартал|>|>|>\n"
     "|^|І|ІІ|ІІІ|ІV|І|ІІ|ІІІ|ІV\n"
     "|Проєкт А||||||||\n"
     "|1. Пошук||Х|Х||||||\n"
     "|2. Запуск||||Х|Х|||Х\n",
     {"[Проєкт А] 1: Пошук (2021-04-01..2021-09-30)",
      "[Проєкт А] 2: Запуск (2021-10-01..2022-12-31)"},
     {}},
    {"AmountsOfYears",
     "|No|Measure|Agency|2021|2022\n|1.|Build|Alpha|100|200\n",
     {"1: Build (Alpha/implementer ..)"},
     {"periods_undecided"}},
    {"CardOfTwoColumns",
     "# Plan\n## Projects\n"
     "|1. Назва проєкту|Портал громади\n"
     "|2. Доцільність проєкту|Потрібен\n"
     "|3. Очікувані результати|Створено портал\n"
     "|4. Графік реалізації|2021 - 2022\n"
     "|5. Виконавці проєкту|Агенція\n",
     {"[Projects] : Портал громади (Агенція/implementer 2021-01-01..2022-12-31)"},
     {"label_ignored"}},
    {"CardWithMilestones",
     "|Commitment title|Open the data|>\n"
     "|Lead implementing agency|Ministry of Justice|>\n"
     "|Other actors|Alpha|>\n"
     "|Milestone activity|Start date|End date\n"
     "|1. Draft|2019-01-01|2019-06-30\n"
     "|2. Adopt|2019-07-01|2020-06-30\n",
     {"[Open the data] 1: Draft (Ministry of Justice/lead Alpha/supporting 2019-01-01..2019-06-30)",
      "[Open the data] 2: Adopt (Ministry of Justice/lead Alpha/supporting "
      "2019-07-01..2020-06-30)"},
     {}},
    {"LabelledParagraphs",
     "# Plano\n## Ações\n### MP_01 - Publicar imóveis\nTexto sem rótulo\nProdutos:\n* Catálogo\n"
     "Meta/Prazo: Setembro/2018\nUnidade responsável: SPU\n"
     "### MP_02 - Publicar cargos\nMeta/Prazo: Outubro/2018\nUnidade responsável: SGP\n",
     {"[Ações] MP_01: Publicar imóveis (SPU/implementer 2018-09-01..2018-09-30)",
      "[Ações] MP_02: Publicar cargos (SGP/implementer 2018-10-01..2018-10-31)"},
     {"text_left_out"}},
    {"RunsOfLabels",
     "# Plan\n## Verkehr\nMaßnahme: Radwege bauen\nFrist: 2024\nZuständig: Stadt\n"
     "Maßnahme: Busse kaufen\nFrist: 2025\nZuständig: Land\n",
     {"[Verkehr] : Radwege bauen (Stadt/implementer 2024-01-01..2024-12-31)",
      "[Verkehr] : Busse kaufen (Land/implementer 2025-01-01..2025-12-31)"},
     {}},
    {"Bullets",
     "# Cosa devono fare\nOB.1 - Dati\n* Da gennaio 2021 - Le PA aprono i dati - CAP2.LA01\n"
     "* Entro dicembre 2022 - Le PA documentano - CAP2.LA02\nOB.2 - Licenze\n"
     "* CAP2.LA03 - Le PA adottano la licenza (AGID) - Entro dicembre 2023\n* Altro testo\n",
     {"[OB.1 - Dati] CAP2.LA01: Le PA aprono i dati (2021-01-01..)",
      "[OB.1 - Dati] CAP2.LA02: Le PA documentano (..2022-12-31)",
      "[OB.2 - Licenze] CAP2.LA03: Le PA adottano la licenza (AGID) (..2023-12-31)"},
     {"text_left_out"}},
};

INSTANTIATE_TEST_SUITE_P(Made, Layouts, testing::ValuesIn(cases),
                         [](const auto& tested) { return tested.param.name; });

TEST(Layouts, RefuseWhatIsNoPlan) {
  const std::string contract =
      "# Contract\nThe parties agree.\n|Name|Amount\n|Alpha|5\n|Beta|6\n* one\n* two\n";
  try {
    (void)Sketch{contract}.plan();
    FAIL() << "a contract was read as a plan";
  } catch (const ParseError& error) {
    EXPECT_EQ(error.code(), ParseErrorCode::no_plan);
    EXPECT_NE(std::string{error.what()}.find("1 table of 3 rows"), std::string::npos);
  }
}

}  // namespace
}  // namespace actionplan
