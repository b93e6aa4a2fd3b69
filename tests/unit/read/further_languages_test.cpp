// SPDX-License-Identifier: Apache-2.0
// Plans in languages that were told by their months alone, and days of Chinese and Japanese, which write no spaces.
#include <actionplan/read/deadline_text.hpp>
#include <actionplan/read/read.hpp>

#include "layout_case.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::further_languages_test {
namespace {

using made::Case;

class FurtherLanguages : public testing::TestWithParam<Case> {};

TEST_P(FurtherLanguages, HaveWordsForMeasures) { made::check(GetParam()); }

const std::vector<Case> cases = {
    {"Hungarian",
     "|Ssz.|Intézkedés|Felelős|Közreműködők|Határidő\n|1|Portál "
     "indítása|Belügyminisztérium|NAV|2025 végéig\n"
     "|2|Képzés szervezése|Nagy Péter|KSH|folyamatos\n",
     {"1: Portál indítása (Belügyminisztérium/implementer NAV/supporting ..2025-12-31)",
      "2: Képzés szervezése (KSH/supporting ..)"},
     {"contact_left_out"}},
    {"Swedish",
     "|Nr|Åtgärd|Ansvarig myndighet|Tidplan\n|1|Bygg vägen|Trafikverket|senast 31 mars 2025\n"
     "|2|Utbilda|Skolverket|tredje kvartalet 2025\n",
     {"1: Bygg vägen (Trafikverket/implementer ..2025-03-31)",
      "2: Utbilda (Skolverket/implementer 2025-07-01..2025-09-30)"},
     {}},
    {"Norwegian",
     "|Nr|Tiltak|Ansvarlig|Samarbeidspartnere|Frist\n|1|Bygge veien|Vegvesenet|KS|innen utgangen "
     "av 2025\n"
     "|2|Lære opp|Udir|KS|løpende\n",
     {"1: Bygge veien (Vegvesenet/implementer KS/supporting ..2025-12-31)",
      "2: Lære opp (Udir/implementer KS/supporting ..)"},
     {}},
    {"Danish",
     "|Nr.|Indsats|Ansvarlig myndighed|Tidsfrist\n|1|Byg vejen|Vejdirektoratet|senest 31. december "
     "2025\n"
     "|2|Uddan|Børneministeriet|4. kvartal 2025\n",
     {"1: Byg vejen (Vejdirektoratet/implementer ..2025-12-31)",
      "2: Uddan (Børneministeriet/implementer 2025-10-01..2025-12-31)"},
     {}},
    {"Finnish",
     "|Nro|Toimenpide|Vastuutaho|Aikataulu\n|1|Rakenna tie|Väylävirasto|vuoden 2025 loppuun "
     "mennessä\n"
     "|2|Kouluta|Opetushallitus|jatkuva\n",
     {"1: Rakenna tie (Väylävirasto/implementer ..2025-12-31)",
      "2: Kouluta (Opetushallitus/implementer ..)"},
     {}},
    {"Korean",
     "|번호|추진과제|주관부처|협조부처|추진일정\n|1|도로를 건설|국토교통부|환경부|2025년 말까지\n"
     "|2|교육을 실시|교육부|환경부|2025년 4분기\n",
     {"1: 도로를 건설 (국토교통부/lead 환경부/supporting ..2025-12-31)",
      "2: 교육을 실시 (교육부/lead 환경부/supporting 2025-10-01..2025-12-31)"},
     {}},
    {"Vietnamese",
     "|STT|Nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian hoàn thành\n"
     "|1|Xây dựng đường|Bộ Xây dựng|Bộ Tài chính|Quý IV/2025\n"
     "|2|Đào tạo|Sở Nội vụ|Công an tỉnh|Thường xuyên\n",
     {"1: Xây dựng đường (Bộ Xây dựng/lead Bộ Tài chính/supporting 2025-10-01..2025-12-31)",
      "2: Đào tạo (Sở Nội vụ/lead Công an tỉnh/supporting ..)"},
     {}},
    {"Hebrew",
     "|מספר|משימה|גורם אחראי|לוח זמנים\n|1|סלילת כביש|משרד התחבורה|עד סוף 2025\n|2|הכשרה|משרד "
     "החינוך|שוטף\n",
     {"1: סלילת כביש (משרד התחבורה/implementer ..2025-12-31)",
      "2: הכשרה (משרד החינוך/implementer ..)"},
     {}},
    {"Greek",
     "|Α/Α|Δράση|Φορέας υλοποίησης|Χρονοδιάγραμμα\n|1|Κατασκευή δρόμου|Υπουργείο Υποδομών|τέλος "
     "2025\n"
     "|2|Κατάρτιση|Υπουργείο Παιδείας|Δεκέμβριος 2025\n",
     {"1: Κατασκευή δρόμου (Υπουργείο Υποδομών/implementer ..2025-12-31)",
      "2: Κατάρτιση (Υπουργείο Παιδείας/implementer 2025-12-01..2025-12-31)"},
     {}},
    {"Estonian",
     "|Nr|Tegevus|Vastutaja|Tähtaeg\n|1|Ehita "
     "tee|Transpordiamet|31.12.2025\n|2|Koolita|Haridusministeerium|IV kvartal 2025\n",
     {"1: Ehita tee (Transpordiamet/implementer ..2025-12-31)",
      "2: Koolita (Haridusministeerium/implementer 2025-10-01..2025-12-31)"},
     {}},
    {"Latvian",
     "|Nr.|Pasākums|Atbildīgā institūcija|Izpildes termiņš\n|1|Būvēt ceļu|Satiksmes "
     "ministrija|līdz 31.12.2025\n"
     "|2|Apmācīt|VARAM|2026. gads\n",
     {"1: Būvēt ceļu (Satiksmes ministrija/implementer ..2025-12-31)",
      "2: Apmācīt (VARAM/implementer 2026-01-01..2026-12-31)"},
     {}},
    {"Lithuanian",
     "|Eil. Nr.|Priemonė|Atsakingas vykdytojas|Įvykdymo terminas\n|1|Tiesti kelią|Susisiekimo "
     "ministerija|iki 2025-12-31\n"
     "|2|Mokyti|Švietimo ministerija|nuolat\n",
     {"1: Tiesti kelią (Susisiekimo ministerija/implementer ..2025-12-31)",
      "2: Mokyti (Švietimo ministerija/implementer ..)"},
     {}},
    {"Slovene",
     "|Št.|Ukrep|Nosilec|Sodelujoči|Rok izvedbe\n|1|Gradnja ceste|MOPE|DRSI|do 31. 12. 2025\n"
     "|2|Usposabljanje|MIZŠ|DRSI|stalno\n",
     {"1: Gradnja ceste (MOPE/implementer DRSI/supporting ..2025-12-31)",
      "2: Usposabljanje (MIZŠ/implementer DRSI/supporting ..)"},
     {}},
    {"Uzbek",
     "|T/r|Chora-tadbirlar nomi|Ijro muddati|Mas'ul ijrochilar\n|1|Yo'l qurish|2025-yil "
     "dekabr|Transport vazirligi\n"
     "|2|O'qitish|2026-yil|Ta'lim vazirligi\n",
     {"1: Yo'l qurish (Transport vazirligi/implementer 2025-12-01..2025-12-31)",
      "2: O'qitish (Ta'lim vazirligi/implementer 2026-01-01..2026-12-31)"},
     {}},
};

INSTANTIATE_TEST_SUITE_P(Read, FurtherLanguages, testing::ValuesIn(cases),
                         [](const auto& one) { return one.param.name; });

struct Day {
  std::string name;
  std::string language;
  std::string text;
  std::string start;
  std::string due;
};
void PrintTo(const Day& one, std::ostream* out) { *out << one.name; }

class Unspaced : public testing::TestWithParam<Day> {};

TEST_P(Unspaced, DaysAreRead) {
  DeadlineContext context;
  context.language = GetParam().language;
  const Deadline read = read_deadline(GetParam().text, context);
  EXPECT_EQ(read.start ? read.start->iso() : "", GetParam().start);
  EXPECT_EQ(read.due ? read.due->iso() : "", GetParam().due);
}

const std::vector<Day> days = {
    {"EndOfYear", "zh", "2024年底前", "", "2024-12-31"},
    {"EndOfMonth", "zh", "2024年9月底前完成", "", "2024-09-30"},
    {"Day", "zh", "2025年6月30日前", "", "2025-06-30"},
    {"Quarter", "zh", "2025年第三季度", "2025-07-01", "2025-09-30"},
    {"QuarterInShort", "zh", "2025年三季度", "2025-07-01", "2025-09-30"},
    {"Half", "zh", "2025年上半年", "2025-01-01", "2025-06-30"},
    {"Years", "zh", "2024-2026年", "2024-01-01", "2026-12-31"},
    {"FromTo", "zh", "2024年1月至2025年12月", "2024-01-01", "2025-12-31"},
    {"Unknown", "zh", "2025年春节后", "", ""},
    {"EndOfYearInJapanese", "ja", "2025年末まで", "", "2025-12-31"},
    {"EndOfMonthInJapanese", "ja", "2025年3月末", "", "2025-03-31"},
    {"DayInJapanese", "ja", "2025年3月31日まで", "", "2025-03-31"},
    {"FiscalYearInJapanese", "ja", "2025年度末", "", "2026-03-31"},
    {"FiscalYearOfAnEra", "", "令和6年度", "2024-04-01", "2025-03-31"},
    {"QuarterOfAFiscalYearOfAnEra", "", "令和6年度第4四半期", "2025-01-01", "2025-03-31"},
    {"EndOfAFiscalYearOfAnEra", "", "令和7年度末まで", "", "2026-03-31"},
    {"FiscalYearsOfAnEra", "", "令和6年度から令和8年度まで", "2024-04-01", "2027-03-31"},
    {"FiscalYearOfNoLanguage", "", "2025年度", "", ""},  // one of the calendar in Chinese
    {"EraInJapanese", "ja", "令和7年3月", "2025-03-01", "2025-03-31"},
    {"FirstYearOfAnEra", "", "令和元年12月", "2019-12-01", "2019-12-31"},
    {"EraBefore", "", "平成30年", "2018-01-01", "2018-12-31"},
    {"EraWithoutAYear", "ja", "令和に", "", ""},
    {"YearInLithuanian", "", "2025 m.", "2025-01-01", "2025-12-31"},
    {"QuarterInLithuanian", "", "2025 m. IV ketv.", "2025-10-01", "2025-12-31"},
    {"YearsInLithuanian", "", "2024–2026 m.", "2024-01-01", "2026-12-31"},
    {"MonthInLithuanian", "", "2026 m. gruodžio mėn.", "2026-12-01", "2026-12-31"},
    {"DayInLithuanian", "", "iki 2026 m. gruodžio 31 d.", "", "2026-12-31"},
    {"HalfInLithuanian", "", "2025 m. I pusmetis", "2025-01-01", "2025-06-30"},
    {"MonthsOfAProject", "", "M6-M12", "", ""},  // no years
    {"MonthsOfAProjectInLithuanian", "lt", "M6", "", ""},
    {"EndOfYearInKorean", "ko", "2025년 말까지", "", "2025-12-31"},
    {"DayInKorean", "ko", "2025년 12월 31일까지", "", "2025-12-31"},
};

INSTANTIATE_TEST_SUITE_P(Read, Unspaced, testing::ValuesIn(days),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace actionplan::further_languages_test
