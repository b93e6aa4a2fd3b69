// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/query/sql.hpp>
#include <actionplan/store/store.hpp>

#include "plan/internal/indicator_terms.hpp"

#include "plan_relations_sql.hpp"
#include "store_state.hpp"

#include <nlohmann/json.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace actionplan {
namespace {

using Ids = std::set<std::string>;

std::string json_array(const Ids& ids) { return nlohmann::json(ids).dump(); }

// The indicators that formulas compute.
std::vector<const IndicatorTerms*> computed_of(const TermsTable& terms) {
  std::vector<const IndicatorTerms*> computed;
  for (const std::uint32_t row : terms.computed) computed.push_back(&terms.rows[row]);
  return computed;
}

// What evidence must speak of to say anything of these measures: themselves and their indicators, as
// of those that a revision dropped, and all that any formula asks for.
Ids subjects_of(const std::vector<std::size_t>& measures, const PlanHistory& history,
                const Revision& revision) {
  Ids subjects;
  const auto add = [&subjects](const Measure& measure) {
    subjects.insert(measure.id.value());
    for (const Indicator& indicator : measure.indicators) subjects.insert(indicator.id.value());
  };
  for (const std::size_t at : measures) add(revision.plan.measures()[at]);
  for (const Revision& other : history.revisions()) {
    for (const Measure& measure : other.plan.measures()) {
      if (revision.plan.find_measure(measure.id) == nullptr) add(measure);
    }
  }
  for (const IndicatorTerms* computed : computed_of(terms_of(history, revision))) {
    for (const FormulaInput& input : computed->said->formula->inputs()) {
      subjects.insert(input.indicator.value());
    }
  }
  return subjects;
}

// What `plan_relations_sql` stands after.
std::string words_sql(int version) {
  return "WITH RECURSIVE words (seq, reporter) AS (SELECT seq, reporter FROM " +
         std::string{version == 1 ? "entry" : "content"} + "),\n";
}

// SQL's `fold(text)`; of NULL, NULL.
void fold_for_sql(sqlite3_context* context, int /*count*/, sqlite3_value** values) noexcept {
  try {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    if (bytes == nullptr) return;
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
    const std::string folded = text::fold({bytes, size});
    sqlite3_result_text64(context, folded.data(), folded.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  } catch (const std::exception& error) {
    sqlite3_result_error(context, error.what(), -1);
  }
}

/// What one question reads from a store; to be used within one transaction.
class Search {
 public:
  Search(const StoreState& state, const PlanHistory& history, const Revision& revision)
      : database_{state.database()}, history_{history}, revision_{revision} {
    database_.createFunction("fold", 1, true, nullptr, &fold_for_sql);
  }

  // Positions in the plan of the day of the measures that may pass.
  [[nodiscard]] std::vector<std::size_t> candidates(const Filter& filter) {
    const SqlCondition condition = sql_condition(filter);
    SQLite::Statement select{database_, words_sql(detail::version_of(database_)) +
                                            detail::plan_relations_sql +
                                            "SELECT id FROM measure WHERE " + condition.text};
    select.bind(1, revision_seq());
    select.bind(2, computed_measures());
    for (std::size_t i = 0; i < condition.values.size(); ++i) {
      select.bind(static_cast<int>(i) + 3, condition.values[i]);
    }
    std::vector<std::size_t> found;
    while (select.executeStep()) {
      const MeasureId id{select.getColumn(0).getString()};
      if (const auto position = revision_.plan.position(id)) found.push_back(*position);
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  [[nodiscard]] Evidence evidence_on(const std::vector<std::size_t>& measures) {
    choose(subjects_of(measures, history_, revision_));
    EvidenceBuilder builder;
    detail::EntryReader reader{database_, detail::EntryReader::Chosen{}};
    while (reader.next()) builder.add(reader.entry(), reader.id());
    return builder.build();
  }

 private:
  [[nodiscard]] std::int64_t revision_seq() const {
    const auto index = &revision_ - history_.revisions().data();
    SQLite::Statement select{database_, "SELECT seq FROM revision ORDER BY seq LIMIT 1 OFFSET ?"};
    select.bind(1, static_cast<std::int64_t>(index));
    return select.executeStep() ? select.getColumn(0).getInt64() : 0;
  }

  // A JSON array of their ids.
  [[nodiscard]] std::string computed_measures() const {
    Ids ids;
    for (const IndicatorTerms* computed : computed_of(terms_of(history_, revision_))) {
      ids.insert(revision_.plan.measures()[computed->measure].id.value());
    }
    return json_array(ids);
  }

  // Fills temp.chosen with the entries on these subjects or on none, and whatever they name or are
  // named by, on and on: a withdrawal counts wherever it stands.
  void choose(const Ids& subjects) {
    detail::clear_chosen(database_);
    SQLite::Statement insert{database_, R"sql(
      INSERT INTO temp.chosen
      SELECT seq FROM entry
      WHERE indicator IN (SELECT value FROM json_each(?1))
         OR measure IN (SELECT value FROM json_each(?1))
         OR (measure IS NULL AND indicator IS NULL))sql"};
    insert.bind(1, json_array(subjects));
    insert.exec();
    SQLite::Statement follow{database_, R"sql(
      WITH link (a, b) AS MATERIALIZED (
        SELECT one.seq, other.seq FROM entry AS one JOIN entry AS other ON other.id = one.about
        UNION ALL
        SELECT one.seq, other.seq FROM entry AS one JOIN entry AS other ON other.id = one.replaces)
      INSERT OR IGNORE INTO temp.chosen
      SELECT b FROM link WHERE a IN (SELECT seq FROM temp.chosen)
      UNION
      SELECT a FROM link WHERE b IN (SELECT seq FROM temp.chosen))sql"};
    while (follow.exec() > 0) follow.reset();
  }

  SQLite::Database& database_;
  const PlanHistory& history_;
  const Revision& revision_;
};

}  // namespace

AssessedPage Store::where(const Filter& filter, const AssessOptions& options,
                          const SelectOptions& select_options, const Cancel& cancel) const {
  if (select_options.among) {
    throw InvalidArgument(
        "Rows are of an assessment, and a store has none; ask the assessment, or leave out "
        "`among`.");
  }
  return guarded(state(), cancel, [&](auto&, auto&) {
    SQLite::Transaction snapshot{state().database()};
    const PlanHistory history = state().history();
    const Revision& revision = *history.in_force(options.as_of, options.known_at).back();
    Search search{state(), history, revision};
    std::vector<std::size_t> rows = search.candidates(filter);
    const Assessment assessment =
        actionplan::assess(history, search.evidence_on(rows), options, cancel);
    // Of the measures that a revision dropped, all are asked in memory.
    for (std::size_t row = revision.plan.measures().size(); row < assessment.size(); ++row) {
      rows.push_back(row);
    }
    SelectOptions among = select_options;
    among.among = std::move(rows);
    const Selection selection = actionplan::where(assessment, filter, among);
    AssessedPage page{{}, selection.total, selection.next_page_token};
    for (const std::size_t row : selection.rows) page.measures.push_back(assessment.at(row));
    return page;
  });
}

}  // namespace actionplan
