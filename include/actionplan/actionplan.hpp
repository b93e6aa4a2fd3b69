// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything public, floor by floor, without the floors that this build leaves out, and without
// evidence/entry_table.hpp, which takes long to compile and few need. Defines nothing.

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/date.hpp>
#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/core/estimate.hpp>
#include <actionplan/core/hash.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/core/place.hpp>
#include <actionplan/core/plain_vector.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/core/signature.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/core/version.hpp>
#include <actionplan/core/word_set.hpp>

#include <actionplan/plan/agency.hpp>
#include <actionplan/plan/amend.hpp>
#include <actionplan/plan/assignment.hpp>
#include <actionplan/plan/assumption.hpp>
#include <actionplan/plan/assumption_list.hpp>
#include <actionplan/plan/date_settings.hpp>
#include <actionplan/plan/deadline.hpp>
#include <actionplan/plan/extra_cell.hpp>
#include <actionplan/plan/finance_item.hpp>
#include <actionplan/plan/formula.hpp>
#include <actionplan/plan/indicator.hpp>
#include <actionplan/plan/lint.hpp>
#include <actionplan/plan/measure.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/plan/plan_history.hpp>
#include <actionplan/plan/profile.hpp>
#include <actionplan/plan/profile_check.hpp>
#include <actionplan/plan/set_by.hpp>

#include <actionplan/evidence/appointment.hpp>
#include <actionplan/evidence/entry.hpp>
#include <actionplan/evidence/entry_fields.hpp>
#include <actionplan/evidence/entry_view.hpp>
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/evidence/periods_ahead.hpp>
#include <actionplan/evidence/person.hpp>
#include <actionplan/evidence/words.hpp>

#if __has_include(<actionplan/survey/adjustment.hpp>)
#include <actionplan/survey/adjustment.hpp>
#include <actionplan/survey/calibration.hpp>
#include <actionplan/survey/column.hpp>
#include <actionplan/survey/contrast.hpp>
#include <actionplan/survey/covariance.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/estimates.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/glm.hpp>
#include <actionplan/survey/hypothesis_tests.hpp>
#include <actionplan/survey/ids.hpp>
#include <actionplan/survey/imputation.hpp>
#include <actionplan/survey/matrix.hpp>
#include <actionplan/survey/pps.hpp>
#include <actionplan/survey/presentation.hpp>
#include <actionplan/survey/proportion.hpp>
#include <actionplan/survey/quantile.hpp>
#include <actionplan/survey/replicate_design.hpp>
#include <actionplan/survey/replicate_estimators.hpp>
#include <actionplan/survey/replicate_method.hpp>
#include <actionplan/survey/sums.hpp>
#include <actionplan/survey/to_replicates.hpp>
#include <actionplan/survey/weight_summary.hpp>
#include <actionplan/survey/words.hpp>
#endif

#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evaluate/completion.hpp>
#include <actionplan/evaluate/dropped_reports.hpp>
#include <actionplan/evaluate/entry_use.hpp>
#include <actionplan/evaluate/explain.hpp>
#include <actionplan/evaluate/indicator_status.hpp>
#include <actionplan/evaluate/member_reports.hpp>
#include <actionplan/evaluate/rollup.hpp>
#include <actionplan/evaluate/sample_size.hpp>
#include <actionplan/evaluate/shown_numbers.hpp>
#include <actionplan/evaluate/status.hpp>
#include <actionplan/evaluate/term_change.hpp>
#include <actionplan/evaluate/unknown_ids.hpp>
#include <actionplan/evaluate/unstated_units.hpp>
#include <actionplan/evaluate/unused_entries.hpp>
#include <actionplan/evaluate/verification.hpp>

#include <actionplan/query/compare.hpp>
#include <actionplan/query/condition.hpp>
#include <actionplan/query/field.hpp>
#include <actionplan/query/field_names.hpp>
#include <actionplan/query/filter.hpp>
#include <actionplan/query/order.hpp>
#include <actionplan/query/select.hpp>
#include <actionplan/query/sql.hpp>
#include <actionplan/query/unheld_names.hpp>

#include <actionplan/codec/arrow_abi.hpp>
#include <actionplan/codec/frame.hpp>
#include <actionplan/codec/frame_builder.hpp>
#include <actionplan/codec/frame_column.hpp>
#include <actionplan/codec/json.hpp>
#include <actionplan/codec/to_frame.hpp>

#include <actionplan/read/deadline_text.hpp>
#include <actionplan/read/document.hpp>
#include <actionplan/read/evidence_csv.hpp>
#include <actionplan/read/evidence_frame.hpp>
#include <actionplan/read/evidence_settings.hpp>
#include <actionplan/read/format_reader.hpp>
#include <actionplan/read/indicator_text.hpp>
#include <actionplan/read/number_shape.hpp>
#include <actionplan/read/read.hpp>
#include <actionplan/read/read_mapping.hpp>
#include <actionplan/read/reading.hpp>
#include <actionplan/read/table.hpp>
#if __has_include(<actionplan/store/store.hpp>)
#include <actionplan/store/new_entries.hpp>
#include <actionplan/store/redaction.hpp>
#include <actionplan/store/snapshot.hpp>
#include <actionplan/store/sqlite_version.hpp>
#include <actionplan/store/store.hpp>
#include <actionplan/store/store_options.hpp>
#endif
#include <actionplan/write/calendar.hpp>
#include <actionplan/write/comparison_json.hpp>
#include <actionplan/write/csv.hpp>
#include <actionplan/write/evidence_template.hpp>
#include <actionplan/write/open_data.hpp>
