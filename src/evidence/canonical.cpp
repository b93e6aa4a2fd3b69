// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/entry.hpp>

#include <actionplan/core/hash.hpp>

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
  void field_if_any(std::string_view name, std::string_view bytes) {
    if (!bytes.empty()) field(name, bytes);
  }
  void field(std::string_view name, const std::optional<Date>& date) {
    if (date) field(name, date->iso());
  }
  void field(std::string_view name, const std::optional<Period>& period) {
    if (period) field(name, period->first().iso() + "/" + period->last().iso());
  }
  void field(std::string_view name, const std::optional<double>& number) {
    if (!number) return;
    std::array<char, 32> digits{};
    const double value = *number == 0 ? 0 : *number;  // -0 is 0
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    field(name, std::string_view{digits.data(), static_cast<std::size_t>(end - digits.data())});
  }
  template <class Tag>
  void field(std::string_view name, const std::optional<Id<Tag>>& id) {
    if (id) field(name, id->value());
  }

  std::string text() && { return std::move(text_); }

 private:
  std::string text_ = "actionplan/entry@1\n";
};

void encode_values(Encoder& encoder, const Entry& entry) {
  encoder.field("value", entry.value);
  encoder.field("denominator", entry.denominator);
  encoder.field("standard_error", entry.standard_error);
  encoder.field("df", entry.df);
  if (entry.n) encoder.field("n", std::to_string(*entry.n));
  encoder.field("deff", entry.deff);
  if (entry.done) encoder.field("done", *entry.done ? "true" : "false");
  if (entry.completion) encoder.field("completion", to_string(*entry.completion));
  if (entry.verification) encoder.field("verification", to_string(*entry.verification));
}

}  // namespace

std::string canonical(const Entry& entry) {
  Encoder encoder;
  encoder.field("kind", to_string(entry.kind));
  encoder.field("recorded_on", entry.recorded_on.iso());
  encoder.field("measure", entry.measure);
  encoder.field("indicator", entry.indicator);
  encoder.field("agency", entry.agency);
  encoder.field("about", entry.about);
  encoder.field("replaces", entry.replaces);
  for (const auto& [name, value] : entry.dimension) {
    encoder.field("dimension", name);
    encoder.field("category", value);
  }
  encoder.field("period", entry.period);
  encoder.field("observed_on", entry.observed_on);
  encoder.field("done_on", entry.done_on);
  encoder.field("published_on", entry.published_on);
  encode_values(encoder, entry);
  encoder.field_if_any("unit", entry.unit);
  encoder.field_if_any("reporter", entry.reporter);
  encoder.field("reporter_type", to_string(entry.reporter_type));
  encoder.field("method", to_string(entry.method));
  encoder.field_if_any("member", entry.member);
  encoder.field_if_any("person", entry.person);
  encoder.field_if_any("text", entry.text);
  for (const Source& source : entry.sources) {
    encoder.field("source", source.text);
    encoder.field("accessed_on", source.accessed_on);
    encoder.field_if_any("content_hash", source.content_hash);
  }
  return std::move(encoder).text();
}

EntryId entry_id(const Entry& entry) { return EntryId{to_hex(sha256(canonical(entry)))}; }

}  // namespace actionplan
