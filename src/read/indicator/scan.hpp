// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/indicator_text.hpp>

#include "read/tokens.hpp"
#include "words.hpp"

#include <cstddef>
#include <vector>

namespace actionplan::detail {

/// An indicator text as words with what each promises, looked up once.
class IndicatorScan {
 public:
  explicit IndicatorScan(const Tokens& words);

  [[nodiscard]] const Tokens& words() const noexcept { return words_; }
  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }
  [[nodiscard]] IndicatorWord meaning(std::size_t at) const noexcept {
    return at < meanings_.size() ? meanings_[at] : IndicatorWord{};
  }
  [[nodiscard]] Topic topic(std::size_t at) const noexcept { return meaning(at).topic; }
  [[nodiscard]] Form form(std::size_t at) const noexcept { return meaning(at).form; }
  [[nodiscard]] Link link(std::size_t at) const noexcept {
    return at < links_.size() ? links_[at] : Link::none;
  }
  /// Does it promise something in this form?
  [[nodiscard]] bool is_a(std::size_t at, Form form) const noexcept {
    return meaning(at).topic != Topic::none && meaning(at).form == form;
  }
  /// `at`, or the word after an article that stands there.
  [[nodiscard]] std::size_t after_article(std::size_t at) const noexcept {
    return link(at) == Link::article ? at + 1 : at;
  }
  /// Is `at` the "number" of "number of ...", "number and scope of ...", "their number"?
  [[nodiscard]] bool is_counting(std::size_t at) const noexcept;

 private:
  const Tokens& words_;
  std::vector<IndicatorWord> meanings_;
  std::vector<Link> links_;
};

/// Tokens [from, to) of a part, and where its head begins: after a leading phrase ("Using existing
/// models, ...") or a label ("Phase I - ...").
struct PartWords {
  std::size_t from = 0;
  std::size_t to = 0;
  std::size_t head = 0;
};

/// The first word at or after the head that promises something; `to` where none does.
[[nodiscard]] std::size_t first_promise(const IndicatorScan& scan, const PartWords& part);

/// Where one promise ends and the next begins.
[[nodiscard]] std::vector<PartWords> split_promises(const IndicatorScan& scan);

struct IndicatorRuleStep {
  IndicatorRule rule;
  bool (*fits)(const IndicatorScan& scan, const PartWords& part) = nullptr;
};

/// The rules as `indicator_rules()` shows them, each with its test.
[[nodiscard]] const std::vector<IndicatorRuleStep>& indicator_steps();

}  // namespace actionplan::detail
