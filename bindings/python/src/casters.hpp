// SPDX-License-Identifier: Apache-2.0
#pragma once

// What stands for what: a day is a `datetime.date`, an id a `str`, an enumerator a member of an
// `enum.Enum` that is also a `str`. Every binding file includes this, so that all agree.

#include <actionplan/actionplan.hpp>
#include <actionplan/core/error.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::bindings {

namespace py = pybind11;

/// A `str` and nothing else: pybind11's own conversion would take bytes of any encoding, too.
struct Text {
  std::string value;
};

/// The bytes of a document: of a `str` (in UTF-8) or of any bytes-like object. Lives for one call.
struct DocumentBytes {
  std::string_view bytes;
};

/// The name of a file: a `str` or anything with `__fspath__`.
struct FileName {
  std::filesystem::path path;
};

/// A period, its text ("2016Q1"), or a day.
struct PeriodOrText {
  Period value;
};

/// A rule, or the name of a preset ("open_budget_survey").
struct RuleOrName {
  ReportDueRule value;
};

/// Entries as a list or another iterable of them, and no table: an empty one would be no entry.
struct Entries {
  std::vector<Entry> items;
};

Date to_date(py::handle source);
/// Is it True or False, of Python or numpy, which pybind11 would take for 1 and 0?
bool is_truth(py::handle source);
bool is_table(py::handle source);  // of another library
/// Says of a whole number that a float does not hold to the last digit.
void warn_of_rounding(py::handle source, double kept);
py::handle from_date(Date date);
std::string to_text(py::handle source);
std::string_view view_text(py::handle source);
/// What another library calls a period, such as `pandas.Period`: whatever has a first and a last
/// moment. Nothing where it is none, or no time at all.
std::optional<Period> find_period(py::handle source);
bool is_path(py::handle source);  // a `str`, `bytes` or anything with `__fspath__`
std::filesystem::path to_path(py::handle source);

/// The members of a Python enumeration, by enumerator; filled at import, never changed afterwards.
template <class Enum>
struct Words {
  static inline std::string name;
  static inline std::vector<py::handle> members;
};

[[noreturn]] void refuse_word(std::string_view text, const std::string& name,
                              const std::vector<py::handle>& members);

template <class Enum>
struct WordCaster {
  bool load(py::handle source, bool) {
    const std::vector<py::handle>& members = Words<Enum>::members;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!source.is(members[i])) continue;
      value = static_cast<Enum>(i);
      return true;
    }
    if (PyUnicode_Check(source.ptr()) == 0) return false;
    const std::string_view text = view_text(source);
    if (const std::optional<Enum> found = find_enum<Enum>(text)) {
      value = *found;
      return true;
    }
    refuse_word(text, Words<Enum>::name, members);
  }

  static py::handle cast(Enum word, py::return_value_policy, py::handle) {
    return Words<Enum>::members.at(static_cast<std::size_t>(word)).inc_ref();
  }

  template <class>
  using cast_op_type = Enum;
  operator Enum() const { return value; }  // NOLINT(google-explicit-constructor)

  Enum value{};
};

/// The beginning of a given text, for a message: a null would end it.
inline std::string in_message(const std::string& text) {
  constexpr std::size_t most = 40;
  std::string shown = text::replace_invalid_utf8(text.substr(0, most));
  for (char& letter : shown) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) letter = ' ';
  }
  return '"' + shown + (text.size() > most ? "...\"" : "\"");
}

/// What stands between values, from a text of one character; 0 of an empty one.
/// @throws InvalidArgument  it is longer.
inline char to_separator(const std::string& text) {
  if (text.size() > 1) {
    throw InvalidArgument("The separator " + in_message(text) +
                          " is not one character; give a tab, ';', "
                          "',' or '|'.");
  }
  return text.empty() ? char{} : text.front();
}

}  // namespace actionplan::bindings

