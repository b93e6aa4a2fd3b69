// SPDX-License-Identifier: Apache-2.0
// The fast way by sums per unit and domain against the clear one by the influence of each row.
#include "survey/linearised.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/sums.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace actionplan::survey::sums_test {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Survey {
  std::vector<double> weights;
  std::vector<std::int32_t> strata;
  std::vector<std::int64_t> clusters;
  std::vector<std::int32_t> domains;
  std::vector<double> a;
  std::vector<double> b;
  std::vector<std::uint8_t> c;

  [[nodiscard]] Design design(std::size_t begin = 0, std::size_t end = 0) const {
    if (end == 0) end = weights.size();
    DesignOptions options;
    options.weights = std::span{weights}.subspan(begin, end - begin);
    options.strata = {Ids{std::span{strata}.subspan(begin, end - begin)}};
    options.clusters = {Ids{std::span{clusters}.subspan(begin, end - begin)}};
    options.nest = true;
    return Design{options};
  }
  [[nodiscard]] std::vector<Column> columns(std::size_t begin = 0, std::size_t end = 0) const {
    if (end == 0) end = weights.size();
    return {std::span{a}.subspan(begin, end - begin), std::span{b}.subspan(begin, end - begin),
            std::span{c}.subspan(begin, end - begin)};
  }
  [[nodiscard]] EstimateOptions options(std::size_t begin = 0, std::size_t end = 0) const {
    if (end == 0) end = weights.size();
    EstimateOptions out;
    out.by = {std::span{domains}.subspan(begin, end - begin), 5};
    return out;
  }
};

// Domain 3 has one case, domain 4 none; some rows are in none.
Survey make_survey(std::size_t rows, double offset = 0, bool is_sorted = true) {
  std::mt19937_64 random{7};
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> weight{0.5, 4};
  Survey out;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t unit = is_sorted ? row * 60 / rows : static_cast<std::size_t>(random() % 60);
    out.strata.push_back(static_cast<std::int32_t>(unit / 3));
    out.clusters.push_back(static_cast<std::int64_t>(unit % 3));
    out.weights.push_back(random() % 50 == 0 ? 0 : weight(random));
    out.domains.push_back(static_cast<std::int32_t>(random() % 4) - 1);
    if (row % 9 == 0) out.domains.back() = std::numeric_limits<std::int32_t>::min();
    const double effect = normal(random);
    out.a.push_back(offset + effect);
    out.b.push_back(3 + 0.5 * effect + normal(random));
    out.c.push_back(random() % 3 == 0);
  }
  out.domains[rows / 2] = 3;
  out.weights[rows / 2] = 2;
  return out;
}

void expect_near(double got, double want, double tolerance, const std::string& what) {
  if (std::isnan(want)) {
    EXPECT_TRUE(std::isnan(got)) << what;
  } else {
    EXPECT_NEAR(got, want, tolerance * std::max(1.0, std::abs(want))) << what;
  }
}

void expect_same(const Estimates& got, const Estimates& want, double tolerance) {
  ASSERT_EQ(got.size(), want.size());
  EXPECT_EQ(got.n, want.n);
  EXPECT_EQ(got.df, want.df);
  EXPECT_EQ(got.flags, want.flags);
  for (std::size_t i = 0; i < got.size(); ++i) {
    expect_near(got.values[i], want.values[i], tolerance, "value " + std::to_string(i));
    for (std::size_t j = 0; j < got.size(); ++j) {
      const double scale = want.standard_errors[i] * want.standard_errors[j];
      const double allowed = tolerance * (std::isnan(scale) ? 1 : std::max(scale, 1e-300));
      const double difference = got.covariance(i, j) - want.covariance(i, j);
      EXPECT_TRUE(std::isnan(want.covariance(i, j)) ? std::isnan(got.covariance(i, j))
                                                    : std::abs(difference) <= allowed)
          << i << ", " << j;
    }
  }
}

