// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

#include <actionplan/core/error.hpp>

#include "read/word_table.hpp"
#include "read/words/split.hpp"
#include "word_texts.hpp"

#include <array>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

// English; the words of other languages are data (src/read/words/LANGUAGE/indicators.tsv).
constexpr WordTable<IndicatorWord>::Row indicator_words[] = {
    {{Topic::number, Form::noun}, "number numbers quantity sayı количество"},
    {{Topic::share, Form::noun}, "percentage percent share proportion rate rates ratio"},
    {{Topic::sum, Form::noun},
     "amount amounts volume volumes value values sum cost costs expenditure expenditures revenue "
     "revenues"},

    {{Topic::informing, Form::noun}, "information report reports bulletin"},

    {{Topic::publishing, Form::nominal},
     "publication publications disclosure release dissemination posting sharing"},
    {{Topic::publishing, Form::participle},
     "published released disclosed disseminated posted shared"},
    {{Topic::publishing, Form::gerund}, "publishing releasing disclosing disseminating posting"},
    {{Topic::publishing, Form::verb}, "publish publishes release disclose disseminate share post"},
    {{Topic::publishing, Form::noun}, "links"},

    {{Topic::doing, Form::noun},
     "measure measures action actions activity activities event events training trainings workshop "
     "workshops seminar seminars lecture lectures conference conferences campaign campaigns "
     "presentation presentations application applications participant participants meeting "
     "meetings discussion discussions project projects survey surveys study studies research pilot "
     "pilots "
     "communications"},
    {{Topic::doing, Form::nominal},
     "conduct conduction organization organisation holding implementation operation "
     "update updates maintenance monitoring collaboration cooperation participation support "
     "collection exploration evaluation assessment analysis promotion engagement exchange "
     "coordination execution demonstration consultation consultations realization"},
    {{Topic::doing, Form::participle},
     "conducted organized organised held carried undertaken performed explored supported delivered "
     "trained updated"},
    {{Topic::doing, Form::gerund},
     "conducting organizing organising holding implementing collecting updating maintaining "
     "fostering analyzing engaging supporting carrying promoting"},
    {{Topic::doing, Form::verb},
     "engage engages conduct implement support supports work lead monitor respond continue "
     "organize "
     "organise hold participate collaborate consult consults train promote coordinate analyze "
     "analyse update maintain collect examine assess identify explore undertake take "
     "link incorporate acquire access indicate begin reach fund host"},

    {{Topic::making, Form::nominal},
     "creation establishment adoption preparation development completion approval drafting "
     "introduction appointment design elaboration launch inclusion construction nomination "
     "finalization setting adoption"},
    {{Topic::making, Form::participle},
     "created established adopted prepared developed approved included drafted appointed "
     "introduced "
     "launched built designed completed finalized signed installed"},
    {{Topic::making, Form::gerund},
     "creating establishing adopting preparing developing drafting building designing launching "
     "appointing"},
    {{Topic::making, Form::verb},
     "create establish develop adopt prepare build define design finalize launch draft include add "
     "produce provide complete equip document introduce prioritize appoint sign"},
    {{Topic::making, Form::noun},
     "act acts law laws form forms system systems mechanism mechanisms guideline guidelines "
     "platform website portal database strategy roadmap framework plan proposal proposals package "
     "draft drafts rules legislation legislative register registry software tool template "
     "methodology policy protocol standard standards module modules course courses catalogue "
     "architecture model models metric material materials manual manuals handbook handbooks guide "
     "guides booklet booklets vademecum centre"},

    {{Topic::bettering, Form::nominal},
     "improvement improvements increase level levels quality scope extent method methods "
     "effectiveness efficiency accessibility enhancement strengthening expansion reduction "
     "simplification degree progress"},
    {{Topic::bettering, Form::noun},
     "capability capabilities possibility possibilities satisfaction availability capacity "
     "capacities"},
    {{Topic::bettering, Form::participle},
     "improved enhanced strengthened increased expanded simplified reduced"},
    {{Topic::bettering, Form::gerund}, "improving enhancing strengthening expanding reducing"},
    {{Topic::bettering, Form::verb}, "improve enhance strengthen increase expand reduce"},

    {{Topic::making, Form::noun},
     "portals platforms decree decrees code codes regulation regulations"},
    {{Topic::share, Form::noun}, "proportions percentages shares ratios"},
    {{Topic::informing, Form::noun}, "bulletins"},

    {{Topic::open, Form::participle}, "implemented realized realised executed submitted provided"},
};

