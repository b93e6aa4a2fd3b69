// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/read/table.hpp>

#include <cstddef>
#include <string>

namespace actionplan::detail {

/// What a document may still take of memory: text and cells are charged as they are produced, so
/// that a small file cannot become a large one. Also asks whether to go on.
class Budget {
 public:
  /// @param limits, cancel borrowed; they have to outlive this.
  Budget(const ReadLimits& limits, const Cancel& cancel) : limits_{limits}, poll_{cancel} {}

  /// @throws ParseError when that is more than the document may have; Cancelled.
  void charge(std::size_t bytes) {
    poll_();
    if (bytes > limits_.max_document_bytes - used_) refuse();
    used_ += bytes;
  }
  /// A cell of a table, with its text.
  void charge_cell(std::size_t text_bytes) { charge(sizeof(Cell) + text_bytes); }

  /// Bytes that came out of an archive, which are counted apart: markup is not kept.
  void charge_inflated(std::size_t bytes) {
    poll_();
    if (bytes > limits_.max_document_bytes - inflated_) refuse();
    inflated_ += bytes;
  }

  void poll() { poll_(); }

 private:
  [[noreturn]] void refuse() const {
    throw ParseError("The document expands to more than the limit of " +
                         std::to_string(limits_.max_document_bytes) +
                         " bytes; split it or raise "
                         "ReadLimits::max_document_bytes.",
                     {}, ParseErrorCode::limit);
  }

  const ReadLimits& limits_;
  CancelPoll poll_;
  std::size_t used_ = 0;
  std::size_t inflated_ = 0;
};

}  // namespace actionplan::detail
