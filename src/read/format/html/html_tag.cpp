// SPDX-License-Identifier: Apache-2.0
#include "html_tag.hpp"

#include <algorithm>
#include <array>

namespace actionplan::detail {
namespace {

// In the order of their names.
constexpr std::array tags = {HtmlTag{"address", HtmlRole::block},
                             HtmlTag{"area", HtmlRole::void_},
                             HtmlTag{"article", HtmlRole::block},
                             HtmlTag{"aside", HtmlRole::block},
                             HtmlTag{"base", HtmlRole::void_},
                             HtmlTag{"blockquote", HtmlRole::block},
                             HtmlTag{"body", HtmlRole::block},
                             HtmlTag{"br", HtmlRole::line_break},
                             HtmlTag{"caption", HtmlRole::caption},
                             HtmlTag{"center", HtmlRole::block},
                             HtmlTag{"col", HtmlRole::void_},
                             HtmlTag{"dd", HtmlRole::block},
                             HtmlTag{"del", HtmlRole::struck},
                             HtmlTag{"details", HtmlRole::block},
                             HtmlTag{"dir", HtmlRole::list},
                             HtmlTag{"div", HtmlRole::block},
                             HtmlTag{"dl", HtmlRole::block},
                             HtmlTag{"dt", HtmlRole::block},
                             HtmlTag{"embed", HtmlRole::void_},
                             HtmlTag{"fieldset", HtmlRole::block},
                             HtmlTag{"figcaption", HtmlRole::block},
                             HtmlTag{"figure", HtmlRole::block},
                             HtmlTag{"footer", HtmlRole::block},
                             HtmlTag{"form", HtmlRole::block},
                             HtmlTag{"h1", HtmlRole::heading, 1},
                             HtmlTag{"h2", HtmlRole::heading, 2},
                             HtmlTag{"h3", HtmlRole::heading, 3},
                             HtmlTag{"h4", HtmlRole::heading, 4},
                             HtmlTag{"h5", HtmlRole::heading, 5},
                             HtmlTag{"h6", HtmlRole::heading, 6},
                             HtmlTag{"head", HtmlRole::left_out},
                             HtmlTag{"header", HtmlRole::block},
                             HtmlTag{"hgroup", HtmlRole::block},
                             HtmlTag{"hr", HtmlRole::rule},
                             HtmlTag{"iframe", HtmlRole::left_out},
                             HtmlTag{"img", HtmlRole::void_},
                             HtmlTag{"input", HtmlRole::void_},
                             HtmlTag{"ins", HtmlRole::inserted},
                             HtmlTag{"legend", HtmlRole::block},
                             HtmlTag{"li", HtmlRole::item},
                             HtmlTag{"link", HtmlRole::void_},
                             HtmlTag{"main", HtmlRole::block},
                             HtmlTag{"menu", HtmlRole::list},
                             HtmlTag{"meta", HtmlRole::void_},
                             HtmlTag{"nav", HtmlRole::block},
                             HtmlTag{"noembed", HtmlRole::left_out},
                             HtmlTag{"noframes", HtmlRole::left_out},
                             HtmlTag{"ol", HtmlRole::list},
                             HtmlTag{"optgroup", HtmlRole::block},
                             HtmlTag{"option", HtmlRole::block},
                             HtmlTag{"p", HtmlRole::block},
                             HtmlTag{"param", HtmlRole::void_},
                             HtmlTag{"pre", HtmlRole::preformatted},
                             HtmlTag{"s", HtmlRole::struck},
                             HtmlTag{"script", HtmlRole::left_out},
                             HtmlTag{"search", HtmlRole::block},
                             HtmlTag{"section", HtmlRole::block},
                             HtmlTag{"select", HtmlRole::block},
                             HtmlTag{"source", HtmlRole::void_},
                             HtmlTag{"strike", HtmlRole::struck},
                             HtmlTag{"style", HtmlRole::left_out},
                             HtmlTag{"summary", HtmlRole::block},
                             HtmlTag{"table", HtmlRole::table},
                             HtmlTag{"td", HtmlRole::cell},
                             HtmlTag{"template", HtmlRole::left_out},
                             HtmlTag{"textarea", HtmlRole::block},
                             HtmlTag{"th", HtmlRole::cell},
                             HtmlTag{"title", HtmlRole::left_out},
                             HtmlTag{"tr", HtmlRole::row},
                             HtmlTag{"track", HtmlRole::void_},
                             HtmlTag{"ul", HtmlRole::list},
                             HtmlTag{"wbr", HtmlRole::void_}};

static_assert(std::is_sorted(tags.begin(), tags.end(),
                             [](const HtmlTag& a, const HtmlTag& b) { return a.name < b.name; }));

}  // namespace

HtmlTag html_tag(std::string_view name) noexcept {
  const auto at = std::lower_bound(
      tags.begin(), tags.end(), name,
      [](const HtmlTag& tag, std::string_view wanted) { return tag.name < wanted; });
  return at != tags.end() && at->name == name ? *at : HtmlTag{name};
}

}  // namespace actionplan::detail
