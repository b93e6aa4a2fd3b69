// SPDX-License-Identifier: Apache-2.0
#include "codec/internal/sources_json.hpp"

#include <nlohmann/json.hpp>

namespace actionplan::detail {

std::string sources_json(const std::vector<Source>& sources) {
  using Value = nlohmann::ordered_json;  // keys in the order in which they are stored
  Value array = Value::array();
  for (const Source& source : sources) {
    array.push_back(
        {{"text", source.text},
         {"accessed_on", source.accessed_on ? Value(source.accessed_on->iso()) : Value(nullptr)},
         {"content_hash",
          source.content_hash.empty() ? Value(nullptr) : Value(source.content_hash)}});
  }
  return array.dump();
}

}  // namespace actionplan::detail
