// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/entry.hpp>

#include <actionplan/core/hash.hpp>
#include <actionplan/evidence/entry_table.hpp>

#include <array>
#include <charconv>

namespace actionplan {
namespace {

// Fields are told apart by their lengths, so no content can be mistaken for another.
class Encoder {
 public:
  void field(std::string_view name, std::string_view bytes) {
    text_ += name;
    text_ += '=';
    text_ += std::to_string(bytes.size());
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
  std::string text_ = "actionplan/entry@1\n";
};

}  // namespace

std::string canonical(const Entry& entry) {
  Encoder encoder;
  for_each_entry_field([&](const auto& field) { encoder.field(field.name, entry.*field.member); });
  return std::move(encoder).text();
}

EntryId entry_id(const Entry& entry) { return EntryId{to_hex(sha256(canonical(entry)))}; }

}  // namespace actionplan
