// SPDX-License-Identifier: Apache-2.0
// The file of a store, damaged or made to harm: it is read, verified, copied and written on, or
// refused in words. What verifies is read whole.
#include <actionplan/core/error.hpp>
#include <actionplan/query/filter.hpp>
#include <actionplan/store/store.hpp>

#include "../support/faulty_disk.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

// Of libFuzzer; absent where the corpus alone is replayed.
extern "C" __attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                                              std::size_t max_size);

namespace {

using namespace actionplan;

void require(bool holds) {
  if (!holds) std::abort();
}

// A folder of this process, emptied for each input.
class Folder {
 public:
  Folder()
      : folder_{std::filesystem::temp_directory_path() /
                ("actionplan.store_fuzz." + std::to_string(getpid()))} {
    empty();
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder(Folder&&) = delete;
  Folder& operator=(Folder&&) = delete;
  ~Folder() { std::filesystem::remove_all(folder_); }

  void empty() const {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  [[nodiscard]] std::filesystem::path file(const char* name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
  made::FaultyDisk unsynced_;  // so that no input waits for the disk
};

// Does a call do its work? Refused in words is an answer, too.
template <class Call>
bool is_done(Call call) {
  try {
    call();
    return true;
  } catch (const StoreError& error) {
    require(*error.what() != '\0');
    return false;
  }
}

// A call on something that the file may not hold.
template <class Call>
void try_asking(Call call) {
  try {
    call();
  } catch (const StoreError& error) {
    require(*error.what() != '\0');
  } catch (const InvalidArgument& error) {  // a day before the last, an unknown id
    require(*error.what() != '\0');
  } catch (const NotFound& error) {
    require(*error.what() != '\0');
  }
}

constexpr const char* an_id = "0000000000000000000000000000000000000000000000000000000000000000";

Entry an_entry(EntryKind kind) {
  Entry entry{kind, Date::from_ymd(2100, 1, 1)};
  entry.reporter = "Somebody";
  entry.sources = {Source{"A letter", std::nullopt, ""}};
  return entry;
}

void read(const Folder& folder) {
  const std::filesystem::path path = folder.file("store.db");
  (void)is_done([&] {
    const Store store = Store::open(path, {OpenMode::read_only, 0});
    const std::vector<Problem> problems = store.verify();
    for (const Problem& problem : problems) {
      require(!problem.code.empty() && !problem.message.empty());
    }
    const AssessOptions options{Date::from_ymd(2020, 1, 1)};
    const bool has_plan = is_done([&] { (void)store.history(); });
    const bool has_evidence = is_done([&] {
      const Evidence evidence = store.evidence();
      for (std::size_t i = 0; i < std::min<std::size_t>(evidence.size(), 8); ++i) {
        if (evidence.entry(i).kind != EntryKind::appointment) continue;
        try_asking([&] { (void)store.person(evidence.id(i)); });
      }
    });
    const bool is_asked = is_done([&] {
      (void)store.where(Filter::parse("title : a OR reporter : * OR progress >= 0"), options);
    });
    const bool is_copied = is_done([&] { store.publish_copy(folder.file("copy.db")); });
    const bool is_backed_up = is_done([&] { store.backup(folder.file("backup.db")); });
    const bool has_head = is_done([&] { (void)store.head(); });
    (void)is_done([&] { (void)store.last_recorded_on(); });
    (void)is_done([&] { (void)store.contains(EntryId{an_id}); });
    if (!problems.empty()) return;
    require(has_plan && has_evidence && is_asked && is_copied && is_backed_up && has_head);
    require(Store::open(folder.file("copy.db")).verify(store.head()).empty());
    require(Store::open(folder.file("backup.db")).verify(store.head()).empty());
  });
}

void write_on(const Folder& folder) {
  const std::filesystem::path path = folder.file("store.db");
  (void)is_done([&] {
    Store store = Store::open(path, {OpenMode::read_write, 0});
    Entry note = an_entry(EntryKind::note);
    note.text = "Context.";
    try_asking([&] {
      const EntryId id = store.record(note);
      require(store.contains(id));
    });
    Entry appointment = an_entry(EntryKind::appointment);
    appointment.agency = AgencyId{"justice"};
    try_asking([&] {
      const EntryId id = store.appoint(appointment, {"A. Adil", "head", "a"}, Orphans::keep);
      require(store.person(id).has_value());
      require(store.redact(id).erased);
      require(!store.person(id).has_value());
    });
    try_asking([&] {
      const Plan plan = store.history().revisions().back().plan;
      (void)store.amend(plan, {}, note.recorded_on, note.recorded_on);
    });
  });
}

// A number of `size` bytes, the first the highest.
void put(std::uint8_t* at, std::size_t size, std::uint32_t number) {
  for (std::size_t i = size; i > 0; --i, number >>= 8U)
    at[i - 1] = static_cast<std::uint8_t>(number);
}

constexpr std::size_t header_size = 100;
constexpr std::array<std::uint8_t, 16> magic{'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f',
                                             'o', 'r', 'm', 'a', 't', ' ', '3', '\0'};

// What SQLite and the store look at before they read on.
void mend_header(std::uint8_t* data, std::size_t size, std::size_t page_size) {
  std::copy(magic.begin(), magic.end(), data);
  put(data + 16, 2, static_cast<std::uint32_t>(page_size));
  data[18] = data[19] = data[18] == 2 ? 2 : 1;  // with a log or without
  constexpr std::array<std::uint8_t, 4> fixed{0, 64, 32, 32};
  std::copy(fixed.begin(), fixed.end(), data + 20);
  put(data + 28, 4, static_cast<std::uint32_t>(size / page_size));
  put(data + 44, 4, 4);
  put(data + 56, 4, 1);                                     // UTF-8
  if (data[63] == 0 || data[63] > 3) put(data + 60, 4, 1);  // the version of the schema
  put(data + 68, 4, 0x41504C4E);                            // our files
  std::copy(data + 24, data + 28, data + 92);               // the number of pages counts
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  folder.empty();
  {
    std::ofstream stream{folder.file("store.db"), std::ios::binary};
    stream.write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  }
  read(folder);
  write_on(folder);
  return 0;
}

// Damages pages, and keeps them a database.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
  std::mt19937 random{seed};
  std::size_t page_size = size < header_size ? 0 : data[16] * std::size_t{256} + data[17];
  if (page_size < 512 || (page_size & (page_size - 1)) != 0) page_size = 512;
  if (size < 2 * page_size || random() % 32 == 0) return LLVMFuzzerMutate(data, size, max_size);
  size -= size % page_size;
  const auto any_page = [&] { return data + random() % (size / page_size) * page_size; };
  switch (random() % 8) {
    case 0: std::copy_n(any_page(), page_size, any_page()); break;
    case 1: {  // a cell's place, or a header's number
      std::uint8_t* const page = any_page();
      put(page + 2 * (random() % 32) + (page == data ? header_size : 0), 2,
          static_cast<std::uint32_t>(random()));
      break;
    }
    case 2:
      if (size + page_size <= max_size) {
        std::copy_n(any_page(), page_size, data + size);
        size += page_size;
      } else {
        size -= page_size;
      }
      break;
    default: {
      constexpr std::size_t longest = 64;
      const std::size_t length = 1 + random() % longest;
      std::uint8_t* const at = data + random() % (size - length);
      (void)LLVMFuzzerMutate(at, length, length);
    }
  }
  if (random() % 16 != 0) mend_header(data, size, page_size);
  return size;
}
