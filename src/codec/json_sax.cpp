// SPDX-License-Identifier: Apache-2.0
#include "json_sax.hpp"

#include <actionplan/core/text.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace actionplan::detail {
namespace {

// Tells how far the parser has read, which it does not say itself but for errors.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** reached) : at_{at}, reached_{reached} {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }
  friend bool operator!=(const CountingIterator& a, const CountingIterator& b) { return !(a == b); }

 private:
  const char* at_;
  const char** reached_;
};

std::string sentence(std::string_view what) {
  constexpr std::string_view syntax = "syntax error ";
  constexpr std::size_t longest = 160;
  const std::size_t at = what.find(syntax);
  if (at == std::string_view::npos) return "the number is too large; write one below 1.7e308.";
  what.remove_prefix(at + syntax.size());
  std::string detail = text::replace_invalid_utf8(what.substr(0, longest));
  if (what.size() > longest) detail += "...";
  std::replace_if(
      detail.begin(), detail.end(), [](char c) { return '\0' <= c && c < ' '; }, ' ');
  return "not valid JSON (" + detail + "); correct it here.";
}

// Passes events on, and keeps where each token begins.
class Relay {
 public:
  Relay(std::string_view source, const char* const* reached, SaxHandler& handler)
      : source_{source}, reached_{reached}, handler_{handler} {}

  bool null() { return ended(handler_.null()); }
  bool boolean(bool value) { return ended(handler_.boolean(value)); }
  bool number_integer(std::int64_t value) { return number(handler_.number_integer(value)); }
  bool number_unsigned(std::uint64_t value) { return number(handler_.number_unsigned(value)); }
  bool number_float(double value, const std::string& token) {
    return number(handler_.number_float(value, token));
  }
  bool string(std::string& value) { return ended(handler_.string(value)); }
  bool binary(nlohmann::json::binary_t& /*value*/) { return false; }  // JSON text has none
  bool key(std::string& value) { return ended(handler_.key(value)); }
  bool start_object(std::size_t size) { return ended(handler_.start_object(size)); }
  bool start_array(std::size_t size) { return ended(handler_.start_array(size)); }
  bool end_object() { return ended(handler_.end_object()); }
  bool end_array() { return ended(handler_.end_array()); }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::json::exception& error) {
    constexpr int overflow = 406;
    outcome.byte = error.id == overflow
                       ? token_begin()
                       : std::clamp<std::size_t>(position, 1, source_.size() + 1) - 1;
    outcome.message = sentence(error.what());
    return false;
  }

  SaxOutcome outcome;

 private:
  bool ended(bool goes_on) {
    const auto end = static_cast<std::size_t>(*reached_ - source_.data());
    if (goes_on) {
      token_end_ = end;
    } else {
      outcome.byte = token_begin();
    }
    return goes_on;
  }

  // Between the tokens that make events stand only these.
  [[nodiscard]] std::size_t token_begin() const {
    return std::min(source_.find_first_not_of(" \t\r\n,:", token_end_), source_.size());
  }

  // The parser knows that a number has ended by the character after it.
  bool number(bool goes_on) {
    goes_on = ended(goes_on);
    const char last = token_end_ == 0 ? '0' : source_[token_end_ - 1];
    if (goes_on && (last < '0' || '9' < last)) --token_end_;
    return goes_on;
  }

  std::string_view source_;
  const char* const* reached_;
  SaxHandler& handler_;
  std::size_t token_end_ = 0;
};

}  // namespace

SaxOutcome run_sax(std::string_view source, SaxHandler& handler) {
  const char* reached = source.data();
  Relay relay{source, &reached, handler};
  relay.outcome.is_complete =
      nlohmann::json::sax_parse(CountingIterator{source.data(), &reached},
                                CountingIterator{source.data() + source.size(), &reached}, &relay);
  return relay.outcome;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 60;
  const std::size_t end = text::byte_offset(text, longest);
  std::string shown{text.substr(0, end)};
  if (end < text.size()) shown += "...";
  return nlohmann::json(shown).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace actionplan::detail
