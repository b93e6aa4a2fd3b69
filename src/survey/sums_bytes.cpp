// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>
#include <actionplan/survey/sums.hpp>

#include <bit>
#include <cstring>
#include <limits>

namespace actionplan::survey {
namespace {

constexpr std::string_view mark = "actionplan/sums@2\n";
constexpr std::string_view first_mark = "actionplan/sums@1\n";  // without products

class Writer {
 public:
  void number(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) out_.push_back(static_cast<char>(value >> shift));
  }
  void real(double value) { number(std::bit_cast<std::uint64_t>(value)); }
  void text(const std::string& value) {
    number(value.size());
    out_ += value;
  }
  void reals(const std::vector<double>& values) {
    number(values.size());
    for (const double value : values) real(value);
  }
  std::string out_{mark};
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_{bytes} {
    static_assert(mark.size() == first_mark.size());
    const std::string_view found = rest_.substr(0, mark.size());
    if (found != mark && found != first_mark) {
      throw ParseError(
          "The bytes do not begin with \"actionplan/sums@2\"; give what to_bytes made.");
    }
    has_products = found == mark;
    rest_.remove_prefix(mark.size());
  }

  std::uint64_t number() {
    const std::string_view from = take(8);
    std::uint64_t out = 0;
    for (int i = 7; i >= 0; --i) {
      out = (out << 8U) | static_cast<unsigned char>(from[static_cast<std::size_t>(i)]);
    }
    return out;
  }
  double real() { return std::bit_cast<double>(number()); }
  std::string text() { return std::string{take(number())}; }
  // A count of things that take at least `size` bytes each.
  std::size_t count(std::size_t size) {
    const std::uint64_t out = number();
    if (out > rest_.size() / size) refuse();
    return static_cast<std::size_t>(out);
  }
  std::vector<double> reals() {
    std::vector<double> out(count(8));
    for (double& value : out) value = real();
    return out;
  }
  bool has_products = true;

  void end() const {
    if (!rest_.empty()) refuse();
  }
  [[noreturn]] static void refuse() {
    throw ParseError("The bytes are not sums as to_bytes makes them; they were cut or changed.");
  }

 private:
  std::string_view take(std::uint64_t size) {
    if (size > rest_.size()) refuse();
    const std::string_view out = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(out.size());
    return out;
  }
  std::string_view rest_;
};

void check(const Sums& sums) {
  bool is_sound =
      sums.cells.size() == sums.units.size() * sums.domains.size() * sums.width() &&
      sums.shifts.size() == sums.domains.size() * sums.variables &&
      (sums.products.empty() || sums.products.size() == sums.domains.size() * sums.product_count());
  for (const Sums::Unit& unit : sums.units) {
    is_sound = is_sound && unit.group >= 0 && std::size_t(unit.group) < sums.groups.size();
  }
  if (!is_sound) Reader::refuse();
}

}  // namespace

std::string to_bytes(const Sums& sums) {
  Writer out;
  out.number(sums.groups.size());
  for (const Sums::Group& group : sums.groups) {
    out.text(group.name);
    out.real(group.population);
    out.real(group.fraction);
  }
  out.number(sums.units.size());
  for (const Sums::Unit& unit : sums.units) {
    out.text(unit.name);
    out.number(static_cast<std::uint64_t>(unit.group));
  }
  out.number(sums.domains.size());
  for (const std::string& name : sums.domains) out.text(name);
  out.number(sums.variables);
  out.reals(sums.shifts);
  out.reals(sums.cells);
  out.real(sums.rows);
  out.real(sums.weight);
  out.number(static_cast<std::uint64_t>(sums.lonely_psu));
  out.number(sums.df ? 1 : 0);
  out.real(sums.df.value_or(0));
  out.reals(sums.products);
  return std::move(out.out_);
}

Sums sums_from_bytes(std::string_view bytes) {
  Reader in{bytes};
  Sums out;
  out.groups.resize(in.count(24));
  for (Sums::Group& group : out.groups) {
    group.name = in.text();
    group.population = in.real();
    group.fraction = in.real();
  }
  out.units.resize(in.count(16));
  for (Sums::Unit& unit : out.units) {
    unit.name = in.text();
    const std::uint64_t group = in.number();
    if (group > std::uint64_t(std::numeric_limits<std::int32_t>::max())) Reader::refuse();
    unit.group = static_cast<std::int32_t>(group);
  }
  out.domains.resize(in.count(8));
  for (std::string& name : out.domains) name = in.text();
  out.variables = static_cast<std::size_t>(in.number());
  if (out.variables > bytes.size()) Reader::refuse();
  out.shifts = in.reals();
  out.cells = in.reals();
  out.rows = in.real();
  out.weight = in.real();
  const std::uint64_t lonely = in.number();
  if (lonely > static_cast<std::uint64_t>(LonelyPsu::average)) Reader::refuse();
  out.lonely_psu = static_cast<LonelyPsu>(lonely);
  const bool has_df = in.number() != 0;
  const double df = in.real();
  if (has_df) out.df = df;
  if (in.has_products) out.products = in.reals();
  in.end();
  check(out);
  return out;
}

}  // namespace actionplan::survey
