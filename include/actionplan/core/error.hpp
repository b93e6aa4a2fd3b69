// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/place.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace actionplan {

/// What the library throws when a call cannot be done: a small closed family. Every message is one
/// clear sentence that names the object, the value and the remedy. One bad item in a batch is not
/// an exception but a `Problem`.
class ACTIONPLAN_EXPORT Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  Error(const Error&) noexcept = default;
  Error& operator=(const Error&) noexcept = default;
  ~Error() override;
};

/// An argument is outside what the function takes. In Python also a `ValueError`.
class ACTIONPLAN_EXPORT InvalidArgument : public Error {
 public:
  using Error::Error;
  InvalidArgument(const InvalidArgument&) noexcept = default;
  InvalidArgument& operator=(const InvalidArgument&) noexcept = default;
  ~InvalidArgument() override;
};

/// Why something cannot be read, where a program must tell.
enum class ParseErrorCode : std::uint8_t {
  malformed,    ///< it is not what it claims to be, or broken
  unsupported,  ///< it is of a kind that is not read
  encrypted,    ///< it takes a password
  limit,        ///< it is larger or deeper than a limit allows
  no_plan,      ///< it was read, and holds no plan
};
[[nodiscard]] constexpr auto names_of(ParseErrorCode) noexcept {
  return names_to<ParseErrorCode::no_plan>("malformed", "unsupported", "encrypted", "limit",
                                           "no_plan");
}

/// A text or a file cannot be read as what it should be. Knows where, and why.
class ACTIONPLAN_EXPORT ParseError : public Error {
 public:
  explicit ParseError(const std::string& message, Place place = {},
                      ParseErrorCode code = ParseErrorCode::malformed);
  ParseError(const ParseError&) noexcept = default;
  ParseError& operator=(const ParseError&) noexcept = default;
  ~ParseError() override;

  /// Where in the text; `Place{}` when it concerns the whole.
  [[nodiscard]] Place place() const noexcept { return place_; }
  [[nodiscard]] ParseErrorCode code() const noexcept { return code_; }

 private:
  Place place_;
  ParseErrorCode code_;
};

/// No object has the id or number asked for. In Python also a `LookupError`.
class ACTIONPLAN_EXPORT NotFound : public Error {
 public:
  using Error::Error;
  NotFound(const NotFound&) noexcept = default;
  NotFound& operator=(const NotFound&) noexcept = default;
  ~NotFound() override;
};

/// A statistic cannot be estimated from this sample and design.
class ACTIONPLAN_EXPORT EstimationError : public Error {
 public:
  using Error::Error;
  EstimationError(const EstimationError&) noexcept = default;
  EstimationError& operator=(const EstimationError&) noexcept = default;
  ~EstimationError() override;
};

/// Why a store cannot do what was asked, where a program must tell.
enum class StoreErrorCode : std::uint8_t {
  busy,         ///< another program writes it; the same call may succeed later
  exists,       ///< a file of that name is there already
  missing,      ///< there is no such file, or no folder to make it in
  corrupt,      ///< what it holds is damaged, or was changed; a backup is to be restored
  read_only,    ///< it was opened for reading, or may not be written
  duplicate,    ///< the entry is recorded already: nothing is left to do
  newer,        ///< a later version of this library wrote it
  conflict,     ///< something was recorded since the caller read it, or the file was replaced
  not_a_store,  ///< the file is something else
  unsupported,  ///< its file system cannot hold a store that is written
  io,           ///< the operating system failed or refused: disk, quota, rights
  misuse,       ///< it was closed or moved from, or is asked by a callback of its own call
};
[[nodiscard]] constexpr auto names_of(StoreErrorCode) noexcept {
  return names_to<StoreErrorCode::misuse>("busy", "exists", "missing", "corrupt", "read_only",
                                          "duplicate", "newer", "conflict", "not_a_store",
                                          "unsupported", "io", "misuse");
}

/// A store cannot be opened, read or written as asked. Knows why.
class ACTIONPLAN_EXPORT StoreError : public Error {
 public:
  explicit StoreError(const std::string& message, StoreErrorCode code = StoreErrorCode::corrupt);
  StoreError(const StoreError&) noexcept = default;
  StoreError& operator=(const StoreError&) noexcept = default;
  ~StoreError() override;

  [[nodiscard]] StoreErrorCode code() const noexcept { return code_; }

 private:
  StoreErrorCode code_;
};

/// The caller's `Cancel` ended the call (core/cancel.hpp).
class ACTIONPLAN_EXPORT Cancelled : public Error {
 public:
  using Error::Error;
  Cancelled(const Cancelled&) noexcept = default;
  Cancelled& operator=(const Cancelled&) noexcept = default;
  ~Cancelled() override;
};

}  // namespace actionplan