constexpr WordTable<Link>::Row link_words[] = {
    {Link::article, "the a an le la les un il lo gli"},
    {Link::possessive, "their its his her leur leurs"},
    {Link::preposition,
     "of on in to for with by at from about into over under through between among via within as "
     "than regarding concerning de du des sur pour par dans di del dei della delle dell sulle su "
     "per da"},
    {Link::conjunction, "and et e ed və и"},
};

// Names in the first column of src/read/words/LANGUAGE/indicators.tsv, in the order of the enumerators.
constexpr std::array<std::pair<std::string_view, Topic>, 9> topic_names{
    {{"number", Topic::number},
     {"share", Topic::share},
     {"sum", Topic::sum},
     {"informing", Topic::informing},
     {"publishing", Topic::publishing},
     {"doing", Topic::doing},
     {"making", Topic::making},
     {"bettering", Topic::bettering},
     {"open", Topic::open}}};
constexpr std::array<std::pair<std::string_view, Form>, 5> form_names{
    {{"noun", Form::noun},
     {"nominal", Form::nominal},
     {"participle", Form::participle},
     {"gerund", Form::gerund},
     {"verb", Form::verb}}};
constexpr std::array<std::pair<std::string_view, RateWord>, 7> rate_names{
    {{"per", RateWord::per},
     {"many", RateWord::many},
     {"of_many", RateWord::of_many},
     {"rate", RateWord::rate},
     {"ratio", RateWord::ratio},
     {"percent", RateWord::percent},
     {"of", RateWord::of}}};
constexpr std::string_view rate_row = "rate";

[[noreturn]] void refuse_meaning(std::string_view meaning) {
  throw InvalidArgument("The meaning \"" + std::string{meaning} +
                        "\" of a row of indicators' words is not known; see "
                        "src/read/indicator/words.hpp.");
}

template <class Names>
auto find_name(const Names& names, std::string_view wanted) {
  for (const auto& [name, value] : names) {
    if (name == wanted) return value;
  }
  refuse_meaning(wanted);
}

// Calls `use` with topic, form and word, language by language.
template <class Use>
void for_each_word(Use use) {
  for (const WordText& known : word_texts) {
    if (known.name != "indicators") continue;
    for (const std::string_view line : split(known.text, "\n")) {
      if (line.empty() || line.front() == '#') continue;
      const std::vector<std::string_view> columns = split(line, "\t");
      const std::vector<std::string_view> names = split(columns.front(), ":");
      if (columns.size() != 2 || names.size() != 2) refuse_meaning(line);
      for (const std::string_view word : split(columns[1], " | ")) use(names[0], names[1], word);
    }
  }
}

}  // namespace

IndicatorWord indicator_word(std::string_view folded) {
  static const WordTable<IndicatorWord> meanings = [] {
    WordTable<IndicatorWord> table{indicator_words};
    for_each_word([&](std::string_view topic, std::string_view form, std::string_view word) {
      if (topic != rate_row)
        table.add(word, {find_name(topic_names, topic), find_name(form_names, form)});
    });
    return table;
  }();
  return meanings[folded];
}

bool is_rate_word(RateWord part, std::string_view folded) {
  using Words = std::array<std::set<std::string, std::less<>>, rate_names.size()>;
  static const Words words = [] {
    Words found;
    for_each_word([&](std::string_view topic, std::string_view form, std::string_view word) {
      if (topic != rate_row) return;
      const RateWord name = find_name(rate_names, form);
      found[static_cast<std::size_t>(name)].insert(text::fold(word));
    });
    return found;
  }();
  return words[static_cast<std::size_t>(part)].count(folded) != 0;
}

Link link_of(std::string_view folded) {
  static const WordTable<Link> links{link_words};
  return links[folded];
}

bool reads_indicators_in(std::string_view language) {
  // Those whose verbs and nouns `indicator_words` has.
  constexpr std::array<std::string_view, 3> known = {"en", "fr", "it"};
  return language.empty() || is_one_of(language.substr(0, language.find_first_of("-_")), known);
}

}  // namespace actionplan::detail
