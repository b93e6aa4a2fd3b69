// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/format/xml.hpp"
#include "read/format/zip/archive.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Which parts of an Office Open XML package belong to one of them, and as what.
class Relations final : public XmlHandler {
 public:
  /// @param part whose relations they are; empty: the package's. A part without any has none.
  Relations(Archive& archive, std::string_view part);

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view /*name*/) override {}
  void text(std::string_view /*stretch*/) override {}

  /// The names of the parts of this kind ("styles"), in the order given. The archive need not have them.
  [[nodiscard]] const std::vector<std::string>& of(std::string_view kind) const;

 private:
  struct Kind {
    std::string name;
    std::vector<std::string> parts;
  };

  Archive& archive_;
  std::string folder_;  // of the part, with its slash
  std::vector<Kind> kinds_;
  std::size_t count_ = 0;
};

}  // namespace actionplan::detail
