// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/to_frame.hpp>

#include <actionplan/core/hash.hpp>
#include <actionplan/evidence/entry_table.hpp>

#include "codec/internal/sources_json.hpp"
#include "evidence/internal/evidence_block.hpp"
#include "evidence/internal/stored_fields.hpp"

#include "frame_parts.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cstring>
#include <tuple>
#include <type_traits>
#include <vector>

namespace actionplan {
namespace {

using Text = std::optional<std::string_view>;

std::string dimension_json(const Dimension& dimension) {
  return dimension.empty() ? std::string{} : nlohmann::json(dimension).dump();
}

// One of the ledger's layers with what its rows share, as texts.
struct Part {
  const EvidenceLayer* layer = nullptr;
  const EvidenceBlock* block = nullptr;
  std::uint64_t at = 0;                 // which of the layers
  std::vector<std::uint32_t> owners;    // of each row: position in `block->indicators`
  std::vector<std::string> dimensions;  // of each of the block's
  std::vector<std::string> sources;     // of each context
  std::vector<std::string> other_dimensions;
  std::vector<std::string> other_sources;

  Part(const EvidenceLayer& of, std::uint64_t which)
      : layer{&of}, block{of.block.get()}, at{which}, owners(block->rows()) {
    for (std::uint32_t i = 0; i < block->indicators.size(); ++i) {
      for (std::uint32_t row = block->offsets[i]; row < block->offsets[i + 1]; ++row) {
        owners[row] = i;
      }
    }
    for (const Dimension& one : block->dimensions) dimensions.push_back(dimension_json(one));
    for (const EntryContext& one : block->contexts)
      sources.push_back(detail::sources_json(one.sources));
    for (const OtherEntry& one : block->others) {
      other_dimensions.push_back(dimension_json(one.entry.dimension));
      other_sources.push_back(detail::sources_json(one.entry.sources));
    }
  }
  [[nodiscard]] std::size_t size() const noexcept { return block->rows() + block->others.size(); }
};

// One entry where it lies: a row of a block's columns, or one of its others.
class LedgerRow {
 public:
  LedgerRow(const Part& part, std::uint32_t at, const Entry* other) noexcept
      : part_{&part},
        at_{at},
        other_{other},
        extra_{other == nullptr && (part.block->flags[at] & EvidenceBlock::has_extra) != 0
                   ? part.block->extra(at)
                   : nullptr} {}

  [[nodiscard]] const Entry* other() const noexcept { return other_; }
  [[nodiscard]] const EvidenceBlock& block() const noexcept { return *part_->block; }
  [[nodiscard]] std::uint32_t row() const noexcept { return at_; }
  [[nodiscard]] const EntryContext& context() const noexcept {
    return block().contexts[block().context[at_]];
  }
  [[nodiscard]] const EntryExtra* extra() const noexcept { return extra_; }
  [[nodiscard]] const IndicatorId& indicator() const noexcept {
    return block().indicators[part_->owners[at_]];
  }

  [[nodiscard]] const Hash& hash() const noexcept {
    return other_ == nullptr ? block().hash[at_] : block().others[at_].hash;
  }
  [[nodiscard]] std::int32_t replaced_on() const noexcept {
    return other_ == nullptr ? part_->layer->replaced_on(at_)
                             : part_->layer->other_replaced_on(at_);
  }

  // What stands for the texts that a row has in common with others of its block.
  [[nodiscard]] detail::TextKey by_context() const noexcept { return key(block().context); }
  [[nodiscard]] detail::TextKey by_dimension() const noexcept { return key(block().dimension); }
  // Each indicator is there but once, so that those of the first block need not be looked for.
  [[nodiscard]] detail::TextKey by_indicator() const noexcept {
    detail::TextKey made = key(part_->owners);
    made.is_new = part_->at == 0;
    return made;
  }

  [[nodiscard]] const std::string& dimension() const noexcept {
    if (other_ != nullptr) return part_->other_dimensions[at_];
    return part_->dimensions[block().dimension[at_]];
  }
  [[nodiscard]] const std::string& sources() const noexcept {
    if (other_ != nullptr) return part_->other_sources[at_];
    return part_->sources[block().context[at_]];
  }

 private:
  [[nodiscard]] detail::TextKey key(const std::vector<std::uint32_t>& column) const noexcept {
    if (other_ != nullptr) return {};
    return {part_->at << 32U | column[at_]};
  }

