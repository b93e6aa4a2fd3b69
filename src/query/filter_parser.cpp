// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/query/filter.hpp>

#include "filter_node.hpp"
#include "filter_tokens.hpp"

#include <optional>
#include <utility>

namespace actionplan {
namespace {

using detail::FilterFault;
using detail::FilterToken;
using detail::TokenKind;

// What the values in parentheses after a comparator are held against: `agency : (a OR b)`.
struct Subject {
  Field field;
  Comparator comparator;
};

// Recursive descent over the grammar of AIP-160, of which AND and OR beside each other are refused:
// it binds OR tighter, and every other language AND.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_{text}, tokens_{detail::filter_tokens(text)} {}

  Filter parse() {
    if (next().kind == TokenKind::end) return Filter{};
    Filter filter = expression();
    if (next().kind == TokenKind::close) refuse("a \")\" that closes nothing; remove it");
    if (next().kind != TokenKind::end) refuse_token("join it with AND or OR");
    return filter;
  }

 private:
  [[nodiscard]] const FilterToken& next() const { return tokens_[at_]; }
  FilterToken take() { return tokens_[at_++]; }
  bool take_word(std::string_view word) {
    if (!next().is_word(word)) return false;
    ++at_;
    return true;
  }

  [[noreturn]] void refuse(std::string what) const {
    throw FilterFault{next().at, std::move(what)};
  }
  [[noreturn]] void refuse_token(const std::string& remedy) const {
    if (next().kind == TokenKind::end) refuse("its end; " + remedy);
    refuse("\"" + std::string{text_.substr(next().at, next().end - next().at)} + "\"; " + remedy);
  }

  // What `make` refuses is said of the token that begins at `at`.
  template <class Make>
  [[nodiscard]] Filter at_token(std::size_t at, Make make) const {
    try {
      return make();
    } catch (const InvalidArgument& error) {
      std::string what = error.what();
      if (!what.empty() && what.back() == '.') what.pop_back();
      throw FilterFault{at, "this: " + what};
    }
  }

  // What the conditions within one pair of parentheses are joined by.
  struct Joined {
    bool by_and = false;
    bool by_or = false;
  };

  // The next token joins conditions.
  void join(bool Joined::*by) {
    joined_.*by = true;
    if (!joined_.by_and || !joined_.by_or) return;
    refuse(
        "AND and OR beside each other, which AIP-160 reads as a AND (b OR c) and C++, Python and "
        "SQL as (a AND b) OR c; write the parentheses that you mean");
  }

  // expression = sequence { "AND" sequence }
  Filter expression() {
    const Joined outer = std::exchange(joined_, Joined{});
    Filter all = sequences();
    joined_ = outer;
    return all;
  }

  Filter sequences() {
    Filter all = sequence();
    while (next().is_word("AND")) {
      join(&Joined::by_and);
      const std::size_t at = take().at;
      all = at_token(at, [&, right = sequence()] { return all && right; });
    }
    return all;
  }

  // sequence = factor { factor }
  Filter sequence() {
    Filter all = factor();
    while (begins_term()) {
      const std::size_t at = next().at;
      if (at == tokens_[at_ - 1].end) refuse_token("put a blank or AND before it");
      join(&Joined::by_and);
      all = at_token(at, [&, right = factor()] { return all && right; });
    }
    return all;
  }

  // factor = term { "OR" term }
  Filter factor() {
    Filter any = term();
    while (next().is_word("OR")) {
      join(&Joined::by_or);
      const std::size_t at = take().at;
      any = at_token(at, [&, right = term()] { return any || right; });
    }
    return any;
  }

  [[nodiscard]] bool begins_term() const {
    const FilterToken& token = next();
    if (token.kind == TokenKind::text) return !token.is_word("AND") && !token.is_word("OR");
    return token.kind == TokenKind::open || token.kind == TokenKind::minus;
  }

  // term = [ "NOT" | "-" ] simple
  Filter term() {
    const std::size_t at = next().at;
    const bool is_word = take_word("NOT");
    const bool is_negated = is_word || next().kind == TokenKind::minus;
    if (!is_word && is_negated) ++at_;
    Filter filter = simple();
    return is_negated ? at_token(at, [&] { return !filter; }) : filter;
  }

