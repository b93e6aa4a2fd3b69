// SPDX-License-Identifier: Apache-2.0
#include "indicator_text_words.hpp"

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace actionplan::detail {
namespace {

struct Row {
  Topic topic;
  Form form;
  std::string_view words;  // apart by spaces; where a word stands in two rows, the first wins
};

// English first, then French and Italian.
constexpr Row rows[] = {
    {Topic::number, Form::noun, "number numbers quantity nombre numero sayı количество"},
    {Topic::share, Form::noun,
     "percentage percent share proportion rate rates ratio pourcentage taux percentuale quota"},
    {Topic::sum, Form::noun,
     "amount amounts volume volumes value values sum cost costs expenditure expenditures revenue "
     "revenues montant importo spesa"},

    {Topic::informing, Form::noun,
     "information report reports bulletin rapport rapports relazione relazioni informazioni "
     "informations"},

    {Topic::publishing, Form::nominal,
     "publication publications disclosure release dissemination posting sharing pubblicazione "
     "rilascio divulgation diffusion diffusione"},
    {Topic::publishing, Form::participle,
     "published released disclosed disseminated posted shared publié pubblicato pubblicati"},
    {Topic::publishing, Form::gerund, "publishing releasing disclosing disseminating posting"},
    {Topic::publishing, Form::verb,
     "publish publishes release disclose disseminate share post publier pubblicare"},
    {Topic::publishing, Form::noun, "links"},

    {Topic::doing, Form::noun,
     "measure measures action actions activity activities event events training trainings workshop "
     "workshops seminar seminars lecture lectures conference conferences campaign campaigns "
     "presentation presentations application applications participant participants meeting "
     "meetings discussion discussions project projects survey surveys study studies research pilot "
     "pilots "
     "communications campagna campagne attività misure activités mesures"},
    {Topic::doing, Form::nominal,
     "conduct conduction organization organisation holding implementation operation "
     "update updates maintenance monitoring collaboration cooperation participation support "
     "collection exploration evaluation assessment analysis promotion engagement exchange "
     "coordination execution demonstration consultation consultations realization "
     "avvio conclusione organizzazione"},
    {Topic::doing, Form::participle,
     "conducted organized organised held carried undertaken performed explored supported delivered "
     "trained updated"},
    {Topic::doing, Form::gerund,
     "conducting organizing organising holding implementing collecting updating maintaining "
     "fostering analyzing engaging supporting carrying promoting"},
    {Topic::doing, Form::verb,
     "engage engages conduct implement support supports work lead monitor respond continue "
     "organize "
     "organise hold participate collaborate consult consults train promote coordinate analyze "
     "analyse update maintain collect examine assess identify explore undertake take "
     "link incorporate acquire access indicate begin reach fund host"},

    {Topic::making, Form::nominal,
     "creation establishment adoption preparation development completion approval drafting "
     "introduction appointment design elaboration launch inclusion construction nomination "
     "finalization setting redazione adozione creazione création élaboration adoption"},
    {Topic::making, Form::participle,
     "created established adopted prepared developed approved included drafted appointed "
     "introduced "
     "launched built designed completed finalized signed installed adottato creato"},
    {Topic::making, Form::gerund,
     "creating establishing adopting preparing developing drafting building designing launching "
     "appointing"},
    {Topic::making, Form::verb,
     "create establish develop adopt prepare build define design finalize launch draft include add "
     "produce provide complete equip document introduce prioritize appoint sign"},
    {Topic::making, Form::noun,
     "act acts law laws form forms system systems mechanism mechanisms guideline guidelines "
     "platform website portal database strategy roadmap framework plan proposal proposals package "
     "draft drafts rules legislation legislative register registry software tool template "
     "methodology policy protocol standard standards module modules course courses catalogue "
     "architecture model models metric material materials manual manuals handbook handbooks guide "
     "guides booklet booklets vademecum modelli modello raccolta linee centre"},

    {Topic::bettering, Form::nominal,
     "improvement improvements increase level levels quality scope extent method methods "
     "effectiveness efficiency accessibility enhancement strengthening expansion reduction "
     "simplification degree progress miglioramento livello amélioration niveau"},
    {Topic::bettering, Form::noun,
     "capability capabilities possibility possibilities satisfaction availability capacity "
     "capacities"},
    {Topic::bettering, Form::participle,
     "improved enhanced strengthened increased expanded simplified reduced"},
    {Topic::bettering, Form::gerund, "improving enhancing strengthening expanding reducing"},
    {Topic::bettering, Form::verb, "improve enhance strengthen increase expand reduce migliorare"},

    {Topic::open, Form::participle, "implemented realized realised executed submitted provided"},
};

struct Entry {
  std::string word;
  IndicatorWord meaning;
};

std::vector<Entry> make_entries() {
  std::vector<Entry> entries;
  for (const Row& row : rows) {
    std::string_view rest = row.words;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      entries.push_back(Entry{text::fold(rest.substr(0, end)), IndicatorWord{row.topic, row.form}});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.word < b.word; });
  return entries;
}

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, std::string_view word) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

IndicatorWord indicator_word(std::string_view folded) {
  static const std::vector<Entry> entries = make_entries();
  const auto found =
      std::lower_bound(entries.begin(), entries.end(), folded,
                       [](const Entry& entry, std::string_view word) { return entry.word < word; });
  if (found == entries.end() || found->word != folded) return {};
  return found->meaning;
}

Link link_of(std::string_view folded) noexcept {
  constexpr std::array<std::string_view, 10> articles{"the", "a",  "an", "le", "la",
                                                      "les", "un", "il", "lo", "gli"};
  constexpr std::array<std::string_view, 6> possessives{"their", "its",  "his",
                                                        "her",   "leur", "leurs"};
  constexpr std::array<std::string_view, 40> prepositions{
      "of",    "on",     "in",   "to",    "for",       "with",       "by",      "at",
      "from",  "about",  "into", "over",  "under",     "through",    "between", "among",
      "via",   "within", "as",   "than",  "regarding", "concerning", "de",      "du",
      "des",   "sur",    "pour", "par",   "dans",      "di",         "del",     "dei",
      "della", "delle",  "dell", "sulle", "su",        "per",        "da",      "per"};
  constexpr std::array<std::string_view, 6> conjunctions{"and", "et", "e", "ed", "və", "и"};
  if (is_one_of(articles, folded)) return Link::article;
  if (is_one_of(possessives, folded)) return Link::possessive;
  if (is_one_of(prepositions, folded)) return Link::preposition;
  if (is_one_of(conjunctions, folded)) return Link::conjunction;
  return Link::none;
}

}  // namespace actionplan::detail
