// SPDX-License-Identifier: Apache-2.0
#include "entry_row.hpp"

#include "codec/internal/sources_json.hpp"

#include "database.hpp"

#include <sqlite3.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

namespace actionplan::detail {
namespace {

using Json = nlohmann::ordered_json;

enum Column : int {
  seq_column,
  id_column,
  kind,
  recorded_on,
  measure,
  indicator,
  agency,
  about,
  replaces,
  dimension_column,
  period_first,
  period_last,
  observed_on,
  done_first,
  done_last,
  published_on,
  value,
  denominator,
  standard_error,
  df,
  n,
  deff,
  done,
  completion,
  verification,
  unit,
  reporter,
  reporter_type,
  method,
  member,
  person,
  text_column,
  sources_column,
  link_column,
  column_count,
};

constexpr const char* columns =
    "seq, id, kind, recorded_on, measure, indicator, agency, about, replaces, dimension, "
    "period_first, period_last, observed_on, done_first, done_last, published_on, value, "
    "denominator, standard_error, df, n, deff, done, completion, verification, unit, reporter, "
    "reporter_type, method, member, person, text, sources, link";

std::string insert_sql() {
  std::string marks = "?";
  for (int i = 1; i < column_count; ++i) marks += ", ?";
  return std::string{"INSERT INTO entry ("} + columns + ") VALUES (" + marks + ")";
}

[[noreturn]] void refuse(const char* what, std::string_view text) {
  throw StoreError(std::string{"An entry in the store has the "} + what + " \"" +
                   std::string{text.substr(0, 80)} +
                   "\", which no entry can have; verify the store.");
}

// The word for it, most often the one that the row before had.
template <class Enum, std::size_t Count>
Enum word(std::string_view text, const char* what, Enum before) {
  if (to_string(before) == text) return before;
  for (std::size_t i = 0; i < Count; ++i) {
    if (to_string(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
  }
  refuse(what, text);
}

// Of the columns that hold dates, from 0.
constexpr std::size_t date_slot(int column) noexcept {
  switch (column) {
    case recorded_on: return 0;
    case period_first: return 1;
    case period_last: return 2;
    case observed_on: return 3;
    case done_first: return 4;
    case done_last: return 5;
    default: return 6;
  }
}

std::vector<Source> parse_sources(std::string_view json) {
  std::vector<Source> sources;
  try {
    for (const Json& item : Json::parse(json)) {
      Source source;
      source.text = item.at("text").get<std::string>();
      if (!item.at("accessed_on").is_null()) {
        source.accessed_on = Date::parse(item.at("accessed_on").get<std::string>());
      }
      if (!item.at("content_hash").is_null()) {
        source.content_hash = item.at("content_hash").get<std::string>();
      }
      sources.push_back(std::move(source));
    }
  } catch (const std::exception&) {
    refuse("sources", json);
  }
  return sources;
}

Dimension parse_dimension(std::string_view json) {
  try {
    return Json::parse(json).get<Dimension>();
  } catch (const std::exception&) {
    refuse("dimension", json);
  }
}

// What `parse` makes of a text, parsed once; so many texts are remembered that more would not pay.
template <class Map, class Parse>
const auto& remembered(Map& known, std::string_view text, Parse parse) {
  constexpr std::size_t most = 10'000;
  const auto found = known.find(text);
  if (found != known.end()) return found->second;
  if (known.size() >= most) known.clear();
  return known.emplace(std::string{text}, parse(text)).first->second;
}

}  // namespace

EntryWriter::EntryWriter(SQLite::Database& database) : statement_{database, insert_sql()} {}

void EntryWriter::write(std::int64_t seq, const Entry& entry, const Hash& id, const Hash& link) {
  statement_.reset();
  statement_.clearBindings();
  statement_.bind(seq_column + 1, seq);
  bind_hash(statement_, id_column + 1, id);
  bind_hash(statement_, link_column + 1, link);
  bind(entry);
  statement_.exec();
}

void EntryWriter::bind(const Entry& entry) {
  const auto bind_text = [this](Column column, std::string_view words) {
    if (!words.empty()) statement_.bind(column + 1, std::string{words});
  };
  const auto bind_date = [&](Column column, const std::optional<Date>& day) {
    if (day) bind_text(column, day->iso());
  };
  const auto bind_number = [this](Column column, const std::optional<double>& number) {
    if (number) statement_.bind(column + 1, *number);
  };
  bind_text(kind, to_string(entry.kind));
  bind_date(recorded_on, entry.recorded_on);
  if (entry.measure) bind_text(measure, entry.measure->value());
  if (entry.indicator) bind_text(indicator, entry.indicator->value());
  if (entry.agency) bind_text(agency, entry.agency->value());
  if (entry.about) bind_hash(statement_, about + 1, hash_from_hex(entry.about->value()));
  if (entry.replaces) bind_hash(statement_, replaces + 1, hash_from_hex(entry.replaces->value()));
  if (!entry.dimension.empty()) bind_text(dimension_column, Json(entry.dimension).dump());
  if (entry.period) {
    bind_date(period_first, entry.period->first());
    bind_date(period_last, entry.period->last());
  }
  bind_date(observed_on, entry.observed_on);
  if (entry.done_on) {
    bind_date(done_first, entry.done_on->first());
    bind_date(done_last, entry.done_on->last());
  }
  bind_date(published_on, entry.published_on);
  bind_number(value, entry.value);
  bind_number(denominator, entry.denominator);
  bind_number(standard_error, entry.standard_error);
  bind_number(df, entry.df);
  if (entry.n) statement_.bind(n + 1, *entry.n);
  bind_number(deff, entry.deff);
  if (entry.done) statement_.bind(done + 1, *entry.done ? 1 : 0);
  if (entry.completion) bind_text(completion, to_string(*entry.completion));
  if (entry.verification) bind_text(verification, to_string(*entry.verification));
  bind_text(unit, entry.unit);
  bind_text(reporter, entry.reporter);
  bind_text(reporter_type, to_string(entry.reporter_type));
  bind_text(method, to_string(entry.method));
  bind_text(member, entry.member);
  bind_text(person, entry.person);
  bind_text(text_column, entry.text);
  bind_text(sources_column, sources_json(entry.sources));
}

void EntryReader::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

EntryReader::EntryReader(const SQLite::Database& database) : EntryReader{database, ""} {}

EntryReader::EntryReader(const SQLite::Database& database, Chosen)
    : EntryReader{database, " WHERE seq IN (SELECT seq FROM temp.chosen)"} {}

EntryReader::EntryReader(const SQLite::Database& database, const std::string& where)
    : database_{database}, entry_{EntryKind::observation, Date::earliest()} {
  const std::string sql =
      std::string{"SELECT "} + columns + " FROM entry" + where + " ORDER BY seq";
  sqlite3_stmt* statement = nullptr;
  const int result =
      sqlite3_prepare_v2(database_.getHandle(), sql.c_str(), -1, &statement, nullptr);
  statement_.reset(statement);
  if (result != SQLITE_OK) throw SQLite::Exception{database_.getHandle(), result};
}

bool EntryReader::next() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  throw SQLite::Exception{database_.getHandle(), result};
}

bool EntryReader::is_null(int column) const noexcept {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::string_view EntryReader::text(int column) const noexcept {
  const unsigned char* const bytes = sqlite3_column_text(statement_.get(), column);
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Hash EntryReader::hash(int column) const {
  const void* const bytes = sqlite3_column_blob(statement_.get(), column);
  return to_hash(bytes, sqlite3_column_bytes(statement_.get(), column));
}

std::int64_t EntryReader::seq() const noexcept {
  return sqlite3_column_int64(statement_.get(), seq_column);
}

Hash EntryReader::id() const { return hash(id_column); }

Hash EntryReader::link() const { return hash(link_column); }

Date EntryReader::date(int column) {
  const std::string_view given = text(column);
  DateText& before = dates_[date_slot(column)];
  const bool is_same =
      before.date && given == std::string_view{before.text.data(), before.text.size()};
  if (is_same) return *before.date;
  try {
    before.date = Date::parse(given);
  } catch (const Error&) {
    refuse("date", given);
  }
  std::copy_n(given.begin(), before.text.size(), before.text.begin());
  return *before.date;
}

std::optional<Date> EntryReader::date_if_any(int column) {
  if (is_null(column)) return std::nullopt;
  return date(column);
}

std::optional<Period> EntryReader::period_if_any(int first, int last) {
  if (is_null(first)) return std::nullopt;
  try {
    return Period{date(first), date(last)};
  } catch (const InvalidArgument&) {
    refuse("period", text(first));
  }
}

std::optional<double> EntryReader::number_if_any(int column) const noexcept {
  if (is_null(column)) return std::nullopt;
  return sqlite3_column_double(statement_.get(), column);
}

template <class Id>
void EntryReader::read_id(int column, std::optional<Id>& id) const {
  const std::string_view given = text(column);
  if (given.data() == nullptr) {
    id.reset();
  } else if (!id || id->value() != given) {
    id.emplace(given);
  }
}

void EntryReader::read_references() {
  read_id(measure, entry_.measure);
  read_id(indicator, entry_.indicator);
  read_id(agency, entry_.agency);
  const auto read = [this](int column, std::optional<EntryId>& id) {
    id.reset();
    if (!is_null(column)) id.emplace(to_hex(hash(column)));
  };
  read(about, entry_.about);
  read(replaces, entry_.replaces);
}

void EntryReader::read_dates() {
  entry_.recorded_on = date(recorded_on);
  entry_.period = period_if_any(period_first, period_last);
  entry_.observed_on = date_if_any(observed_on);
  entry_.done_on = period_if_any(done_first, done_last);
  entry_.published_on = date_if_any(published_on);
}

void EntryReader::read_numbers() {
  entry_.value = number_if_any(value);
  entry_.denominator = number_if_any(denominator);
  entry_.standard_error = number_if_any(standard_error);
  entry_.df = number_if_any(df);
  entry_.deff = number_if_any(deff);
  entry_.n.reset();
  if (!is_null(n)) entry_.n = sqlite3_column_int64(statement_.get(), n);
  entry_.done.reset();
  if (!is_null(done)) entry_.done = sqlite3_column_int64(statement_.get(), done) != 0;
}

void EntryReader::read_words() {
  entry_.kind = word<EntryKind, entry_kind_count>(text(kind), "kind", entry_.kind);
  entry_.reporter_type = word<ReporterType, reporter_type_count>(
      text(reporter_type), "reporter type", entry_.reporter_type);
  entry_.method = word<Method, method_count>(text(method), "method", entry_.method);
  entry_.completion.reset();
  if (const std::string_view given = text(completion); given.data() != nullptr) {
    entry_.completion =
        word<Completion, completion_count>(given, "completion", Completion::no_evidence);
  }
  entry_.verification.reset();
  if (const std::string_view given = text(verification); given.data() != nullptr) {
    entry_.verification =
        word<Verification, verification_count>(given, "verification", Verification::unverified);
  }
  entry_.unit.assign(text(unit));
  entry_.reporter.assign(text(reporter));
  entry_.member.assign(text(member));
  entry_.person.assign(text(person));
  entry_.text.assign(text(text_column));
}

void EntryReader::read_dimension() {
  const std::string_view json = text(dimension_column);
  if (json.data() != nullptr) {
    entry_.dimension = remembered(dimensions_, json, parse_dimension);
  } else if (!entry_.dimension.empty()) {
    entry_.dimension.clear();
  }
}

void EntryReader::read_sources() {
  const std::string_view json = text(sources_column);
  if (json == last_sources_ && !entry_.sources.empty()) return;
  entry_.sources = remembered(sources_, json, parse_sources);
  last_sources_.assign(json);
}

const Entry& EntryReader::entry() {
  read_words();
  read_references();
  read_dimension();
  read_dates();
  read_numbers();
  read_sources();
  return entry_;
}

}  // namespace actionplan::detail
