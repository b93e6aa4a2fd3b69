// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/to_frame.hpp>

#include <actionplan/core/hash.hpp>

#include "codec/internal/sources_json.hpp"
#include "evidence/internal/evidence_block.hpp"

#include "frame_parts.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <vector>

namespace actionplan {
namespace {

using Text = std::optional<std::string_view>;

std::optional<Date> day(std::int32_t days) {
  if (days == INT32_MAX || days == INT32_MIN) return std::nullopt;
  return Date::from_days(days);
}

std::string dimension_json(const Dimension& dimension) {
  return dimension.empty() ? std::string{} : nlohmann::json(dimension).dump();
}

// One of the ledger's blocks with what its rows share, as texts.
struct Part {
  const EvidenceBlock* block = nullptr;
  std::vector<std::uint32_t> owners;    // of each row: position in `block->indicators`
  std::vector<std::string> dimensions;  // of each of the block's
  std::vector<std::string> sources;     // of each context
  std::vector<std::string> other_dimensions;
  std::vector<std::string> other_sources;

  explicit Part(const EvidenceBlock& of) : block{&of}, owners(of.rows()) {
    for (std::uint32_t i = 0; i < of.indicators.size(); ++i) {
      for (std::uint32_t row = of.offsets[i]; row < of.offsets[i + 1]; ++row) owners[row] = i;
    }
    for (const Dimension& one : of.dimensions) dimensions.push_back(dimension_json(one));
    for (const EntryContext& one : of.contexts)
      sources.push_back(detail::sources_json(one.sources));
    for (const OtherEntry& one : of.others) {
      other_dimensions.push_back(dimension_json(one.entry.dimension));
      other_sources.push_back(detail::sources_json(one.entry.sources));
    }
  }
  [[nodiscard]] std::size_t size() const noexcept { return block->rows() + block->others.size(); }
};

// One entry where it lies: a row of a block's columns, or one of its others.
struct LedgerRow {
  const Part* part = nullptr;
  std::uint32_t row = 0;
  const Entry* other = nullptr;

  [[nodiscard]] const EvidenceBlock& block() const noexcept { return *part->block; }
  [[nodiscard]] const EntryContext& context() const noexcept {
    return block().contexts[block().context[row]];
  }
  [[nodiscard]] const EntryExtra* extra() const noexcept { return block().extra(row); }
  [[nodiscard]] bool is_deliverable() const noexcept {
    return (block().flags[row] & EvidenceBlock::is_deliverable) != 0;
  }
};

template <class Tag>
Text text_of(const std::optional<Id<Tag>>& id) {
  if (!id) return std::nullopt;
  return id->value();
}

class Table {
 public:
  explicit Table(const Evidence& evidence) : evidence_{evidence}, builder_{evidence.size()} {
    for (const EvidenceLayer& layer : layers_of(evidence)) parts_.emplace_back(*layer.block);
  }

  Frame make() {
    add_identity();
    add_times();
    add_values();
    add_words();
    return builder_.build();
  }

 private:
  // Positions as Evidence counts them: rows and others of each block.
  [[nodiscard]] LedgerRow place(std::size_t position) const {
    std::size_t at = position;
    auto part = parts_.begin();
    for (; at >= part->size(); ++part) at -= part->size();
    const std::size_t rows = part->block->rows();
    if (at < rows) return {&*part, static_cast<std::uint32_t>(at), nullptr};
    const std::size_t other = at - rows;
    return {&*part, static_cast<std::uint32_t>(other), &part->block->others[other].entry};
  }

  // Each field by how it is asked of a row of the columns, and of another entry.
  template <class T, class OfRow, class OfOther>
  [[nodiscard]] FrameBuilder::At<T> ask(OfRow of_row, OfOther of_other) const {
    return [this, of_row, of_other](std::size_t position) -> std::optional<T> {
      const LedgerRow at = place(position);
      if (at.other != nullptr) return of_other(*at.other);
      return of_row(at);
    };
  }

  template <class T, class Field>
  void add_extra_real(const char* name, Field EntryExtra::*extra, Field Entry::*field) {
    builder_.add_reals(name, ask<T>(
                                 [extra](const LedgerRow& at) -> std::optional<T> {
                                   const EntryExtra* more = at.extra();
                                   return more == nullptr ? std::nullopt : more->*extra;
                                 },
                                 [field](const Entry& entry) { return entry.*field; }));
  }

