// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/read.hpp>

std::size_t count_measures(const char* file) {
  return actionplan::read(std::filesystem::path{file}).measures().size();
}
