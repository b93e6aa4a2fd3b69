// SPDX-License-Identifier: Apache-2.0
#include "jsonl.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "read/format/budget.hpp"
#include "read/format/decode.hpp"
#include "read/format/grid.hpp"
#include "read/format/source_options.hpp"
#include "read/format/text_sample.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

using Json = nlohmann::json;

// The columns of the table, by key.
class KeyColumns {
 public:
  std::size_t at(const std::string& key) {
    const auto found = positions_.emplace(key, keys_.size());
    if (!found.second) return found.first->second;
    if (keys_.size() == most_columns) {
      throw ParseError("The lines have more than " + std::to_string(most_columns) +
                           " keys in all; give each measure the same ones.",
                       {}, ParseErrorCode::limit);
    }
    keys_.push_back(key);
    return keys_.size() - 1;
  }
  [[nodiscard]] const std::vector<std::string>& keys() const noexcept { return keys_; }

 private:
  std::unordered_map<std::string, std::size_t> positions_;
  std::vector<std::string> keys_;
};

// Takes the values of one object as they are parsed; nothing is built of them.
class ObjectTexts final : public nlohmann::json_sax<Json> {
 public:
  using Texts = std::vector<std::pair<std::size_t, std::string>>;

  explicit ObjectTexts(KeyColumns& columns) : columns_{columns} {}

  [[nodiscard]] Texts take() { return std::move(texts_); }
  /// Why it was not taken to its end; empty: it is no object.
  [[nodiscard]] const std::string& refusal() const noexcept { return refusal_; }
  /// The byte at which the line stopped being an object, from 1; 0: at none.
  [[nodiscard]] std::size_t stopped_at() const noexcept { return stopped_at_; }

  bool null() override { return add({}); }
  bool boolean(bool value) override { return add(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return add(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add(std::to_string(value)); }
  bool number_float(number_float_t /*value*/, const string_t& text) override { return add(text); }
  bool string(string_t& value) override { return add(value); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return enter(); }
  bool start_array(std::size_t /*size*/) override { return !levels_.empty() && enter(); }
  bool key(string_t& value) override { return name(value); }
  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    stopped_at_ = position;
    return false;
  }

 private:
  // An object or a list: what its values are called, by the keys above them.
  struct Level {
    std::string above;
    std::string name;
    std::optional<std::size_t> column;  // of the name, once a value has it
  };

  bool enter() {
    constexpr std::size_t deepest = 64;
    if (levels_.size() == deepest) return refuse("holds lists and objects more than 64 deep");
    std::string above = levels_.empty() ? std::string{} : levels_.back().name;
    levels_.push_back({above, above, levels_.empty() ? std::nullopt : levels_.back().column});
    return true;
  }
  bool leave() {
    levels_.pop_back();
    return true;
  }
  bool refuse(const char* why) {
    refusal_ = why;
    return false;
  }

  bool name(std::string_view key) {
    constexpr std::size_t longest = 256;
    Level& level = levels_.back();
    if (level.above.size() + key.size() > longest) {
      return refuse("has keys of more than 256 bytes");
    }
    const std::string plain = text::collapse_spaces(key);
    level.column.reset();
    level.name = plain;
    if (level.above.empty()) return true;
    level.name = level.above + (is_language(plain) ? " (" + plain + ")" : " " + plain);
    return true;
  }

  static bool is_language(std::string_view key) noexcept {
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    return key.size() == 2 && is_small(key[0]) && is_small(key[1]);
  }

  // A value within a list, or of a key that stands twice, is a further line.
  bool add(std::string_view value) {
    if (levels_.empty()) return false;
    Level& level = levels_.back();
    if (!level.column) level.column = columns_.at(level.name);
    const std::string_view said = text::trim(value);
    const auto [known, is_new] = at_.emplace(*level.column, texts_.size());
    if (is_new) {
      texts_.emplace_back(*level.column, said);
      return true;
    }
    std::string& text = texts_[known->second].second;
    if (!text.empty() && !said.empty()) text += '\n';
    text += said;
    return true;
  }

  KeyColumns& columns_;
  std::vector<Level> levels_;
  Texts texts_;
  std::unordered_map<std::size_t, std::size_t> at_;  // in `texts_`, by column
  std::string refusal_;
  std::size_t stopped_at_ = 0;
};

class LinesReader {
 public:
  LinesReader(const ReadLimits& limits, const Cancel& cancel, ProblemList& problems)
      : limits_{limits}, budget_{limits, cancel}, problems_{problems} {}

