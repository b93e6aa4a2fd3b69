// SPDX-License-Identifier: Apache-2.0
#include "xml.hpp"

#include "read/format/zip/archive.hpp"

#include <expat.h>

#include <cstring>
#include <exception>
#include <new>
#include <string>

namespace actionplan::detail {
namespace {

constexpr std::size_t deepest = 256;
constexpr std::size_t most_attributes = 256;
// Of a tag, a comment: expat scans one from its beginning with every further stretch.
constexpr std::size_t longest_token = std::size_t{1} << 20;

// Behind the prefix. Namespaces are not resolved, which takes as long as all the rest: no part of a
// document has two elements of one local name that mean two things to us.
std::string_view local(std::string_view name) {
  const std::size_t at = name.rfind(':');
  return at == std::string_view::npos ? name : name.substr(at + 1);
}

// Is it the local name of an attribute that declares no namespace? Asked of each attribute for each
// one that is wanted, so that no length is counted.
bool is_attribute(const char* name, std::string_view local_name) {
  const auto begins = [&](const char* at) {
    return std::strncmp(at, local_name.data(), local_name.size()) == 0 &&
           at[local_name.size()] == '\0';
  };
  if (begins(name)) return true;
  const char* const colon = std::strchr(name, ':');
  return colon != nullptr && begins(colon + 1) && std::strncmp(name, "xmlns:", 6) != 0;
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view local_name) const noexcept {
  for (const char* const* at = given_; *at != nullptr; at += 2) {
    if (is_attribute(*at, local_name)) return at[1];
  }
  return {};
}

struct XmlReader::State {
  State(XmlHandler& given, std::string_view name) : handler{given}, part{name} {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (parser != nullptr) XML_ParserFree(parser);
  }

  // Exceptions do not pass through expat, which is C: the first is kept, and parsing stops.
  template <class Call>
  void guarded(Call call) {
    quiet = 0;
    if (thrown) return;
    try {
      call();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }

  [[noreturn]] void refuse(const std::string& what,
                           ParseErrorCode code = ParseErrorCode::malformed) const {
    throw ParseError("The part \"" + part + "\" of the document " + what, {}, code);
  }

  [[noreturn]] void refuse_token() const {
    refuse("has a tag or a comment of more than " + std::to_string(longest_token) +
               " bytes, as no document does; it was refused.",
           ParseErrorCode::limit);
  }

  // Of what is whole; what is not yet is counted in `quiet`, as roughly as stretches are long.
  void check_token() const {
    const int size = XML_GetCurrentByteCount(parser);
    if (size > 0 && static_cast<std::size_t>(size) > longest_token) refuse_token();
  }

  static void on_start(void* data, const char* name, const char** attributes) {
    auto& state = *static_cast<State*>(data);
    state.guarded([&] {
      state.check_token();
      if (++state.depth > deepest) {
        state.refuse("is nested more than " + std::to_string(deepest) + " deep.",
                     ParseErrorCode::limit);
      }
      std::size_t count = 0;
      for (const char** at = attributes; *at != nullptr; at += 2) ++count;
      if (count > most_attributes) {
        state.refuse(
            "has an element with more than " + std::to_string(most_attributes) + " attributes.",
            ParseErrorCode::limit);
      }
      state.handler.start(local(name), XmlAttributes{attributes});
    });
  }
  static void on_end(void* data, const char* name) {
    auto& state = *static_cast<State*>(data);
    --state.depth;
    state.guarded([&] { state.handler.end(local(name)); });
  }
  static void on_text(void* data, const char* text, int size) {
    auto& state = *static_cast<State*>(data);
    state.guarded([&] { state.handler.text({text, static_cast<std::size_t>(size)}); });
  }
  static void on_other(void* data, const char* /*text*/, int /*size*/) {
    auto& state = *static_cast<State*>(data);
    state.guarded([&] { state.check_token(); });
  }
  static void on_doctype(void* data, const char* /*name*/, const char* /*system*/,
                         const char* /*public_id*/, int /*has_subset*/) {
    auto& state = *static_cast<State*>(data);
    state.guarded([&] {
      state.refuse("declares a document type, as no document of its kind does; it was refused.");
    });
  }

  void parse(std::string_view stretch, bool is_last) {
    const XML_Status status = XML_Parse(parser, stretch.data(), static_cast<int>(stretch.size()),
                                        is_last ? XML_TRUE : XML_FALSE);
    if (thrown) std::rethrow_exception(thrown);
    quiet += stretch.size();
    if (quiet > longest_token) refuse_token();
    if (status != XML_STATUS_ERROR) return;
    refuse("is no XML at its line " + std::to_string(XML_GetCurrentLineNumber(parser)) + " (" +
           XML_ErrorString(XML_GetErrorCode(parser)) + "); save it again with its program.");
  }

  XmlHandler& handler;
  std::string part;
  XML_Parser parser = nullptr;
  std::size_t depth = 0;
  std::size_t quiet = 0;  // bytes since something was whole
  std::exception_ptr thrown;
};

XmlReader::XmlReader(XmlHandler& handler, std::string_view part)
    : state_{std::make_unique<State>(handler, part)} {
  state_->parser = XML_ParserCreate(nullptr);
  if (state_->parser == nullptr) throw std::bad_alloc{};
  XML_SetUserData(state_->parser, state_.get());
  XML_SetElementHandler(state_->parser, &State::on_start, &State::on_end);
  XML_SetCharacterDataHandler(state_->parser, &State::on_text);
  XML_SetDefaultHandler(state_->parser, &State::on_other);
  XML_SetStartDoctypeDeclHandler(state_->parser, &State::on_doctype);
}

XmlReader::~XmlReader() = default;

void XmlReader::feed(std::string_view stretch) {
  constexpr std::size_t most = std::size_t{1} << 16;  // expat counts in int
  for (; stretch.size() > most; stretch.remove_prefix(most)) {
    state_->parse(stretch.substr(0, most), false);
  }
  state_->parse(stretch, false);
}

void XmlReader::finish() { state_->parse({}, true); }

void read_xml(Archive& archive, const std::string& part, XmlHandler& handler) {
  XmlReader reader{handler, part};
  archive.read(part, [&](std::string_view stretch) { reader.feed(stretch); });
  reader.finish();
}

}  // namespace actionplan::detail
