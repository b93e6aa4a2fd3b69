// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/core/place.hpp>
#include <actionplan/evidence/appointment.hpp>
#include <actionplan/evidence/entry.hpp>
#include <actionplan/evidence/person.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/profile.hpp>
#include <actionplan/read/evidence_settings.hpp>
#include <actionplan/read/read.hpp>
#include <actionplan/read/read_mapping.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// What a stretch of a document's text was taken for.
enum class TextUse : std::uint8_t {
  plan_title,
  legal_basis,
  column,      ///< the header of a column that was read
  section,     ///< a heading: its number and title
  number,      ///< of a measure
  title,       ///< of a measure
  indicator,   ///< of a measure
  agencies,    ///< of a measure
  deadline,    ///< of a measure
  evidence,    ///< of a measure: its status or progress
  profile,     ///< of a measure: baseline, target or unit
  extra,       ///< of a measure: beside its parts (`Measure::extra`)
  finance,     ///< of a measure: its money (`Measure::finance`)
  named,       ///< nothing: a Problem names it
  struck,      ///< nothing: it is struck out
  white_space  ///< nothing: it stands between others
};
[[nodiscard]] constexpr auto names_of(TextUse) noexcept {
  return names_to<TextUse::white_space>(
      "plan_title", "legal_basis", "column", "section", "number", "title", "indicator", "agencies",
      "deadline", "evidence", "profile", "extra", "finance", "named", "struck", "white_space");
}

/// A stretch of one cell, or of a block that is no table.
struct TraceSpan {
  Place cell = {};          ///< of the cell or block
  std::uint32_t begin = 0;  ///< code points of its text, [begin, end)
  std::uint32_t end = 0;
  TextUse use = TextUse::named;
  std::string target =
      {};  ///< id of the section or measure; of what is named, the code of the Problem
  std::string text =
      {};  ///< the stretch itself; of what is of persons (`contact_left_out`) nothing
};

/// How many code points of a document were used, named by Problems, or left out by a rule. Cells that
/// stand once and count for several rows are counted once.
struct TextTotals {
  std::size_t all = 0;
  std::size_t used = 0;
  std::size_t named = 0;
  std::size_t excluded = 0;  ///< struck out, or white space between others

  friend bool operator==(const TextTotals&, const TextTotals&) = default;
};

/// A cell of `Measure::extra`, with its place. Columns and labels of contacts are not among it, nor
/// cells that hold an e-mail address or a telephone number.
struct ExtraText {
  MeasureId measure = {};
  std::string header = {};  ///< of the column, or the label; white space collapsed
  std::string text = {};    ///< as the document has it
  Place place = {};         ///< of the text

  friend bool operator==(const ExtraText&, const ExtraText&) = default;
};

/// Whom a document names to ask about a measure: personal data, which no plan, profile, entry, Problem
/// or trace has.
struct Contact {
  MeasureId measure = {};
  Person person = {};  ///< texts as they are written; what cannot be told apart is in `contact`
  Place place = {};    ///< of the first of them

  friend bool operator==(const Contact&, const Contact&) = default;
};

/// Everything that a document held: `all == used + named + excluded`, always.
struct Reading {
  Plan plan = {};                      ///< with the problems of the reading
  Profile profile = {};                ///< what the document itself says beyond the plan
  std::vector<Entry> evidence = {};    ///< that the document itself held
  std::vector<ExtraText> extra = {};   ///< in the order of the measures
  std::vector<Contact> contacts = {};  ///< likewise; `appointments` makes entries of them
  /// How the document was read: as a mapping it gives the same reading again. Columns whose header is
  /// a period and labels of cards stand in it as far as `ReadOptions::mapping` names them.
  ReadMapping mapping = {};
  TextTotals totals = {};  ///< of our own JSON, which is no document: none
  /// Every code point of the document's text in exactly one span, in the order of the document; empty
  /// unless `ReadOptions::trace` asks for it.
  std::vector<TraceSpan> trace = {};
  std::optional<Document> document = {};  ///< where `ReadOptions::keep_document` asks for it
};

/// The contacts of a reading as appointments, one for each in their order, for `Store::appoint_all`:
/// nothing that is of persons enters a store unasked. The agency is the one that leads the measure,
/// else the one that carries it out; of several, or where there is none, the entry has none, and is
/// refused until it is given one.
///
/// @param held      the plan as the store has it: that of the reading, or `Amendment::plan`.
/// @param settings  as for evidence; `source` empty: the plan's title.
/// @throws InvalidArgument  there is no `recorded_on`, or `held` has not as many measures.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Appointment> appointments(
    const Reading& reading, const Plan& held, const EvidenceSettings& settings);

/// As `interpret`, with everything that the document held.
[[nodiscard]] ACTIONPLAN_EXPORT Reading interpret_all(const Document& document,
                                                      const ReadOptions& options = {});

/// As `read`, with everything that the document held.
[[nodiscard]] ACTIONPLAN_EXPORT Reading read_all(const DocumentSource& source,
                                                 const ReadOptions& options = {});
[[nodiscard]] ACTIONPLAN_EXPORT Reading read_all(const std::filesystem::path& path,
                                                 const ReadOptions& options = {});

}  // namespace actionplan
