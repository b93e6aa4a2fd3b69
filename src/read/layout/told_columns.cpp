// SPDX-License-Identifier: Apache-2.0
// What Problems say of columns that were guessed, or not read although they hold days.
#include "column_choice.hpp"

namespace actionplan::detail {

std::string told_of_guess(const Header& header, const std::string& name, std::size_t at) {
  if (header.guessed_days == at) {
    return "The column \"" + name +
           "\" holds days, and no other does, so that it was read as the deadline; name it "
           "\"Deadline\", or say in a mapping what it holds.";
  }
  if (header.guessed_start == at) {
    return "The column \"" + name +
           "\" holds days that none of those in the last column of days lies before, so that it "
           "was "
           "read as the first day; name it \"Start\", or say in a mapping what it holds.";
  }
  return "No column is called by a word for measures, so that \"" + name +
         "\" was read as the title; name it \"Measure\", or say in a mapping which column names "
         "them.";
}

std::string told_of_days(const Header& header, const std::string& name, std::size_t at) {
  if (header.days_beside == at) {
    return "The column \"" + name +
           "\" holds days, which were not read, although most measures have none in the column of "
           "deadlines; they may be of entries. Say in a mapping which column holds the deadline.";
  }
  return "The key \"" + name +
         "\" holds years, which may be those of the promises and were not read as their deadlines; "
         "name it by when they are due, such as \"due_year\", or say in a mapping that it holds "
         "the deadline.";
}

}  // namespace actionplan::detail
