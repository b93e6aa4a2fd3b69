// SPDX-License-Identifier: Apache-2.0
#include "markdown.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "grid_table.hpp"
#include "read/format/decode.hpp"
#include "read/format/html/html.hpp"
#include "read/format/text_sample.hpp"

#include <md4c.h>

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

namespace actionplan::detail {
namespace {

// Writes the page that a person sees: HTML, of which what stands in the text as HTML is part, so that
// a table of tags that runs over blank lines is one table.
class MarkdownPage {
 public:
  explicit MarkdownPage(Budget& budget) : budget_{budget} {}

  // Settings at the beginning, between two lines of hyphens, are a paragraph each, with what stands
  // below them.
  void add_front_matter(std::string_view& text) {
    if (text.substr(0, 4) != "---\n") return;
    std::size_t end = text.find("\n---\n", 3);
    const std::size_t behind = end + 5;
    if (end == std::string_view::npos) return;
    std::string_view lines = text.substr(4, end < 4 ? 0 : end - 4);
    while (!lines.empty()) {
      std::size_t stop = std::min(lines.find('\n'), lines.size());
      put("<p>");
      put_text(lines.substr(0, stop));
      lines.remove_prefix(std::min(stop + 1, lines.size()));
      while (!lines.empty() && (lines.front() == ' ' || lines.front() == '-')) {
        stop = std::min(lines.find('\n'), lines.size());
        put("<br>");
        put_text(lines.substr(0, stop));
        lines.remove_prefix(std::min(stop + 1, lines.size()));
      }
      put("</p>\n");
    }
    text.remove_prefix(behind);
  }

  void add(std::string_view text) {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      return guarded(self, [&](MarkdownPage& page) { page.enter(type, detail); });
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      return guarded(self, [&](MarkdownPage& page) { page.leave(type, detail); });
    };
    parser.enter_span = [](MD_SPANTYPE type, void* /*detail*/, void* self) {
      return guarded(self, [&](MarkdownPage& page) {
        if (type == MD_SPAN_DEL) page.put("<del>");
      });
    };
    parser.leave_span = [](MD_SPANTYPE type, void* /*detail*/, void* self) {
      return guarded(self, [&](MarkdownPage& page) {
        if (type == MD_SPAN_DEL) page.put("</del>");
      });
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* begin, MD_SIZE size, void* self) {
      return guarded(self, [&](MarkdownPage& page) { page.text(type, {begin, size}); });
    };
    const int status = md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, this);
    if (thrown_) std::rethrow_exception(thrown_);
    if (status != 0) throw ParseError("The text is no Markdown that is read; save it as text.");
  }

  [[nodiscard]] const std::string& html() const noexcept { return html_; }

 private:
  // Exceptions do not pass through md4c, which is C: the first is kept, and reading stops.
  template <class Call>
  static int guarded(void* self, Call call) {
    auto& page = *static_cast<MarkdownPage*>(self);
    try {
      call(page);
      return 0;
    } catch (...) {
      page.thrown_ = std::current_exception();
      return 1;
    }
  }

