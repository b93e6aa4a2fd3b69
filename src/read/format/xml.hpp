// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/format/budget.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// The attributes of an element, found by their local name, without declarations of namespaces;
/// borrowed for the call.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* given) : given_{given} {}

  /// Its value; empty where it is not there.
  [[nodiscard]] std::string_view operator[](std::string_view local_name) const noexcept;

 private:
  const char* const* given_;
};

/// What reads a part of a document: told its elements and texts in order. Names are local ones,
/// without the prefixes of their namespaces.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view stretch) = 0;
};

/// A stream of XML (expat). A document type is refused, and with it every entity of one's own;
/// depth, attributes and the length of names are bounded. What the handler throws ends the reading.
class XmlReader {
 public:
  /// @param handler borrowed; it has to outlive this. @param part its name, for messages.
  XmlReader(XmlHandler& handler, std::string_view part);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// The next stretch of bytes. @throws ParseError  it is no XML that is read.
  void feed(std::string_view stretch);
  /// There is no more. @throws ParseError  it is cut short.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Archive;

/// Reads a whole part of an archive. @throws ParseError as both do.
void read_xml(Archive& archive, const std::string& part, XmlHandler& handler);

}  // namespace actionplan::detail
