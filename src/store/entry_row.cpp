// SPDX-License-Identifier: Apache-2.0
#include "entry_row.hpp"

#include "database.hpp"

#include <nlohmann/json.hpp>

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

std::string sources_json(const std::vector<Source>& sources) {
  Json array = Json::array();
  for (const Source& source : sources) {
    array.push_back(
        {{"text", source.text},
         {"accessed_on", source.accessed_on ? Json(source.accessed_on->iso()) : Json(nullptr)},
         {"content_hash",
          source.content_hash.empty() ? Json(nullptr) : Json(source.content_hash)}});
  }
  return array.dump();
}

[[noreturn]] void refuse(const char* what, std::string_view text) {
  throw StoreError(std::string{"An entry in the store has the "} + what + " \"" +
                   std::string{text.substr(0, 80)} +
                   "\", which no entry can have; verify the store.");
}

std::string_view view(const SQLite::Column& column) {
  const char* bytes = column.getText();
  return {bytes, static_cast<std::size_t>(column.getBytes())};
}

template <class Enum, std::size_t Count>
Enum word(std::string_view text, const char* what) {
  for (std::size_t i = 0; i < Count; ++i) {
    if (to_string(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
  }
  refuse(what, text);
}

Date date(const SQLite::Column& column) {
  try {
    return Date::parse(view(column));
  } catch (const Error&) {
    refuse("date", view(column));
  }
}

std::optional<Date> date_if_any(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return date(column);
}

std::optional<Period> period_if_any(const SQLite::Column& first, const SQLite::Column& last) {
  if (first.isNull()) return std::nullopt;
  try {
    return Period{date(first), date(last)};
  } catch (const InvalidArgument&) {
    refuse("period", view(first));
  }
}

std::optional<double> number_if_any(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return column.getDouble();
}

template <class Id>
std::optional<Id> id_if_any(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return Id{view(column)};
}

std::optional<EntryId> entry_id_if_any(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return EntryId{to_hex(hash_of(column))};
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

EntryReader::EntryReader(const SQLite::Database& database)
    : statement_{database, std::string{"SELECT "} + columns + " FROM entry ORDER BY seq"} {}

EntryReader::EntryReader(const SQLite::Database& database, Chosen)
    : statement_{database, std::string{"SELECT "} + columns +
                               " FROM entry WHERE seq IN (SELECT seq FROM temp.chosen)"
                               " ORDER BY seq"} {}

std::int64_t EntryReader::seq() { return statement_.getColumn(seq_column).getInt64(); }

Hash EntryReader::id() { return hash_of(statement_.getColumn(id_column)); }

Hash EntryReader::link() { return hash_of(statement_.getColumn(link_column)); }

const std::vector<Source>& EntryReader::sources(const std::string& json) {
  const auto found = sources_.find(json);
  if (found != sources_.end()) return found->second;
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
  return sources_.emplace(json, std::move(sources)).first->second;
}

const Dimension& EntryReader::dimension(const std::string& json) {
  const auto found = dimensions_.find(json);
  if (found != dimensions_.end()) return found->second;
  Dimension dimension;
  try {
    dimension = Json::parse(json).get<Dimension>();
  } catch (const std::exception&) {
    refuse("dimension", json);
  }
  return dimensions_.emplace(json, std::move(dimension)).first->second;
}

Entry EntryReader::entry() {
  const auto at = [this](Column column) { return statement_.getColumn(column); };
  const auto text_if_any = [&at](Column column) {
    const SQLite::Column found = at(column);
    return found.isNull() ? std::string{} : std::string{view(found)};
  };
  Entry entry{word<EntryKind, entry_kind_count>(view(at(kind)), "kind"), date(at(recorded_on))};
  entry.measure = id_if_any<MeasureId>(at(measure));
  entry.indicator = id_if_any<IndicatorId>(at(indicator));
  entry.agency = id_if_any<AgencyId>(at(agency));
  entry.about = entry_id_if_any(at(about));
  entry.replaces = entry_id_if_any(at(replaces));
  if (!at(dimension_column).isNull()) entry.dimension = dimension(text_if_any(dimension_column));
  entry.period = period_if_any(at(period_first), at(period_last));
  entry.observed_on = date_if_any(at(observed_on));
  entry.done_on = period_if_any(at(done_first), at(done_last));
  entry.published_on = date_if_any(at(published_on));
  entry.value = number_if_any(at(value));
  entry.denominator = number_if_any(at(denominator));
  entry.standard_error = number_if_any(at(standard_error));
  entry.df = number_if_any(at(df));
  if (!at(n).isNull()) entry.n = at(n).getInt64();
  entry.deff = number_if_any(at(deff));
  if (!at(done).isNull()) entry.done = at(done).getInt() != 0;
  if (!at(completion).isNull()) {
    entry.completion = word<Completion, completion_count>(view(at(completion)), "completion");
  }
  if (!at(verification).isNull()) {
    entry.verification =
        word<Verification, verification_count>(view(at(verification)), "verification");
  }
  entry.unit = text_if_any(unit);
  entry.reporter = text_if_any(reporter);
  entry.reporter_type =
      word<ReporterType, reporter_type_count>(view(at(reporter_type)), "reporter type");
  entry.method = word<Method, method_count>(view(at(method)), "method");
  entry.member = text_if_any(member);
  entry.person = text_if_any(person);
  entry.text = text_if_any(text_column);
  entry.sources = sources(text_if_any(sources_column));
  return entry;
}

}  // namespace actionplan::detail
