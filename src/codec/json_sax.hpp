// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// What the parser calls; a handler that returns false stops it. Errors are kept by `run_sax`.
class SaxHandler {
 public:
  SaxHandler() = default;
  SaxHandler(const SaxHandler&) = delete;
  SaxHandler& operator=(const SaxHandler&) = delete;
  virtual ~SaxHandler() = default;

  virtual bool null() = 0;
  virtual bool boolean(bool value) = 0;
  virtual bool number_integer(std::int64_t value) = 0;
  virtual bool number_unsigned(std::uint64_t value) = 0;
  virtual bool number_float(double value, const std::string& token) = 0;
  virtual bool string(std::string& value) = 0;
  virtual bool key(std::string& value) = 0;
  virtual bool start_object(std::size_t size) = 0;
  virtual bool start_array(std::size_t size) = 0;
  virtual bool end_object() = 0;
  virtual bool end_array() = 0;
};

struct SaxOutcome {
  bool is_complete = false;
  std::size_t byte = 0;  ///< where the token begins at which it stopped
  std::string message;   ///< why, for a syntax error; empty when the handler stopped it
};

/// Runs the JSON parser, which does not recurse, over a text.
[[nodiscard]] SaxOutcome run_sax(std::string_view source, SaxHandler& handler);

/// A text for a message: in quotation marks, control characters escaped, cut after 60 code points.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace actionplan::detail
