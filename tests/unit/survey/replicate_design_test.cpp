// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/replicate_estimators.hpp>

#include "survey/hadamard.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/to_replicates.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

namespace actionplan::survey::replicate_design_test {
namespace {

Column column(const std::vector<double>& values) { return Column{std::span{values}}; }

// Survival after cardiac arrest in six emergency medical service areas, two per stratum, with the
// four half samples of the book.
// Levy, Lemeshow, Sampling of Populations; the data as documented for `scd` of R's survey.
struct CardiacArrests {
  std::vector<double> arrests = {120, 78, 185, 228, 670, 530};
  std::vector<double> alive = {25, 24, 30, 49, 80, 70};
  std::vector<double> weights = {1, 1, 1, 1, 1, 1};
  std::vector<std::vector<double>> halves = {
      {2, 0, 2, 0, 2, 0}, {2, 0, 0, 2, 0, 2}, {0, 2, 2, 0, 0, 2}, {0, 2, 0, 2, 2, 0}};

  [[nodiscard]] ReplicateOptions options() const {
    ReplicateOptions out;
    out.weights = weights;
    for (const auto& half : halves) out.replicates.push_back(column(half));
    out.method = ReplicateMethod::brr;
    return out;
  }
};

TEST(ReplicateDesign, GivesTheBooksRatioUnderHalfSamples) {
  const CardiacArrests sample;
  const ReplicateDesign design{sample.options()};
  const Column above = column(sample.alive);
  const Column below = column(sample.arrests);
  const Estimates got = ratio(design, {&above, 1}, {&below, 1});
  EXPECT_NEAR(got.values[0], 0.15350635008282718, 1e-15);
  EXPECT_NEAR(got.standard_errors[0], 0.009418400669918494, 1e-15);
  EXPECT_EQ(got.df[0], 3);
}

TEST(ReplicateDesign, TakesAnyStatisticOfTheWeights) {
  const CardiacArrests sample;
  const ReplicateDesign design{sample.options()};
  const Estimates got = replicated(design, [&](std::span<const double> weights) {
    double above = 0;
    double below = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      above += weights[i] * sample.alive[i];
      below += weights[i] * sample.arrests[i];
    }
    return std::vector<double>{above / below};
  });
  EXPECT_NEAR(got.standard_errors[0], 0.009418400669918494, 1e-15);
}

TEST(ReplicateDesign, RefusesAStatisticThatIsNotFinite) {
  const CardiacArrests sample;
  const ReplicateDesign design{sample.options()};
  const auto broken = [](std::span<const double> weights) {
    return std::vector<double>{1 / weights[1]};  // 0 in the first replicate
  };
  EXPECT_THROW(static_cast<void>(replicated(design, broken)), EstimationError);
}

struct Refusal {
  const char* name;
  void (*change)(ReplicateOptions&);
};

class ReplicateRefusals : public testing::TestWithParam<Refusal> {};

TEST_P(ReplicateRefusals, AreInvalidArguments) {
  const CardiacArrests sample;
  ReplicateOptions options = sample.options();
  GetParam().change(options);
  EXPECT_THROW(ReplicateDesign{options}, InvalidArgument);
}

INSTANTIATE_TEST_SUITE_P(
    All, ReplicateRefusals,
    testing::Values(
        Refusal{"one_replicate",
                [](ReplicateOptions& o) {
                  o.replicates.erase(o.replicates.begin() + 1, o.replicates.end());
                }},
        Refusal{"jkn_without_scales", [](ReplicateOptions& o) { o.method = ReplicateMethod::jkn; }},
        Refusal{"other_without_scale",
                [](ReplicateOptions& o) { o.method = ReplicateMethod::other; }},
        Refusal{"rscales_of_another_number",
                [](ReplicateOptions& o) {
                  o.rscales = {1, 1};
                }},
        Refusal{"negative_scale", [](ReplicateOptions& o) { o.scale = -1; }},
        Refusal{"rho_of_one",
                [](ReplicateOptions& o) {
                  o.method = ReplicateMethod::fay;
                  o.rho = 1;
                }},
        Refusal{"fay_without_rho", [](ReplicateOptions& o) { o.method = ReplicateMethod::fay; }},
        Refusal{"rho_of_half_samples",
                [](ReplicateOptions& o) {
                  o.method = ReplicateMethod::brr;
                  o.rho = 0.5;
                }},
        Refusal{"rows_of_another_number",
                [](ReplicateOptions& o) { o.weights = o.weights.first(5); }}),
    [](const auto& tested) { return std::string{tested.param.name}; });

// Two strata of two units and one of three, fpc in the second.
struct Sample {
  std::vector<double> weights = {3, 3, 2, 2, 5, 5, 5, 5};
  std::vector<std::int32_t> strata = {1, 1, 2, 2, 3, 3, 3, 3};
  std::vector<std::int32_t> units = {1, 2, 3, 4, 5, 5, 6, 7};
  std::vector<double> y = {4, 7, 1, 9, 3, 6, 2, 8};
  std::vector<double> x = {2, 3, 2, 4, 1, 5, 3, 3};
  std::vector<double> sizes = {6, 6, 4, 4, 40, 40, 40, 40};
  bool has_fpc = false;