template <class Linearise>
Estimates clearly(const Design& design, const std::vector<Column>& columns,
                  const EstimateOptions& options, Linearise linearise) {
  const detail::Cases cases = detail::find_cases(design, columns, options);
  return detail::finish(design, cases, options, linearise(design, columns, cases, options));
}

struct Way {
  std::string name;
  bool is_sorted;
  bool has_missing;
  double offset;
};

class BySums : public testing::TestWithParam<Way> {
 protected:
  BySums() : survey_{make_survey(4000, GetParam().offset, GetParam().is_sorted)} {
    options_ = survey_.options();
    if (!GetParam().has_missing) return;
    for (std::size_t row = 0; row < survey_.a.size(); row += 7) survey_.a[row] = none;
    survey_.a[survey_.a.size() / 2] = 1;
    options_.missing = Missing::omit;
  }
  Survey survey_;
  EstimateOptions options_;
};

TEST_P(BySums, MeansAreThoseOfTheRows) {
  const Design design = survey_.design();
  const auto columns = survey_.columns();
  expect_same(mean(accumulate(design, columns, options_), options_),
              clearly(design, columns, options_, detail::linearise_mean), 1e-9);
}

TEST_P(BySums, TotalsAreThoseOfTheRows) {
  const Design design = survey_.design();
  const auto columns = survey_.columns();
  expect_same(total(accumulate(design, columns, options_), options_),
              clearly(design, columns, options_, detail::linearise_total), 1e-9);
}

TEST_P(BySums, RatiosAreThoseOfTheRows) {
  const Design design = survey_.design();
  const auto columns = survey_.columns();
  const detail::Cases cases = detail::find_cases(design, columns, options_);
  const std::vector<Column> above = {columns[0], columns[2]};
  const Estimates want = detail::finish(
      design, cases, options_,
      detail::linearise_ratio(design, above, std::span{columns}.subspan(1, 1), cases, options_));
  const std::vector<std::size_t> top = {0, 2};
  const std::vector<std::size_t> bottom = {1};
  expect_same(ratio(accumulate(design, columns, options_), top, bottom, options_), want, 1e-7);
}

TEST_P(BySums, DesignEffectsAreThoseOfTheRows) {
  const Design design = survey_.design();
  const auto columns = survey_.columns();
  const std::vector<std::size_t> top = {0, 2};
  const std::vector<std::size_t> bottom = {1};
  for (const Deff kind : {Deff::with_replacement, Deff::without_replacement}) {
    options_.deff = kind;
    const Sums sums = accumulate(design, columns, options_);
    const auto expect_deff = [](const Estimates& got, const Estimates& want) {
      ASSERT_EQ(got.deff.size(), want.size());
      for (std::size_t i = 0; i < want.size(); ++i) {
        expect_near(got.deff[i], want.deff[i], 1e-6, "deff " + std::to_string(i));
      }
    };
    expect_deff(mean(sums, options_), clearly(design, columns, options_, detail::linearise_mean));
    expect_deff(total(sums, options_), clearly(design, columns, options_, detail::linearise_total));
    const detail::Cases cases = detail::find_cases(design, columns, options_);
    const std::vector<Column> above = {columns[0], columns[2]};
    expect_deff(
        ratio(sums, top, bottom, options_),
        detail::finish(design, cases, options_,
                       detail::linearise_ratio(design, above, std::span{columns}.subspan(1, 1),
                                               cases, options_)));
  }
}

INSTANTIATE_TEST_SUITE_P(All, BySums,
                         testing::Values(Way{"sorted", true, false, 0},
                                         Way{"mixed", false, false, 0},
                                         Way{"missing", true, true, 0},
                                         Way{"offset", false, false, 1e6}),
                         [](const auto& way) { return way.param.name; });