  static const char* tag_of(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_QUOTE: return "blockquote";
      case MD_BLOCK_UL: return "ul";
      case MD_BLOCK_OL: return "ol";
      case MD_BLOCK_LI: return "li";
      case MD_BLOCK_CODE: return "pre";
      case MD_BLOCK_P: return "p";
      case MD_BLOCK_TABLE: return "table";
      case MD_BLOCK_TR: return "tr";
      case MD_BLOCK_TH: return "th";
      case MD_BLOCK_TD: return "td";
      default: return nullptr;  // the document, rules, raw HTML, parts of tables
    }
  }

  void enter(MD_BLOCKTYPE type, void* detail) {
    if (type == MD_BLOCK_H) {
      const unsigned level = static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level;
      put("<h" + std::to_string(level) + ">");
    } else if (type == MD_BLOCK_OL) {
      const unsigned start = static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start;
      put("<ol start=\"" + std::to_string(start) + "\">");
    } else if (const char* tag = tag_of(type); tag != nullptr) {
      put(std::string{"<"} + tag + ">");
    } else if (type == MD_BLOCK_HR) {
      put("<hr>");
    }
  }

  void leave(MD_BLOCKTYPE type, void* detail) {
    is_line_due_ = false;
    if (type == MD_BLOCK_H) {
      const unsigned level = static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level;
      put("</h" + std::to_string(level) + ">\n");
    } else if (const char* tag = tag_of(type); tag != nullptr) {
      put(std::string{"</"} + tag + ">\n");
    }
  }

  // A line of a paragraph that begins with a few words and a colon stands apart in the source: "Lead:
  // Ministry of Works". The page runs it on; a person who reads the source does not.
  static bool begins_with_label(std::string_view text) {
    constexpr std::size_t longest = 60;
    constexpr std::ptrdiff_t most_spaces = 4;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > longest) return false;
    const char first = text.front();
    if ((first >= 'a' && first <= 'z') || first == ' ') return false;
    if (text.substr(0, colon).find_first_of(",;.!?") != std::string_view::npos) return false;
    const bool ends = colon + 1 == text.size() || text[colon + 1] == ' ';
    return ends && std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
                              ' ') <= most_spaces;
  }

  void text(MD_TEXTTYPE type, std::string_view stretch) {
    if (is_line_due_ && type != MD_TEXT_SOFTBR) {
      put(type == MD_TEXT_NORMAL && begins_with_label(stretch) ? "<br>" : "\n");
      is_line_due_ = false;
    }
    switch (type) {
      case MD_TEXT_BR: put("<br>"); break;
      case MD_TEXT_SOFTBR: is_line_due_ = true; break;
      case MD_TEXT_NULLCHAR: put("\xEF\xBF\xBD"); break;
      case MD_TEXT_ENTITY:
      case MD_TEXT_HTML: put(stretch); break;
      default: put_text(stretch); break;
    }
  }

  void put_text(std::string_view text) {
    for (const char c : text) {
      if (c == '&')
        put("&amp;");
      else if (c == '<')
        put("&lt;");
      else if (c == '>')
        put("&gt;");
      else
        html_ += c;
    }
    budget_.charge(text.size());
  }

  void put(std::string_view html) {
    budget_.charge(html.size());
    html_ += html;
  }

  Budget& budget_;
  std::string html_;
  std::exception_ptr thrown_;
  bool is_line_due_ = false;  // did a line of the source end within a paragraph?
};

// Keys above a text without a table are what a site is made of: a reader of trees knows what they are.
bool is_keys_alone(std::string_view bytes) {
  return bytes.substr(0, 3) == "---" && bytes.find("\n|") == std::string_view::npos &&
         bytes.find("<table") == std::string_view::npos;
}

bool is_markdown(const DocumentSource& source) {
  const TextSample sample{source};
  return is_extension(sample.extension(), {".md", ".markdown", ".mdown"}) && sample.is_text() &&
         !is_keys_alone(source.bytes);
}

Document read_markdown(const DocumentSource& source, const ReadLimits& limits,
                       const Cancel& cancel) {
  ProblemList problems{limits.max_problems};
  Budget budget{limits, cancel};
  const std::string decoded = decode(source.bytes, limits, problems, source.encoding);
  std::string_view text = decoded;
  MarkdownPage page{budget};
  page.add_front_matter(text);
  const std::string with_bars = with_bar_tables(text);
  budget.charge(with_bars.size());
  page.add(with_bars.empty() ? text : std::string_view{with_bars});
  Document document;
  add_html(page.html(), document, budget);
  document.problems = std::move(problems).take();
  return document;
}

}  // namespace

FormatReader markdown_reader() {
  return {"markdown", "Markdown", {".md", ".markdown", ".mdown"}, &is_markdown, &read_markdown};
}

}  // namespace actionplan::detail
