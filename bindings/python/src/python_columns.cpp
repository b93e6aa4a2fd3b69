// SPDX-License-Identifier: Apache-2.0
#include "python_columns.hpp"

#include <actionplan/codec/frame_builder.hpp>
#include <actionplan/core/error.hpp>

#include "casters.hpp"
#include "values.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::bindings {
namespace {

[[noreturn]] void refuse(const std::string& column, const std::string& what) {
  throw InvalidArgument("Column \"" + column + "\": " + what + ".");
}

// A Python buffer, held as long as a Frame borrows it; the last Frame may go in any thread.
struct HeldBuffer {
  Py_buffer view{};
  HeldBuffer() = default;
  HeldBuffer(const HeldBuffer&) = delete;
  HeldBuffer& operator=(const HeldBuffer&) = delete;
  ~HeldBuffer() {
    if (Py_IsInitialized() == 0) return;
    const py::gil_scoped_acquire acquire;
    PyBuffer_Release(&view);
  }
};

// Arrow's format for one of the struct module, by kind and size; null: none.
const char* arrow_format(char letter, py::ssize_t size) {
  const bool is_signed = std::strchr("bhilqn", letter) != nullptr;
  const bool is_unsigned = std::strchr("BHILQN", letter) != nullptr;
  if (letter == 'd' && size == 8) return "g";
  if (letter == 'f' && size == 4) return "f";
  if (!is_signed && !is_unsigned) return nullptr;
  switch (size) {
    case 1: return is_signed ? "c" : "C";
    case 2: return is_signed ? "s" : "S";
    case 4: return is_signed ? "i" : "I";
    case 8: return is_signed ? "l" : "L";
    default: return nullptr;
  }
}

// What a sequence holds; the least kind that holds all of it.
enum class Kind : std::uint8_t { nothing, boolean, integer, real, text, day, period };

bool is_absent(py::handle value) {
  if (value.is_none()) return true;
  if (PyFloat_Check(value.ptr()) != 0) return std::isnan(PyFloat_AS_DOUBLE(value.ptr()));
  const std::string name = type_name(value);
  return name == "NAType" || name == "NaTType";
}

std::optional<Kind> kind_of(py::handle value) {
  if (is_absent(value)) return Kind::nothing;
  const std::string name = type_name(value);
  if (PyBool_Check(value.ptr()) != 0 || name == "bool_" || name == "bool") return Kind::boolean;
  if (PyUnicode_Check(value.ptr()) != 0) return Kind::text;
  if (PyFloat_Check(value.ptr()) != 0) return Kind::real;
  if (PyLong_Check(value.ptr()) == 0 && find_period(value)) return Kind::period;
  if (PyIndex_Check(value.ptr()) != 0) return Kind::integer;
  if (py::hasattr(value, "toordinal")) return Kind::day;
  if (py::hasattr(value, "__float__")) return Kind::real;
  return std::nullopt;
}

Date day_of(const std::string& column, py::handle value) {
  if (py::hasattr(value, "hour")) {  // a datetime; pandas has no other kind of day
    const py::object midnight =
        value.attr("replace")(py::arg("hour") = 0, py::arg("minute") = 0, py::arg("second") = 0,
                              py::arg("microsecond") = 0);
    if (!value.attr("tzinfo").is_none() || !midnight.equal(value)) {
      refuse(column,
             "a moment within a day, or in a zone, stands where a day is meant; cut the "
             "times off first");
    }
  }
  return Date::from_days(value.attr("toordinal")().cast<std::int32_t>() - 719163);
}

class Builder {
 public:
  explicit Builder(std::size_t rows) : builder_{rows}, rows_{rows} {}

  void add(const std::string& name, const py::object& values) {
    if (static_cast<std::size_t>(py::len(values)) != rows_) {
      refuse(name, "it has " + std::to_string(py::len(values)) + " values, the first column has " +
                       std::to_string(rows_));
    }
    if (py::hasattr(values, "mask") && py::hasattr(values, "filled")) {  // numpy.ma
      add_sequence(name, values.attr("tolist")());
    } else if (is_datetime(values)) {
      add_moments(name, values);
    } else if (PyObject_CheckBuffer(values.ptr()) == 0 || PyBytes_Check(values.ptr()) != 0 ||
               !borrow(name, values)) {
      add_sequence(name,
                   py::hasattr(values, "tolist") ? py::object{values.attr("tolist")()} : values);
    }
  }

  // A pandas Categorical.
  void add_codes(const std::string& name, const py::object& codes, const py::object& labels) {
    FrameBuilder::Words words;
    for (const py::handle label : labels) words.push_back(py::str(label).cast<std::string>());
    const auto positions = codes.attr("tolist")().cast<std::vector<std::int64_t>>();
    check_size(name, positions.size());
    const auto most = static_cast<std::int64_t>(words.size());
    if (std::any_of(positions.begin(), positions.end(), [=](auto at) { return at >= most; })) {
      refuse(name, "a code stands for none of its categories");
    }
    builder_.add_words(name, std::move(words), [&](std::size_t row) -> std::optional<std::size_t> {
      if (positions[row] < 0) return std::nullopt;
      return static_cast<std::size_t>(positions[row]);
    });
  }

