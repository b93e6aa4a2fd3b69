// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/query/field.hpp>

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The bit of a word in a column of `Columns::bits`.
template <class Enum>
[[nodiscard]] constexpr std::uint32_t bit(Enum word) noexcept {
  return std::uint32_t{1} << static_cast<std::size_t>(word);
}

/// One text for each row, end to end.
struct TextColumn {
  std::string bytes;
  std::vector<std::size_t> offsets{0};  ///< row i is [offsets[i], offsets[i + 1])

  void add(std::string_view text) {
    bytes += text;
    offsets.push_back(bytes.size());
  }
  [[nodiscard]] std::string_view at(std::size_t row) const noexcept {
    return std::string_view{bytes}.substr(offsets[row], offsets[row + 1] - offsets[row]);
  }
};

/// Some items of a list for each row.
struct ListColumn {
  std::vector<std::uint32_t> offsets{0};
  std::vector<std::uint32_t> items;
  std::vector<std::string> names;                   ///< of each item: an id or a name
  std::vector<std::vector<std::string>> spellings;  ///< of each item, as a filter may write it

  void end_row() { offsets.push_back(static_cast<std::uint32_t>(items.size())); }
  [[nodiscard]] std::span<const std::uint32_t> at(std::size_t row) const noexcept {
    return std::span{items}.subspan(offsets[row], offsets[row + 1] - offsets[row]);
  }
};

/// Numbers for each row; NaN: none. Without offsets one for each.
struct NumberColumn {
  std::span<const std::uint32_t> offsets;
  std::span<const double> values;
};

inline constexpr std::uint8_t no_code = 0xFF;

/// What an assessment says of its measures, a column for each field and a value for each row; made
/// when first asked for, from any thread. Borrows from the assessment.
class Columns {
 public:
  explicit Columns(std::shared_ptr<const Assessment> assessment);

  [[nodiscard]] const Assessment& assessment() const noexcept { return *assessment_; }
  [[nodiscard]] std::size_t size() const noexcept { return assessment_->size(); }

  /// `start`, `due`, `due_original`, `due_latest`: days since 1970-01-01; out of the range of dates: none.
  [[nodiscard]] std::span<const std::int32_t> days(Field field) const;
  /// Words of which a row has one at most, by position in `words_of`; `no_code`: none.
  [[nodiscard]] std::span<const std::uint8_t> codes(Field field) const;
  /// Words of which a row has several: bit i for word i of `words_of`.
  [[nodiscard]] std::span<const std::uint32_t> bits(Field field) const;
  [[nodiscard]] NumberColumn numbers(Field field) const;
  /// `title`, `indicator_text`: folded. `number`: without a dot at its end. `id`: as it is.
  [[nodiscard]] const TextColumn& texts(Field field) const;
  /// `agency`, `section`, `reporter`.
  [[nodiscard]] const ListColumn& lists(Field field) const;

  /// Has a row one word of this field at most?
  [[nodiscard]] static bool is_coded(Field field) noexcept;

 private:
  template <class T>
  class Lazy {
   public:
    template <class Make>
    const T& get(Make make) const {
      std::call_once(once_, [&] { value_ = make(); });
      return value_;
    }

   private:
    mutable std::once_flag once_;
    mutable T value_;
  };

  /// What evidence says of the rows.
  struct EvidenceColumns {
    std::vector<std::uint8_t> derived;
    std::vector<double> days_late;
    std::vector<std::uint32_t> rated;
    std::vector<std::uint32_t> reporter_type;
    std::vector<std::uint32_t> method;
    std::vector<std::uint32_t> verification;
    ListColumn reporter;
  };
  class EvidenceGatherer;

  template <class Value, class Get>
  std::vector<Value> of_measures(Get get) const;
  [[nodiscard]] const std::vector<std::uint32_t>& first_indicator() const;
  [[nodiscard]] const EvidenceColumns& evidence() const;
  [[nodiscard]] std::vector<std::int32_t> make_due_original() const;
  [[nodiscard]] std::vector<double> make_days_past_due() const;
  [[nodiscard]] std::vector<std::uint32_t> make_indicator_statuses() const;
  [[nodiscard]] TextColumn make_texts(Field field) const;
  [[nodiscard]] ListColumn make_agencies() const;
  [[nodiscard]] ListColumn make_sections() const;

  std::shared_ptr<const Assessment> assessment_;
  Lazy<std::vector<std::int32_t>> start_, due_, due_original_, due_latest_;
  Lazy<std::vector<std::uint8_t>> force_, deadline_kind_, deadline_reason_, conditional_;
  Lazy<std::vector<std::uint32_t>> role_, indicator_kind_, reason_, indicator_status_;
  Lazy<std::vector<std::uint32_t>> first_indicator_;
  Lazy<std::vector<double>> days_past_due_;
  Lazy<TextColumn> id_, number_, title_, indicator_text_;
  Lazy<ListColumn> agency_, section_;
  Lazy<EvidenceColumns> evidence_;
};

}  // namespace actionplan::detail