  [[nodiscard]] Design design(std::size_t rows) const {
    DesignOptions out;
    out.weights = std::span{weights}.first(rows);
    out.strata = {Ids{std::span{strata}.first(rows)}};
    out.clusters = {Ids{std::span{units}.first(rows)}};
    if (has_fpc) out.fpc = {std::span{sizes}.first(rows)};
    return Design{out};
  }
};

struct Made {
  const char* name;
  ReplicateMethod method;
  std::size_t rows;
  bool has_fpc;
};

class MadeReplicates : public testing::TestWithParam<Made> {};

// For a total, a jackknife and balanced half samples give the linearised variance itself:
// Wolter 2007, theorems 4.5.1 and 3.3.1; McCarthy 1969.
TEST_P(MadeReplicates, GiveTheLinearisedVarianceOfATotal) {
  Sample sample;
  sample.has_fpc = GetParam().has_fpc;
  const Design design = sample.design(GetParam().rows);
  ToReplicatesOptions options;
  options.method = GetParam().method;
  if (options.method == ReplicateMethod::fay) options.rho = 0.3;
  options.mse = true;
  const ReplicateDesign replicates = to_replicates(design, options);
  const std::vector<double> y{sample.y.begin(), sample.y.begin() + long(GetParam().rows)};
  const Column variable = column(y);
  const Estimates want = total(design, {&variable, 1});
  const Estimates got = total(replicates, {&variable, 1});
  EXPECT_NEAR(got.values[0], want.values[0], 1e-12 * want.values[0]);
  EXPECT_NEAR(got.standard_errors[0], want.standard_errors[0], 1e-12 * want.standard_errors[0]);
}

INSTANTIATE_TEST_SUITE_P(All, MadeReplicates,
                         testing::Values(Made{"jkn", ReplicateMethod::jkn, 8, false},
                                         Made{"jkn_fpc", ReplicateMethod::jkn, 8, true},
                                         Made{"jk2", ReplicateMethod::jk2, 4, false},
                                         Made{"brr", ReplicateMethod::brr, 4, false},
                                         Made{"brr_fpc", ReplicateMethod::brr, 4, true},
                                         Made{"fay", ReplicateMethod::fay, 4, false},
                                         Made{"fay_fpc", ReplicateMethod::fay, 4, true}),
                         [](const auto& tested) { return std::string{tested.param.name}; });

struct Resampled {
  const char* name;
  Bootstrap kind;
  bool has_fpc;
};

class MadeBootstraps : public testing::TestWithParam<Resampled> {};

// The variance over many replicates comes near the linearised one (Rao, Wu 1988; Preston 2009); the
// seed fixes the draws, so that the distance is a constant of this test.
TEST_P(MadeBootstraps, ComeNearTheLinearisedVarianceOfATotal) {
  Sample sample;
  sample.has_fpc = GetParam().has_fpc;
  const Design design = sample.design(8);
  ToReplicatesOptions options;
  options.method = ReplicateMethod::bootstrap;
  options.bootstrap = GetParam().kind;
  options.replicates = 20000;
  options.seed = 7;
  const Column variable = column(sample.y);
  const double want = total(design, {&variable, 1}).standard_errors[0];
  const double got = total(to_replicates(design, options), {&variable, 1}).standard_errors[0];
  EXPECT_NEAR(got / want, 1, GetParam().kind == Bootstrap::canty_davison ? 0.12 : 0.02);
}

INSTANTIATE_TEST_SUITE_P(All, MadeBootstraps,
                         testing::Values(Resampled{"rao_wu", Bootstrap::rao_wu, false},
                                         Resampled{"rao_wu_fpc", Bootstrap::rao_wu, true},
                                         Resampled{"preston", Bootstrap::preston, false},
                                         Resampled{"preston_fpc", Bootstrap::preston, true},
                                         Resampled{"canty_davison", Bootstrap::canty_davison,
                                                   false}),
                         [](const auto& tested) { return std::string{tested.param.name}; });

TEST(ToReplicates, ReportsRatesAsDhsDoes) {
  // k units, r(i) the rate without unit i: var = sum (k r - (k - 1) r(i) - r)^2 / (k (k - 1)).
  // Croft et al. 2018, Guide to DHS Statistics, sampling errors.
  const Sample sample;
  ToReplicatesOptions options;
  options.method = ReplicateMethod::jk1;
  options.mse = true;
  EXPECT_THROW(static_cast<void>(to_replicates(sample.design(8), options)), InvalidArgument);
  options.ignore_strata = true;
  const ReplicateDesign design = to_replicates(sample.design(8), options);
  const Column above = column(sample.y);
  const Column below = column(sample.x);
  const Estimates got = ratio(design, {&above, 1}, {&below, 1});
  const auto rate = [&](std::int32_t without) {
    double births = 0;
    double women = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      if (sample.units[i] == without) continue;
      births += sample.weights[i] * sample.y[i];
      women += sample.weights[i] * sample.x[i];
    }
    return births / women;
  };
  double sum = 0;
  const double k = 7;
  for (std::int32_t unit = 1; unit <= 7; ++unit) {
    const double pseudo = k * rate(0) - (k - 1) * rate(unit) - rate(0);
    sum += pseudo * pseudo;
  }
  EXPECT_NEAR(got.standard_errors[0], std::sqrt(sum / (k * (k - 1))), 1e-14);
}

