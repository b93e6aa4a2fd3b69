// SPDX-License-Identifier: Apache-2.0
//
// Every enumeration with names against its enumerators, as the compiler writes them.
#include "test_paths.hpp"

#include <actionplan/actionplan.hpp>

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace actionplan::enum_names_test {
namespace {

// The enumerator's name in the sources; empty: there is none of this value.
template <auto enumerator>
std::string_view written_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  const std::string_view before = "enumerator = ";
  text.remove_prefix(text.find(before) + before.size());
  text = text.substr(0, text.find_first_of(";]"));
  if (text.find('(') != std::string_view::npos) return {};  // a number made the enumeration
  return text.substr(text.rfind(':') + 1);
}

template <class Enum, std::size_t... at>
void hold_to_enumerators(std::index_sequence<at...> /*enumerators*/) {
  const std::array<std::string_view, sizeof...(at)> written{
      written_name<static_cast<Enum>(at)>()...};
  EXPECT_EQ(enum_names<Enum>, written);
  EXPECT_EQ(written_name<static_cast<Enum>(sizeof...(at))>(), "") << "an enumerator has no name";
}

template <class Enum>
void hold(std::set<std::string>& held, const char* name) {
  SCOPED_TRACE(name);
  hold_to_enumerators<Enum>(std::make_index_sequence<enum_count<Enum>>{});
  for (std::size_t i = 0; i < enum_count<Enum>; ++i) {
    const auto word = static_cast<Enum>(i);
    EXPECT_EQ(find_enum<Enum>(to_string(word)), word);
  }
  EXPECT_EQ(find_enum<Enum>("no_such_word"), std::nullopt);
  EXPECT_EQ(to_string(static_cast<Enum>(255)), "");
  held.insert(name);
}

// Every enumeration that a public header gives names.
std::set<std::string> named_enumerations() {
  std::set<std::string> names;
  const std::filesystem::path root =
      std::filesystem::path{ACTIONPLAN_EXAMPLE_DATA} / "../../include";
  for (const auto& file : std::filesystem::recursive_directory_iterator{root}) {
    if (file.path().filename() == "enum_names.hpp" || file.path().extension() != ".hpp") continue;
    std::ifstream in{file.path()};
    std::ostringstream text;
    text << in.rdbuf();
    const std::string whole = text.str();
    const std::string mark = "constexpr auto names_of(";
    for (std::size_t found = whole.find(mark); found != std::string::npos;
         found = whole.find(mark, found + 1)) {
      const std::size_t begin = found + mark.size();
      names.insert(whole.substr(begin, whole.find(')', begin) - begin));
    }
  }
  return names;
}

TEST(EnumNames, AreTheEnumerators) {
  std::set<std::string> held;
  hold<ColumnType>(held, "ColumnType");
  hold<ColumnUse>(held, "ColumnUse");
  hold<Layout>(held, "Layout");
  hold<PlanTable>(held, "PlanTable");
  hold<AssessmentTable>(held, "AssessmentTable");
  hold<ParseErrorCode>(held, "ParseErrorCode");
  hold<StoreErrorCode>(held, "StoreErrorCode");
  hold<SignatureOutcome>(held, "SignatureOutcome");
  hold<Severity>(held, "Severity");
  hold<Pick>(held, "Pick");
  hold<EntryUse>(held, "EntryUse");
  hold<IndicatorStatus>(held, "IndicatorStatus");
  hold<IndicatorReason>(held, "IndicatorReason");
  hold<MemberReport>(held, "MemberReport");
  hold<DeadlineStatus>(held, "DeadlineStatus");
  hold<Reason>(held, "Reason");
  hold<FieldUse>(held, "FieldUse");
  hold<FinanceStage>(held, "FinanceStage");
  hold<EntryFieldType>(held, "EntryFieldType");
  hold<EntryKind>(held, "EntryKind");
  hold<ReporterType>(held, "ReporterType");
  hold<Method>(held, "Method");
  hold<Verification>(held, "Verification");
  hold<Completion>(held, "Completion");
  hold<Role>(held, "Role");
  hold<Force>(held, "Force");
  hold<Discharge>(held, "Discharge");
  hold<DateOrder>(held, "DateOrder");
  hold<Hemisphere>(held, "Hemisphere");
  hold<Weekday>(held, "Weekday");
  hold<DeadlineKind>(held, "DeadlineKind");
  hold<NoDateReason>(held, "NoDateReason");
  hold<Cadence>(held, "Cadence");
  hold<DueSource>(held, "DueSource");
  hold<IndicatorKind>(held, "IndicatorKind");
  hold<Direction>(held, "Direction");
  hold<Aggregation>(held, "Aggregation");
  hold<TargetMode>(held, "TargetMode");
  hold<TrajectoryPath>(held, "TrajectoryPath");
  hold<SetBy>(held, "SetBy");
  hold<Change>(held, "Change");
  hold<Field>(held, "Field");
  hold<YesNo>(held, "YesNo");
  hold<FieldType>(held, "FieldType");
  hold<BlockKind>(held, "BlockKind");
  hold<TextUse>(held, "TextUse");
  hold<Orphans>(held, "Orphans");
  hold<ProfileIds>(held, "ProfileIds");
  hold<survey::CalibrationFunction>(held, "CalibrationFunction");
  hold<survey::RakeResiduals>(held, "RakeResiduals");
  hold<survey::EmptyReplicates>(held, "EmptyReplicates");
  hold<survey::Family>(held, "Family");
  hold<survey::Link>(held, "Link");
  hold<survey::IndependenceStatistic>(held, "IndependenceStatistic");
  hold<survey::Alternative>(held, "Alternative");
  hold<survey::PpsJoint>(held, "PpsJoint");
  hold<survey::PpsVariance>(held, "PpsVariance");
  hold<survey::QuantileError>(held, "QuantileError");
  hold<survey::ReplicateMethod>(held, "ReplicateMethod");
  hold<survey::Bootstrap>(held, "Bootstrap");
  hold<survey::LonelyPsu>(held, "LonelyPsu");
  hold<survey::CellFlag>(held, "CellFlag");
  hold<survey::Missing>(held, "Missing");
  hold<survey::DfRule>(held, "DfRule");
  hold<survey::Deff>(held, "Deff");
  hold<survey::QuantileRule>(held, "QuantileRule");
  hold<survey::ProportionMethod>(held, "ProportionMethod");
  hold<survey::Presentation>(held, "Presentation");
  hold<survey::PresentationRule>(held, "PresentationRule");
  held.insert("Comparator");  // written as the text form does
  EXPECT_EQ(held, named_enumerations());
}

TEST(EnumNames, OfComparatorsAreTheirMarks) {
  EXPECT_EQ(to_string(Comparator::equal), "=");
  EXPECT_EQ(to_string(Comparator::greater_or_equal), ">=");
  EXPECT_EQ(to_string(Comparator::has), ":");
  EXPECT_EQ(enum_count<Comparator>, 7U);
}

}  // namespace
}  // namespace actionplan::enum_names_test