TEST(Sums, OfAnyNumberOfVariablesInAnySubsetAreThoseOfTheRows) {
  for (const bool is_sorted : {true, false}) {
    const Survey survey = make_survey(4000, 0, is_sorted);
    const auto three = survey.columns();
    std::vector<std::uint8_t> inside(survey.weights.size());
    for (std::size_t row = 0; row < inside.size(); ++row) inside[row] = row % 3 != 0 ? 1 : 0;
    const Design whole = survey.design();
    const Design subset = whole.subset(inside);
    EstimateOptions in_domains = survey.options();
    in_domains.by.codes = survey.domains;
    std::vector<Column> columns;
    for (std::size_t count = 1; count < 10; ++count) {
      columns.push_back(three[count % 3]);
      for (const Design& design : {whole, subset}) {
        for (const EstimateOptions& options : {EstimateOptions{}, in_domains}) {
          expect_same(mean(accumulate(design, columns, options), options),
                      clearly(design, columns, options, detail::linearise_mean), 1e-9);
        }
      }
    }
  }
}

TEST(Sums, ThreadsNeverChangeABit) {
  const Survey survey = make_survey(400'000, 10, false);
  const Design design = survey.design();
  EstimateOptions options = survey.options();
  const Sums alone = accumulate(design, survey.columns(), options);
  for (const int threads : {2, 3, 8}) {
    options.threads = threads;
    const Sums together = accumulate(design, survey.columns(), options);
    EXPECT_EQ(together.cells, alone.cells) << threads;
  }
}

TEST(Sums, KeepTwelveDigitsOfAMeanOfAThousandMillionWithSpreadOne) {
  const Survey small = make_survey(20'000, 0);
  const Survey large = make_survey(20'000, 1e9);
  const EstimateOptions options = small.options();
  const Estimates want = mean(small.design(), small.columns(), options);
  const Estimates got = mean(large.design(), large.columns(), options);
  for (std::size_t d = 0; d < 3; ++d) {
    EXPECT_NEAR(got.values[d] - 1e9, want.values[d], 1e-6);  // of values known to 1e-7
    EXPECT_NEAR(got.standard_errors[d], want.standard_errors[d], 1e-7 * want.standard_errors[d]);
  }
}

TEST(Sums, OfPartsMergeToThoseOfTheWhole) {
  const Survey survey = make_survey(3000, 5, false);
  const EstimateOptions options = survey.options();
  Sums merged =
      accumulate(survey.design(0, 1000), survey.columns(0, 1000), survey.options(0, 1000));
  merge(merged, accumulate(survey.design(1000, 1700), survey.columns(1000, 1700),
                           survey.options(1000, 1700)));
  merge(merged, accumulate(survey.design(1700, 3000), survey.columns(1700, 3000),
                           survey.options(1700, 3000)));
  expect_same(mean(merged, options), mean(survey.design(), survey.columns(), options), 1e-10);
  expect_same(total(merged, options), total(survey.design(), survey.columns(), options), 1e-10);
}

TEST(Sums, OfPartsMergeTheirProducts) {
  const Survey survey = make_survey(3000, 5, false);
  const auto part = [&](std::size_t begin, std::size_t end) {
    EstimateOptions options = survey.options(begin, end);
    options.deff = Deff::with_replacement;
    return accumulate(survey.design(begin, end), survey.columns(begin, end), options);
  };
  Sums merged = part(0, 1000);
  merge(merged, part(1000, 1700));
  merge(merged, part(1700, 3000));
  EstimateOptions options = survey.options();
  options.deff = Deff::with_replacement;
  const Sums whole = part(0, 3000);
  expect_same(mean(merged, options), mean(whole, options), 1e-10);
  const std::vector<double> got = mean(merged, options).deff;
  const std::vector<double> want = mean(whole, options).deff;
  for (std::size_t i = 0; i < want.size(); ++i) expect_near(got[i], want[i], 1e-10, "deff");
  EXPECT_THROW(merge(merged, accumulate(survey.design(), survey.columns(), survey.options())),
               InvalidArgument);
}

TEST(Sums, WithoutProductsHaveNoDesignEffects) {
  const Survey survey = make_survey(300);
  EstimateOptions options = survey.options();
  const Sums sums = accumulate(survey.design(), survey.columns(), options);
  options.deff = Deff::with_replacement;
  EXPECT_THROW(static_cast<void>(mean(sums, options)), InvalidArgument);
}

TEST(Sums, MergeByTheNamesOfDomains) {
  const Survey survey = make_survey(1000);
  EstimateOptions one = survey.options(0, 500);
  const std::vector<std::string> names = {"north", "south", "east", "west", "sea"};
  Sums merged = accumulate(survey.design(0, 500), survey.columns(0, 500), one, names);
  std::vector<std::int32_t> turned;
  for (std::size_t row = 500; row < 1000; ++row) {
    turned.push_back(survey.domains[row] < 0 ? -1 : 4 - survey.domains[row]);
  }
  EstimateOptions other = one;
  other.by.codes = turned;
  merge(merged, accumulate(survey.design(500, 1000), survey.columns(500, 1000), other,
                           {names.rbegin(), names.rend()}));
  const EstimateOptions options = survey.options();
  expect_same(mean(merged, options), mean(survey.design(), survey.columns(), options), 1e-10);
}

TEST(Sums, AreTheSameAfterBytes) {
  const Survey survey = make_survey(500);
  Sums sums = accumulate(survey.design(), survey.columns(), survey.options());
  for (double& shift : sums.shifts) shift = std::isnan(shift) ? 0 : shift;  // so that they compare
  EXPECT_EQ(sums_from_bytes(to_bytes(sums)), sums);
  EstimateOptions options = survey.options();
  options.deff = Deff::with_replacement;
  Sums products = accumulate(survey.design(), survey.columns(), options);
  for (double& shift : products.shifts) shift = std::isnan(shift) ? 0 : shift;
  EXPECT_EQ(products.products.size(), 5 * 6U);
  EXPECT_EQ(sums_from_bytes(to_bytes(products)), products);
}

TEST(Sums, OfTheFirstVersionAreRead) {
  const Survey survey = make_survey(500);
  Sums sums = accumulate(survey.design(), survey.columns(), survey.options());
  for (double& shift : sums.shifts) shift = std::isnan(shift) ? 0 : shift;
  std::string bytes = to_bytes(sums);  // the second ends with the number of products
  ASSERT_EQ(bytes.substr(0, 18), "actionplan/sums@2\n");
  bytes[16] = '1';
  bytes.resize(bytes.size() - 8);
  EXPECT_EQ(sums_from_bytes(bytes), sums);
}

TEST(Sums, BytesThatWereCutOrAreOthersAreRefused) {
  const Survey survey = make_survey(200);
  const std::string bytes =
      to_bytes(accumulate(survey.design(), survey.columns(), survey.options()));
  for (std::size_t size = 0; size < bytes.size(); size += 97) {
    EXPECT_THROW(static_cast<void>(sums_from_bytes(bytes.substr(0, size))), ParseError) << size;
  }
  EXPECT_THROW(static_cast<void>(sums_from_bytes(bytes + "x")), ParseError);
  EXPECT_THROW(static_cast<void>(sums_from_bytes("{}")), ParseError);
}

TEST(Sums, AMissingValueIsRefusedWithItsPlace) {
  Survey survey = make_survey(300);
  survey.a[41] = none;
  survey.domains[41] = 1;
  try {
    static_cast<void>(mean(survey.design(), survey.columns(), survey.options()));
    FAIL() << "was not refused";
  } catch (const InvalidArgument& error) {
    EXPECT_NE(std::string{error.what()}.find("Variable 0 is missing in row 41"), std::string::npos)
        << error.what();
  }
  survey.domains[41] = -1;
  EXPECT_NO_THROW(static_cast<void>(mean(survey.design(), survey.columns(), survey.options())));
}

TEST(Sums, ADomainCodeTooHighIsRefused) {
  Survey survey = make_survey(300);
  survey.domains[200] = 5;
  EXPECT_THROW(static_cast<void>(mean(survey.design(), survey.columns(), survey.options())),
               InvalidArgument);
}

}  // namespace
}  // namespace actionplan::survey::sums_test