  const Part* part_;
  std::uint32_t at_;    // the row, else the position among the others
  const Entry* other_;  // null: it is a row
  const EntryExtra* extra_;
};

// What stands in a column, by the field's type, as it is stored in a row or held by another entry.
template <class Tag>
Text cell_of(const Id<Tag>& id) {
  return id.value();
}
template <class Tag>
Text cell_of(const std::optional<Id<Tag>>& id) {
  if (!id) return std::nullopt;
  return id->value();
}
Text cell_of(const std::string& text) { return detail::unless_empty(text); }
std::optional<Date> cell_of(Date date) { return date; }
template <class Value>
std::optional<Value> cell_of(const std::optional<Value>& value) {
  return value;
}

std::optional<Date> first_of(const std::optional<Period>& period) {
  return period ? std::optional{period->first()} : std::nullopt;
}
std::optional<Date> last_of(const std::optional<Period>& period) {
  return period ? std::optional{period->last()} : std::nullopt;
}
std::optional<Date> first_of(const detail::StoredPeriod& period) {
  return detail::stored_day(period.first, INT32_MIN);
}
std::optional<Date> last_of(const detail::StoredPeriod& period) {
  if (period.first == INT32_MIN) return std::nullopt;
  return Date::from_days(period.last);
}

template <NamedEnum Word>
Word word_of(Word word);
template <NamedEnum Word>
Word word_of(const std::optional<Word>& word);

// The entries in the order of Evidence: rows and others of each block.
class LedgerRows {
 public:
  using Row = LedgerRow;

  explicit LedgerRows(const Evidence& evidence) : size_{evidence.size()} {
    for (const EvidenceLayer& layer : layers_of(evidence))
      parts_.emplace_back(layer, parts_.size());
    made_.reserve(detail::ColumnWriter::block);
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  void prepare(std::size_t begin, std::size_t end) {
    begin_ = begin;
    made_.clear();
    has_others_ = has_extras_ = false;
    std::size_t at = begin;
    auto part = parts_.begin();
    for (std::size_t position = begin; position < end; ++position, ++at) {
      for (; at >= part->size(); ++part) at -= part->size();
      made_.push_back(place(*part, at));
      has_others_ = has_others_ || made_.back().other() != nullptr;
      has_extras_ = has_extras_ || made_.back().extra() != nullptr;
    }
  }
  [[nodiscard]] const Row& operator[](std::size_t row) const noexcept {
    return made_[row - begin_];
  }

  // Is one of those prepared no row of a block's columns?
  [[nodiscard]] bool has_others() const noexcept { return has_others_; }
  // Or one of those with what few have?
  [[nodiscard]] bool has_others_or_extras() const noexcept { return has_others_ || has_extras_; }

 private:
  [[nodiscard]] static LedgerRow place(const Part& part, std::size_t at) noexcept {
    const std::size_t rows = part.block->rows();
    if (at < rows) return {part, static_cast<std::uint32_t>(at), nullptr};
    const std::size_t other = at - rows;
    return {part, static_cast<std::uint32_t>(other), &part.block->others[other].entry};
  }

  std::size_t size_;
  std::vector<Part> parts_;  // in the order of the layers
  std::size_t begin_ = 0;
  std::vector<Row> made_;
  bool has_others_ = false;
  bool has_extras_ = false;
};

// Each byte as two digits.
constexpr auto hex_pairs = [] {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<std::array<char, 2>, 256> pairs{};
  for (std::size_t byte = 0; byte < pairs.size(); ++byte) {
    pairs[byte] = {digits[byte / 16], digits[byte % 16]};
  }
  return pairs;
}();

// The id of an entry, which lives until the next is asked.
class HexId {
 public:
  [[nodiscard]] std::string_view of(const Hash& hash) noexcept {
    for (std::size_t i = 0; i < hash.size(); ++i) {
      std::memcpy(&text_[2 * i], hex_pairs[hash[i]].data(), 2);
    }
    return {text_.data(), text_.size()};
  }

 private:
  std::array<char, 2 * std::tuple_size_v<Hash>> text_{};
};

class Table {
 public:
  using Row = LedgerRows::Row;

  explicit Table(const Evidence& evidence) : table_{LedgerRows{evidence}} {}