  // simple = "(" expression ")" | restriction
  Filter simple() {
    if (next().kind == TokenKind::open) return composite();
    if (!begins_term() || next().kind != TokenKind::text || next().is_word("NOT")) {
      refuse_token(subject_ ? "write a value here" : "write a condition such as due < 2018-01-01");
    }
    return subject_ ? bare_value() : restriction();
  }

  Filter composite() {
    if (++depth_ > Filter::max_depth) {
      refuse("more than " + std::to_string(Filter::max_depth) + " parentheses in each other; " +
             "simplify it");
    }
    const std::size_t opened = take().at;
    Filter inside = expression();
    if (next().kind != TokenKind::close) {
      if (next().kind != TokenKind::end)
        refuse_token("join it with AND or OR, or close the parenthesis");
      throw FilterFault{opened, "a parenthesis that is not closed; add a \")\""};
    }
    ++at_;
    --depth_;
    return inside;
  }

  // A value in the parentheses after a comparator.
  Filter bare_value() {
    const FilterToken value = take();
    if (next().kind == TokenKind::comparator) {
      refuse_token("the field and its comparator stand before the parenthesis");
    }
    return condition(*subject_, value);
  }

  // restriction = text [ comparator ( text | "(" expression ")" ) ]
  Filter restriction() {
    const FilterToken name = take();
    if (next().kind == TokenKind::open && !name.is_quoted && next().at == name.end) {
      refuse_token("there are no functions; compare a field");
    }
    if (next().kind != TokenKind::comparator) return search(name);
    const Field field = field_of(name);
    const Comparator comparator = take().comparator;
    if (next().kind == TokenKind::comparator) refuse_token("write one comparator and a value");
    if (next().kind == TokenKind::open) {
      subject_ = Subject{field, comparator};
      Filter values = composite();
      subject_.reset();
      return values;
    }
    const bool is_keyword = next().is_word("AND") || next().is_word("OR") || next().is_word("NOT");
    if (next().kind != TokenKind::text || is_keyword) {
      refuse_token("write a value for " + std::string{to_string(field)} +
                   (is_keyword ? ", or quote it" : ""));
    }
    return condition({field, comparator}, take());
  }

  [[nodiscard]] Field field_of(const FilterToken& name) const {
    const bool is_plain =
        !name.is_quoted && !name.pattern.is_open_before && !name.pattern.is_open_after;
    try {
      return field_named(is_plain ? name.pattern.text : text_.substr(name.at, name.end - name.at));
    } catch (const InvalidArgument& error) {
      std::string what = error.what();
      what.pop_back();
      throw FilterFault{name.at, "this: " + what};
    }
  }

  [[nodiscard]] Filter condition(const Subject& subject, const FilterToken& value) const {
    return at_token(value.at, [&] {
      return Filter{
          {subject.field, subject.comparator, detail::read_value(subject.field, value.pattern)}};
    });
  }

  // A bare text; what is more likely half a condition is refused.
  [[nodiscard]] Filter search(const FilterToken& token) const {
    if (!token.is_quoted) {
      const std::string& word = token.pattern.text;
      const auto refuse = [&](const std::string& remedy) {
        throw FilterFault{token.at, "the bare word \"" + word + "\"; " + remedy};
      };
      if (find_field(word)) {
        refuse("put a comparator and a value after the field, or quote it to search for it");
      }
      if (word == "and" || word == "or" || word == "not") {
        refuse("write it in capitals to join conditions, or quote it to search for it");
      }
    }
    return at_token(token.at, [&] { return Filter::search(token.pattern.text); });
  }

  std::string_view text_;
  std::vector<FilterToken> tokens_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  Joined joined_;
  std::optional<Subject> subject_;
};

}  // namespace

Filter Filter::parse(std::string_view text) {
  if (text.size() > max_bytes) {
    throw InvalidArgument("The filter is longer than " + std::to_string(max_bytes) +
                          " bytes; ask in several filters.");
  }
  detail::check_characters(text, "The filter");
  try {
    return Parser{text}.parse();
  } catch (const FilterFault& fault) {
    const std::size_t column = text::count_code_points(text.substr(0, fault.at)) + 1;
    const std::size_t end = text::byte_offset(text, 60);
    throw InvalidArgument("The filter \"" + std::string{text.substr(0, end)} +
                          (end < text.size() ? "..." : "") + "\" has at column " +
                          std::to_string(column) + " " + fault.what + ".");
  }
}

}  // namespace actionplan