TEST(ToReplicates, RefusesWhatItCannotMake) {
  const Sample sample;
  ToReplicatesOptions options;
  options.method = ReplicateMethod::brr;
  EXPECT_THROW(static_cast<void>(to_replicates(sample.design(8), options)), InvalidArgument);
  options.method = ReplicateMethod::acs;
  EXPECT_THROW(static_cast<void>(to_replicates(sample.design(8), options)), InvalidArgument);
  options.method = ReplicateMethod::jkn;
  EXPECT_THROW(static_cast<void>(to_replicates(sample.design(3), options)), InvalidArgument);
}

TEST(ReplicateEstimators, GiveTheSameBitsWithAnyNumberOfThreads) {
  std::vector<double> weights(20000);
  std::vector<double> y(weights.size());
  std::vector<std::int32_t> domain(weights.size());
  std::vector<std::vector<double>> replicates(6, std::vector<double>(weights.size()));
  std::uint32_t state = 1;
  const auto next = [&state] { return double((state = state * 1664525U + 1013904223U) >> 8U); };
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = 1 + next() / 1e6;
    y[i] = 1e9 + next() / 1e7;
    domain[i] = static_cast<std::int32_t>(i % 3);
    for (auto& replicate : replicates) replicate[i] = weights[i] * (next() > 8e6 ? 2 : 0);
  }
  ReplicateOptions options;
  options.weights = weights;
  for (const auto& replicate : replicates) options.replicates.push_back(column(replicate));
  options.method = ReplicateMethod::bootstrap;
  const ReplicateDesign design{options};
  const Column variable = column(y);
  EstimateOptions one;
  one.by = {domain, 3};
  EstimateOptions four = one;
  four.threads = 4;
  const Estimates a = mean(design, {&variable, 1}, one);
  const Estimates b = mean(design, {&variable, 1}, four);
  EXPECT_EQ(a.values, b.values);
  EXPECT_EQ(a.covariance.values, b.covariance.values);
  const Estimates spread = variance(design, {&variable, 1}, one);
  EXPECT_NEAR(spread.values[0], 0.2346, 0.02);  // of a uniform from 0 to 1.6777
}