  Frame make() {
    HexId id;
    table_.texts("id", [&id](const Row& row) { return id.of(row.hash()); });
    for_each_entry_field([this](const auto& field) {
      if (field.place.csv != 0) add(field);
    });
    table_.days("replaced_on", [](const Row& row) {
      return detail::StoredDay{row.replaced_on(), INT32_MAX};
    });
    table_.where(&LedgerRows::has_others_or_extras, [this] {
      table_.days("withheld_on", [](const Row& row) -> std::optional<Date> {
        const Withheld* const withheld = withheld_of(row);
        return withheld == nullptr ? std::nullopt : std::optional{withheld->recorded_on};
      });
      table_.repeated("withheld_because", [](const Row& row) -> Text {
        const Withheld* const withheld = withheld_of(row);
        return withheld == nullptr ? Text{} : Text{withheld->reason};
      });
    });
    return table_.build();
  }

 private:
  // Null: its words are there.
  static const Withheld* withheld_of(const LedgerRow& at) noexcept {
    const EntryExtra* const extra = at.other() == nullptr ? at.extra() : nullptr;
    const auto& withheld = at.other() != nullptr ? at.other()->withheld
                           : extra != nullptr    ? extra->withheld
                                                 : no_withheld;
    return withheld ? &*withheld : nullptr;
  }
  static inline const std::optional<Withheld> no_withheld;

  // A field of each entry, made a cell.
  template <class T, class Field, class ToCell>
  [[nodiscard]] static auto ask(const Field& /*field*/, ToCell to_cell) {
    return [to_cell](const Row& at) -> std::optional<T> {
      if (at.other() != nullptr) return to_cell(at.other()->*Field::member);
      return to_cell(detail::stored_field<Field::member>(at));
    };
  }

  // A field that few entries have is not asked of each.
  template <class Field>
  void add(const Field& field) {
    constexpr auto member = Field::member;
    if constexpr (!detail::is_in_rows<member>) {
      table_.where(&LedgerRows::has_others, [&] { add_columns(field); });
    } else if constexpr (detail::is_in_extra<member>) {
      table_.where(&LedgerRows::has_others_or_extras, [&] { add_columns(field); });
    } else {
      add_columns(field);
    }
  }

  template <class Field>
  void add_columns(const Field& field) {
    using Value = typename Field::Value;
    const std::string name{field.name};
    constexpr EntryFieldType type = entry_field_type<Value>;
    const auto to_cell = [](const auto& value) { return cell_of(value); };
    if constexpr (type == EntryFieldType::word) {
      table_.words<decltype(word_of(Value{}))>(
          name, ask<decltype(word_of(Value{}))>(field, [](const auto& value) { return value; }));
    } else if constexpr (type == EntryFieldType::day) {
      table_.days(name, ask<Date>(field, to_cell));
    } else if constexpr (type == EntryFieldType::period) {
      // `period` and `done_on`: their days are columns of their own.
      table_.days(first_day_name(name),
                  ask<Date>(field, [](const auto& value) { return first_of(value); }));
      table_.days(last_day_name(name),
                  ask<Date>(field, [](const auto& value) { return last_of(value); }));
    } else if constexpr (type == EntryFieldType::number) {
      table_.reals(name, ask<double>(field, to_cell));
    } else if constexpr (type == EntryFieldType::count) {
      table_.integers(name, ask<std::int64_t>(field, to_cell));
    } else if constexpr (type == EntryFieldType::yes_no) {
      table_.booleans(name, ask<bool>(field, to_cell));
    } else if constexpr (type == EntryFieldType::dimension) {
      table_.repeated(name, &Row::by_dimension,
                      [](const Row& row) { return detail::unless_empty(row.dimension()); });
    } else if constexpr (type == EntryFieldType::sources) {
      table_.repeated(name, &Row::by_context, [](const Row& row) -> Text { return row.sources(); });
    } else if (std::is_same_v<Value, std::optional<EntryId>> || field.traits.is_prose) {
      table_.texts(name, ask<std::string_view>(field, to_cell));
    } else if constexpr (detail::is_in_context<Field::member>) {
      table_.repeated(name, &Row::by_context, ask<std::string_view>(field, to_cell));
    } else if constexpr (std::is_same_v<Value, std::optional<IndicatorId>>) {
      table_.repeated(name, &Row::by_indicator, ask<std::string_view>(field, to_cell));
    } else {
      table_.repeated(name, ask<std::string_view>(field, to_cell));
    }
  }

  detail::TableBuilder<LedgerRows> table_;
};

}  // namespace

Frame to_frame(const Evidence& evidence) { return Table{evidence}.make(); }

ArrowStreamOwner to_arrow(const Evidence& evidence) { return to_frame(evidence).to_arrow(); }

}  // namespace actionplan
