// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/completion.hpp>

#include "assessor.hpp"

#include <utility>

namespace actionplan {
namespace {

// The last whole-measure rating by this kind of reporter.
std::optional<Completion> last_rating(const MeasureAssessment& row, ReporterType type) {
  std::optional<Completion> last;
  for (const RatingAssessment& rating : row.rated) {  // by their days
    const bool counts = !rating.indicator && rating.reporter_type == type && rating.completion;
    if (counts) last = rating.completion;
  }
  return last;
}

// The least and the most that a code can mean.
std::optional<std::pair<double, double>> share(std::optional<Completion> code) {
  if (!code) return std::nullopt;
  switch (*code) {
    case Completion::not_started: return std::pair{0.0, 0.0};
    case Completion::limited: return std::pair{0.0, 0.5};
    case Completion::substantial: return std::pair{0.5, 1.0};
    case Completion::complete: return std::pair{1.0, 1.0};
    case Completion::no_evidence:
    case Completion::withdrawn: break;
  }
  return std::nullopt;
}

double weight_of(const Assessment& assessment, const MeasureId& id) {
  const auto& measures = assessment.revision().profile.measures;
  const auto said = measures.find(id);
  return said == measures.end() ? 1 : said->second.weight.value_or(1);
}

}  // namespace

CompletionCounts count_completion(const Assessment& assessment) {
  CompletionCounts counts;
  for (std::size_t i = 0; i < assessment.plan().measures().size(); ++i) {
    const std::optional<Completion> derived = assessment.at(i).derived;
    if (assessment.statuses()[i] == DeadlineStatus::withdrawn) {
      ++counts.counts[static_cast<std::size_t>(Completion::withdrawn)];
    } else if (derived) {
      ++counts.counts[static_cast<std::size_t>(*derived)];
    } else {
      ++counts.not_gradable;
    }
  }
  return counts;
}

ScoreBounds score_bounds(const Assessment& assessment) {
  ScoreBounds bounds;
  for (std::size_t i = 0; i < assessment.plan().measures().size(); ++i) {
    const MeasureAssessment row = assessment.at(i);
    if (row.deadline_status == DeadlineStatus::withdrawn) {
      bounds.withdrawn.push_back(row.id);
      continue;
    }
    const double weight = weight_of(assessment, row.id);
    bounds.weight += weight;
    auto known = share(last_rating(row, ReporterType::independent));
    if (!known) known = share(row.derived);
    if (!known) bounds.unknown.push_back(row.id);
    bounds.worst += weight * (known ? known->first : 0);
    bounds.best += weight * (known ? known->second : 1);
  }
  if (bounds.weight > 0) {
    bounds.worst /= bounds.weight;
    bounds.best /= bounds.weight;
  }
  return bounds;
}

ViewComparison compare_views(const Assessment& assessment) {
  ViewComparison comparison;
  double shift = 0;
  for (std::size_t i = 0; i < assessment.plan().measures().size(); ++i) {
    const MeasureAssessment row = Assessor::words(assessment, i);
    const auto self = last_rating(row, ReporterType::implementer);
    const auto independent = last_rating(row, ReporterType::independent);
    if (self && !independent) comparison.only_self.push_back(row.id);
    if (!self && independent) comparison.only_independent.push_back(row.id);
    if (!self || !independent) continue;
    const auto a = static_cast<std::size_t>(*self);
    const auto b = static_cast<std::size_t>(*independent);
    ++comparison.counts[a][b];
    if (*self == Completion::no_evidence || *independent == Completion::no_evidence) {
      ++comparison.no_evidence;
      continue;
    }
    if (*self == Completion::withdrawn || *independent == Completion::withdrawn) {
      ++comparison.withdrawn;
      continue;
    }
    ++comparison.n;
    shift += static_cast<double>(a) - static_cast<double>(b);
  }
  if (comparison.n != 0) comparison.shift = shift / static_cast<double>(comparison.n);
  return comparison;
}

}  // namespace actionplan
