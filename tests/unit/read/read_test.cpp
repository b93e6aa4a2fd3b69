// SPDX-License-Identifier: Apache-2.0
// Files: formats, names in messages, and what is no file of a plan.
#include "test_paths.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/read/read.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace actionplan::read_test {
namespace {

namespace fs = std::filesystem;

const std::string text = "\tNo\n\tMeasure\n\tDeadline\n\t1.1.\n\tBuild\n\t2017\n";
const std::string csv = "No,Measure,Deadline\n1.1.,Build,2017\n";

// A folder of the test's own, which goes when the test ends.
class Files : public testing::Test {
 protected:
  Files() {
    const testing::TestInfo* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path{testing::TempDir()} / ("actionplan_read_" + std::string{info->name()});
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Files() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  fs::path write(const fs::path& name, std::string_view bytes) const {
    std::ofstream{folder_ / name, std::ios::binary} << bytes;
    return folder_ / name;
  }

  // What `read` of the file says when it refuses.
  template <class Thrown>
  static std::string refusal(const fs::path& path, const ReadOptions& options = {}) {
    try {
      static_cast<void>(read(path, options));
    } catch (const Thrown& error) {
      return error.what();
    }
    return "was read";
  }

  [[nodiscard]] const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
};

TEST_F(Files, AreReadInTheFormatOfTheirName) {
  const Plan plan = read_bytes(text, "text");
  EXPECT_EQ(read(write("plan.txt", text)), plan);
  EXPECT_EQ(read(write("plan.csv", csv)), plan);
  EXPECT_EQ(read(write("plan.CSV", csv)), plan);
  EXPECT_EQ(read(write("plan.json", to_json(plan))), plan);
  EXPECT_EQ(read(write("plan.tsv", "No\tMeasure\tDeadline\n1.1.\tBuild\t2017\n")), plan);
}

TEST_F(Files, AreReadInTheFormatOfTheirContentWhereTheNameTellsNone) {
  const Plan plan = read_bytes(text, "text");
  EXPECT_EQ(read(write("a", text)), plan);
  EXPECT_EQ(read(write("b.txt", csv)), plan);
  EXPECT_EQ(read(write("c.dat", " \n" + to_json(plan))), plan);
  EXPECT_EQ(read(write("d", "\xEF\xBB\xBF" + to_json(plan))), plan);
}

TEST_F(Files, AreReadInTheFormatThatIsGiven) {
  ReadOptions options;
  options.format = "csv";
  EXPECT_EQ(read(write("plan.json", csv), options), read_bytes(csv, "csv"));
}

TEST_F(Files, MayHaveAnyName) {
  EXPECT_EQ(read(write("Tədbirlər planı (son) “2016”.txt", text)), read_bytes(text, "text"));
}

TEST(Bytes, AreNoNamesOfFiles) {
  for (const char* const name : {"plan.txt", "some folder/Plan 2016.xlsx", "plan.json"}) {
    try {
      (void)read_bytes(name);
      FAIL() << name << " was read";
    } catch (const ParseError& error) {
      EXPECT_NE(std::string{error.what()}.find("the name of a file"), std::string::npos)
          << error.what();
      EXPECT_EQ(error.code(), ParseErrorCode::no_plan);
    }
    EXPECT_THROW((void)read_bytes(name, "text"), ParseError);
  }
  EXPECT_EQ(read_bytes(csv), read_bytes(csv, "csv"));
}

TEST_F(Files, AreNotChanged) {
  const fs::path path = write("plan.txt", text);
  static_cast<void>(read(path));
  EXPECT_EQ(fs::file_size(path), text.size());
}

TEST_F(Files, ThatDoNotExistAreNotFound) {
  const std::string said = refusal<NotFound>(folder() / "none.txt");
  EXPECT_NE(said.find("none.txt\" does not exist"), std::string::npos) << said;
  EXPECT_THROW(static_cast<void>(read(fs::path{})), NotFound);
}

TEST_F(Files, AreNoFolders) {
  const std::string said = refusal<ParseError>(folder());
  EXPECT_NE(said.find("is no regular file"), std::string::npos) << said;
  EXPECT_NE(said.find(folder().filename().string()), std::string::npos) << said;
}

TEST_F(Files, AreNoDevicesThatNeverEnd) {
  for (const char* device : {"/dev/zero", "/dev/null"}) {
    if (fs::exists(device)) {
      EXPECT_NE(refusal<ParseError>(device).find("no regular file"), std::string::npos) << device;
    }
  }
}

TEST_F(Files, ThatMayNotBeReadAreRefused) {
  const fs::path path = write("secret.txt", text);
  fs::permissions(path, fs::perms::none);
  if (std::ifstream{path}) GTEST_SKIP() << "this user may read any file";
  const std::string said = refusal<ParseError>(path);
  EXPECT_NE(said.find("allowed to read"), std::string::npos) << said;
}

TEST_F(Files, LargerThanTheLimitAreRefusedByTheirSize) {
  const fs::path path = write("huge.txt", text);
  fs::resize_file(path, std::uintmax_t{1} << 40);  // sparse: it takes no room, nor time to read
  const std::string said = refusal<ParseError>(path);
  EXPECT_NE(said.find("huge.txt\" has more than the limit"), std::string::npos) << said;
  EXPECT_NE(said.find("raise ReadLimits::max_bytes"), std::string::npos) << said;
}

TEST_F(Files, AreNamedInWhatTheReadersSay) {
  const auto says = [](const std::string& said, const char* name, const char* what) {
    return said.find(name) != std::string::npos && said.find(what) != std::string::npos;
  };
  EXPECT_TRUE(says(refusal<ParseError>(write("e.txt", "")), "e.txt\": ", "empty"));
  EXPECT_TRUE(says(refusal<ParseError>(write("w.pdf", "%PDF-1.7")), "w.pdf\": ", "save it as"));
  EXPECT_TRUE(says(refusal<ParseError>(write("n.csv", "a,b\n")), "n.csv\": ", "no header row"));
  EXPECT_TRUE(says(refusal<ParseError>(write("j.json", "{")), "j.json\": ", "JSON"));
}

TEST_F(Files, OfProfilesAndAgenciesAreJson) {
  Profile profile;
  profile.plan = "Plan";
  EXPECT_EQ(read_profile(write("profile.json", to_json(profile))), profile);
  const std::vector<Agency> agencies = {{AgencyId{"a"}, "Alpha", {"A"}, false, {}, {}, {}}};
  EXPECT_EQ(read_agencies(write("agencies.json", to_json(agencies))), agencies);
  EXPECT_THROW(static_cast<void>(read_profile(folder() / "none")), NotFound);
  EXPECT_THROW(static_cast<void>(read_agencies(folder())), ParseError);
  try {
    static_cast<void>(read_agencies(write("profile2.json", to_json(profile))));
    ADD_FAILURE() << "was read";
  } catch (const ParseError& error) {
    EXPECT_NE(std::string{error.what()}.find("profile2.json\": "), std::string::npos);
  }
}

TEST_F(Files, ReadThroughJsonAreTheSamePlan) {
  const Plan plan = read(fs::path{ACTIONPLAN_EXAMPLE_DATA "/az-nap-2016-2018.txt"});
  const Plan again = read(write("p.json", to_json(plan)));
  EXPECT_EQ(again, plan);
  EXPECT_EQ(again.problems(), plan.problems());
}

struct FormatCase {
  const char* name;
  const char* file;
  std::string_view bytes;
  const char* format;
};

class FormatOf : public testing::TestWithParam<FormatCase> {};

TEST_P(FormatOf, IsToldByNameAndContent) {
  EXPECT_EQ(format_of({GetParam().file, GetParam().bytes, {}}), GetParam().format);
}

INSTANTIATE_TEST_SUITE_P(Formats, FormatOf,
                         testing::ValuesIn(std::vector<FormatCase>{
                             {"our_json", "p.txt", R"({"schema": "actionplan/plan@1"})", "json"},
                             {"our_json_with_a_mark_and_an_escape", "",
                              "\xEF\xBB\xBF {\"schema\":\"actionplan\\/plan@1\"}", "json"},
                             {"json_of_others", "p.json", R"({"name": "x"})", ""},
                             {"csv_by_name", "p.CSV", "a\tb\n", "csv"},
                             {"csv_by_name_alone", "p.csv", "{}", "csv"},
                             {"text_by_its_tabs", "p.txt", "Plan\n\tNo\n\tMeasure\n", "text"},
                             {"csv_without_name", "", "No,Measure\n", "csv"},
                             {"one_column", "list.txt", "Measure\nBuild\n", "csv"},
                             {"values_by_another_name", "p.dat", "No;Measure\n1;Build\n", "csv"},
                             {"cells_by_another_name", "p.dat", "\tNo\n\tMeasure\n", "text"},
                             {"prose_by_another_name", "p.rst",
                              "Plan\n====\n\nWe do this, and that.\n\n* Build\n", ""},
                             {"pdf", "p.pdf", "%PDF-1.7\n", ""},
                             {"pdf_named_otherwise", "p.csv", "%PDF-1.7\n", ""},
                             {"zip_of_something", "p.docx", "PK\x03\x04 but no more", ""},
                             {"nothing", "", "", "csv"},
                         }),
                         [](const auto& test) { return std::string{test.param.name}; });

TEST(Formats, OfNoReaderAreRefusedByName) {
  try {
    static_cast<void>(read_bytes("x", "odt_of_my_own"));
    ADD_FAILURE() << "was read";
  } catch (const InvalidArgument& error) {
    EXPECT_NE(std::string{error.what()}.find("odt_of_my_own"), std::string::npos);
  }
}

FormatReader dash_reader() {
  FormatReader reader;
  reader.id = "dashes";
  reader.sniff = [](const DocumentSource& source) { return source.bytes.substr(0, 2) == "--"; };
  reader.read = [](const DocumentSource&, const ReadLimits&, const Cancel&) {
    Document document;
    Block& table = document.blocks.emplace_back();
    table.kind = BlockKind::table;
    for (const auto& texts : {std::pair{"Measure", "Deadline"}, std::pair{"Build", "2021"}}) {
      Row& row = table.rows.emplace_back(2);
      row[0].text = texts.first;
      row[1].text = texts.second;
    }
    return document;
  };
  return reader;
}

TEST(Formats, OfFurtherReadersAreAskedFirst) {
  ReadOptions options;
  options.readers = {dash_reader()};
  const Plan plan = read(DocumentSource{"p.txt", "--", {}}, options);
  EXPECT_EQ(plan.measures().front().title, "Build");
  EXPECT_EQ(read_bytes("anything", "dashes", options), plan);
  EXPECT_EQ(format_of({"p.txt", "--", {}}, options.readers), "dashes");
}

TEST(Formats, OfAPictureAreRefusedWithACode) {
  try {
    static_cast<void>(read(DocumentSource{"plan.png", "\x89PNG\r\n", {}}));
    ADD_FAILURE() << "was read";
  } catch (const ParseError& error) {
    EXPECT_EQ(error.code(), ParseErrorCode::unsupported);
    EXPECT_NE(std::string{error.what()}.find("an image"), std::string::npos);
  }
}

// What is said of how a source is to be read, and does not fit it, is refused or named.
constexpr const char* tabbed = "No\tMeasure\tDeadline\n1.1\tAdopt a law\t2018\n";

std::vector<std::string> codes_of_reading(const DocumentSource& source,
                                          const ReadOptions& options) {
  std::vector<std::string> codes;
  const Plan plan = read(source, options);
  for (const Problem& problem : plan.problems()) {
    if (problem.code.rfind("option_", 0) == 0 || problem.code.rfind("language_", 0) == 0 ||
        problem.code.rfind("encoding_", 0) == 0) {
      codes.push_back(problem.code);
    }
  }
  return codes;
}

TEST(ReadOptionsGiven, AreRefusedWhereTheyAreNoneWhateverTheFormat) {
  const std::string json = to_json(read(DocumentSource{"p.csv", tabbed, {}}));
  for (const DocumentSource& source :
       {DocumentSource{"p.csv", tabbed, {}}, DocumentSource{"p.json", json, {}}}) {
    ReadOptions language;
    language.language = "klingon";
    EXPECT_THROW((void)read(source, language), InvalidArgument) << source.name;
    ReadOptions encoding;
    encoding.encoding = "latin9000";
    EXPECT_THROW((void)read(source, encoding), InvalidArgument) << source.name;
    ReadOptions separator;
    separator.separator = 'x';
    EXPECT_THROW((void)read(source, separator), InvalidArgument) << source.name;
  }
}

TEST(ReadOptionsGiven, AreNamedWhereTheSourceHasNoUseForThem) {
  const std::string json = to_json(read(DocumentSource{"p.csv", tabbed, {}}));
  using Codes = std::vector<std::string>;
  ReadOptions all;
  all.language = "en";
  all.encoding = "utf-8";
  all.separator = ';';
  EXPECT_EQ(codes_of_reading({"p.json", json, {}}, all),
            (Codes{"option_unused", "option_unused", "option_unused"}));
  ReadOptions unknown;
  unknown.language = "qqq";
  EXPECT_EQ(codes_of_reading({"p.csv", tabbed, {}}, unknown), Codes{"language_unknown"});
  ReadOptions latin;
  latin.encoding = "latin1";
  EXPECT_EQ(codes_of_reading({"p.csv", "No\tMeasure\tDeadline\n1.1\tGrüße\t2018\n", {}}, latin),
            Codes{"encoding_doubtful"});
  EXPECT_EQ(codes_of_reading({"p.csv", tabbed, {}}, latin), Codes{});
}

TEST(Reading, OfNoPlanSaysThatItsEncodingWasGuessed) {
  try {
    (void)read(DocumentSource{"p.csv",
                              "Gr\xFC\xDF"
                              "e;L\xE4nder\nx;y\n",
                              {}});
    ADD_FAILURE() << "was read";
  } catch (const ParseError& error) {
    EXPECT_NE(std::string{error.what()}.find("give its encoding"), std::string::npos)
        << error.what();
  }
}

TEST(Indicators, OfALanguageWhoseWordingIsNotReadAreToldOf) {
  const auto told = [](const char* table) {
    const Plan plan = read(DocumentSource{"p.csv", table, {}});
    return std::count_if(
        plan.problems().begin(), plan.problems().end(),
        [](const Problem& problem) { return problem.code == "indicator_language"; });
  };
  EXPECT_EQ(told("Nr;Maßnahme;Indikator;Frist\n1;Schulung;Zahl der Schulungen;2018\n"), 1);
  EXPECT_EQ(told("No;Measure;Indicator;Deadline\n1;Train;Better courts;2018\n"), 0);
}

}  // namespace
}  // namespace actionplan::read_test
