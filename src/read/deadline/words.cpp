// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

#include "read/word_table.hpp"

namespace actionplan::detail {
namespace {

constexpr int unit(Unit value) { return static_cast<int>(value); }

// English, French, Italian, Azerbaijani, Russian.
constexpr WordTable<Meaning>::Row deadline_words[] = {
    {{Sense::month, 1}, "january jan janvier gennaio yanvar январь января январе"},
    {{Sense::month, 2}, "february feb février févr febbraio fevral февраль февраля феврале"},
    {{Sense::month, 3}, "march mar mars marzo mart март марта марте"},
    {{Sense::month, 4}, "april apr avril avr aprile aprel апрель апреля апреле"},
    {{Sense::month, 5}, "may mai maggio май мая мае"},
    {{Sense::month, 6}, "june jun juin giugno iyun июнь июня июне"},
    {{Sense::month, 7}, "july jul juillet juil luglio iyul июль июля июле"},
    {{Sense::month, 8}, "august aug août agosto avqust август августа августе"},
    {{Sense::month, 9},
     "september sep sept septembre settembre sentyabr сентябрь сентября сентябре"},
    {{Sense::month, 10}, "october oct octobre ottobre oktyabr октябрь октября октябре"},
    {{Sense::month, 11}, "november nov novembre noyabr ноябрь ноября ноябре"},
    {{Sense::month, 12}, "december dec décembre déc dicembre dekabr декабрь декабря декабре"},
    {{Sense::season, 1}, "spring printemps primavera весна весной весны"},
    {{Sense::season, 2}, "summer été estate лето летом лета"},
    {{Sense::season, 3}, "autumn fall automne autunno осень осенью осени"},
    {{Sense::season, 4}, "winter hiver inverno зима зимой зимы"},
    {{Sense::quarter, 0}, "quarter quarters trimestre rüb rübü rübün квартал квартала квартале"},
    {{Sense::half, 0}, "half semester semestre yarımillik yarısı полугодие полугодия полугодии"},
    {{Sense::ordinal, 1}, "first i premier première primo prima birinci первый первое первого"},
    {{Sense::ordinal, 2}, "second ii deuxième secondo seconda ikinci второй второе второго"},
    {{Sense::ordinal, 3}, "third iii troisième terzo üçüncü третий третье третьего"},
    {{Sense::ordinal, 4}, "fourth iv quatrième quarto dördüncü четвертый четвертого"},
    {{Sense::end, 0}, "end close fin fine sonu sonuna sonunadək конец конца концу"},
    {{Sense::end, 1}, "last"},
    {{Sense::start, 0}, "start beginning début inizio əvvəli начало начала началу"},
    {{Sense::early, 0}, "early"},
    {{Sense::middle, 0}, "mid middle mi metà середина середины"},
    {{Sense::late, 0}, "late"},
    {{Sense::by, 0},
     "by until till ici jusqu jusque entro fino qədər kimi dək ilədək до к later latest tard"},
    {{Sense::before, 0}, "before prior avant prima"},
    {{Sense::from, 0},
     "from since starting earlier partir depuis da dal dall dallo dalla ildən etibarən с"},
    {{Sense::to, 0}, "to through thru au a al по"},
    {{Sense::conjunction, 0}, "and et e then plus və и"},
    {{Sense::between, 0}, "between entre tra fra между"},
    {{Sense::about, 0}, "for pour per covering concerning regarding"},
    {{Sense::after, 0}, "after following upon après dopo sonra после"},
    {{Sense::within, 0}, "within dans ərzində müddətində"},
    {{Sense::fiscal, 9}, "school academic scolaire scolastico"},
    {{Sense::fiscal, 4}, "fiscal fy exercice fiscale financial"},
    {{Sense::year, 0}, "year année anno calendar"},
    {{Sense::unit, unit(Unit::day)}, "day days jour jours giorno giorni gün дней дня день"},
    {{Sense::unit, unit(Unit::week)},
     "week weeks semaine semaines settimana settimane недель недели"},
    {{Sense::unit, unit(Unit::month)}, "month months mois mese mesi ay месяц месяца месяцев"},
    {{Sense::unit, unit(Unit::year)}, "years an ans années anni лет"},
    {{Sense::working, 0}, "working business ouvrables lavorativi рабочих"},
    {{Sense::amount, 1}, "one single"},
    {{Sense::amount, 2}, "two deux"},
    {{Sense::amount, 3}, "three trois tre"},
    {{Sense::amount, 4}, "four quatre quattro"},
    {{Sense::amount, 5}, "five cinq cinque"},
    {{Sense::amount, 6}, "six sei"},
    {{Sense::amount, 7}, "seven"},
    {{Sense::amount, 8}, "eight huit otto"},
    {{Sense::amount, 9}, "nine neuf nove"},
    {{Sense::amount, 10}, "ten dix dieci"},
    {{Sense::amount, 12}, "twelve douze dodici"},
    {{Sense::amount, 18}, "eighteen"},
    {{Sense::amount, 30}, "thirty trente trenta"},
    {{Sense::amount, 60}, "sixty soixante sessanta"},
    {{Sense::amount, 90}, "ninety novanta"},
    {{Sense::cadence, 1},
     "monthly mensuel mensuels mensuelle mensuelles mensuellement mensile mensili mensilmente "
     "aylıq ежемесячно"},
    {{Sense::cadence, 3},
     "quarterly trimestriel trimestriels trimestrielle trimestrielles trimestriellement "
     "trimestrale trimestrali "
     "trimestralmente rüblük ежеквартально"},
    {{Sense::cadence, 6},
     "semiannual semiannually semestriel semestriels semestrielle semestrielles semestriellement "
     "semestrale semestrali "
     "semestralmente biannual biannually yarımillikdə"},
    {{Sense::cadence, 12},
     "annual annually yearly annuel annuelle annuels annuelles annuellement annuale annuali "
     "annualmente illik ежегодно ежегодный"},
    {{Sense::cadence, 24}, "biennial biennially biennale biennali"},
    {{Sense::often, 0}, "daily weekly fortnightly hebdomadaire quotidien settimanale ежедневно"},
    {{Sense::every, 0}, "each every chaque ogni hər каждый каждые каждую"},
    {{Sense::twice, 1}, "once"},
    {{Sense::twice, 2}, "twice"},
    {{Sense::ongoing, 0},
     "ongoing onward onwards thereafter continuous continuously continuing continually permanent "
     "permanently constant "
     "constantly regular regularly periodic periodically continu permanence continuo "
     "permanente daimi mütəmadi davamlı постоянно постоянной постоянный"},
    {{Sense::adoption, 0},
     "adoption adopted adopting approval approved endorsement endorsed adoptée approvazione "
     "adozione təsdiq принятия утверждения"},
    {{Sense::plan, 0}, "plan programme program nap piano planın план плана"},
    {{Sense::pointer, 0}, "reference see according according accordance selon secondo согласно"},
    {{Sense::as, 0}, "as"},
    {{Sense::year_ending, 0}, "il ilə ilin ildə illər illərdə yil год года году годы годов г гг"},
    {{Sense::ordinal_ending, 0}, "st nd rd th er re eme ème cı ci cu cü й"},
    {{Sense::filler, 0},
     "of the in on at during throughout no not than than be is are completed completion done "
     "implemented delivered due date deadline target d l de du des la le les di del dello della "
     "dell dei degli il lo i gli nel nell nella cours corso courant più tôt plus pas an "
     "approximately "
     "about around circa в во"},
};

}  // namespace

Meaning meaning_of(std::string_view folded) {
  static const WordTable<Meaning> meanings{deadline_words};
  return meanings[folded];
}

}  // namespace actionplan::detail
