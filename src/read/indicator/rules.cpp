// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "read/word_table.hpp"
#include "scan.hpp"

namespace actionplan::detail {
namespace {

bool is_year(const Token& word) {
  return word.kind == TokenKind::number && word.digits == 4 && word.value >= 1900 &&
         word.value <= 2199;
}

// The participle of "projects are supported" for "projects"; `noun` itself where none is near.
std::size_t said_of(const IndicatorScan& scan, const PartWords& part, std::size_t noun) {
  constexpr std::size_t reach = 6;
  const Tokens& words = scan.words();
  for (std::size_t i = noun + 1; i + 1 < std::min(part.to, noun + reach); ++i) {
    const bool is_said = words.is(i, "is") || words.is(i, "are") || words.is(i, "was") ||
                         words.is(i, "were") || words.is(i, "be");
    if (is_said && scan.is_a(i + 1, Form::participle)) return i + 1;
  }
  return noun;
}

// The word that the part is about: the first that promises something, or the last noun of a
// compound that it begins ("evaluation report", "information system"), or what is said to be done
// with it ("reports are published").
std::size_t head_word(const IndicatorScan& scan, const PartWords& part) {
  std::size_t at = first_promise(scan, part);
  const bool may_compound = scan.form(at) == Form::noun || scan.form(at) == Form::nominal;
  while (may_compound && at + 1 < part.to && scan.is_a(at + 1, Form::noun)) ++at;
  return may_compound ? said_of(scan, part, at) : at;
}

Topic topic_at_head(const IndicatorScan& scan, const PartWords& part) {
  const std::size_t at = head_word(scan, part);
  return at < part.to ? scan.topic(at) : Topic::none;
}

// May a count, share or amount at `at` be what the part is about? Not where something else, such as
// a system that shows it, comes first.
bool leads_to(const IndicatorScan& scan, const PartWords& part, std::size_t at) {
  for (std::size_t i = part.head; i < at; ++i) {
    const Topic topic = scan.topic(i);
    if (topic == Topic::making || topic == Topic::publishing || topic == Topic::doing) return false;
  }
  return true;
}

bool is_counted(const IndicatorScan& scan, const PartWords& part) {
  for (std::size_t i = part.head; i < part.to; ++i) {
    if (scan.is_counting(i)) return leads_to(scan, part, i);
  }
  return false;
}

// The word after "at least", "a minimum of", "up to"; `at` itself where none stands there.
std::size_t after_bound(const Tokens& words, std::size_t at) {
  if (words.is(at, "at") && words.is(at + 1, "least")) return at + 2;
  if (words.is(at, "almeno")) return at + 1;
  if (words.is(at, "au") && words.is(at + 1, "moins")) return at + 2;
  if (words.is(at, "a") && words.is(at + 1, "minimum") && words.is(at + 2, "of")) return at + 3;
  if (words.is(at, "up") && words.is(at + 1, "to")) return at + 2;
  if (words.is(at, "more") && words.is(at + 1, "than")) return at + 2;
  return at;
}

bool is_quantity(const Tokens& words, std::size_t at) {
  return words.is_number(at) && !is_year(words[at]) && words.is_word(at + 1) &&
         !words.is_joined(at + 1);
}

bool is_quantified(const IndicatorScan& scan, const PartWords& part) {
  const Tokens& words = scan.words();
  if (is_quantity(words, after_bound(words, part.head))) return true;
  const std::size_t verb = first_promise(scan, part);
  if (scan.topic(verb) != Topic::doing || !scan.is_a(verb, Form::verb)) return false;
  std::size_t next = verb + 1;
  if (scan.link(next) == Link::preposition && after_bound(words, next) == next) ++next;
  if (is_quantity(words, after_bound(words, next))) return true;
  for (std::size_t i = next; i + 2 < part.to; ++i) {
    const std::size_t after = after_bound(words, i);
    if (after != i && is_quantity(words, after)) return true;
  }
  return false;
}

bool has_rate_word(const Tokens& words, std::size_t at, RateWord part) {
  return words.is_word(at) && is_rate_word(part, words[at].text);
}

// "100 000", "100,000", "1000", "thousand": so many, of which a number is no percentage. 100 is.
bool is_many(const Tokens& words, std::size_t at) {
  if (has_rate_word(words, at, RateWord::many)) return true;
  if (!words.is_number(at)) return false;
  if (words[at].digits != 3 || words[at].value != 100) return words[at].value >= 1000;
  const bool has_mark = words.is_mark(at + 1, ',') || words.is_mark(at + 1, '.');
  const std::size_t next = has_mark ? at + 2 : at + 1;
  return words.is_number(next) && words[next].digits == 3;
}

// "Maternal mortality ratio per 100 000 live births", "ratio of pupils per teacher"
bool is_rate(const IndicatorScan& scan, const PartWords& part) {
  const Tokens& words = scan.words();
  std::size_t at = part.head;
  while (at < part.to && scan.topic(at) != Topic::share) ++at;
  if (at == part.to || !leads_to(scan, part, at)) return false;
  const bool is_of_rates = has_rate_word(words, at, RateWord::rate);
  bool is_found = has_rate_word(words, at, RateWord::ratio);
  for (std::size_t i = part.from; i < part.to; ++i) {
    if (words.is_mark(i, '%') || has_rate_word(words, i, RateWord::percent)) return false;
    is_found = is_found || words[i].text == "\u2030" ||
               (is_of_rates && has_rate_word(words, i, RateWord::of_many)) ||
               (i > at && has_rate_word(words, i, RateWord::per) && is_many(words, i + 1));
  }
  return is_found;
}

// "of", "de", "d'accès", "des", "della"
bool is_of(const Tokens& words, std::size_t at) { return has_rate_word(words, at, RateWord::of); }

bool is_share(const IndicatorScan& scan, const PartWords& part) {
  const Tokens& words = scan.words();
  for (std::size_t i = part.head; i < part.to; ++i) {
    const bool is_sign = words.is_mark(i, '%') && i > part.from && words.is_number(i - 1);
    const bool goes_on = is_of(words, i + 1) || i + 1 == part.to;
    // "part des femmes": a share in French, where the English word goes on otherwise.
    const bool is_part = words.is(i, "part") && is_of(words, i + 1) && !words.is(i + 1, "of");
    if ((scan.topic(i) == Topic::share && goes_on) || is_part || is_sign) {
      return leads_to(scan, part, i);
    }
  }
  return false;
}

bool is_currency(const Tokens& words, std::size_t at) {
  constexpr std::array<std::string_view, 12> names{"usd",  "eur",   "azn",     "gbp",
                                                   "cad",  "manat", "eur",     "dollars",
                                                   "euro", "euros", "million", "millions"};
  const bool is_name = std::find(names.begin(), names.end(), words[at].text) != names.end() &&
                       (words.is_number(at + 1) || (at > 0 && words.is_number(at - 1)));
  const bool is_sign = words.is_mark(at, '$') || words[at].text == "€" || words[at].text == "£";
  return is_name || (is_sign && words.is_number(at + 1));
}

bool is_sum(const IndicatorScan& scan, const PartWords& part) {
  const Tokens& words = scan.words();
  for (std::size_t i = part.head; i < part.to; ++i) {
    if ((scan.topic(i) == Topic::sum && is_of(words, i + 1)) || is_currency(words, i)) {
      return leads_to(scan, part, i);
    }
  }
  return false;
}

// "The registry is accessible to the public", "first set of indicators available"
bool is_available(const IndicatorScan& scan, const PartWords& part) {
  const Tokens& words = scan.words();
  const std::size_t first = first_promise(scan, part);
  if (first < part.to && !scan.is_a(first, Form::noun) && !scan.is_a(first, Form::nominal)) {
    return false;
  }
  for (std::size_t i = part.head + 1; i < part.to; ++i) {
    if (!words.is(i, "available") && !words.is(i, "accessible") && !words.is(i, "public")) continue;
    const bool is_last = i + 1 == part.to || scan.link(i + 1) == Link::preposition;
    const bool is_said = words.is(i - 1, "is") || words.is(i - 1, "are") ||
                         words.is(i - 1, "publicly") || words.is(i - 1, "made");
    if (words.is(i, "public") ? is_said : is_last) return true;
  }
  return false;
}

// The first promise made, or the second where the two share what follows ("preparing and
// publishing reports").
bool is_made_public(const IndicatorScan& scan, const PartWords& part) {
  const std::size_t at = head_word(scan, part);
  if (at >= part.to) return false;
  if (scan.topic(at) == Topic::publishing || scan.words().is(at + 1, "publicly")) return true;
  const bool shares = scan.link(at + 1) == Link::conjunction && at + 2 < part.to;
  return shares && scan.topic(at + 2) == Topic::publishing && !scan.is_a(at, Form::noun);
}

bool is_informing(const IndicatorScan& scan, const PartWords& part) {
  return topic_at_head(scan, part) == Topic::informing;
}

// The thing that "implemented ..." speaks of: the last promising noun before a preposition.
Topic implemented_thing(const IndicatorScan& scan, const PartWords& part, std::size_t at) {
  Topic topic = Topic::doing;
  for (std::size_t i = at + 1; i < part.to && scan.link(i) != Link::preposition; ++i) {
    if (scan.is_a(i, Form::noun)) topic = scan.topic(i);
  }
  return topic;
}

bool is_made(const IndicatorScan& scan, const PartWords& part) {
  const std::size_t at = head_word(scan, part);
  if (at >= part.to) return false;
  if (scan.topic(at) == Topic::open) return implemented_thing(scan, part, at) == Topic::making;
  return scan.topic(at) == Topic::making;
}

bool is_carried_out(const IndicatorScan& scan, const PartWords& part) {
  const Topic topic = topic_at_head(scan, part);
  return topic == Topic::doing || topic == Topic::open;
}

bool is_bettered(const IndicatorScan& scan, const PartWords& part) {
  return topic_at_head(scan, part) == Topic::bettering;
}

bool is_anything(const IndicatorScan&, const PartWords&) { return true; }

}  // namespace

const std::vector<IndicatorRuleStep>& indicator_steps() {
  static const std::vector<IndicatorRuleStep> steps = {
      {{"counted",
        IndicatorKind::count,
        "A number of something, unless something made, published or carried out comes first.",
        {{"Number of conducted trainings and persons involved", "az"},
         {"Number and scope of public awareness events", "az"},
         {"Report on the number of the conducted activities and trainings", "az"},
         {"their number in the internet page of it", "az"},
         {"Number of Engagements", "us"},
         {"Increase the number of new women's rights groups engaged in open government practices "
          "and data production consultations around the world (at least 15)",
          "canada"},
         {"Numero di amministrazioni che hanno nominato il responsabile", "made"}}},
       is_counted},
      {{"quantified",
        IndicatorKind::count,
        "A stated quantity of things, at the beginning or as the object of what is carried out. "
        "A year is no quantity.",
        {{"18 comunità digitali tematiche/territoriali su retedigitale.gov.it gestite da AGID, PA "
          "o "
          "Enti locali",
          "italy"},
         {"Almeno 2 ulteriori comunità digitali", "italy"},
         {"Respond to at least 300 user enquiries via the support desk each year", "canada"},
         {"Support 2 countries in the global south to advance legal and gender transformative "
          "approaches to countering sexist hate speech online [India and Brazil]",
          "canada"},
         {"Support organizations in at least 15 OGP countries in developing regions to advance "
          "open, fair and efficient use of data to strengthen their democracies",
          "canada"}}},
       is_quantified},
      {{"rate",
        IndicatorKind::count,
        "A rate or ratio of so many per thousand or more, per head, or of one thing per another, "
        "and rates of births and deaths: numbers, and no percentages unless a word says so.",
        {{"Taux de mortalité maternelle pour 100 000 naissances vivantes", "made"},
         {"Maternal mortality ratio per 100 000 live births", "made"},
         {"Ratio of pupils per teacher", "made"},
         {"Neonatal mortality rate", "made"},
         {"Rate of road deaths per 100,000 inhabitants", "made"},
         {"Tasso di natalità per 1000 abitanti", "made"}}},
       is_rate},
      {{"share",
        IndicatorKind::percentage,
        "A percentage, share, proportion or rate of something, or a number with a per cent sign.",
        {{"Percentage of requests answered in time", "made"},
         {"Share of services provided online", "made"},
         {"Response rate", "made"},
         {"Taux d'accès à l'électricité", "made"},
         {"Part des femmes parmi les élus", "made"},
         {"Debt-to-GDP ratio in percent", "made"},
         {"80% of complaints resolved within 30 days", "made"},
         {"Percentuale di enti che hanno nominato il responsabile", "made"}}},
       is_share},
      {{"sum",
        IndicatorKind::amount,
        "An amount, value, volume or cost of something, or a sum of money.",
        {{"Amount of funds allocated to projects", "made"},
         {"Volume of payments made through electronic terminals", "made"},
         {"AZN 500000 for grants", "made"}}},
       is_sum},
      {{"available",
        IndicatorKind::publication,
        "A thing is said to be available, accessible or public.",
        {{"The registry is accessible to the public by the end of 2023", "canada"},
         {"2022 Canadian Survey on Disability data initial results available", "canada"},
         {"First set of UN Convention on the Rights of Persons with Disabilities (CRPD) and "
          "Sustainable Development Goals indicators available",
          "canada"},
         {"Budget data made public", "made"}}},
       is_available},
      {{"made_public",
        IndicatorKind::publication,
        "Publication, disclosure, release, dissemination, links: first, or joined to a first act "
        "that shares its object (\"preparing and publishing\").",
        {{"Publication of reports in the website", "az"},
         {"Public disclosure of respective report on execution of the state budget and review",
          "az"},
         {"publishing information", "az"},
         {"links of them in the internet pages", "az"},
         {"Publish additional Canada Pension Plan Disability datasets on the Open Government "
          "Portal",
          "canada"},
         {"Preparing and publishing Legal Aid Reports (annually)", "canada"},
         {"Completion and sharing of findings of Qualitative Studies", "canada"},
         {"Mise en ligne des données", "made"},
         {"Rilascio versione finale del Vademecum", "italy"}}},
       is_made_public},
      {{"informing",
        IndicatorKind::report,
        "Information or a report on something: it shows that somebody reported, not what was "
        "achieved.",
        {{"Information on simplified procedures and carried out measures", "az"},
         {"Information about the newly established public councils and their activity", "az"},
         {"Report on carried out measures", "az"},
         {"Relevant information that included to reports", "az"},
         {"Report sulle PA pilota che hanno adottato il modello di nomina", "italy"},
         {"Primo report di monitoraggio sulle comunità digitali", "italy"}}},
       is_informing},
      {{"made",
        IndicatorKind::deliverable,
        "A thing is made, adopted, prepared or appointed, or the thing itself is named: it exists "
        "or it does not. What was \"implemented\" is told by its noun: a system exists, measures "
        "are carried out.",
        {{"Adopted normative-legal act", "az"},
         {"Prepared package of proposals", "az"},
         {"Creation of unified information base and new mechanism", "az"},
         {"Implemented electronic control system", "az"},
         {"appointment of the responsible persons", "az"},
         {"The form for the identification of the priority", "az"},
         {"Develop a roadmap identifying and prioritizing federal data standards", "canada"},
         {"Using existing maturity models, develop a maturity model for open data for the "
          "Government of Canada",
          "canada"},
         {"Completion", "us"},
         {"Loi adoptée", "made"},
         {"Portail mis en ligne", "made"},
         {"Mise en place d'un guichet unique", "made"},
         {"Guichets uniques créés", "made"},
         {"Strategia approvata", "made"},
         {"Vademecum per la nomina di RTD e UTD in forma associata", "italy"}}},
       is_made},
      {{"carried_out",
        IndicatorKind::activity,
        "Events and measures are carried out, a service is kept up, somebody takes part.",
        {{"Implemented awareness raising events and presentations", "az"},
         {"Implemented measures", "az"},
         {"Measures on establishment of Platform and ensuring its activities", "az"},
         {"Conducted workshops and trainings", "az"},
         {"Regular operation and update of the website", "az"},
         {"Participation on OGP Coalition on Justice", "canada"},
         {"Engage provincial and territorial officials on threat awareness including countering "
          "cyber threats and disinformation in electoral processes",
          "canada"},
         {"Ateliers organisés", "made"},
         {"Mise en œuvre des recommandations", "made"},
         {"Demonstration to CDO Council and relevant interagency Councils", "us"},
         {"Campagna di diffusione dei risultati delle community", "italy"}}},
       is_carried_out},
      {{"bettered",
        IndicatorKind::qualitative,
        "Improvement, level, quality, possibility or capability: a judgement, until somebody says "
        "how it is measured.",
        {{"Improvements in the review process of requests", "az"},
         {"Improved mobile version", "az"},
         {"Possibility of the payment of local taxes and duties through electronic terminals",
          "az"},
         {"level of cooperation", "az"},
         {"Progress", "us"},
         {"Expand the federated open data search to include open data from all thirteen "
          "jurisdictions",
          "canada"}}},
       is_bettered},
      {{"unclassified",
        IndicatorKind::qualitative,
        "No word says what is promised.",
        {{"their effect on citizens", "made"}, {"Better life", "made"}}},
       is_anything},
  };
  return steps;
}

}  // namespace actionplan::detail
