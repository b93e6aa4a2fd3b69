// SPDX-License-Identifier: Apache-2.0
#include "query/internal/page_token.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/hash.hpp>

#include "core/internal/excerpt.hpp"

#include <optional>

namespace actionplan::detail {
namespace {

constexpr std::string_view version = "1-";
constexpr std::size_t digest_length = 16;

std::string digest(const Filter& filter, const std::vector<OrderKey>& order) {
  return to_hex(sha256(filter.text() + "\n" + to_text(order))).substr(0, digest_length);
}

std::string to_digits(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
  }
  return out;
}

std::optional<std::string> from_digits(std::string_view digits) {
  constexpr std::string_view known = "0123456789abcdef";
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const std::size_t high = known.find(digits[i]);
    const std::size_t low = known.find(digits[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

}  // namespace

std::string page_token(const Filter& filter, const std::vector<OrderKey>& order,
                       const MeasureId& last) {
  return std::string{version} + digest(filter, order) + "-" + to_digits(last.value());
}

MeasureId last_of_page(std::string_view token, const Filter& filter,
                       const std::vector<OrderKey>& order) {
  const std::string head = std::string{version} + digest(filter, order) + "-";
  if (token.substr(0, head.size()) == head) {
    if (auto id = from_digits(token.substr(head.size()))) return MeasureId{*std::move(id)};
  }
  throw InvalidArgument("The page token \"" + excerpt(token) +
                        "\" does not belong to this filter and order; ask for the first page "
                        "without a token.");
}

}  // namespace actionplan::detail
