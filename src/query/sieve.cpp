// SPDX-License-Identifier: Apache-2.0
#include "sieve.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

using Sieves = std::vector<std::unique_ptr<Sieve>>;
using Block = std::array<std::uint8_t, Sieve::block_rows>;

class Everything : public Sieve {
  void run(std::size_t begin, std::size_t end, std::uint8_t* out) const override {
    std::memset(out, 1, end - begin);
  }
};

// All of several sieves, or any of them; ends early where a block is decided.
class Joined : public Sieve {
 public:
  Joined(Sieves sieves, bool is_all) : sieves_{std::move(sieves)}, is_all_{is_all} {
    std::stable_sort(sieves_.begin(), sieves_.end(),
                     [](const auto& a, const auto& b) { return a->cost() < b->cost(); });
  }

 private:
  void run(std::size_t begin, std::size_t end, std::uint8_t* out) const override {
    const std::size_t rows = end - begin;
    sieves_.front()->run(begin, end, out);
    for (std::size_t i = 1; i < sieves_.size(); ++i) {
      const int open = is_all_ ? 1 : 0;
      if (std::memchr(out, open, rows) == nullptr) return;
      if (is_all_) {
        sieves_[i]->narrow(begin, end, out);
        continue;
      }
      Block other;
      sieves_[i]->run(begin, end, other.data());
      for (std::size_t k = 0; k < rows; ++k) out[k] |= other[k];
    }
  }
  [[nodiscard]] int cost() const noexcept override { return sieves_.back()->cost(); }

  Sieves sieves_;
  bool is_all_;
};

class Negated : public Sieve {
 public:
  explicit Negated(std::unique_ptr<Sieve> sieve) : sieve_{std::move(sieve)} {}

 private:
  void run(std::size_t begin, std::size_t end, std::uint8_t* out) const override {
    sieve_->run(begin, end, out);
    for (std::size_t k = 0; k < end - begin; ++k) out[k] ^= 1U;
  }
  [[nodiscard]] int cost() const noexcept override { return sieve_->cost(); }

  std::unique_ptr<Sieve> sieve_;
};

std::unique_ptr<Sieve> search_sieve(const std::string& words, const Columns& columns) {
  Sieves sieves;
  const TextPattern pattern{words, false, false};
  for (const Field field : {Field::id, Field::number}) {
    sieves.push_back(condition_sieve({field, Comparator::equal, pattern}, columns));
  }
  for (const Field field : {Field::agency, Field::title, Field::indicator_text}) {
    sieves.push_back(condition_sieve({field, Comparator::has, pattern}, columns));
  }
  return std::make_unique<Joined>(std::move(sieves), false);
}

}  // namespace

void Sieve::narrow(std::size_t begin, std::size_t end, std::uint8_t* out) const {
  Block passes;
  run(begin, end, passes.data());
  for (std::size_t k = 0; k < end - begin; ++k) out[k] &= passes[k];
}

std::unique_ptr<Sieve> make_sieve(const FilterNode& node, const Columns& columns) {
  switch (node.kind) {
    case FilterNode::Kind::everything: break;
    case FilterNode::Kind::condition: return condition_sieve(node.condition, columns);
    case FilterNode::Kind::search: return search_sieve(node.words, columns);
    case FilterNode::Kind::negation:
      return std::make_unique<Negated>(make_sieve(*node.parts.front(), columns));
    case FilterNode::Kind::all:
    case FilterNode::Kind::any: {
      Sieves sieves;
      for (const auto& part : node.parts) sieves.push_back(make_sieve(*part, columns));
      return std::make_unique<Joined>(std::move(sieves), node.kind == FilterNode::Kind::all);
    }
  }
  return std::make_unique<Everything>();
}

}  // namespace actionplan::detail
