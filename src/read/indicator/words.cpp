// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

#include "read/word_table.hpp"

#include <array>

namespace actionplan::detail {
namespace {

// English first, then French and Italian.
constexpr WordTable<IndicatorWord>::Row indicator_words[] = {
    {{Topic::number, Form::noun}, "number numbers quantity nombre numero sayı количество"},
    {{Topic::share, Form::noun},
     "percentage percent share proportion rate rates ratio pourcentage taux percentuale quota"},
    {{Topic::sum, Form::noun},
     "amount amounts volume volumes value values sum cost costs expenditure expenditures revenue "
     "revenues montant importo spesa"},

    {{Topic::informing, Form::noun},
     "information report reports bulletin rapport rapports relazione relazioni informazioni "
     "informations"},

    {{Topic::publishing, Form::nominal},
     "publication publications disclosure release dissemination posting sharing pubblicazione "
     "rilascio divulgation diffusion diffusione"},
    {{Topic::publishing, Form::participle},
     "published released disclosed disseminated posted shared publié pubblicato pubblicati"},
    {{Topic::publishing, Form::gerund}, "publishing releasing disclosing disseminating posting"},
    {{Topic::publishing, Form::verb},
     "publish publishes release disclose disseminate share post publier pubblicare"},
    {{Topic::publishing, Form::noun}, "links"},

    {{Topic::doing, Form::noun},
     "measure measures action actions activity activities event events training trainings workshop "
     "workshops seminar seminars lecture lectures conference conferences campaign campaigns "
     "presentation presentations application applications participant participants meeting "
     "meetings discussion discussions project projects survey surveys study studies research pilot "
     "pilots "
     "communications campagna campagne attività misure activités mesures"},
    {{Topic::doing, Form::nominal},
     "conduct conduction organization organisation holding implementation operation "
     "update updates maintenance monitoring collaboration cooperation participation support "
     "collection exploration evaluation assessment analysis promotion engagement exchange "
     "coordination execution demonstration consultation consultations realization "
     "avvio conclusione organizzazione"},
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
     "finalization setting redazione adozione creazione création élaboration adoption"},
    {{Topic::making, Form::participle},
     "created established adopted prepared developed approved included drafted appointed "
     "introduced "
     "launched built designed completed finalized signed installed adottato creato"},
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
     "guides booklet booklets vademecum modelli modello raccolta linee centre"},

    {{Topic::bettering, Form::nominal},
     "improvement improvements increase level levels quality scope extent method methods "
     "effectiveness efficiency accessibility enhancement strengthening expansion reduction "
     "simplification degree progress miglioramento livello amélioration niveau"},
    {{Topic::bettering, Form::noun},
     "capability capabilities possibility possibilities satisfaction availability capacity "
     "capacities"},
    {{Topic::bettering, Form::participle},
     "improved enhanced strengthened increased expanded simplified reduced"},
    {{Topic::bettering, Form::gerund}, "improving enhancing strengthening expanding reducing"},
    {{Topic::bettering, Form::verb},
     "improve enhance strengthen increase expand reduce migliorare"},

    // French and Italian, whose participles agree with what they speak of.
    {{Topic::publishing, Form::participle},
     "publié publiée publiés publiées diffusé diffusée diffusés diffusées divulgué divulguée "
     "divulgués divulguées pubblicato pubblicata pubblicati pubblicate diffuso diffusa diffusi "
     "diffuse"},
    {{Topic::doing, Form::participle},
     "réalisé réalisée réalisés réalisées organisé organisée organisés organisées mené menée "
     "menés menées conduit conduite conduits conduites effectué effectuée effectués effectuées "
     "tenu tenue tenus tenues formé formée formés formées sensibilisé sensibilisée "
     "sensibilisés sensibilisées exécuté exécutée exécutés exécutées accompagné accompagnée "
     "accompagnés accompagnées svolto svolta svolti svolte organizzato organizzata organizzati "
     "organizzate condotto condotta condotti condotte effettuato effettuata effettuati "
     "effettuate formato formata formati formate realizzato realizzata realizzati realizzate"},
    {{Topic::making, Form::participle},
     "adopté adoptée adoptés adoptées créé créée créés créées établi établie établis établies "
     "élaboré élaborée élaborés élaborées préparé préparée préparés préparées développé "
     "développée développés développées approuvé approuvée approuvés approuvées validé validée "
     "validés validées signé signée signés signées nommé nommée nommés nommées désigné "
     "désignée désignés désignées rédigé rédigée rédigés rédigées introduit introduite "
     "introduits introduites lancé lancée lancés lancées construit construite construits "
     "construites conçu conçue conçus conçues achevé achevée achevés achevées finalisé "
     "finalisée finalisés finalisées installé installée installés installées promulgué "
     "promulguée promulgués promulguées voté votée votés votées ratifié ratifiée ratifiés "
     "ratifiées instauré instaurée instaurés instaurées institué instituée institués "
     "instituées constitué constituée constitués constituées promu promue promus promues "
     "réhabilité réhabilitée réhabilités réhabilitées équipé équipée équipés équipées acquis "
     "acquise acquiss acquises adottato adottata adottati adottate creato creata creati create "
     "approvato approvata approvati approvate istituito istituita istituiti istituite "
     "sviluppato sviluppata sviluppati sviluppate predisposto predisposta predisposti "
     "predisposte redatto redatta redatti redatte nominato nominata nominati nominate attivato "
     "attivata attivati attivate completato completata completati completate firmato firmata "
     "firmati firmate introdotto introdotta introdotti introdotte costruito costruita "
     "costruiti costruite installato installata installati installate"},
    {{Topic::bettering, Form::participle},
     "amélioré améliorée améliorés améliorées renforcé renforcée renforcés renforcées réduit "
     "réduite réduits réduites accru accrue accrus accrues augmenté augmentée augmentés "
     "augmentées simplifié simplifiée simplifiés simplifiées"},
    {{Topic::informing, Form::noun}, "bulletins compte"},
    {{Topic::sum, Form::noun},
     "montants coût coûts dépense dépenses recette recettes valeur costo costi valore"},
    {{Topic::share, Form::noun}, "pourcentages tasso tassi proportions percentages shares ratios"},
    {{Topic::making, Form::nominal},
     "établissement rédaction préparation développement approbation signature désignation "
     "conception lancement finalisation instauration promulgation ratification approvazione "
     "predisposizione istituzione sviluppo"},
    {{Topic::doing, Form::nominal},
     "réalisation tenue exécution appui sensibilisation suivi svolgimento"},
    {{Topic::doing, Form::noun},
     "formation formations atelier ateliers réunion réunions campagnes séminaire séminaires "
     "événement événements enquête enquêtes étude études formazione seminario seminari evento "
     "eventi"},
    {{Topic::making, Form::noun},
     "loi lois décret décrets arrêté arrêtés ordonnance ordonnances circulaire circulaires "
     "charte chartes règlement règlements portail portails plateforme plateformes système "
     "systèmes mécanisme mécanismes stratégie stratégies cadre registre registres outil outils "
     "manuel manuels logiciel logiciels legge leggi decreto decreti portale portali "
     "piattaforma piattaforme sistema sistemi strategia strategie regolamento regolamenti "
     "registro registri portals platforms decree decrees code codes regulation regulations"},
    {{Topic::bettering, Form::nominal},
     "renforcement réduction augmentation accroissement degré qualité rafforzamento riduzione "
     "aumento qualità"},

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

}  // namespace

IndicatorWord indicator_word(std::string_view folded) {
  static const WordTable<IndicatorWord> meanings{indicator_words};
  return meanings[folded];
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
