// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>
#include <actionplan/read/reading.hpp>

#include "read/problem_list.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace actionplan::detail {

/// Keeps account of a document's text: what each stretch of it was used for. Whoever reads a cell
/// claims it here; what nobody has claimed in the end is named by a Problem.
class Account {
 public:
  /// @param with_trace are spans to be given, or totals alone?
  explicit Account(bool with_trace) : with_trace_{with_trace} {}

  /// The whole cell. What was claimed before stays with the one that did.
  void claim(const Cell& cell, TextUse use, std::string_view target = {}) {
    claim(cell, 0, cell.text.size(), use, target);
  }
  /// A stretch of it, in bytes; white space at its ends is left out.
  void claim(const Cell& cell, std::size_t begin, std::size_t end, TextUse use,
             std::string_view target);
  void claim(const Block& block, TextUse use, std::string_view target = {});

  /// Claims of `made`, a copy, are those of the cell or block that it was made of.
  void note_copy(const Cell& made, const Cell& original) { note_original(made, &original); }
  void note_copy(const Cell& made, const Block& original) { note_original(made, &original); }

  /// Claims of `made`, which stretches of other cells were put together to, are those of the stretch
  /// where it is one, else of all of them whole.
  void note_source(const Cell& made, const Cell& original, std::size_t begin, std::size_t end) {
    sources_[&made].push_back({&original, begin, end, false});
  }

  /// Any claim of `made`, which is read in place of another cell, is one of that cell, whole.
  void note_replaced(const Cell& made, const Cell& original) {
    sources_[&made].push_back({&original, 0, original.text.size(), true});
  }

  /// Adds up and hands over; names what was not claimed.
  void finish(const Document& document, ProblemList& problems, Reading& out);
  void finish(const Table& table, ProblemList& problems, Reading& out);

 private:
  struct Claim {
    const void* owner = nullptr;  // the cell or block
    std::size_t begin = 0;
    std::size_t end = 0;
    TextUse use = TextUse::named;
    std::string target;  // where there is to be a trace
  };

  void note_original(const Cell& made, const void* original) {
    if (!made.text.empty()) originals_[&made] = original;  // of no text there is no claim
  }
  void add_up(const void* owner, std::string_view text, Place place, ProblemList& problems,
              Reading& out);
  void add_gap(std::string_view text, std::size_t begin, std::size_t end, Place place,
               ProblemList& problems, Reading& out);
  void add_span(std::string_view text, Place place, const Claim& claim, Reading& out);

  struct Source {
    const Cell* cell = nullptr;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool is_whole = false;
  };

  bool with_trace_;
  std::unordered_map<const void*, std::vector<Source>> sources_;
  std::vector<Claim> claims_;
  std::unordered_map<const void*, const void*> originals_;
  std::uint32_t next_ = 0;  // code points of the cell before the span that is added
};

}  // namespace actionplan::detail