  void add_identity();
  void add_times();
  void add_values();
  void add_words();

  const Evidence& evidence_;
  std::vector<Part> parts_;  // in the order of the layers
  FrameBuilder builder_;
};

void Table::add_identity() {
  std::string id;  // lives until the next row is asked for
  builder_.add_texts("id", [&](std::size_t position) -> Text {
    id = evidence_.id(position).value();
    return id;
  });
  builder_.add_words("kind", detail::words_to(EntryKind::note),
                     ask<std::size_t>(
                         [](const LedgerRow& at) {
                           return static_cast<std::size_t>(at.is_deliverable()
                                                               ? EntryKind::deliverable
                                                               : EntryKind::observation);
                         },
                         [](const Entry& entry) { return static_cast<std::size_t>(entry.kind); }));
  builder_.add_dates(
      "recorded_on",
      ask<Date>([](const LedgerRow& at) { return day(at.block().recorded_on[at.row]); },
                [](const Entry& entry) { return entry.recorded_on; }));
  const auto nothing = [](const LedgerRow&) { return Text{}; };
  builder_.add_repeated_texts("measure", ask<std::string_view>(nothing, [](const Entry& entry) {
                                return text_of(entry.measure);
                              }));
  builder_.add_repeated_texts(
      "indicator", ask<std::string_view>(
                       [](const LedgerRow& at) {
                         return Text{at.block().indicators[at.part->owners[at.row]].value()};
                       },
                       [](const Entry& entry) { return text_of(entry.indicator); }));
  builder_.add_repeated_texts(
      "agency",
      ask<std::string_view>([](const LedgerRow& at) { return text_of(at.context().agency); },
                            [](const Entry& entry) { return text_of(entry.agency); }));
  builder_.add_texts("about", ask<std::string_view>(nothing, [](const Entry& entry) {
                       return text_of(entry.about);
                     }));
  builder_.add_texts("replaces", ask<std::string_view>(
                                     [](const LedgerRow& at) {
                                       const EntryExtra* more = at.extra();
                                       return more == nullptr ? Text{} : text_of(more->replaces);
                                     },
                                     [](const Entry& entry) { return text_of(entry.replaces); }));
  builder_.add_repeated_texts("dimension", [this](std::size_t position) {
    const LedgerRow at = place(position);
    return detail::unless_empty(at.other != nullptr
                                    ? at.part->other_dimensions[at.row]
                                    : at.part->dimensions[at.block().dimension[at.row]]);
  });
}

void Table::add_times() {
  const auto first = [](const std::optional<Period>& period) {
    return period ? std::optional{period->first()} : std::nullopt;
  };
  const auto last = [](const std::optional<Period>& period) {
    return period ? std::optional{period->last()} : std::nullopt;
  };
  const auto done_on = [](const LedgerRow& at) {
    const EntryExtra* more = at.extra();
    return more == nullptr ? std::optional<Period>{} : more->done_on;
  };
  builder_.add_dates(
      "period_first",
      ask<Date>([](const LedgerRow& at) { return day(at.block().period_first[at.row]); },
                [first](const Entry& entry) { return first(entry.period); }));
  builder_.add_dates(
      "period_last",
      ask<Date>([](const LedgerRow& at) { return day(at.block().period_last[at.row]); },
                [last](const Entry& entry) { return last(entry.period); }));
  builder_.add_dates("observed_on",
                     ask<Date>(
                         [](const LedgerRow& at) -> std::optional<Date> {
                           const EntryExtra* more = at.extra();
                           if (more != nullptr && more->observed_on) return more->observed_on;
                           const bool has =
                               (at.block().flags[at.row] & EvidenceBlock::has_observed_on) != 0;
                           return has ? day(at.block().true_from[at.row]) : std::nullopt;
                         },
                         [](const Entry& entry) { return entry.observed_on; }));
  builder_.add_dates("done_first",
                     ask<Date>([=](const LedgerRow& at) { return first(done_on(at)); },
                               [first](const Entry& entry) { return first(entry.done_on); }));
  builder_.add_dates("done_last",
                     ask<Date>([=](const LedgerRow& at) { return last(done_on(at)); },
                               [last](const Entry& entry) { return last(entry.done_on); }));
  builder_.add_dates(
      "published_on",
      ask<Date>([](const LedgerRow& at) { return day(at.block().published_on[at.row]); },
                [](const Entry& entry) { return entry.published_on; }));
}

void Table::add_values() {
  builder_.add_reals("value", ask<double>(
                                  [](const LedgerRow& at) -> std::optional<double> {
                                    if (at.is_deliverable()) return std::nullopt;
                                    return at.block().value[at.row];
                                  },
                                  [](const Entry& entry) { return entry.value; }));
  builder_.add_reals("denominator", ask<double>(
                                        [](const LedgerRow& at) -> std::optional<double> {
                                          if (at.block().denominator.empty()) return std::nullopt;
                                          return at.block().denominator[at.row];
                                        },
                                        [](const Entry& entry) { return entry.denominator; }));
  add_extra_real<double>("standard_error", &EntryExtra::standard_error, &Entry::standard_error);
  add_extra_real<double>("df", &EntryExtra::df, &Entry::df);
  builder_.add_integers("n", ask<std::int64_t>(
                                 [](const LedgerRow& at) {
                                   const EntryExtra* more = at.extra();
                                   return more == nullptr ? std::nullopt : more->n;
                                 },
                                 [](const Entry& entry) { return entry.n; }));
  add_extra_real<double>("deff", &EntryExtra::deff, &Entry::deff);
  builder_.add_booleans("done", ask<bool>(
                                    [](const LedgerRow& at) -> std::optional<bool> {
                                      if (!at.is_deliverable()) return std::nullopt;
                                      return at.block().value[at.row] != 0;
                                    },
                                    [](const Entry& entry) { return entry.done; }));
}

void Table::add_words() {
  const auto no_word = [](const LedgerRow&) { return std::optional<std::size_t>{}; };
  const auto code = [](const auto& word) -> std::optional<std::size_t> {
    if (!word) return std::nullopt;
    return static_cast<std::size_t>(*word);
  };
  builder_.add_words(
      "completion", detail::words_to(Completion::withdrawn),
      ask<std::size_t>(no_word, [code](const Entry& entry) { return code(entry.completion); }));
  builder_.add_words(
      "verification", detail::words_to(Verification::disputed),
      ask<std::size_t>(no_word, [code](const Entry& entry) { return code(entry.verification); }));
  const auto shared = [this](const char* name, std::string EntryContext::*context,
                             std::string Entry::*field) {
    builder_.add_repeated_texts(
        name,
        ask<std::string_view>(
            [context](const LedgerRow& at) { return detail::unless_empty(at.context().*context); },
            [field](const Entry& entry) { return detail::unless_empty(entry.*field); }));
  };
  shared("unit", &EntryContext::unit, &Entry::unit);
  shared("reporter", &EntryContext::reporter, &Entry::reporter);
  builder_.add_words(
      "reporter_type", detail::words_to(ReporterType::independent),
      ask<std::size_t>(
          [](const LedgerRow& at) { return static_cast<std::size_t>(at.context().reporter_type); },
          [](const Entry& entry) { return static_cast<std::size_t>(entry.reporter_type); }));
  builder_.add_words(
      "method", detail::words_to(Method::statement),
      ask<std::size_t>(
          [](const LedgerRow& at) { return static_cast<std::size_t>(at.context().method); },
          [](const Entry& entry) { return static_cast<std::size_t>(entry.method); }));
  shared("member", &EntryContext::member, &Entry::member);
  builder_.add_texts("text",
                     ask<std::string_view>(
                         [](const LedgerRow& at) {
                           const EntryExtra* more = at.extra();
                           return more == nullptr ? Text{} : detail::unless_empty(more->text);
                         },
                         [](const Entry& entry) { return detail::unless_empty(entry.text); }));
  builder_.add_repeated_texts("sources", [this](std::size_t position) -> Text {
    const LedgerRow at = place(position);
    return at.other != nullptr ? at.part->other_sources[at.row]
                               : at.part->sources[at.block().context[at.row]];
  });
  builder_.add_dates("replaced_on",
                     [this](std::size_t position) { return evidence_.replaced_on(position); });
}

}  // namespace

Frame to_frame(const Evidence& evidence) { return Table{evidence}.make(); }

ArrowStreamOwner to_arrow(const Evidence& evidence) { return to_frame(evidence).to_arrow(); }

}  // namespace actionplan