// Rows beyond several blocks and parts of a block, in three types of weights, with some left out.
struct ManyRows {
  static constexpr std::size_t rows = 8192 + 3 * 512 + 13;
  std::vector<double> weights = std::vector<double>(rows);
  std::vector<double> x = std::vector<double>(rows);
  std::vector<double> y = std::vector<double>(rows);
  std::vector<double> wide = std::vector<double>(rows);
  std::vector<float> narrow = std::vector<float>(rows);
  std::vector<std::int32_t> whole = std::vector<std::int32_t>(rows);
  std::vector<double> last = std::vector<double>(rows);

  ManyRows() {
    std::uint32_t state = 7;
    const auto next = [&state] { return (state = state * 1664525U + 1013904223U) >> 16U; };
    for (std::size_t i = 0; i < rows; ++i) {
      weights[i] = 1 + next() % 7;
      x[i] = 1e6 + next() % 1000;
      y[i] = double(next() % 100) / 8;
      wide[i] = weights[i] * (next() % 3);
      narrow[i] = static_cast<float>(next() % 5) / 4;
      whole[i] = static_cast<std::int32_t>(next() % 2);
      last[i] = 0.5 + next() % 2;
    }
  }

  [[nodiscard]] ReplicateDesign design() const {
    ReplicateOptions options;
    options.weights = weights;
    options.replicates = {column(wide), Column{std::span{narrow}}, Column{std::span{whole}},
                          column(last), column(wide)};
    options.scale = 0.25;
    options.df = 4;
    return ReplicateDesign{options};
  }

  // The plain way: one sum after another, in higher precision.
  [[nodiscard]] double plain_mean(std::size_t replicate, const std::vector<double>& values,
                                  const std::vector<std::int32_t>& domain,
                                  std::int32_t wanted) const {
    const auto weight = [&](std::size_t row) -> double {
      switch (replicate) {
        case 1: return double(narrow[row]);
        case 2: return whole[row];
        case 3: return last[row];
        case 5: return weights[row];
        default: return wide[row];
      }
    };
    long double sum = 0;
    long double of_weights = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      if (domain[row] != wanted) continue;
      const auto wide_weight = static_cast<long double>(weight(row));
      sum += wide_weight * static_cast<long double>(values[row]);
      of_weights += wide_weight;
    }
    return double(sum / of_weights);
  }
};

TEST(ReplicateEstimators, AddUpAsAPlainLoopDoes) {
  const ManyRows data;
  const std::vector<Column> variables = {column(data.x), column(data.y)};
  struct Case {
    const char* name;
    std::int32_t domains;
    std::int32_t (*domain)(std::size_t row);
  };
  const Case cases[] = {
      {"whole", 1, [](std::size_t) { return 0; }},
      {"part", 1, [](std::size_t row) { return row % 11 == 3 ? -1 : 0; }},
      {"three", 3, [](std::size_t row) { return static_cast<std::int32_t>(row / 7 % 4) - 1; }}};
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    std::vector<std::int32_t> domain;
    for (std::size_t row = 0; row < ManyRows::rows; ++row) domain.push_back(each.domain(row));
    EstimateOptions options;
    options.by = {domain, each.domains};
    const Estimates got = mean(data.design(), variables, options);
    const std::vector<double>* const values[] = {&data.x, &data.y};
    for (std::size_t i = 0; i < got.size(); ++i) {
      const auto wanted = static_cast<std::int32_t>(i % std::size_t(each.domains));
      const std::vector<double>& of = *values[i / std::size_t(each.domains)];
      EXPECT_NEAR(got.values[i] / data.plain_mean(5, of, domain, wanted), 1, 1e-14);
      double center = 0;
      for (std::size_t r = 0; r < 5; ++r) center += data.plain_mean(r, of, domain, wanted) / 5;
      double squares = 0;
      for (std::size_t r = 0; r < 5; ++r) {
        const double from_center = data.plain_mean(r, of, domain, wanted) - center;
        squares += from_center * from_center;
      }
      EXPECT_NEAR(got.standard_errors[i] / std::sqrt(0.25 * squares), 1, 1e-8);
    }
  }
}

