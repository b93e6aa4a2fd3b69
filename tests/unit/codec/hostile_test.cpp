// SPDX-License-Identifier: Apache-2.0
#include "../../support/rounds.hpp"
#include "documents.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <functional>
#include <random>

namespace actionplan::hostile_test {
namespace {

using Json = nlohmann::ordered_json;

// A kind of document, with one that says everything and its reader; `again` reads and writes.
struct Document {
  const char* name;
  std::string text;
  std::function<std::string(std::string_view)> again;
};

std::vector<Document> documents() {
  return {{"Plan", to_json(made::rich_plan()),
           [](std::string_view text) { return to_json(plan_from_json(text)); }},
          {"Profile", to_json(made::rich_profile()),
           [](std::string_view text) { return to_json(profile_from_json(text)); }},
          {"Agencies", to_json(made::rich_agencies()),
           [](std::string_view text) { return to_json(agencies_from_json(text)); }}};
}

class EveryDocument : public testing::TestWithParam<Document> {};

INSTANTIATE_TEST_SUITE_P(Kinds, EveryDocument, testing::ValuesIn(documents()),
                         [](const auto& test) { return std::string{test.param.name}; });

bool is_refused(const Document& document, std::string_view text) {
  try {
    static_cast<void>(document.again(text));
    return false;
  } catch (const ParseError& error) {
    EXPECT_NE(std::string_view{error.what()}, "");
    return true;
  }
}

TEST_P(EveryDocument, IsRefusedWhereverItIsCutShort) {
  const std::string& text = GetParam().text;
  const std::size_t whole = text.rfind('}') + 1;
  for (std::size_t length = 0; length < whole; ++length) {
    EXPECT_TRUE(is_refused(GetParam(), std::string_view{text}.substr(0, length))) << length;
  }
  EXPECT_FALSE(is_refused(GetParam(), std::string_view{text}.substr(0, whole)));
}

TEST_P(EveryDocument, WithFlippedBytesIsRefusedOrReadAndKept) {
  std::mt19937 random{20160427};
  const std::string& text = GetParam().text;
  int read = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string flipped = text;
    for (auto flips = random() % 3 + 1; flips != 0; --flips) {
      flipped[random() % flipped.size()] = static_cast<char>(random() % 256);
    }
    try {
      const std::string once = GetParam().again(flipped);
      EXPECT_EQ(GetParam().again(once), once);
      ++read;
    } catch (const ParseError&) {
      continue;
    }
  }
  EXPECT_GT(read, 0);
  EXPECT_LT(read, 4000);
}

// The path of a value in a message: `a.b[0]["c/d"]`.
std::string path_of(Json::json_pointer pointer, const Json& document) {
  if (pointer.empty()) return {};
  const Json::json_pointer parent = pointer.parent_pointer();
  const std::string start = path_of(parent, document);
  const std::string step = pointer.back();
  if (document.at(parent).is_array()) return start + '[' + step + ']';
  if (step.find_first_of("/.-@") != std::string::npos) return start + "[\"" + step + "\"]";
  return start.empty() ? step : start + '.' + step;
}

void collect(const Json& value, const Json::json_pointer& at,
             std::vector<Json::json_pointer>& out) {
  out.push_back(at);
  std::size_t index = 0;
  for (const auto& [key, item] : value.items()) {
    if (!value.is_structured()) break;
    collect(item, value.is_array() ? at / index : at / key, out);
    ++index;
  }
}

// A value of another type is refused by its path; null counts as absent, and may be that.
void expect_refused(const Document& document, const Json& changed, const std::string& path,
                    bool is_null) {
  try {
    const std::string again = document.again(changed.dump());
    EXPECT_TRUE(is_null || again == document.text) << path;
  } catch (const ParseError& error) {
    const std::string message = error.what();
    const bool is_named = message.starts_with(path.empty() ? "JSON document" : path);
    // Without it, what it belongs to or what refers to it does not fit.
    const bool is_owner_named = path.starts_with(message.substr(0, message.find(": ")));
    const bool is_missed = message.find("add it or correct") != std::string::npos;
    EXPECT_TRUE(is_named || (is_null && (is_owner_named || is_missed)))
        << path << " -> " << message;
  }
}

TEST_P(EveryDocument, WithAValueOfAnotherTypeIsRefusedByItsPath) {
  const Json document = Json::parse(GetParam().text);
  const std::vector<Json> others = {nullptr, true,          12345,         1.5,
                                    "text",  Json::array(), Json::object()};
  std::vector<Json::json_pointer> places;
  collect(document, Json::json_pointer{}, places);
  for (const Json::json_pointer& place : places) {
    const Json& value = document.at(place);
    for (const Json& other : others) {
      const bool both_numbers = value.is_number() && other.is_number();
      if (other.type() == value.type() || both_numbers) continue;
      Json changed = document;
      changed[place] = other;
      if (value.is_null()) continue;  // absent: any value may be its own
      expect_refused(GetParam(), changed, path_of(place, document), other.is_null());
    }
  }
}

TEST_P(EveryDocument, TakesNullForAnAbsentKey) {
  const Json document = Json::parse(GetParam().text);
  std::vector<Json::json_pointer> places;
  collect(document, Json::json_pointer{}, places);
  for (const Json::json_pointer& place : places) {
    if (place.empty() || !document.at(place.parent_pointer()).is_object()) continue;
    Json changed = document;
    changed[place.parent_pointer()].erase(place.back());
    Json nulled = document;
    nulled[place] = nullptr;
    const auto outcome = [](const Json& json) {
      try {
        return GetParam().again(json.dump());
      } catch (const ParseError& error) {
        return std::string{error.what()};
      }
    };
    EXPECT_EQ(outcome(changed), outcome(nulled)) << place.to_string() << ": null is absent";
  }
}

TEST(HostileJson, RefusesAMillionBracketsAtTheLimit) {
  for (const char* bracket : {"[", "{\"a\":"}) {
    std::string text;
    for (int i = 0; i < 1000000; ++i) text += bracket;
    EXPECT_NE(made::refusal(plan_from_json, text).find("nested more than 32 deep"),
              std::string::npos);
  }
}

TEST(HostileJson, RefusesAMillionBracketsInsideAMeasure) {
  std::string text = R"({"schema": "actionplan/plan@1", "title": "T", "measures": [{"unknown": )";
  text.append(1000000, '[').append(1000000, ']').append("}]}");
  EXPECT_NE(made::refusal(plan_from_json, text).find("nested more than 32 deep"),
            std::string::npos);
}

TEST(HostileJson, CountsValues) {
  std::string zeros = "[0";
  while (zeros.size() < made::rounds(200000000U)) zeros += ",0";
  zeros += ']';
  JsonLimits limits;
  limits.max_values = 100000;
  try {
    static_cast<void>(plan_from_json(zeros, limits));
    FAIL();
  } catch (const ParseError& error) {
    EXPECT_STREQ(error.what(),
                 "JSON text, line 1, column 200000: more than 100000 values and keys; split the "
                 "document or raise JsonLimits::max_values.");
  }
}

TEST(HostileJson, CountsBytesFirst) {
  JsonLimits limits;
  limits.max_bytes = 10;
  try {
    static_cast<void>(plan_from_json("           ", limits));
    FAIL();
  } catch (const ParseError& error) {
    EXPECT_STREQ(error.what(),
                 "The JSON text has 11 bytes, more than the limit of 10; split it or raise "
                 "JsonLimits::max_bytes.");
  }
}

TEST(HostileJson, ReadsAnObjectOfManyKeysInReasonableTime) {
  std::string text = R"({"schema": "actionplan/profile@1", "plan": "T", "indicators": {)";
  constexpr std::size_t keys = made::rounds(20000U);
  for (std::size_t i = 0; i < keys; ++i) {
    if (i != 0) text += ',';
    text += '"' + std::to_string(i) + "/1\":{}";
  }
  text += "}}";
  const Profile profile = profile_from_json(text);
  EXPECT_EQ(profile.indicators.size(), keys);
  EXPECT_EQ(profile_from_json(to_json(profile)), profile);
}

TEST(HostileJson, FindsTheCulpritAmongManyMeasures) {
  std::string text = R"({"schema": "actionplan/plan@1", "title": "T", "measures": [)";
  for (int i = 0; i < 5000; ++i) {
    const std::string quote = i == 4321 ? "" : "\"";  // a number that is no text
    text += "{\"number\": " + quote + std::to_string(i) + quote + ", \"title\": \"\"},";
  }
  text.back() = ']';
  text += '}';
  EXPECT_EQ(made::refusal(plan_from_json, text).substr(0, 23), "measures[4321].number: ");
}

TEST(HostileJson, RefusesAHugeNumberOfDigits) {
  const std::string digits(1000000, '9');
  EXPECT_NE(made::refusal(plan_from_json, "[" + digits + "]").find("too large"), std::string::npos);
  const std::string small = R"({"schema": "actionplan/profile@1", "plan": "T", "indicators":
      {"1/1": {"baseline": 0.)" +
                            std::string(1000000, '0') + "1}}}";
  EXPECT_EQ(profile_from_json(small).indicators.begin()->second.baseline, 0.0);
}

}  // namespace
}  // namespace actionplan::hostile_test
