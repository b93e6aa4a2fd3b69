// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/format/budget.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// A zip archive in memory (minizip). Its parts are inflated stretch by stretch and never written
/// anywhere; sizes that it declares are not trusted, and names are only compared.
class Archive {
 public:
  /// @param bytes, budget borrowed; they have to outlive this.
  /// @throws ParseError  it is no zip archive, or has more than 65536 parts.
  Archive(std::string_view bytes, Budget& budget);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  /// Is there a part of this very name?
  [[nodiscard]] bool has(const std::string& name);

  /// Inflates a part and gives it to `take` in stretches.
  /// @throws ParseError  there is no such part, it takes a password, it is broken, or it grows to
  ///                     more than 8 MiB and 200 times its size in the archive.
  void read(const std::string& name, const std::function<void(std::string_view)>& take);

  /// The whole of a small part. @throws as `read`.
  [[nodiscard]] std::string text(const std::string& name);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Has the archive that begins here a list of parts? One that is cut short has none. Never throws.
[[nodiscard]] bool is_whole_archive(std::string_view bytes);

/// Does a zip archive with this part begin here? Never throws; looks at the list of parts only.
[[nodiscard]] bool is_archive_with(std::string_view bytes, std::string_view name);

/// The first bytes of a part, at most so many; empty where it cannot be read. Never throws.
[[nodiscard]] std::string peek(std::string_view bytes, std::string_view name, std::size_t most);

}  // namespace actionplan::detail
