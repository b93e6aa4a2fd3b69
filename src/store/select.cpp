// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/query/sql.hpp>
#include <actionplan/store/store.hpp>

#include "plan/internal/indicator_terms.hpp"
#include "query/internal/page_token.hpp"
#include "query/internal/plan_bound.hpp"

#include "plan_relations_sql.hpp"
#include "reduced_history.hpp"
#include "store_state.hpp"

#include <nlohmann/json.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace actionplan {
namespace {

using Ids = std::set<std::string>;
using Rows = std::vector<std::size_t>;

std::string json_array(const Ids& ids) { return nlohmann::json(ids).dump(); }

// What evidence must speak of to say anything of these plans' measures.
Ids subjects_of(const PlanHistory& history) {
  Ids subjects;
  for (const Revision& revision : history.revisions()) {
    for (const Measure& measure : revision.plan.measures()) {
      subjects.insert(measure.id.value());
      for (const Indicator& indicator : measure.indicators) subjects.insert(indicator.id.value());
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

/// One question to a store, within one transaction.
class Search {
 public:
  Search(StoreState& state, const AssessOptions& options, const Cancel& cancel)
      : state_{state},
        database_{state.database()},
        options_{options},
        cancel_{cancel},
        asked_{state.asked_plan(options, cancel)},
        revision_{*asked_.in_force.back()} {}

  [[nodiscard]] AssessedPage page(const Filter& filter, const SelectOptions& selecting) {
    const detail::PlanBound bound = detail::plan_bound(filter);
    const auto is_of_plan = [](const OrderKey& key) { return detail::is_of_plan(key.field); };
    const auto& order = selecting.order;
    if (bound.is_exact && std::all_of(order.begin(), order.end(), is_of_plan)) {
      return page_of_plan(filter, selecting);
    }
    const Rows rows = candidates(filter, bound);
    std::set<MeasureId> ids = ids_of_dropped();
    for (const std::size_t row : rows) ids.insert(revision_.plan.measures()[row].id);
    if (!selecting.page_token.empty()) {
      ids.insert(detail::last_of_page(selecting.page_token, filter, order));
    }
    const Assessment assessment = assess(std::move(ids));
    SelectOptions among = selecting;
    among.among = rows_in(assessment, rows);
    const Selection selection = actionplan::where(assessment, filter, among);
    AssessedPage page{{}, selection.total, selection.next_page_token};
    for (const std::size_t row : selection.rows) page.measures.push_back(assessment.at(row));
    return page;
  }

 private:
  // Of a question that the plan alone answers: only the measures of the page are assessed.
  [[nodiscard]] AssessedPage page_of_plan(const Filter& filter, const SelectOptions& selecting) {
    const Selection selection = asked_.query.where(filter, selecting);
    std::vector<MeasureId> ids;
    for (const std::size_t row : selection.rows) {
      ids.push_back(asked_.query.assessment().measure(row).id);
    }
    const Assessment assessment = assess({ids.begin(), ids.end()});
    AssessedPage page{{}, selection.total, selection.next_page_token};
    for (const MeasureId& id : ids) page.measures.push_back(assessment[id]);
    return page;
  }

  [[nodiscard]] std::set<MeasureId> ids_of_dropped() const {
    std::set<MeasureId> ids;
    const Assessment& silent = asked_.query.assessment();
    for (std::size_t row = revision_.plan.measures().size(); row < silent.size(); ++row) {
      ids.insert(silent.measure(row).id);
    }
    return ids;
  }

  // Positions in the plan of the day of the measures that may pass.
  [[nodiscard]] Rows candidates(const Filter& filter, const detail::PlanBound& bound) {
    if (!bound.needed) return {};
    Rows rows = asked_.query.where(*bound.needed).rows;
    while (!rows.empty() && rows.back() >= revision_.plan.measures().size()) rows.pop_back();
    constexpr std::size_t few = 1000;
    if (!bound.asks_ledger || rows.size() <= few) return rows;
    const Rows said = candidates_by_sql(filter);
    Rows both;
    std::set_intersection(rows.begin(), rows.end(), said.begin(), said.end(),
                          std::back_inserter(both));
    return both;
  }

  // The same for what the filter asks of the ledger, which no plan knows.
  [[nodiscard]] Rows candidates_by_sql(const Filter& filter) {
    database_.createFunction("fold", 1, true, nullptr, &fold_for_sql);
    const SqlCondition condition = sql_condition(filter);
    SQLite::Statement select{database_, words_sql(detail::version_of(database_)) +
                                            detail::plan_relations_sql +
                                            "SELECT id FROM measure WHERE " + condition.text};
    select.bind(1, revision_seq());
    select.bind(2, computed_measures());
    for (std::size_t i = 0; i < condition.values.size(); ++i) {
      select.bind(static_cast<int>(i) + 3, condition.values[i]);
    }
    Rows found;
    while (select.executeStep()) {
      const MeasureId id{select.getColumn(0).getString()};
      if (const auto position = revision_.plan.position(id)) found.push_back(*position);
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  // Revisions stand in the order of the days from which they are in force.
  [[nodiscard]] std::int64_t revision_seq() const {
    const auto index = &revision_ - state_.known_history().revisions().data();
    SQLite::Statement select{
        database_, "SELECT seq FROM revision ORDER BY effective_on, seq LIMIT 1 OFFSET ?"};
    select.bind(1, static_cast<std::int64_t>(index));
    return select.executeStep() ? select.getColumn(0).getInt64() : 0;
  }

  // A JSON array of the ids of those with an indicator that a formula computes.
  [[nodiscard]] std::string computed_measures() const {
    const TermsTable& terms = terms_of(state_.known_history(), revision_);
    Ids ids;
    for (const std::uint32_t row : terms.computed) {
      ids.insert(revision_.plan.measures()[terms.rows[row].measure].id.value());
    }
    return json_array(ids);
  }

  // Of these measures and what their formulas ask for; or of all.
  [[nodiscard]] Assessment assess(std::set<MeasureId> ids) {
    // Beyond that it is quicker to read all than to choose.
    if (ids.size() > revision_.plan.measures().size() / 2) {
      return actionplan::assess(state_.known_history(), state_.evidence(), options_, cancel_);
    }
    detail::add_formula_inputs(state_.known_history(), asked_.in_force, ids);
    const PlanHistory history = detail::reduced_history(asked_.in_force, ids);
    return actionplan::assess(history, evidence_on(subjects_of(history)), options_, cancel_);
  }

  // The same measures in an assessment, and those that a revision dropped: all are asked in memory.
  [[nodiscard]] Rows rows_in(const Assessment& assessment, const Rows& rows) const {
    Rows found;
    for (const std::size_t row : rows) {
      found.push_back(*assessment.plan().position(revision_.plan.measures()[row].id));
    }
    for (std::size_t row = assessment.plan().measures().size(); row < assessment.size(); ++row) {
      found.push_back(row);
    }
    return found;
  }

  [[nodiscard]] Evidence evidence_on(const Ids& subjects) {
    detail::clear_chosen(database_);
    SQLite::Statement insert{database_, R"sql(
      INSERT INTO temp.chosen
      SELECT seq FROM entry WHERE indicator IN (SELECT value FROM json_each(?1))
      UNION
      SELECT seq FROM entry WHERE measure IN (SELECT value FROM json_each(?1)))sql"};
    insert.bind(1, json_array(subjects));
    insert.exec();
    follow();
    EvidenceBuilder builder;
    detail::EntryReader reader{database_, detail::EntryReader::Chosen{}};
    while (reader.next()) builder.add(reader.entry(), reader.id());
    return builder.build();
  }

  // Adds to temp.chosen whatever its entries name or are named by, on and on: a withdrawal counts
  // wherever it stands.
  void follow() {
    if (has_indexes()) {
      database_.exec(R"sql(
        WITH RECURSIVE reached (seq) AS (
          SELECT seq FROM temp.chosen
          UNION
          SELECT named.seq FROM reached CROSS JOIN entry AS one ON one.seq = reached.seq
                                CROSS JOIN entry AS named ON named.id = one.about
          UNION
          SELECT named.seq FROM reached CROSS JOIN entry AS one ON one.seq = reached.seq
                                CROSS JOIN entry AS named ON named.id = one.replaces
          UNION
          SELECT other.seq FROM reached CROSS JOIN entry AS one ON one.seq = reached.seq
                                CROSS JOIN entry AS other ON other.about = one.id
          UNION
          SELECT other.seq FROM reached CROSS JOIN entry AS one ON one.seq = reached.seq
                                CROSS JOIN entry AS other ON other.replaces = one.id)
        INSERT OR IGNORE INTO temp.chosen SELECT seq FROM reached)sql");
      return;
    }
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

  // Can what names an entry be looked up? The first version of the schema has no index for it.
  [[nodiscard]] bool has_indexes() const {
    SQLite::Statement select{database_, R"sql(
      SELECT count(DISTINCT part.name)
      FROM pragma_index_list('entry') AS list, pragma_index_info(list.name) AS part
      WHERE part.seqno = 0 AND part.name IN ('about', 'replaces'))sql"};
    return select.executeStep() && select.getColumn(0).getInt() == 2;
  }

  StoreState& state_;
  SQLite::Database& database_;
  const AssessOptions& options_;
  const Cancel& cancel_;
  const AskedPlan& asked_;
  const Revision& revision_;  // the plan of the day
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
    const SQLite::Transaction snapshot{state().database()};
    return Search{state(), options, cancel}.page(filter, select_options);
  });
}

}  // namespace actionplan
