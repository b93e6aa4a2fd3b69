// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/entry.hpp>

#include <actionplan/core/hash.hpp>
#include <actionplan/evidence/entry_table.hpp>

#include "evidence/internal/encoding.hpp"
#include "evidence/internal/entry_words.hpp"

#include <array>
#include <charconv>
#include <type_traits>

namespace actionplan {
namespace {

// Fields are told apart by their lengths, so no content can be mistaken for another.
class Encoder {
 public:
  explicit Encoder(std::string_view label) {
    constexpr std::size_t usual = 512;
    text_.reserve(usual);
    text_ += label;
    text_ += '\n';
  }

  void raw(std::string_view bytes) { text_ += bytes; }
  void field(std::string_view name, std::string_view bytes) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), bytes.size()).ptr;
    text_ += name;
    text_ += '=';
    text_.append(digits.data(), end);
    text_ += ':';
    text_ += bytes;
    text_ += '\n';
  }
  void field(std::string_view name, const std::string& words) {
    if (!words.empty()) field(name, std::string_view{words});
  }
  void field(std::string_view name, Date date) { field(name, std::string_view{date.iso()}); }
  void field(std::string_view name, const Period& period) {
    field(name, period.first().iso() + "/" + period.last().iso());
  }
  void field(std::string_view name, double number) {
    std::array<char, 32> digits{};
    const double value = number == 0 ? 0 : number;  // -0 is 0
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    field(name, std::string_view{digits.data(), static_cast<std::size_t>(end - digits.data())});
  }
  void field(std::string_view name, std::int64_t count) { field(name, std::to_string(count)); }
  void field(std::string_view name, bool is_so) {
    field(name, is_so ? std::string_view{"true"} : std::string_view{"false"});
  }
  template <NamedEnum Word>
  void field(std::string_view name, Word word) {
    field(name, to_string(word));
  }
  template <class Tag>
  void field(std::string_view name, const Id<Tag>& id) {
    field(name, std::string_view{id.value()});
  }
  template <class Value>
  void field(std::string_view name, const std::optional<Value>& value) {
    if (value) field(name, *value);
  }
  void field(std::string_view /*name*/, const Dimension& dimension) {
    for (const auto& [name, category] : dimension) {
      field("dimension", std::string_view{name});
      field("category", std::string_view{category});
    }
  }
  void field(std::string_view /*name*/, const std::vector<Source>& sources) {
    for (const Source& source : sources) {
      field("source", std::string_view{source.text});
      field("accessed_on", source.accessed_on);
      field("content_hash", source.content_hash);
    }
  }

  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
};

// Encodes the words of an entry, or everything else.
template <bool is_of_words>
void encode(const Entry& entry, Encoder& encoder) {
  for_each_entry_field([&](const auto& field) {
    constexpr auto member = std::remove_cvref_t<decltype(field)>::member;
    if constexpr (detail::is_words<member> == is_of_words) {
      encoder.field(field.name, entry.*member);
    }
  });
}

}  // namespace

namespace detail {

std::string canonical_1(const Entry& entry) {
  Encoder encoder{"actionplan/entry@1"};
  for_each_entry_field([&](const auto& field) { encoder.field(field.name, entry.*field.member); });
  return std::move(encoder).text();
}

std::string canonical_2(const Entry& entry, const Hash& content) {
  Encoder encoder{"actionplan/entry@2"};
  encode<false>(entry, encoder);
  encoder.field("content", std::string_view{to_hex(content)});
  return std::move(encoder).text();
}

std::string canonical_kept(const Entry& entry) {
  Encoder encoder{"actionplan/kept@1"};
  encode<false>(entry, encoder);
  return std::move(encoder).text();
}

std::string content_text(const Entry& entry, const EntrySalt& salt) {
  Encoder encoder{"actionplan/content@1"};
  encoder.raw({reinterpret_cast<const char*>(salt.bytes().data()), EntrySalt::size});
  encode<true>(entry, encoder);
  return std::move(encoder).text();
}

Hash content_digest(const Entry& entry, const EntrySalt& salt) {
  return sha256(content_text(entry, salt));
}

Hash entry_hash(const Entry& entry) {
  return entry.withheld ? hash_from_hex(entry.withheld->id.value()) : sha256(canonical(entry));
}

}  // namespace detail

std::string canonical(const Entry& entry) {
  if (entry.withheld) {
    const std::string& content = entry.withheld->content;
    return content.empty() ? detail::canonical_kept(entry)
                           : detail::canonical_2(entry, hash_from_hex(content));
  }
  if (!entry.salt.is_set()) return detail::canonical_1(entry);
  return detail::canonical_2(entry, detail::content_digest(entry, entry.salt));
}

EntryId entry_id(const Entry& entry) {
  return entry.withheld ? entry.withheld->id : EntryId{to_hex(sha256(canonical(entry)))};
}

std::string shown_reporter(const Entry& entry) {
  return entry.withheld ? "(withheld)" : entry.reporter;
}

std::string shown_text(const Entry& entry) {
  if (!entry.withheld) return entry.text;
  return "Withheld on " + entry.withheld->recorded_on.iso() + ": " + entry.withheld->reason;
}

}  // namespace actionplan