  [[nodiscard]] Frame build() { return builder_.build(); }

 private:
  // `__len__` may say anything.
  void check_size(const std::string& name, std::size_t size) const {
    if (size != rows_) refuse(name, "its length is not what it says");
  }

  static bool is_datetime(const py::object& values) {
    return py::hasattr(values, "dtype") && py::hasattr(values.attr("dtype"), "kind") &&
           py::str(values.attr("dtype").attr("kind")).cast<std::string>() == "M";
  }

  // numpy's datetime64, which shows no buffer of its own; its least number is "not a time".
  void add_moments(const std::string& name, const py::object& values) {
    const py::object whole = values.attr("astype")("datetime64[D]");
    const py::object again = whole.attr("astype")(values.attr("dtype"));
    if (!again.attr("tobytes")().equal(values.attr("tobytes")())) {
      refuse(name, "a moment within a day stands where a day is meant; cut the times off first");
    }
    const auto days =
        whole.attr("astype")("int64").attr("tolist")().cast<std::vector<std::int64_t>>();
    check_size(name, days.size());
    builder_.add_dates(name, [&](std::size_t row) -> std::optional<Date> {
      if (days[row] == INT64_MIN) return std::nullopt;
      if (days[row] < INT32_MIN || days[row] > INT32_MAX) {
        refuse(name, "a day lies outside 1400-01-01 .. 9999-12-31");
      }
      return Date::from_days(static_cast<std::int32_t>(days[row]));
    });
  }

  // @return  false where the buffer's values are none that Arrow has
  bool borrow(const std::string& name, const py::object& values) {
    const auto held = std::make_shared<HeldBuffer>();
    if (PyObject_GetBuffer(values.ptr(), &held->view, PyBUF_FORMAT | PyBUF_STRIDES) != 0) {
      PyErr_Clear();  // such as an array of objects in another byte order
      return false;
    }
    const Py_buffer& view = held->view;
    if (view.ndim != 1) refuse(name, "it has more than one dimension; give each as a column");
    check_size(name, static_cast<std::size_t>(view.shape[0]));
    const char* format = view.format == nullptr ? "B" : view.format;
    if (*format == '@' || *format == '=' || *format == '<') ++format;
    if (std::strlen(format) != 1) return false;
    const std::size_t size = static_cast<std::size_t>(view.itemsize);
    const auto at = [&view](std::size_t row) {
      return static_cast<const char*>(view.buf) + static_cast<py::ssize_t>(row) * view.strides[0];
    };
    if (*format == '?') {
      builder_.add_booleans(name, [&](std::size_t row) { return std::optional{*at(row) != 0}; });
      return true;
    }
    const char* const arrow = arrow_format(*format, view.itemsize);
    if (arrow == nullptr) return false;
    const bool begins_aligned = reinterpret_cast<std::uintptr_t>(view.buf) % size == 0;
    if (begins_aligned && (view.strides[0] == view.itemsize || rows_ < 2)) {
      builder_.borrow(name, arrow, view.buf, held);
      return true;
    }
    const auto copied = std::make_shared<std::vector<char>>(rows_ * size);
    for (std::size_t row = 0; row < rows_; ++row) {
      std::memcpy(copied->data() + row * size, at(row), size);
    }
    builder_.borrow(name, arrow, copied->data(), copied);
    return true;
  }

  void add_sequence(const std::string& name, const py::object& values) {
    std::vector<py::object> rows;
    for (const py::handle value : values) {
      rows.push_back(py::reinterpret_borrow<py::object>(value));
      if (rows.size() > rows_) break;  // it may never end
    }
    check_size(name, rows.size());
    const Kind kind = common_kind(name, rows);
    if (kind == Kind::text) {
      for (py::object& row : rows) {
        if (kind_of(row) == Kind::integer) row = py::str(row);
      }
    }
    add_by_kind(name, rows, kind);
  }

