// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "known_agencies.hpp"
#include "plan_names.hpp"
#include "read/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// What is to be said of a name that could be several.
enum class NameDoubt : std::uint8_t {
  none,
  commas,   ///< commas stand within it: "Ministry of Health, Labour and Welfare"
  several,  ///< it may be several, and nothing tells: "Ministry of Science and ICT"
};

/// A stretch of a cell, in bytes, that is one name.
struct NamePart {
  std::size_t begin = 0;
  std::size_t end = 0;
  char mark = '\0';  ///< what parts it from the one before: ',', ';', '/', '|', '+', '&' or '\n'
  NameDoubt doubt = NameDoubt::none;
};

/// Cuts a stretch of a cell of agencies into names.
///
/// Semicolons, " / ", "|" and line ends part names; commas do, but within the name of a body whose
/// fields they list; "+" and words for "and" do where what stands on both sides is surely a name.
/// What cannot be told stays whole, with a doubt.
class AgencyParts {
 public:
  /// All are borrowed. @param names of the plan; null: not known yet
  /// @param asked gets the names that are asked for meanwhile; null: unwanted
  AgencyParts(std::string_view text, const Tokens& words, const KnownAgencies& known,
              const PlanNames* names, std::vector<std::string>* asked)
      : text_{text}, words_{words}, known_{known}, names_{names}, asked_{asked} {}

  [[nodiscard]] std::vector<NamePart> names_in(std::size_t begin, std::size_t end) const;

  [[nodiscard]] bool has_words(std::size_t begin, std::size_t end) const;
  /// The first word that begins at the byte or after it.
  [[nodiscard]] std::size_t word_from(std::size_t byte) const;
  /// Bullets and ordinals before a name are no part of it.
  [[nodiscard]] std::size_t name_begin(const NamePart& part) const;
  /// As written, without what stands before it and the full stop after it.
  [[nodiscard]] std::string name_of(const NamePart& part) const;
  [[nodiscard]] bool is_known(const NamePart& part) const;

 private:
  // Tokens [begin, end).
  struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  [[nodiscard]] bool has_joints(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::vector<NamePart> part(std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool is_spaced(std::size_t at) const;
  [[nodiscard]] bool is_between_bodies(std::size_t start, std::size_t at, std::size_t end) const;
  [[nodiscard]] bool is_plus(std::size_t at) const;
  [[nodiscard]] bool is_between_abbreviations(std::size_t start, std::size_t at) const;
  [[nodiscard]] bool parts_lines(std::size_t start, std::size_t at, std::size_t end) const;
  [[nodiscard]] std::size_t next_mark(std::size_t at, std::size_t end) const;
  [[nodiscard]] std::vector<NamePart> joined(std::vector<NamePart> parts) const;
  [[nodiscard]] std::vector<NamePart> with_pluses(const std::vector<NamePart>& parts) const;
  [[nodiscard]] std::vector<NamePart> with_seconds(const std::vector<NamePart>& parts) const;
  [[nodiscard]] std::vector<NamePart> with_lists(const std::vector<NamePart>& parts) const;
  [[nodiscard]] std::vector<NamePart> with_known(const std::vector<NamePart>& parts) const;

  [[nodiscard]] std::size_t second_name(std::size_t begin, std::size_t at, std::size_t last) const;
  [[nodiscard]] bool are_abbreviations(std::size_t begin, std::size_t at, std::size_t last) const;
  [[nodiscard]] std::size_t list_end(const std::vector<NamePart>& parts, std::size_t first) const;
  [[nodiscard]] bool is_field(const NamePart& part, bool is_last) const;
  [[nodiscard]] bool is_in_plan(const NamePart& part) const;
  [[nodiscard]] bool is_surely_one(const NamePart& part) const;
  [[nodiscard]] bool is_odd(const NamePart& part, const std::vector<Span>& joints) const;
  [[nodiscard]] std::vector<Span> joints_in(const NamePart& part) const;
  [[nodiscard]] std::vector<NamePart> known_within(const NamePart& part,
                                                   const std::vector<Span>& joints) const;
  [[nodiscard]] bool is_abbreviation(const Span& span) const;
  [[nodiscard]] Span span_of(const NamePart& part) const;
  [[nodiscard]] Span before_parenthesis(Span span) const;

  [[nodiscard]] std::optional<std::size_t> first_word(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::optional<std::size_t> last_word(std::size_t begin, std::size_t end) const;

  std::string_view text_;
  const Tokens& words_;
  const KnownAgencies& known_;
  const PlanNames* names_;
  std::vector<std::string>* asked_;
};

}  // namespace actionplan::detail
