// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <iostream>

std::size_t count_measures(const char* file);

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::cout << count_measures(argv[1]) << " measures\n";
}
