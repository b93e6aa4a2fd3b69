// SPDX-License-Identifier: Apache-2.0
#include "name_marks.hpp"

#include "read/tokens.hpp"
#include "read/words/agency_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 6> foreign_marks{{{"\u060C", ','},
                                                                          {"\u3001", ','},
                                                                          {"\uFF0C", ','},
                                                                          {"\u061B", ';'},
                                                                          {"\uFF1B", ';'},
                                                                          {"\uFF0F", ','}}};
constexpr std::string_view middle_dot = "\u30FB";
constexpr std::string_view arabic_and = "\u0648";

// No letter of Latin, Greek or Cyrillic has such a byte.
constexpr bool may_begin_mark(char c) noexcept { return static_cast<unsigned char>(c) >= 0xD8; }

bool has_noun_of_body(std::string_view text) {
  const Tokens words{text};
  return !words.is_empty() && names_body(words, 0, words.size());
}

class PlainMarks {
 public:
  explicit PlainMarks(std::string_view text) : text_{text}, out_{text} {}

  std::string make() {
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (std::string_view{",;\n|"}.find(text_[at]) != std::string_view::npos) start_ = at + 1;
      if (!may_begin_mark(text_[at])) continue;
      const auto* const mark =
          std::find_if(foreign_marks.begin(), foreign_marks.end(),
                       [&](const auto& one) { return text_.substr(at).starts_with(one.first); });
      if (mark != foreign_marks.end()) {
        part(at, mark->first.size(), mark->second);
      } else if (text_.substr(at).starts_with(middle_dot)) {
        if (stands_between_bodies(at, middle_dot.size())) part(at, middle_dot.size(), ',');
      } else if (begins_word(at) && text_.substr(at).starts_with(arabic_and)) {
        if (stands_between_bodies(at, arabic_and.size())) part(at, arabic_and.size(), ',');
      }
    }
    return out_ == text_ ? std::string{} : std::move(out_);
  }

 private:
  void part(std::size_t at, std::size_t length, char mark) {
    out_[at] = mark;
    std::fill_n(out_.begin() + static_cast<std::ptrdiff_t>(at) + 1, length - 1, ' ');
    start_ = at + length;
  }

  [[nodiscard]] bool begins_word(std::size_t at) const {
    return at != 0 && (text_[at - 1] == ' ' || text_[at - 1] == '\n');
  }

  [[nodiscard]] bool stands_between_bodies(std::size_t at, std::size_t length) const {
    constexpr std::size_t longest = 300;  // bytes of either
    if (at - start_ > longest) return false;
    const std::string_view behind = text_.substr(at + length);
    const std::string_view near = behind.substr(0, longest + 1);
    std::size_t end = std::min(near.find_first_of(" ,;\n|()"), near.size());
    end = std::min(end, near.find(middle_dot));
    for (const auto& [mark, plain] : foreign_marks) end = std::min(end, near.find(mark));
    if (end > longest) return false;
    return has_noun_of_body(text_.substr(start_, at - start_)) &&
           has_noun_of_body(behind.substr(0, end));
  }

  std::string_view text_;
  std::string out_;
  std::size_t start_ = 0;  // of the name
};

}  // namespace

std::string with_plain_marks(std::string_view text) {
  if (std::none_of(text.begin(), text.end(), may_begin_mark)) return {};
  return PlainMarks{text}.make();
}

}  // namespace actionplan::detail
