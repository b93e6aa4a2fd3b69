// SPDX-License-Identifier: Apache-2.0
#include "row_units.hpp"

#include <cstddef>
#include <vector>

namespace actionplan::survey::detail {
namespace {

// Count, mean and centred squares of the influence of rows, per group and domain.
class Moments {
 public:
  Moments(const Design& design, const DomainInfluence& influence)
      : design_{design},
        stage_{design.stages().front()},
        influence_{influence},
        statistics_{influence.influence.columns},
        count_(cells()),
        mean_(cells() * statistics_),
        squares_(cells() * statistics_ * statistics_) {
    add_means();
    add_squares();
  }

  // What a group adds: squares within domains, and those of domain means about the group's.
  void add_group(std::size_t group, double scale, Eigen::MatrixXd& sum) const {
    const double size = stage_.group_size[group];
    for (std::size_t d = 0; d < influence_.domains; ++d) {
      const std::size_t a = group * influence_.domains + d;
      if (count_[a] == 0) continue;
      for (std::size_t e = 0; e <= d; ++e) {
        const std::size_t b = group * influence_.domains + e;
        if (count_[b] == 0) continue;
        const double between =
            d == e ? count_[a] * (1 - count_[a] / size) : -count_[a] * count_[b] / size;
        add_cells(a, b, d, e, between, scale, sum);
      }
    }
  }

 private:
  [[nodiscard]] std::size_t cells() const { return stage_.group_count() * influence_.domains; }

  template <class Use>
  void for_cases(Use use) const {
    for (std::size_t row = 0; row < design_.size(); ++row) {
      const std::int32_t domain = influence_.domain(design_, row);
      if (domain < 0) continue;
      const auto group = std::size_t(stage_.group_of_unit[row]);
      use(row, group * influence_.domains + std::size_t(domain));
    }
  }

  void add_means() {
    for_cases([this](std::size_t row, std::size_t cell) {
      count_[cell] += 1;
      for (std::size_t s = 0; s < statistics_; ++s) {
        mean_[cell * statistics_ + s] += influence_.influence(row, s);
      }
    });
    for (std::size_t cell = 0; cell < cells(); ++cell) {
      if (count_[cell] == 0) continue;
      for (std::size_t s = 0; s < statistics_; ++s) mean_[cell * statistics_ + s] /= count_[cell];
    }
  }

  void add_squares() {
    std::vector<double> off(statistics_);
    for_cases([this, &off](std::size_t row, std::size_t cell) {
      for (std::size_t s = 0; s < statistics_; ++s) {
        off[s] = influence_.influence(row, s) - mean_[cell * statistics_ + s];
      }
      double* squares = squares_.data() + cell * statistics_ * statistics_;
      for (std::size_t s = 0; s < statistics_; ++s) {
        for (std::size_t t = 0; t < statistics_; ++t)
          squares[s * statistics_ + t] += off[s] * off[t];
      }
    });
  }

  void add_cells(std::size_t a, std::size_t b, std::size_t d, std::size_t e, double between,
                 double scale, Eigen::MatrixXd& sum) const {
    for (std::size_t s = 0; s < statistics_; ++s) {
      for (std::size_t t = 0; t < statistics_; ++t) {
        double value = between * mean_[a * statistics_ + s] * mean_[b * statistics_ + t];
        if (a == b) value += squares_[(a * statistics_ + s) * statistics_ + t];
        const auto row = Eigen::Index(s * influence_.domains + d);
        const auto column = Eigen::Index(t * influence_.domains + e);
        sum(row, column) += scale * value;
        if (a != b) sum(column, row) += scale * value;
      }
    }
  }

  const Design& design_;
  const Stage& stage_;
  const DomainInfluence& influence_;
  std::size_t statistics_;
  std::vector<double> count_;
  std::vector<double> mean_;
  std::vector<double> squares_;
};

}  // namespace

bool has_plain_row_units(const Design& design) {
  if (!design.unit_of_row().empty() || design.stages().size() != 1) return false;
  const Stage& stage = design.stages().front();
  for (std::size_t group = 0; group < stage.group_count(); ++group) {
    if (stage.group_size[group] == 1 && stage.fraction[group] < 1) return false;
  }
  return !design.adjusts_domain_lonely();
}

Eigen::MatrixXd covariance_of_row_units(const Design& design, const DomainInfluence& influence) {
  const Stage& stage = design.stages().front();
  const Moments moments{design, influence};
  const auto results = Eigen::Index(influence.influence.columns * influence.domains);
  Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(results, results);
  for (std::size_t group = 0; group < stage.group_count(); ++group) {
    const double size = stage.group_size[group];
    const double scale = 1 - stage.fraction[group];
    if (scale > 0) moments.add_group(group, scale * size / (size - 1), sum);
  }
  return sum;
}

}  // namespace actionplan::survey::detail
