// SPDX-License-Identifier: Apache-2.0
#include "html.hpp"

#include <actionplan/core/text.hpp>

#include "read/format/decode.hpp"
#include "read/format/html/html_blocks.hpp"
#include "read/format/text_encoding.hpp"
#include "read/format/text_sample.hpp"

#include <lexbor/html/tokenizer.h>
#include <lexbor/tag/tag.h>

#include <charconv>
#include <exception>
#include <new>

namespace actionplan::detail {
namespace {

constexpr std::size_t unknown_name_size = 128;  // that the tokenizer keeps of a name, at most

std::string_view view_of(const lxb_char_t* begin, const lxb_char_t* end) {
  return {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin)};
}

std::uint32_t span_of(std::string_view digits) {
  std::uint32_t count = 1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return error == std::errc::result_out_of_range ? 65535 : count;
}

std::optional<std::uint32_t> counter_of(std::string_view digits) {
  constexpr std::uint32_t most = 999;  // of what may be the number of a measure
  std::uint32_t number = 0;
  const char* const last = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), last, number);
  const bool is_number = error == std::errc{} && end == last && number <= most;
  return is_number ? std::optional{number} : std::nullopt;
}

// Its declarations in small letters, without spaces.
std::string plain_style(std::string_view style) {
  std::string plain;
  for (const char c : style.substr(0, 4096)) {
    if (c != ' ') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return plain;
}

// Other counters than numbers, or none: "list-style: none".
bool hides_numbers(std::string_view style) {
  const std::string plain = plain_style(style);
  const bool has_style = plain.find("list-style:") != std::string::npos ||
                         plain.find("list-style-type:") != std::string::npos;
  return has_style && plain.find("decimal") == std::string::npos;
}

// "display: none" among the declarations of a style.
bool hides(std::string_view style) {
  const std::string plain = plain_style(style);
  return plain.find("display:none") != std::string::npos ||
         plain.find("visibility:hidden") != std::string::npos;
}

// The tokenizer of lexbor, which tells tags and texts apart as browsers do. Its tree is not made: it
// grows without bound where elements of text are nested in each other and not closed.
class HtmlTokens {
 public:
  HtmlTokens(HtmlBlocks& blocks, Budget& budget) : blocks_{blocks}, budget_{budget} {
    if (tokens_ == nullptr || lxb_html_tokenizer_init(tokens_) != LXB_STATUS_OK ||
        lxb_html_tokenizer_tags_make(tokens_, 128) != LXB_STATUS_OK ||
        lxb_html_tokenizer_attrs_make(tokens_, 128) != LXB_STATUS_OK) {
      destroy();
      throw std::bad_alloc{};
    }
    // Nobody reads the list of errors, which would have one for each byte of a bad page.
    tokens_->parse_errors = lexbor_array_obj_destroy(tokens_->parse_errors, true);
    lxb_html_tokenizer_callback_token_done_set(tokens_, &HtmlTokens::on_token, this);
  }
  ~HtmlTokens() { destroy(); }
  HtmlTokens(const HtmlTokens&) = delete;
  HtmlTokens& operator=(const HtmlTokens&) = delete;

  void read(std::string_view text) {
    constexpr std::size_t stretch = std::size_t{1} << 16U;
    check(lxb_html_tokenizer_begin(tokens_));
    for (; !text.empty(); text.remove_prefix(std::min(stretch, text.size()))) {
      const std::string_view part = text.substr(0, stretch);
      budget_.poll();
      check(lxb_html_tokenizer_chunk(tokens_, reinterpret_cast<const lxb_char_t*>(part.data()),
                                     part.size()));
    }
    check(lxb_html_tokenizer_end(tokens_));
  }

 private:
  void destroy() noexcept {
    if (tokens_ == nullptr) return;
    lxb_html_tokenizer_attrs_destroy(tokens_);
    lxb_html_tokenizer_tags_destroy(tokens_);
    lxb_html_tokenizer_destroy(tokens_);
    tokens_ = nullptr;
  }

  void check(lxb_status_t status) {
    if (thrown_) std::rethrow_exception(thrown_);
    if (status != LXB_STATUS_OK) {
      throw ParseError("The page is no HTML that is read; save it again from a browser.");
    }
  }

  // Exceptions do not pass through lexbor, which is C: the first is kept, and reading stops.
  static lxb_html_token_t* on_token(lxb_html_tokenizer_t* tokens, lxb_html_token_t* token,
                                    void* self) {
    auto& reader = *static_cast<HtmlTokens*>(self);
    try {
      reader.take(*token);
      return token;
    } catch (...) {
      reader.thrown_ = std::current_exception();
      tokens->status = LXB_STATUS_STOP;
      return nullptr;
    }
  }

  void take(const lxb_html_token_t& token) {
    budget_.poll();
    if (token.tag_id == LXB_TAG__TEXT) {
      blocks_.text(text::replace_invalid_utf8(view_of(token.text_start, token.text_end)));
      return;
    }
    if (token.tag_id <= LXB_TAG__EM_DOCTYPE) return;  // comments, the end, a document type
    if (token.tag_id >= LXB_TAG__LAST_ENTRY) budget_.charge(unknown_name_size);
    std::size_t size = 0;
    const lxb_char_t* name = lxb_tag_name_by_id(token.tag_id, &size);
    if (name == nullptr) return;
    const std::string_view tag = view_of(name, name + size);
    if ((token.type & LXB_HTML_TOKEN_TYPE_CLOSE) != 0) {
      blocks_.end(tag);
      return;
    }
    blocks_.start(tag, attributes_of(token));
    lxb_html_tokenizer_set_state_by_tag(tokens_, false, token.tag_id, LXB_NS_HTML);
  }

  HtmlAttributes attributes_of(const lxb_html_token_t& token) {
    HtmlAttributes attributes;
    for (lxb_html_token_attr_t* at = token.attr_first; at != nullptr; at = at->next) {
      budget_.charge(unknown_name_size / 4);
      std::size_t size = 0;
      const lxb_char_t* begin = lxb_html_token_attr_name(at, &size);
      if (begin == nullptr) continue;
      const std::string_view name = view_of(begin, begin + size);
      const std::string_view value = at->value == nullptr
                                         ? std::string_view{}
                                         : view_of(at->value, at->value + at->value_size);
      if (name == "hidden") attributes.is_hidden = true;
      if (name == "style") attributes.is_hidden = attributes.is_hidden || hides(value);
      if (name == "style" && hides_numbers(value)) attributes.has_numbers = false;
      if (name == "type") attributes.has_numbers = attributes.has_numbers && value == "1";
      if (name == "reversed") attributes.has_numbers = false;
      if (name == "start") attributes.start = counter_of(value);
      if (name == "value") attributes.value = counter_of(value);
      if (name == "rowspan") attributes.row_span = span_of(value);
      if (name == "colspan") attributes.column_span = span_of(value);
    }
    return attributes;
  }

  HtmlBlocks& blocks_;
  Budget& budget_;
  lxb_html_tokenizer_t* tokens_ = lxb_html_tokenizer_create();
  std::exception_ptr thrown_;
};

bool has_tag(std::string_view text, std::string_view tag) {
  const std::string folded = text::fold(text::replace_invalid_utf8(text.substr(0, 4096)));
  return folded.find(tag) != std::string::npos;
}

bool is_html(const DocumentSource& source) {
  const TextSample sample{source};
  if (source.bytes.substr(0, 4) == "---\n") return false;  // keys above a page
  if (is_extension(sample.extension(), {".html", ".htm", ".xhtml"})) return sample.is_text();
  if (!sample.is_plain() || !is_extension(sample.extension(), {""})) return false;
  const std::string_view text = text::trim(sample.text());
  return text.substr(0, 1) == "<" && (has_tag(text, "<!doctype html") || has_tag(text, "<html") ||
                                      has_tag(text, "<table") || has_tag(text, "<body"));
}

// What the page says of its encoding in its first kilobyte, where it is one that is known.
std::string encoding_of_page(std::string_view bytes) {
  const std::string begin = text::fold(text::replace_invalid_utf8(bytes.substr(0, 1024)));
  std::size_t at = begin.find("charset=");
  if (at == std::string::npos) return {};
  at += std::string_view{"charset="}.size();
  if (begin[at] == '"' || begin[at] == '\'') ++at;
  const std::size_t end = begin.find_first_of("\"'; />", at);
  const std::string name = begin.substr(at, end == std::string::npos ? end : end - at);
  const std::optional<TextEncoding> encoding = encoding_of_name(name);
  const bool is_one_byte = encoding == TextEncoding::cp1251 || encoding == TextEncoding::cp1252;
  const bool is_utf8 = text::find_invalid_utf8(bytes) == std::string_view::npos;
  return is_one_byte && !is_utf8 ? name : std::string{};
}

}  // namespace

void add_html(std::string_view text, Document& document, Budget& budget) {
  HtmlBlocks blocks{document, budget};
  HtmlTokens{blocks, budget}.read(text);
  blocks.finish();
}

FormatReader html_reader() {
  return {"html",
          "HTML page",
          {".html", ".htm", ".xhtml"},
          &is_html,
          [](const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel) {
            ProblemList problems{limits.max_problems};
            Budget budget{limits, cancel};
            const std::string encoding =
                source.encoding.empty() ? encoding_of_page(source.bytes) : source.encoding;
            Document document;
            add_html(decode(source.bytes, limits, problems, encoding), document, budget);
            document.problems = std::move(problems).take();
            return document;
          }};
}

}  // namespace actionplan::detail