  void read(std::string_view text) {
    std::uint32_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = text.substr(begin, end - begin);
      begin = end + 1;
      ++number;
      budget_.poll();
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      if (rows_.size() == limits_.max_rows) return too_many(number);
      read_line(line, number);
    }
  }

  [[nodiscard]] std::vector<Row> take() {
    if (rows_.empty() || columns_.keys().empty()) {
      throw ParseError(first_refusal_.empty()
                           ? "The input has no object of JSON with a key in any line."
                           : first_refusal_,
                       Place{first_line_, 1});
    }
    const std::vector<std::string>& keys = columns_.keys();
    std::vector<Row> out;
    Row& header = out.emplace_back();
    for (const std::string& key : keys) {
      budget_.charge_cell(key.size());
      append_bounded(header.emplace_back(), key, limits_, problems_);
    }
    for (LineRow& row : rows_) {
      Row& cells = out.emplace_back(keys.size());
      for (std::size_t i = 0; i < cells.size(); ++i) {
        budget_.charge_cell(0);
        cells[i].place = {row.line, static_cast<std::uint32_t>(i + 1)};
      }
      for (const auto& [column, text] : row.texts) {
        append_bounded(cells[column], text, limits_, problems_);
      }
      row.texts = {};
    }
    return out;
  }

 private:
  struct LineRow {
    std::uint32_t line = 0;
    ObjectTexts::Texts texts;
  };

  void read_line(std::string_view line, std::uint32_t number) {
    ObjectTexts texts{columns_};
    if (!Json::sax_parse(line, &texts)) return refuse(line, number, texts);
    LineRow& row = rows_.emplace_back();
    row.line = number;
    row.texts = texts.take();
    for (const auto& [column, text] : row.texts) budget_.charge_cell(text.size());
  }

  void refuse(std::string_view line, std::uint32_t number, const ObjectTexts& texts) {
    std::string why = " is no object of JSON";
    std::uint32_t column = 1;
    if (!texts.refusal().empty()) {
      why = " " + texts.refusal();
    } else if (texts.stopped_at() != 0) {
      const std::size_t before = std::min(texts.stopped_at() - 1, line.size());
      column = static_cast<std::uint32_t>(text::count_code_points(line.substr(0, before)) + 1);
      why += " from column " + std::to_string(column) + " on";
    }
    std::string message = "Line " + std::to_string(number) + why +
                          " and was left out: " + shown(line) +
                          "; write one measure a line, as {\"No\": \"1\", ...}.";
    if (first_refusal_.empty()) {
      first_refusal_ = message;
      first_line_ = number;
    }
    problems_.add({"line_unread", Severity::error, Place{number, column}, std::move(message), {}});
  }

  void too_many(std::uint32_t line) {
    problems_.add({"too_many_rows",
                   Severity::error,
                   Place{line, 1},
                   "The input has more than " + std::to_string(limits_.max_rows) +
                       " lines; what follows was not read. Split it or raise "
                       "ReadLimits::max_rows.",
                   {}});
  }

  const ReadLimits& limits_;
  Budget budget_;
  ProblemList& problems_;
  KeyColumns columns_;
  std::vector<LineRow> rows_;
  std::string first_refusal_;
  std::uint32_t first_line_ = 1;
};

Document document_from_jsonl(const DocumentSource& source, const ReadLimits& limits,
                             const Cancel& cancel) {
  check_source_options(source);
  ProblemList problems{limits.max_problems};
  LinesReader reader{limits, cancel, problems};
  reader.read(decode(source.bytes, limits, problems, source.encoding));
  Document document;
  Block& table = document.blocks.emplace_back();
  table.kind = BlockKind::table;
  table.rows = reader.take();
  table.place = table.rows.size() > 1 ? table.rows[1].front().place : Place{1, 1};
  document.problems = std::move(problems).take();
  return document;
}

// A first line that begins and ends as an object, and a further one.
bool has_objects_in_lines(std::string_view text) {
  text = text::trim(text);
  const std::size_t end = text.find('\n');
  return end != std::string_view::npos && text.front() == '{' &&
         text::trim(text.substr(0, end)).back() == '}';
}

}  // namespace

FormatReader jsonl_reader() {
  return {"jsonl",
          "JSON lines, an object a measure",
          {".jsonl", ".ndjson"},
          [](const DocumentSource& source) {
            const TextSample sample{source};
            if (!sample.is_text()) return false;
            if (is_extension(sample.extension(), {".jsonl", ".ndjson"})) return true;
            return is_extension(sample.extension(), {"", ".txt", ".text", ".json"}) &&
                   is_json_object(sample.text()) && has_objects_in_lines(sample.text());
          },
          document_from_jsonl};
}

}  // namespace actionplan::detail
