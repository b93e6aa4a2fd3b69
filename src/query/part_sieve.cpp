// SPDX-License-Identifier: Apache-2.0
#include "sieve.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace actionplan::detail {
namespace {

// Looks for a part in all texts of a block at once, since most rows do not have it: for the two
// bytes of the part that the texts hold least often, then for the whole of it.
class PartSieve : public Sieve {
 public:
  PartSieve(const TextColumn& column, std::string part) : column_{column}, part_{std::move(part)} {
    std::array<std::size_t, 256> counts{};
    const std::size_t sample = std::min(column.bytes.size(), std::size_t{65536});
    for (std::size_t i = 0; i < sample; ++i) ++counts[static_cast<std::uint8_t>(column.bytes[i])];
    const auto count = [&](std::size_t at) { return counts[static_cast<std::uint8_t>(part_[at])]; };
    for (std::size_t i = 1; i < part_.size(); ++i) {
      if (count(i) < count(rarest_)) rarest_ = i;
    }
    second_ = rarest_ == 0 ? part_.size() - 1 : 0;
    for (std::size_t i = 0; i < part_.size(); ++i) {
      if (part_[i] != part_[rarest_] && count(i) < count(second_)) second_ = i;
    }
  }

 private:
  void run(std::size_t begin, std::size_t end, std::uint8_t* out) const override {
    std::fill(out, out + (end - begin), std::uint8_t{0});
    std::size_t row = begin;
    std::size_t at = column_.offsets[begin];
    const std::size_t last = column_.offsets[end];
    while ((at = find(at, last)) != last) {
      while (column_.offsets[row + 1] <= at) ++row;
      if (at + part_.size() > column_.offsets[row + 1]) {
        ++at;  // it reaches into the next text
        continue;
      }
      out[row - begin] = 1;
      at = column_.offsets[row + 1];
    }
  }

  // Where few rows are left, each is looked at on its own.
  void narrow(std::size_t begin, std::size_t end, std::uint8_t* out) const override {
    const std::size_t rows = end - begin;
    const auto open = static_cast<std::size_t>(std::count(out, out + rows, std::uint8_t{1}));
    if (open * 8 > rows) {
      Sieve::narrow(begin, end, out);
      return;
    }
    for (std::size_t row = begin; row < end; ++row) {
      if (out[row - begin] == 0) continue;
      const std::size_t last = column_.offsets[row + 1];
      out[row - begin] = find(column_.offsets[row], last) != last ? 1 : 0;
    }
  }

  [[nodiscard]] int cost() const noexcept override { return 3; }

  // The first place in [at, last) where the part begins and ends, else `last`.
  [[nodiscard]] std::size_t find(std::size_t at, std::size_t last) const {
    if (last - at < part_.size()) return last;
    const std::size_t stop = last - part_.size() + 1;
    constexpr std::size_t stride = 64;
    for (; at + stride <= stop; at += stride) {
      if (!may_begin(at, stride)) continue;
      const std::size_t found = find_begin(at, at + stride);
      if (found != at + stride) return found;
    }
    const std::size_t found = find_begin(at, stop);
    return found != stop ? found : last;
  }

  // The first of the places [at, stop) where the part begins, else `stop`.
  [[nodiscard]] std::size_t find_begin(std::size_t at, std::size_t stop) const {
    const char* bytes = column_.bytes.data();
    for (; at < stop; ++at) {
      const void* found = std::memchr(bytes + at + rarest_, part_[rarest_], stop - at);
      if (found == nullptr) return stop;
      at = static_cast<std::size_t>(static_cast<const char*>(found) - bytes) - rarest_;
      if (std::memcmp(bytes + at, part_.data(), part_.size()) == 0) return at;
    }
    return stop;
  }

  // Does the part begin at any of these places, by two of its bytes? A loop without a branch, which
  // compilers turn into comparisons of many bytes at once.
  [[nodiscard]] bool may_begin(std::size_t at, std::size_t places) const {
    const char* first = column_.bytes.data() + at + rarest_;
    const char* second = column_.bytes.data() + at + second_;
    const char wanted_first = part_[rarest_];
    const char wanted_second = part_[second_];
    std::uint8_t any = 0;
    for (std::size_t i = 0; i < places; ++i) {
      any |= static_cast<std::uint8_t>(static_cast<int>(first[i] == wanted_first) &
                                       static_cast<int>(second[i] == wanted_second));
    }
    return any != 0;
  }

  const TextColumn& column_;
  std::string part_;
  std::size_t rarest_ = 0;
  std::size_t second_ = 0;
};

}  // namespace

std::unique_ptr<Sieve> part_sieve(const TextColumn& column, std::string part) {
  return std::make_unique<PartSieve>(column, std::move(part));
}

}  // namespace actionplan::detail
