// SPDX-License-Identifier: Apache-2.0
// Mappings: whatever a person says of a document, it is refused in a sentence, or the document is
// read, and what of the mapping fits nothing is named.
#include <actionplan/read/reading.hpp>

#include "fuzz_input.hpp"
#include "plan_fuzz.hpp"

#include <array>

namespace {

using namespace actionplan;
using fuzz::Input;

constexpr std::array documents = {
    "No,Measure,Indicator,Implementing agencies,Deadline\n"
    "1.1,Train officials,number of trainings,Ministry of Justice,2017\n"
    "1.2,Publish a report,report,MoJ; Ministry of Law,by 31 March 2018\n",
    "Plan,,\nNr;x;y\n1,Bauen,Justiz,2017\n,,,\nNo,Measure,Deadline\n2,Report,2016-2018 quarterly\n"
    "3,Ask,soonish\n",
    "a,b,c\n1,2,3\n4,5,6\n"};
constexpr std::array<const char*, 12> texts = {
    "No", "Measure", "Deadline", "Indicator", "a", "MoJ", "1.1", "1.2", "2017", "Justiz", "", "Nr"};

std::string text_of(Input& input) {
  const std::size_t at = input.below(texts.size() + 4);
  return at < texts.size() ? texts[at] : input.text();
}

template <class Word>
Word word_of(Input& input) {
  return static_cast<Word>(input.below(enum_names<Word>.size()));
}

std::vector<ColumnMapping> columns_of(Input& input) {
  std::vector<ColumnMapping> columns;
  for (std::size_t left = input.below(5); left > 0; --left) {
    ColumnMapping column;
    if (input.flag()) column.header = text_of(input);
    if (input.flag()) column.position = static_cast<std::uint32_t>(input.below(8));
    column.use = word_of<ColumnUse>(input);
    columns.push_back(std::move(column));
  }
  return columns;
}

TableMapping table_of(Input& input) {
  TableMapping table;
  table.number = static_cast<std::uint32_t>(input.below(4));
  if (input.below(4) == 0) table.part = text_of(input);
  if (input.below(4) == 0) table.begins = text_of(input);
  table.is_read = input.below(4) != 0;
  table.continues = input.below(4) == 0;
  if (input.below(4) == 0) table.layout = word_of<Layout>(input);
  if (input.flag()) table.header_row = static_cast<std::uint32_t>(input.below(9));
  table.header_rows = static_cast<std::uint32_t>(input.below(8));
  table.columns = columns_of(input);
  return table;
}

CellCorrection cell_of(Input& input) {
  CellCorrection cell;
  if (input.below(8) == 0) cell.part = text_of(input);
  if (input.flag()) {
    cell.line = static_cast<std::uint32_t>(input.below(9));
    cell.column = static_cast<std::uint32_t>(input.below(9));
  } else {
    cell.measure = text_of(input);
    cell.field = word_of<ColumnUse>(input);
  }
  if (input.below(4) == 0) cell.was = text_of(input);
  cell.text = text_of(input);
  return cell;
}

AgencyMapping agency_of(Input& input) {
  AgencyMapping agency;
  agency.name = text_of(input);
  for (std::size_t left = input.below(3); left > 0; --left) agency.names.push_back(text_of(input));
  if (input.below(4) == 0) agency.role = word_of<Role>(input);
  if (input.below(4) == 0) agency.force = word_of<Force>(input);
  if (input.below(4) == 0) agency.measure = text_of(input);
  return agency;
}

ReadMapping mapping_of(Input& input) {
  ReadMapping mapping;
  if (input.below(8) == 0) mapping.layout = word_of<Layout>(input);
  if (input.below(8) == 0) mapping.parts.push_back(text_of(input));
  if (input.flag()) mapping.columns = columns_of(input);
  for (std::size_t left = input.below(3); left > 0; --left) {
    mapping.tables.push_back(table_of(input));
  }
  for (std::size_t left = input.below(4); left > 0; --left) mapping.cells.push_back(cell_of(input));
  for (std::size_t left = input.below(3); left > 0; --left) {
    mapping.agencies.push_back(agency_of(input));
  }
  if (input.below(8) == 0) mapping.language = text_of(input);
  if (input.below(8) == 0) mapping.decimal = static_cast<char>(input.byte());
  return mapping;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input{data, size};
  const std::string document = documents[input.below(documents.size())];
  ReadOptions options = fuzz::small_options();
  options.mapping = mapping_of(input);
  try {
    const Reading reading = read_all(DocumentSource{"plan.csv", document, {}}, options);
    fuzz::check_problems(reading.plan, options.limits.max_problems);
    fuzz::require(plan_from_json(to_json(reading.plan)) == reading.plan);
    check_mapping(reading.mapping);
  } catch (const ParseError& error) {
    fuzz::require(*error.what() != '\0');
  } catch (const InvalidArgument& error) {
    fuzz::require(std::string_view{error.what()}.ends_with('.'));
  }
  return 0;
}
