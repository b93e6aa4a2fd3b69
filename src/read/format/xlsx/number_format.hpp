// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// What a person sees of a number.
struct ShownNumber {
  std::string text;
  bool is_hidden = false;   ///< the format shows nothing of it; the text is then the number's own
  bool is_unread = false;   ///< a date that no calendar has: the number stands in its place
  bool is_date = false;     ///< the number is a serial day of the workbook's epoch
  bool is_percent = false;  ///< what is shown is a hundred times the number
};

/// A number format of spreadsheets ("0.00", "dd/mm/yyyy", "0 %"), as ECMA-376 part 1, 18.8.31 defines
/// it, shown as in English. Where what is shown depends on the settings of the machine (the system's
/// own short date, names of months in a language that the format does not name), days are written as
/// ISO 8601 does.
class NumberFormat {
 public:
  NumberFormat() = default;  ///< General
  explicit NumberFormat(std::string_view code);

  /// @param is_1904 do serial days count from 1904?
  [[nodiscard]] ShownNumber show(double value, bool is_1904) const;
  /// Does it show nothing of a text?
  [[nodiscard]] bool hides_text() const noexcept { return hides_text_; }

  /// The code of a format that every workbook has by its number; empty where there is none.
  [[nodiscard]] static std::string_view builtin(std::size_t id) noexcept;

 private:
  enum class Part : std::uint8_t { literal, digits, mask, general, text, date };
  struct Token {
    Part part = Part::literal;
    std::string text;
  };
  struct Section {
    std::vector<Token> tokens;
    std::string whole, decimals, exponent;  // placeholders: 0, # and ?
    char comparison = 0;                    // of the condition: < > = or l (<=) g (>=) n (<>)
    double bound = 0;
    std::size_t percents = 0;
    std::size_t thousands = 0;    // commas behind the digits, each a division by 1000
    std::size_t denominator = 0;  // digits of it
    bool is_grouped = false;
    bool is_date = false;
    bool is_iso = false;  // a date whose words depend on settings
    bool is_fraction = false;
    bool is_exponent_signed = false;
  };

  static Section parse(std::string_view code);
  static void add_digits(Section& section, std::string_view code, std::size_t& at);
  [[nodiscard]] const Section* section_for(double value, bool& shows_sign) const;
  static void show_digits(const Section& section, double value, std::string& out);
  static void show_mask(const Section& section, const Token& token, double value, std::string& out);
  static void show_fraction(const Section& section, double value, std::string& out);
  static bool show_date(const Section& section, double value, bool is_1904, std::string& out);

  std::vector<Section> sections_;  // none: General
  bool hides_text_ = false;
};

/// The number as General shows it: at most 11 characters, without needless zeros.
[[nodiscard]] std::string general_number(double value);

}  // namespace actionplan::detail