namespace pybind11::detail {

/// As pybind11's own, but True is no number.
template <>
struct type_caster<double> {
  PYBIND11_TYPE_CASTER(double, io_name("typing.SupportsFloat | typing.SupportsIndex", "float"));
  bool load(handle source, bool convert) {
    if (!source || actionplan::bindings::is_truth(source)) return false;
    make_caster<long double> caster;
    if (!caster.load(source, convert)) return false;
    value = static_cast<double>(static_cast<long double>(caster));
    if (PyFloat_Check(source.ptr()) == 0) actionplan::bindings::warn_of_rounding(source, value);
    return true;
  }
  static handle cast(double number, return_value_policy, handle) {
    return PyFloat_FromDouble(number);
  }
};

/// Likewise.
template <class Whole>
struct WholeCaster {
  PYBIND11_TYPE_CASTER(Whole, io_name("typing.SupportsInt | typing.SupportsIndex", "int"));
  bool load(handle source, bool convert) {
    if (!source || actionplan::bindings::is_truth(source)) return false;
    if (PyFloat_Check(source.ptr()) != 0) return false;
    const bool is_whole = PyIndex_Check(source.ptr()) != 0;
    if (!is_whole && (!convert || PyNumber_Check(source.ptr()) == 0)) return false;
    const auto made = reinterpret_steal<object>(is_whole ? PyNumber_Index(source.ptr())
                                                         : PyNumber_Long(source.ptr()));
    const long long found = made ? PyLong_AsLongLong(made.ptr()) : -1;
    if (PyErr_Occurred() != nullptr) {
      PyErr_Clear();
      return false;
    }
    value = static_cast<Whole>(found);
    return static_cast<long long>(value) == found;
  }
  static handle cast(Whole number, return_value_policy, handle) {
    return PyLong_FromLongLong(number);
  }
};
template <>
struct type_caster<int> : WholeCaster<int> {};
template <>
struct type_caster<long> : WholeCaster<long> {};
template <>
struct type_caster<long long> : WholeCaster<long long> {};

template <>
struct type_caster<actionplan::Date> {
  PYBIND11_TYPE_CASTER(actionplan::Date, io_name("datetime.date | str", "datetime.date"));
  bool load(handle source, bool) {
    value = actionplan::bindings::to_date(source);
    return true;
  }
  static handle cast(actionplan::Date date, return_value_policy, handle) {
    return actionplan::bindings::from_date(date);
  }
};

template <class Tag>
struct type_caster<actionplan::Id<Tag>> {
  PYBIND11_TYPE_CASTER(actionplan::Id<Tag>, const_name("str"));
  bool load(handle source, bool) {
    if (PyUnicode_Check(source.ptr()) == 0) return false;
    value = actionplan::Id<Tag>{actionplan::bindings::to_text(source)};
    return true;
  }
  static handle cast(const actionplan::Id<Tag>& id, return_value_policy, handle) {
    return str(id.value()).release();
  }
};

template <>
struct type_caster<actionplan::bindings::Text> {
  PYBIND11_TYPE_CASTER(actionplan::bindings::Text, const_name("str"));
  bool load(handle source, bool) {
    if (PyUnicode_Check(source.ptr()) == 0) return false;
    value.value = actionplan::bindings::to_text(source);
    return true;
  }
};

template <>
struct type_caster<actionplan::bindings::DocumentBytes> {
  PYBIND11_TYPE_CASTER(actionplan::bindings::DocumentBytes,
                       const_name("str | collections.abc.Buffer"));
  bool load(handle source, bool) {
    if (PyUnicode_Check(source.ptr()) != 0) {
      value.bytes = actionplan::bindings::view_text(source);
    } else if (PyBytes_Check(source.ptr()) != 0) {
      value.bytes = reinterpret_borrow<bytes>(source);
    } else if (PyObject_CheckBuffer(source.ptr()) != 0) {
      // Copied, since its owner could change it while the GIL is released.
      copy = reinterpret_steal<bytes>(PyBytes_FromObject(source.ptr()));
      if (!copy) throw error_already_set();
      value.bytes = copy;
    } else {
      return false;
    }
    return true;
  }
  bytes copy;
};

template <>
struct type_caster<actionplan::bindings::FileName> {
  PYBIND11_TYPE_CASTER(actionplan::bindings::FileName, const_name("str | os.PathLike[str]"));
  bool load(handle source, bool) {
    if (!actionplan::bindings::is_path(source)) return false;
    value.path = actionplan::bindings::to_path(source);
    return true;
  }
};

template <>
struct type_caster<actionplan::bindings::PeriodOrText> {
  static constexpr auto name = const_name("Period | datetime.date | str");
  bool load(handle source, bool) {
    if (PyUnicode_Check(source.ptr()) != 0) {
      value.value = actionplan::Period::parse(actionplan::bindings::view_text(source));
      return true;
    }
    if (isinstance(source, module_::import("datetime").attr("date"))) {
      const actionplan::Date day = actionplan::bindings::to_date(source);
      value.value = actionplan::Period{day, day};
      return true;
    }
    if (const auto period = actionplan::bindings::find_period(source)) {
      value.value = *period;
      return true;
    }
    make_caster<actionplan::Period> caster;
    if (!caster.load(source, false)) return false;
    value.value = cast_op<const actionplan::Period&>(caster);
    return true;
  }
  template <class>
  using cast_op_type = actionplan::bindings::PeriodOrText;
  operator actionplan::bindings::PeriodOrText() const {  // NOLINT(google-explicit-constructor)
    return value;
  }
  actionplan::bindings::PeriodOrText value{actionplan::Period{{}, {}}};
};

template <>
struct type_caster<actionplan::bindings::RuleOrName> {
  PYBIND11_TYPE_CASTER(actionplan::bindings::RuleOrName, const_name("ReportDueRule | str"));
  bool load(handle source, bool) {
    if (PyUnicode_Check(source.ptr()) != 0) {
      value.value = actionplan::report_due_preset(actionplan::bindings::view_text(source));
      return true;
    }
    make_caster<actionplan::ReportDueRule> caster;
    if (!caster.load(source, false)) return false;
    value.value = cast_op<const actionplan::ReportDueRule&>(caster);
    return true;
  }
};

#define ACTIONPLAN_WORD(Enum)                                                                 \
  template <>                                                                                 \
  struct type_caster<actionplan::Enum> : actionplan::bindings::WordCaster<actionplan::Enum> { \
    static constexpr auto name = io_name(#Enum " | str", #Enum);                              \
  }
ACTIONPLAN_WORD(Severity);
ACTIONPLAN_WORD(SignatureOutcome);
ACTIONPLAN_WORD(Role);
ACTIONPLAN_WORD(Force);
ACTIONPLAN_WORD(Discharge);
ACTIONPLAN_WORD(DeadlineKind);
ACTIONPLAN_WORD(NoDateReason);
ACTIONPLAN_WORD(DateOrder);
ACTIONPLAN_WORD(Hemisphere);
ACTIONPLAN_WORD(Weekday);
ACTIONPLAN_WORD(Cadence);
ACTIONPLAN_WORD(DueSource);
ACTIONPLAN_WORD(IndicatorKind);
ACTIONPLAN_WORD(SetBy);
ACTIONPLAN_WORD(Direction);
ACTIONPLAN_WORD(Aggregation);
ACTIONPLAN_WORD(TargetMode);
ACTIONPLAN_WORD(TrajectoryPath);
ACTIONPLAN_WORD(DeadlineStatus);
ACTIONPLAN_WORD(Reason);
ACTIONPLAN_WORD(BlockKind);
ACTIONPLAN_WORD(TextUse);
ACTIONPLAN_WORD(Layout);
ACTIONPLAN_WORD(ColumnUse);
ACTIONPLAN_WORD(EntryKind);
ACTIONPLAN_WORD(ReporterType);
ACTIONPLAN_WORD(Method);
ACTIONPLAN_WORD(Verification);
ACTIONPLAN_WORD(Completion);
ACTIONPLAN_WORD(IndicatorStatus);
ACTIONPLAN_WORD(IndicatorReason);
ACTIONPLAN_WORD(EntryUse);
ACTIONPLAN_WORD(Pick);
ACTIONPLAN_WORD(MemberReport);
ACTIONPLAN_WORD(Change);
ACTIONPLAN_WORD(Orphans);
ACTIONPLAN_WORD(ProfileIds);
ACTIONPLAN_WORD(ColumnType);
ACTIONPLAN_WORD(PlanTable);
ACTIONPLAN_WORD(FinanceStage);
ACTIONPLAN_WORD(AssessmentTable);
#undef ACTIONPLAN_WORD

#define ACTIONPLAN_SURVEY_WORD(Enum)                                 \
  template <>                                                        \
  struct type_caster<actionplan::survey::Enum>                       \
      : actionplan::bindings::WordCaster<actionplan::survey::Enum> { \
    static constexpr auto name = io_name(#Enum " | str", #Enum);     \
  }
ACTIONPLAN_SURVEY_WORD(LonelyPsu);
ACTIONPLAN_SURVEY_WORD(CellFlag);
ACTIONPLAN_SURVEY_WORD(Missing);
ACTIONPLAN_SURVEY_WORD(DfRule);
ACTIONPLAN_SURVEY_WORD(Deff);
ACTIONPLAN_SURVEY_WORD(QuantileRule);
ACTIONPLAN_SURVEY_WORD(ProportionMethod);
ACTIONPLAN_SURVEY_WORD(Presentation);
ACTIONPLAN_SURVEY_WORD(PresentationRule);
#undef ACTIONPLAN_SURVEY_WORD

template <>
struct type_caster<actionplan::bindings::Entries> {
  using Items = std::vector<actionplan::Entry>;
  PYBIND11_TYPE_CASTER(actionplan::bindings::Entries, make_caster<Items>::name);
  bool load(handle source, bool convert) {
    if (actionplan::bindings::is_table(source)) return false;
    make_caster<Items> caster;
    if (!caster.load(source, convert)) return false;
    value.items = cast_op<Items&&>(std::move(caster));
    return true;
  }
};

/// A set of reasons is a tuple of them, in the order of the enumeration.
template <class Set, class Word>
struct ReasonSetCaster {
  static handle cast(Set reasons, return_value_policy policy, handle parent) {
    const std::vector<Word> list = reasons.list();
    tuple out(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      out[i] = reinterpret_steal<object>(make_caster<Word>::cast(list[i], policy, parent));
    }
    return out.release();
  }
};

template <>
struct type_caster<actionplan::ReasonSet>
    : ReasonSetCaster<actionplan::ReasonSet, actionplan::Reason> {
  static constexpr auto name = const_name("tuple[Reason, ...]");
};

template <>
struct type_caster<actionplan::IndicatorReasonSet>
    : ReasonSetCaster<actionplan::IndicatorReasonSet, actionplan::IndicatorReason> {
  static constexpr auto name = const_name("tuple[IndicatorReason, ...]");
};

}  // namespace pybind11::detail