  static Kind common_kind(const std::string& name, const std::vector<py::object>& rows) {
    Kind all = Kind::nothing;
    std::size_t first = 0;
    const auto told = [&rows](std::size_t row) {
      return "row " + std::to_string(row + 1) + " holds " +
             in_message(py::repr(rows[row]).cast<std::string>()) + ", a " + type_name(rows[row]);
    };
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::optional<Kind> kind = kind_of(rows[row]);
      if (!kind)
        refuse(name, "a " + type_name(rows[row]) + " in row " + std::to_string(row + 1) +
                         " is no number, text or day");
      if (*kind == Kind::nothing || *kind == all) continue;
      const auto are = [&](Kind one, Kind other) {
        return (*kind == one && all == other) || (*kind == other && all == one);
      };
      const bool are_numbers = are(Kind::real, Kind::integer);
      // Whole numbers are written in one way, as decimal numbers are not: 1.1 and "1.10".
      const bool are_labels = are(Kind::text, Kind::integer);
      if (all != Kind::nothing && !are_numbers && !are_labels) {
        refuse(name, told(row) + ", and " + told(first) +
                         "; give values of one kind, and ids, numbers and labels as texts, as by "
                         "dtype=str where the table is read");
      }
      if (all == Kind::nothing) first = row;
      all = are_numbers ? Kind::real : are_labels ? Kind::text : *kind;
    }
    return all;
  }

  void add_by_kind(const std::string& name, const std::vector<py::object>& rows, Kind kind) {
    const auto each = [&rows](auto convert) {
      return [&rows, convert](std::size_t row) -> std::optional<decltype(convert(rows[row]))> {
        if (is_absent(rows[row])) return std::nullopt;
        return convert(rows[row]);
      };
    };
    switch (kind) {
      case Kind::nothing: builder_.add_empty(name); break;
      case Kind::boolean:
        builder_.add_booleans(name,
                              each([](const py::object& value) { return value.cast<bool>(); }));
        break;
      case Kind::integer:
        builder_.add_integers(
            name, each([&](const py::object& value) {
              const long long number = PyLong_AsLongLong(
                  py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr())).ptr());
              if (number == -1 && PyErr_Occurred() != nullptr) {
                PyErr_Clear();
                refuse(name, "a number does not fit 64 bits; give it as a float");
              }
              return static_cast<std::int64_t>(number);
            }));
        break;
      case Kind::real:
        builder_.add_reals(
            name, each([](const py::object& value) { return py::float_(value).cast<double>(); }));
        break;
      case Kind::day:
        builder_.add_dates(name,
                           each([&](const py::object& value) { return day_of(name, value); }));
        break;
      case Kind::period: {
        std::vector<std::optional<std::string>> texts;
        texts.reserve(rows.size());
        for (const py::object& row : rows) {
          const std::optional<Period> period = find_period(row);
          texts.push_back(period ? std::optional{period->text()} : std::nullopt);
        }
        builder_.add_texts(name, [&](std::size_t row) -> std::optional<std::string_view> {
          if (!texts[row]) return std::nullopt;
          return std::string_view{*texts[row]};
        });
        break;
      }
      default:
        builder_.add_texts(name, each([](const py::object& value) { return view_text(value); }));
    }
  }

  FrameBuilder builder_;
  std::size_t rows_;
};

// Labels of another kind are values, such as days, and no words.
bool are_texts(const py::object& labels) {
  const py::list held{labels};
  return std::all_of(held.begin(), held.end(),
                     [](py::handle label) { return PyUnicode_Check(label.ptr()) != 0; });
}

std::string name_of(py::handle key) {
  if (PyUnicode_Check(key.ptr()) == 0) {
    throw InvalidArgument("A column is called " + py::repr(key).cast<std::string>() +
                          ", which is no text; name the columns by texts.");
  }
  return to_text(key);
}

py::object checked(const std::string& name, const py::object& values) {
  if (PyUnicode_Check(values.ptr()) != 0 || !py::hasattr(values, "__len__")) {
    refuse(name, "a " + type_name(values) + " is no column; give an array or a list");
  }
  return values;
}

}  // namespace

Frame frame_of_mapping(py::handle mapping) {
  std::vector<std::pair<std::string, py::object>> columns;
  for (const py::handle key : py::list(mapping.attr("keys")())) {
    const std::string name = name_of(key);
    py::object values = mapping[key];
    if (py::hasattr(values, "to_numpy")) values = values.attr("to_numpy")();  // a Series
    columns.emplace_back(name, checked(name, values));
  }
  const std::size_t rows =
      columns.empty() ? 0 : static_cast<std::size_t>(py::len(columns.front().second));
  Builder builder{rows};
  for (const auto& [name, values] : columns) builder.add(name, values);
  return builder.build();
}

Frame frame_of_pandas(py::handle data_frame) {
  const py::list names{data_frame.attr("columns")};
  Builder builder{static_cast<std::size_t>(py::len(data_frame))};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name = name_of(names[i]);
    const py::object series =
        data_frame.attr("iloc")[py::make_tuple(py::slice(py::none(), py::none(), py::none()), i)];
    if (py::hasattr(series, "cat") && are_texts(series.attr("cat").attr("categories"))) {
      const py::object categorical = series.attr("cat");
      builder.add_codes(name, categorical.attr("codes"), categorical.attr("categories"));
    } else {
      builder.add(name, series.attr("to_numpy")());
    }
  }
  return builder.build();
}

}  // namespace actionplan::bindings
