// SPDX-License-Identifier: Apache-2.0
#include "entry_row.hpp"

#include <actionplan/evidence/entry_table.hpp>

#include "codec/internal/sources_json.hpp"
#include "core/internal/excerpt.hpp"
#include "evidence/internal/entry_words.hpp"

#include "database.hpp"

#include <sqlite3.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <type_traits>

namespace actionplan::detail {
namespace {

using Json = nlohmann::ordered_json;

// A row as it is read: its place in the chain and the entry's digest, the fields in the order of
// their table, where a period is two columns, and the link.
template <class Field>
constexpr int column_width =
    entry_field_type<typename Field::Value> == EntryFieldType::period ? 2 : 1;

constexpr int seq_column = 0;
constexpr int id_column = 1;
constexpr int first_field_column = 2;
constexpr int link_column = [] {
  int column = first_field_column;
  for_each_entry_field([&column](const auto& field) {
    column += column_width<std::remove_cvref_t<decltype(field)>>;
  });
  return column;
}();

template <class Field>
constexpr bool is_in_content = is_words<std::remove_cvref_t<Field>::member>;

template <class Field>
std::string columns_of(const Field& field, const std::string& table) {
  if constexpr (column_width<Field> == 2) {
    return ", " + table + first_day_name(field.name) + ", " + table + last_day_name(field.name);
  } else {
    return ", " + table + std::string{field.name};
  }
}

constexpr int sources_column = [] {
  int column = first_field_column;
  int found = 0;
  for_each_entry_field([&](const auto& field) {
    if (field.name == "sources") found = column;
    column += column_width<std::remove_cvref_t<decltype(field)>>;
  });
  return found;
}();
constexpr int salt_column = link_column + 1;
constexpr int content_column = link_column + 2;
constexpr int known_column = link_column + 3;

// In a store of version 1 the words of an entry stand in its row.
std::string select_sql(int version, const std::string& where, bool has_digests) {
  const std::string words = version == 1 ? "entry." : "content.";
  std::string columns = "entry.seq, entry.id";
  for_each_entry_field([&](const auto& field) {
    columns += columns_of(field, is_in_content<decltype(field)> ? words : "entry.");
  });
  columns += version == 1 ? ", entry.link, NULL" : ", entry.link, content.salt";
  if (has_digests) columns += version == 1 ? ", NULL, NULL" : ", entry.content, content.known";
  return "SELECT " + columns + " FROM entry" +
         (version == 1 ? "" : " LEFT JOIN content ON content.seq = entry.seq") + where +
         " ORDER BY entry.seq";
}

// Calls `visit` with each field and its first column, counted from 0.
template <class Visit>
void for_each_field_column(Visit visit) {
  int column = first_field_column;
  for_each_entry_field([&](const auto& field) {
    visit(field, column);
    column += column_width<std::remove_cvref_t<decltype(field)>>;
  });
}

std::string insert_sql(const std::string& table, const std::string& columns) {
  std::string marks = "?";
  for (const char c : columns) {
    if (c == ',') marks += ", ?";
  }
  return "INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")";
}

// Calls `visit` with each field that stands in the row of an entry or, else, with its words, and
// with the columns before it, which `first` come before.
template <bool is_of_content, class Visit>
void for_each_written(int first, Visit visit) {
  int column = first;
  for_each_entry_field([&](const auto& field) {
    if constexpr (is_in_content<decltype(field)> == is_of_content) {
      visit(field, column);
      column += column_width<std::remove_cvref_t<decltype(field)>>;
    }
  });
}

template <bool is_of_content>
std::string written_columns(std::string columns) {
  for_each_written<is_of_content>(
      0, [&](const auto& field, int /*column*/) { columns += columns_of(field, ""); });
  return columns;
}

// The columns that are no fields come first.
constexpr int first_entry_column = 4;    // seq, id, content, link
constexpr int first_content_column = 3;  // seq, known, salt

bool is_canonical(const std::vector<Source>& sources, std::string_view json) {
  return sources_json(sources) == json;
}
bool is_canonical(const Dimension& dimension, std::string_view json) {
  return !dimension.empty() && Json(dimension).dump() == json;
}

[[noreturn]] void refuse(std::string_view what, std::string_view text) {
  throw StoreError("An entry in the store has the " + std::string{what} + " \"" + excerpt(text) +
                   "\", which no entry can have; verify the store.");
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

// Binds the value of a field, by its type; absent and empty are NULL.
class Binder {
 public:
  explicit Binder(SQLite::Statement& statement) : statement_{statement} {}

  template <NamedEnum Word>
  void operator()(int column, Word word) {
    statement_.bind(column + 1, std::string{to_string(word)});
  }
  void operator()(int column, Date day) { statement_.bind(column + 1, day.iso()); }
  void operator()(int column, const Period& period) {
    (*this)(column, period.first());
    (*this)(column + 1, period.last());
  }
  void operator()(int column, double number) { statement_.bind(column + 1, number); }
  void operator()(int column, std::int64_t count) { statement_.bind(column + 1, count); }
  void operator()(int column, bool is_so) { statement_.bind(column + 1, is_so ? 1 : 0); }
  void operator()(int column, const EntryId& id) {
    bind_hash(statement_, column + 1, hash_from_hex(id.value()));
  }
  template <class Tag>
  void operator()(int column, const Id<Tag>& id) {
    (*this)(column, id.value());
  }
  template <class Value>
  void operator()(int column, const std::optional<Value>& value) {
    if (value) (*this)(column, *value);
  }
  void operator()(int column, const std::string& text) {
    if (!text.empty()) statement_.bind(column + 1, text);
  }
  void operator()(int column, const Dimension& dimension) {
    if (!dimension.empty()) statement_.bind(column + 1, Json(dimension).dump());
  }
  void operator()(int column, const std::vector<Source>& sources) {
    statement_.bind(column + 1, sources_json(sources));
  }

 private:
  SQLite::Statement& statement_;
};

// What `parse` makes of a text, parsed once; so many texts are remembered that more would not pay.
template <class Map, class Parse>
const auto& remembered(Map& known, std::string_view text, Parse parse) {
  constexpr std::size_t most = 10'000;
  const auto found = known.find(text);
  if (found != known.end()) return found->second;
  if (known.size() >= most) known.clear();
  auto value = parse(text);
  const bool is_as_written = is_canonical(value, text);
  typename Map::mapped_type parsed{std::move(value), is_as_written};
  return known.emplace(std::string{text}, std::move(parsed)).first->second;
}

}  // namespace

EntryWriter::EntryWriter(SQLite::Database& database)
    : entry_{database, insert_sql("entry", written_columns<false>("seq, id, content, link"))},
      content_{database, insert_sql("content", written_columns<true>("seq, known, salt"))} {}

void EntryWriter::write(const Entry& entry, const EntryRecord& record) {
  entry_.reset();
  entry_.clearBindings();
  entry_.bind(1, record.seq);
  bind_hash(entry_, 2, record.id);
  bind_hash(entry_, 3, record.content);
  bind_hash(entry_, 4, record.link);
  Binder bind_entry{entry_};
  for_each_written<false>(first_entry_column, [&](const auto& field, int column) {
    bind_entry(column, entry.*field.member);
  });
  entry_.exec();
  content_.reset();
  content_.clearBindings();
  content_.bind(1, record.seq);
  content_.bind(2, static_cast<const void*>(record.known.data()), static_cast<int>(known_size));
  content_.bind(3, static_cast<const void*>(record.salt.bytes().data()),
                static_cast<int>(EntrySalt::size));
  Binder bind_content{content_};
  for_each_written<true>(first_content_column, [&](const auto& field, int column) {
    bind_content(column, entry.*field.member);
  });
  content_.exec();
}

void EntryReader::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

EntryReader::EntryReader(const SQLite::Database& database) : EntryReader{database, "", false} {}

EntryReader::EntryReader(const SQLite::Database& database, Digests)
    : EntryReader{database, "", true} {}

EntryReader::EntryReader(const SQLite::Database& database, Chosen)
    : EntryReader{database, " WHERE entry.seq IN (SELECT seq FROM temp.chosen)", false} {}

EntryReader::EntryReader(const SQLite::Database& database, After after)
    : EntryReader{database, " WHERE entry.seq > " + std::to_string(after.seq), false} {}

EntryReader::EntryReader(const SQLite::Database& database, const Hash& id)
    : EntryReader{database, " WHERE entry.id = ?", true} {
  const int size = static_cast<int>(id.size());
  if (sqlite3_bind_blob(statement_.get(), 1, id.data(), size, SQLITE_TRANSIENT) != SQLITE_OK) {
    throw SQLite::Exception{database_.getHandle()};
  }
}

EntryReader::EntryReader(const SQLite::Database& database, const std::string& where,
                         bool has_digests)
    : database_{database}, entry_{EntryKind::observation, Date::earliest()}, dates_(link_column) {
  const int version = version_of(database);
  read_withholdings(version);
  const std::string sql = select_sql(version, where, has_digests);
  sqlite3_stmt* statement = nullptr;
  const int result =
      sqlite3_prepare_v2(database_.getHandle(), sql.c_str(), -1, &statement, nullptr);
  statement_.reset(statement);
  if (result != SQLITE_OK) throw SQLite::Exception{database_.getHandle(), result};
}

void EntryReader::read_withholdings(int version) {
  if (version == 1) return;
  SQLite::Statement select{
      database_,
      "SELECT withholding.entry, withholding.recorded_on, reason, kept, entry.content "
      "FROM withholding JOIN entry ON entry.id = withholding.entry"};
  while (select.executeStep()) {
    Withholding made{day_of(select.getColumn(1)), select.getColumn(2).getString(), {}, {}};
    if (!select.isColumnNull(3)) made.kept = hash_of(select.getColumn(3));
    if (!select.isColumnNull(4)) made.content = hash_of(select.getColumn(4));
    withholdings_.insert_or_assign(hash_of(select.getColumn(0)), std::move(made));
  }
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
  // Of a column each call looks it up and locks anew. The connection is no other thread's meanwhile.
  sqlite3_value* const value = sqlite3_column_value(statement_.get(), column);
  const unsigned char* const bytes = sqlite3_value_text(value);
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

Hash EntryReader::hash(int column) const {
  sqlite3_value* const value = sqlite3_column_value(statement_.get(), column);
  const void* const bytes = sqlite3_value_blob(value);
  return to_hash(bytes, sqlite3_value_bytes(value));
}

std::int64_t EntryReader::seq() const noexcept {
  return sqlite3_column_int64(statement_.get(), seq_column);
}

Hash EntryReader::id() const { return hash(id_column); }

Hash EntryReader::link() const { return hash(link_column); }

std::optional<Hash> EntryReader::content() const {
  if (is_null(content_column)) return std::nullopt;
  return hash(content_column);
}

const EntryReader::Withholding* EntryReader::withholding() const {
  if (withholdings_.empty()) return nullptr;
  const auto found = withholdings_.find(id());
  return found == withholdings_.end() ? nullptr : &found->second;
}

std::optional<std::string_view> EntryReader::known() const noexcept {
  const void* const bytes = sqlite3_column_blob(statement_.get(), known_column);
  if (bytes == nullptr) return std::nullopt;
  return std::string_view{
      static_cast<const char*>(bytes),
      static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), known_column))};
}

