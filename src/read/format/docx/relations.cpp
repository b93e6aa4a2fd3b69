// SPDX-License-Identifier: Apache-2.0
#include "relations.hpp"

#include <algorithm>
#include <cstddef>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_relations = 10000;

// "word/" and "../media/x" give "media/x". A target is only compared with the names of the archive.
std::string joined(std::string folder, std::string_view target) {
  if (target.substr(0, 1) == "/") return std::string{target.substr(1)};
  constexpr std::string_view up = "../";
  while (target.substr(0, up.size()) == up) {
    target.remove_prefix(up.size());
    if (folder.empty()) continue;
    const std::size_t slash = folder.rfind('/', folder.size() - 2);
    folder.resize(slash == std::string::npos ? 0 : slash + 1);
  }
  return folder + std::string{target};
}

}  // namespace

Relations::Relations(Archive& archive, std::string_view part) : archive_{archive} {
  const std::size_t slash = part.rfind('/');
  const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
  folder_ = part.substr(0, begin);
  const std::string name = folder_ + "_rels/" + std::string{part.substr(begin)} + ".rels";
  if (!archive_.has(name)) return;
  read_xml(archive_, name, *this);
}

void Relations::start(std::string_view name, const XmlAttributes& attributes) {
  if (name != "Relationship" || attributes["TargetMode"] == "External") return;
  if (++count_ > most_relations) return;
  const std::string_view type = attributes["Type"];
  const std::string_view kind = type.substr(std::min(type.rfind('/') + 1, type.size()));
  auto found = std::find_if(kinds_.begin(), kinds_.end(),
                            [&](const Kind& known) { return known.name == kind; });
  if (found == kinds_.end()) found = kinds_.insert(kinds_.end(), Kind{std::string{kind}, {}});
  found->parts.push_back(joined(folder_, attributes["Target"]));
}

const std::vector<std::string>& Relations::of(std::string_view kind) const {
  static const std::vector<std::string> none;
  for (const Kind& known : kinds_) {
    if (known.name == kind) return known.parts;
  }
  return none;
}

}  // namespace actionplan::detail
