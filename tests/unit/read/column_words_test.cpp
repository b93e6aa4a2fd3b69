// SPDX-License-Identifier: Apache-2.0
// Header cells and labels name columns in 28 languages.
#include "read/words/column_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::detail::column_words_test {
namespace {

struct Case {
  std::string text;
  std::string want;  // empty: names nothing
};

std::string named(const std::string& text) {
  const std::optional<ColumnMatch> match = match_column(text);
  if (!match) return {};
  std::string out{to_string(match->column)};
  if (match->role) out += ":" + std::string{to_string(*match->role)};
  if (match->force) out += ":" + std::string{to_string(*match->force)};
  return out;
}

TEST(ColumnWords, NameColumns) {
  const std::vector<Case> cases = {
      {"Name of measure", "title"},
      {"Evaluation indicator", "indicator"},
      {"Name of implementing agency", "agencies"},
      {"Lead agency", "agencies:lead"},
      {"Supporting agencies", "agencies:supporting"},
      {"agencies_recommended", "agencies:recommended"},
      {"Means of verification", "indicator"},
      {"Start date", "start"},
      {"End Date:", "end"},
      {"Baseline (2015)", "baseline"},
      {"Responsible person", "contact"},
      {"Sources of funding", "finance"},
      {"Échéances", "deadline"},
      {"Titre de l'action", "title"},
      {"Structure pilote", "agencies:lead"},
      {"Coût (M FCFA)", "finance"},
      {"Plazo de ejecución", "deadline"},
      {"Entidad responsable", "agencies"},
      {"Medios de verificación", "indicator"},
      {"Meta/Prazo", "deadline"},
      {"Unidade responsável", "agencies"},
      {"Maßnahme", "title"},
      {"Federführendes Ressort", "agencies:lead"},
      {"Zeitrahmen", "deadline"},
      {"Soggetto responsabile", "agencies"},
      {"Scadenza", "deadline"},
      {"№ п/п", "number"},
      {"Наименование мероприятия", "title"},
      {"Форма завершения", "indicator"},
      {"Ожидаемый результат", "indicator"},
      {"Ответственные исполнители", "agencies"},
      {"Сроки реализации", "deadline"},
      {"Соисполнители", "agencies:supporting"},
      {"Найменування заходу", "title"},
      {"Строк виконання", "deadline"},
      {"Відповідальні за виконання", "agencies"},
      {"Tədbirin adı", "title"},
      {"İcra müddəti", "deadline"},
      {"Əsas icraçı qurum", "agencies:lead"},
      {"Sorumlu Kuruluş", "agencies"},
      {"İş Birliği Yapılacak Kuruluşlar", "agencies:supporting"},
      {"Başlangıç Tarihi", "start"},
      {"Іс-шараның атауы", "title"},
      {"Аяқталу нысаны", "indicator"},
      {"Орындау мерзімі", "deadline"},
      {"Жауапты орындаушылар", "agencies"},
      {"Nr. crt.", "number"},
      {"Acțiuni", "title"},
      {"Termen de realizare", "deadline"},
      {"Instituții responsabile", "agencies"},
      {"Indicatori de progres", "indicator"},
      {"Lp.", "number"},
      {"Nazwa zadania", "title"},
      {"Termin realizacji", "deadline"},
      {"Podmiot odpowiedzialny", "agencies"},
      {"Площа, га", ""},
      {"Коли-чество", ""},
      {"Наименование оборудования", ""},
      {"the ministry shall publish all of it on its own page each year", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(named(c.text), c.want) << c.text;
}

TEST(ColumnWords, TellPersonsFromBodies) {
  for (const char* person : {"Responsible officer",
                             "Name of responsible officer",
                             "Officer in charge",
                             "Name of the responsible person",
                             "Contact name",
                             "Nom du responsable",
                             "Agent responsable",
                             "Personne en charge du suivi",
                             "Nombre de la persona responsable",
                             "Servidor público responsable",
                             "Nome do servidor responsável",
                             "Funzionario responsabile",
                             "Nominativo del responsabile",
                             "Zuständige Sachbearbeiterin",
                             "Name des Verantwortlichen",
                             "Имя ответственного",
                             "Ф.И.О. ответственного",
                             "Ответственное должностное лицо",
                             "Прізвище відповідального",
                             "Посадова особа",
                             "Məsul əməkdaş",
                             "Sorumlu memur",
                             "Жауапты қызметкер",
                             "Жооптуу кызматкер",
                             "Imię i nazwisko osoby odpowiedzialnej",
                             "Numele persoanei responsabile",
                             "Funcționar responsabil",
                             "Одговорни службеник",
                             "Odgovorna osoba",
                             "Одговорно службено лице",
                             "Zyrtari përgjegjës",
                             "Պատասխանատու անձ",
                             "პასუხისმგებელი თანამშრომელი"}) {
    EXPECT_EQ(named(person), "contact") << person;
  }
  for (const char* body :
       {"Responsible", "Responsible agency/officer", "Responsible department / officer",
        "Responsable", "Structure ou personne responsable", "Ответственный", "Ответственный орган",
        "Responsable de la mise en œuvre", "Sorumlu", "Відповідальний",
        "Name of responsible institution", "Responsible officer, ministry"}) {
    EXPECT_EQ(named(body), "agencies") << body;
  }
}

TEST(ColumnWords, StandInFortyTwoLanguages) {
  EXPECT_EQ(column_languages().size(), 42U);
  for (const std::string_view language : column_languages()) {
    for (const ColumnRow& row : column_rows(language)) {
      EXPECT_FALSE(row.forms.empty()) << language << " " << row.meaning;
    }
  }
}

TEST(ColumnWords, TellSums) {
  EXPECT_TRUE(begins_with_total("Total cost"));
  EXPECT_TRUE(begins_with_total("ИТОГО:"));
  EXPECT_FALSE(begins_with_total("In total"));
}

TEST(ColumnWords, NameThePlansTitle) {
  for (const char* label : {"title", "Title (en)", "NAME", "Titulo", "título do plano",
                            "Наименование", "Name of the plan", "Başlıq", "Intitulé"}) {
    EXPECT_TRUE(names_plan_title(label)) << label;
  }
  for (const char* label : {"", "subtitle", "title page", "filename", "author", "measure"}) {
    EXPECT_FALSE(names_plan_title(label)) << label;
  }
}

}  // namespace
}  // namespace actionplan::detail::column_words_test