TEST(ReplicateDesign, CountsTheRankOfEveryDomainByItself) {
  const ManyRows data;
  ReplicateOptions given;
  given.weights = data.weights;
  // Domain 1 has rows of two directions, the last of which comes near the end; domain 0 of three.
  std::vector<std::vector<double>> replicates(4, std::vector<double>(ManyRows::rows));
  std::vector<std::int32_t> domain(ManyRows::rows);
  for (std::size_t row = 0; row < ManyRows::rows; ++row) {
    domain[row] = row % 2 == 0 ? 0 : 1;
    const std::size_t direction =
        domain[row] == 0 ? row / 2 % 3 : (row == ManyRows::rows - 4 ? 3 : 0);
    replicates[direction][row] = data.weights[row];
  }
  ASSERT_EQ(domain[ManyRows::rows - 4], 1);
  for (const auto& replicate : replicates) given.replicates.push_back(column(replicate));
  given.scale = 1;
  const ReplicateDesign design{given};
  EXPECT_EQ(design.df(), 3);
  EstimateOptions options;
  options.by = {domain, 2};
  const Column variable = column(data.y);
  const Estimates got = total(design, {&variable, 1}, options);
  EXPECT_EQ(got.df, (std::vector<double>{2, 1}));
}

TEST(ReplicateDesign, CountsRankAndNotReplicates) {
  const CardiacArrests sample;
  ReplicateOptions options = sample.options();
  options.replicates.push_back(options.replicates.front());
  EXPECT_EQ(ReplicateDesign{options}.df(), 3);  // five columns, of which one is another
  options.df = 20;
  EXPECT_EQ(ReplicateDesign{options}.df(), 20);
}

TEST(ReplicateDesign, LeavesACellWithoutErrorWhereAReplicateHasNoCase) {
  const CardiacArrests sample;
  const ReplicateDesign design{sample.options()};
  const std::vector<std::int32_t> domain = {0, 0, 0, 0, 0, 1};
  const Column variable = column(sample.alive);
  EstimateOptions options;
  options.by = {domain, 3};
  const Estimates got = mean(design, {&variable, 1}, options);
  EXPECT_EQ(got.flags[0], CellFlag::none);
  EXPECT_EQ(got.flags[1], CellFlag::one_case);
  EXPECT_EQ(got.flags[2], CellFlag::empty);
  EXPECT_TRUE(std::isnan(got.values[2]));
}

TEST(Hadamard, HasOrthogonalColumns) {
  for (std::size_t least = 4; least < 92; least += 4) {
    const detail::Hadamard matrix = detail::hadamard(least);
    ASSERT_EQ(matrix.order, least == 52 ? 56 : least);  // 52 takes a field that is not of primes
    for (std::size_t a = 0; a < matrix.order; ++a) {
      EXPECT_EQ(matrix(a, 0), 1);
      for (std::size_t b = 0; b < a; ++b) {
        int product = 0;
        for (std::size_t row = 0; row < matrix.order; ++row)
          product += matrix(row, a) * matrix(row, b);
        ASSERT_EQ(product, 0) << "order " << least << ", columns " << a << " and " << b;
      }
    }
  }
}

}  // namespace
}  // namespace actionplan::survey::replicate_design_test