bool EntryReader::has_words() const noexcept { return !is_null(sources_column); }

Date EntryReader::date(int column) {
  const std::string_view given = text(column);
  DateText& before = dates_[static_cast<std::size_t>(column)];
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

template <NamedEnum Word>
void EntryReader::read(int column, std::string_view noun, Word& word) const {
  const std::string_view given = text(column);
  if (to_string(word) == given) return;  // most often the one that the row before had
  const std::optional<Word> found = find_enum<Word>(given);
  if (!found) refuse(noun, given);
  word = *found;
}

template <NamedEnum Word>
void EntryReader::read(int column, std::string_view noun, std::optional<Word>& word) const {
  if (text(column).data() == nullptr) {
    word.reset();
  } else {
    read(column, noun, word ? *word : word.emplace());
  }
}

template <class Tag>
void EntryReader::read(int column, std::string_view /*noun*/, std::optional<Id<Tag>>& id) const {
  const std::string_view given = text(column);
  if (given.data() == nullptr) {
    id.reset();
  } else if (!id || id->value() != given) {
    id.emplace(given);
  }
}

void EntryReader::read(int column, std::string_view /*noun*/, std::optional<EntryId>& id) const {
  id.reset();
  if (!is_null(column)) id.emplace(to_hex(hash(column)));
}

void EntryReader::read(int column, std::string_view /*noun*/, Date& day) { day = date(column); }

void EntryReader::read(int column, std::string_view /*noun*/, std::optional<Date>& day) {
  day.reset();
  if (!is_null(column)) day = date(column);
}

void EntryReader::read(int column, std::string_view noun, std::optional<Period>& period) {
  period.reset();
  if (is_null(column)) return;
  try {
    period = Period{date(column), date(column + 1)};
  } catch (const InvalidArgument&) {
    refuse(noun, text(column));
  }
}

void EntryReader::read(int column, std::string_view /*noun*/,
                       std::optional<double>& number) const noexcept {
  number.reset();
  if (!is_null(column)) number = sqlite3_column_double(statement_.get(), column);
}

void EntryReader::read(int column, std::string_view /*noun*/,
                       std::optional<std::int64_t>& count) const noexcept {
  count.reset();
  if (!is_null(column)) count = sqlite3_column_int64(statement_.get(), column);
}

void EntryReader::read(int column, std::string_view /*noun*/,
                       std::optional<bool>& is_so) const noexcept {
  is_so.reset();
  if (!is_null(column)) is_so = sqlite3_column_int64(statement_.get(), column) != 0;
}

void EntryReader::read(int column, std::string_view /*noun*/, std::string& words) const {
  words.assign(text(column));
}

void EntryReader::read(int column, std::string_view /*noun*/, Dimension& dimension) {
  const std::string_view json = text(column);
  if (json.data() != nullptr) {
    const auto& parsed = remembered(dimensions_, json, parse_dimension);
    dimension = parsed.value;
    is_dimension_canonical_ = parsed.is_canonical;
  } else {
    if (!dimension.empty()) dimension.clear();
    is_dimension_canonical_ = true;
  }
}

void EntryReader::read(int column, std::string_view /*noun*/, std::vector<Source>& sources) {
  const std::string_view json = text(column);
  if (json == last_sources_ && !sources.empty()) return;
  const auto& parsed = remembered(sources_, json, parse_sources);
  sources = parsed.value;
  is_sources_canonical_ = parsed.is_canonical;
  last_sources_.assign(json);
}

const Entry& EntryReader::entry() {
  entry_.withheld.reset();
  const Withholding* const withheld = withholding();
  if (withheld == nullptr && !has_words()) {
    throw StoreError("The words of entry " + to_hex(id()) +
                     " are not in the store, and nothing withholds them; verify the store.");
  }
  for_each_field_column([this, withheld](const auto& field, int column) {
    auto& value = entry_.*field.member;
    if constexpr (is_in_content<decltype(field)>) {
      // Even where they are there again, against the withholding.
      if (withheld != nullptr) return value.clear();
    }
    read(column, field.noun, value);
  });
  if (withheld != nullptr) {
    entry_.withheld = {withheld->recorded_on, withheld->reason, EntryId{to_hex(id())},
                       withheld->content ? to_hex(*withheld->content) : ""};
  }
  read_salt();
  return entry_;
}

void EntryReader::read_salt() {
  entry_.salt = {};
  if (is_null(salt_column) || entry_.withheld) return;
  EntrySalt::Bytes bytes{};
  const void* const given = sqlite3_column_blob(statement_.get(), salt_column);
  if (given == nullptr ||
      sqlite3_column_bytes(statement_.get(), salt_column) != int{sizeof bytes}) {
    throw StoreError("A salt in the store is not 16 bytes long; restore a backup.");
  }
  std::memcpy(bytes.data(), given, sizeof bytes);
  entry_.salt = EntrySalt{bytes};
}

std::string_view EntryReader::odd_column() const {
  std::string_view odd;
  for_each_field_column([&](const auto& field, int column) {
    using Value = typename std::remove_cvref_t<decltype(field)>::Value;
    constexpr EntryFieldType type = entry_field_type<Value>;
    const int stored = sqlite3_column_type(statement_.get(), column);
    bool is_odd = false;
    if constexpr (type == EntryFieldType::period) {
      is_odd = (stored == SQLITE_NULL) != is_null(column + 1);
    } else if constexpr (type == EntryFieldType::sources) {
      is_odd = stored != SQLITE_NULL && !is_sources_canonical_;
    } else if constexpr (type == EntryFieldType::dimension) {
      is_odd = !is_dimension_canonical_;
    } else if constexpr (type == EntryFieldType::yes_no) {
      is_odd = stored != SQLITE_NULL && sqlite3_column_int64(statement_.get(), column) >> 1 != 0;
    } else {
      // What is absent is NULL, and never an empty text.
      is_odd = stored == SQLITE_TEXT && sqlite3_column_bytes(statement_.get(), column) == 0;
    }
    if (is_odd && odd.empty()) odd = field.name;
  });
  return odd;
}

}  // namespace actionplan::detail
