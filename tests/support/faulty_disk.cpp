// SPDX-License-Identifier: Apache-2.0
#include "faulty_disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <new>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

namespace actionplan::made {
namespace {

constexpr std::size_t sector_size = 512;

// A write that was not synced, or a change of the size.
struct Change {
  std::size_t offset = 0;
  std::string bytes;
  bool is_size = false;
};

// A file's content: what is safe, and what has happened to it since.
struct Inode {
  std::string safe;
  std::vector<Change> unsynced;
};

// A name that was given to a file, or taken away; the folder was not synced since.
struct NameChange {
  std::string name;
  Inode* inode = nullptr;
};

enum class Outcome : std::uint8_t { done, failed, half };

std::size_t end_of(const std::vector<Change>& changes, std::size_t count, std::size_t size) {
  for (std::size_t i = 0; i < count; ++i) {
    const Change& change = changes[i];
    size = change.is_size ? change.offset : std::max(size, change.offset + change.bytes.size());
  }
  return size;
}

// The bytes from `begin` on after the first `count` changes.
void fill(std::string& into, std::size_t begin, std::size_t length, const Inode& inode,
          std::size_t count) {
  std::string part(length, '\0');
  if (begin < inode.safe.size()) inode.safe.copy(part.data(), length, begin);
  for (std::size_t i = 0; i < count; ++i) {
    const Change& change = inode.unsynced[i];
    const std::size_t first = std::max(begin, change.offset);
    if (change.is_size) {
      if (first < begin + length)
        std::fill(part.begin() + static_cast<std::ptrdiff_t>(first - begin), part.end(), '\0');
      continue;
    }
    const std::size_t last = std::min(begin + length, change.offset + change.bytes.size());
    if (first < last)
      change.bytes.copy(part.data() + (first - begin), last - first, first - change.offset);
  }
  into += part;
}

// What a power cut leaves of a file.
std::string left_of(const Inode& inode, Unsynced unsynced, std::mt19937& random) {
  const std::size_t all = unsynced == Unsynced::dropped ? 0 : inode.unsynced.size();
  const auto reached = [&] { return unsynced == Unsynced::mixed ? random() % (all + 1) : all; };
  const std::size_t size = end_of(inode.unsynced, reached(), inode.safe.size());
  std::string bytes;
  for (std::size_t at = 0; at < size; at += sector_size) {
    fill(bytes, at, std::min(sector_size, size - at), inode, reached());
  }
  return bytes;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

}  // namespace

class FaultyDisk::State {
 public:
  State() {
    real = sqlite3_vfs_find(nullptr);
    make_default();
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  State(State&&) = delete;
  State& operator=(State&&) = delete;
  ~State() {
    sqlite3_vfs_unregister(&shim);
    sqlite3_vfs_register(real, 1);
  }

  // Counts a call, and says whether it may be done.
  Outcome next(bool writes = false) {
    if (is_cut) return Outcome::failed;
    const bool is_of_writes = fault == Fault::short_write || fault == Fault::full;
    if (fault == Fault::none || (is_of_writes && !writes)) return Outcome::done;
    ++calls;
    if (position == 0 || calls < position) return Outcome::done;
    if (calls > position && fault != Fault::full) return Outcome::done;
    has_struck = true;
    switch (fault) {
      case Fault::power: is_cut = true; return Outcome::failed;
      case Fault::kill:
        if (!writes) die();
        return Outcome::half;
      case Fault::short_write: return Outcome::half;
      default: return Outcome::failed;
    }
  }

  [[noreturn]] static void die() {
    (void)std::raise(SIGKILL);
    std::abort();
  }

  // A file that this remembers, or null. `is_new`: the name was not there.
  Inode* open(const std::filesystem::path& name, bool& is_new) {
    if (!remembers || name.parent_path() != folder) return nullptr;
    Inode*& inode = names[name.string()];
    is_new = inode == nullptr;
    if (is_new) {
      inode = &inodes.emplace_back();
      if (std::string bytes = read_file(name); !bytes.empty()) {
        inode->unsynced.push_back({0, std::move(bytes), false});
      }
      unsynced_names.push_back({name.string(), inode});
    }
    return inode;
  }
  void change_name(const std::string& name, Inode* inode) {
    if (!remembers || (inode == nullptr && names.erase(name) == 0)) return;
    if (inode != nullptr) names[name] = inode;
    unsynced_names.push_back({name, inode});
  }
  void sync(Inode& inode) const {
    if (syncs_are_ignored) return;
    std::mt19937 unused;
    inode.safe = left_of(inode, Unsynced::kept, unused);
    inode.unsynced.clear();
  }
  void sync_folder() {
    if (syncs_are_ignored) return;
    for (const NameChange& change : unsynced_names) apply(change, safe_names);
    unsynced_names.clear();
  }
  static void apply(const NameChange& change, std::map<std::string, Inode*>& to) {
    if (change.inode == nullptr) {
      to.erase(change.name);
    } else {
      to[change.name] = change.inode;
    }
  }

  sqlite3_vfs* real = nullptr;
  sqlite3_vfs shim{};
  int depth = 0;  // within a call of the real file system
  Fault fault = Fault::none;
  std::size_t position = 0;
  std::size_t calls = 0;
  bool has_struck = false;
  bool is_cut = false;
  bool syncs_are_ignored = false;
  bool remembers = false;
  std::filesystem::path folder;
  std::deque<Inode> inodes;
  std::map<std::string, Inode*> names;       // as programs see them
  std::map<std::string, Inode*> safe_names;  // as they are after a power cut, at the least
  std::vector<NameChange> unsynced_names;

 private:
  void make_default();
};

// What SQLite and the C library call, which know no object.
struct DiskCalls {
  using State = FaultyDisk::State;
  static inline State* current = nullptr;

  // What SQLite takes for its file; the real file's memory follows it.
  struct File {
    sqlite3_file base{};
    Inode* inode = nullptr;
    bool syncs_folder = false;
  };

  class Inside {
   public:
    Inside() { ++current->depth; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    Inside(Inside&&) = delete;
    Inside& operator=(Inside&&) = delete;
    ~Inside() { --current->depth; }
  };

  static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
  static sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<File*>(file) + 1);
  }

  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    File& mine = *new (file) File;
    if (current->next() != Outcome::done) return SQLITE_CANTOPEN;
    const Inside inside;
    const int result = current->real->xOpen(current->real, name, real(file), flags, out);
    if (result != SQLITE_OK) {
      if (real(file)->pMethods != nullptr) real(file)->pMethods->xClose(real(file));
      return result;
    }
    mine.base.pMethods = &methods();
    if (name != nullptr && (flags & SQLITE_OPEN_DELETEONCLOSE) == 0) {
      constexpr int journals =
          SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
      bool is_new = false;
      mine.inode = current->open(name, is_new);
      mine.syncs_folder = is_new && (flags & journals) != 0;
    }
    return SQLITE_OK;
  }

  static int remove(sqlite3_vfs*, const char* name, int syncs_folder) {
    if (current->next() != Outcome::done) return SQLITE_IOERR_DELETE;
    const Inside inside;
    const int result = current->real->xDelete(current->real, name, 0);
    if (result != SQLITE_OK) return result;
    current->change_name(name, nullptr);
    if (syncs_folder != 0) current->sync_folder();
    return result;
  }

  static int access(sqlite3_vfs*, const char* name, int flags, int* out) {
    if (current->next() != Outcome::done) return SQLITE_IOERR_ACCESS;
    return current->real->xAccess(current->real, name, flags, out);
  }

  static int close(sqlite3_file* file) {
    const Inside inside;
    return real(file)->pMethods->xClose(real(file));
  }

  static int read(sqlite3_file* file, void* into, int amount, sqlite3_int64 offset) {
    if (current->next() != Outcome::done) return SQLITE_IOERR_READ;
    return real(file)->pMethods->xRead(real(file), into, amount, offset);
  }

  static int write(sqlite3_file* file, const void* data, int amount, sqlite3_int64 offset) {
    const bool was_cut = current->is_cut;
    const Outcome outcome = current->next(true);
    const int written = outcome == Outcome::half ? amount / 2 : amount;
    Inode* const inode = of(file).inode;
    // The power may go in the middle of a write.
    if (inode != nullptr && !was_cut && (outcome != Outcome::failed || current->is_cut)) {
      inode->unsynced.push_back(
          {static_cast<std::size_t>(offset),
           {static_cast<const char*>(data), static_cast<std::size_t>(written)},
           false});
    }
    if (outcome == Outcome::failed) return current->is_cut ? SQLITE_IOERR_WRITE : full_or_error();
    const int result = real(file)->pMethods->xWrite(real(file), data, written, offset);
    if (outcome == Outcome::done) return result;
    if (current->fault == Fault::kill) State::die();
    return SQLITE_FULL;
  }
  static int full_or_error() {
    return current->fault == Fault::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  }

  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (current->next() != Outcome::done) return SQLITE_IOERR_TRUNCATE;
    if (of(file).inode != nullptr) {
      of(file).inode->unsynced.push_back({static_cast<std::size_t>(size), {}, true});
    }
    return real(file)->pMethods->xTruncate(real(file), size);
  }

  static int sync(sqlite3_file* file, int) {
    if (current->next() != Outcome::done) return SQLITE_IOERR_FSYNC;
    File& mine = of(file);
    if (mine.inode != nullptr) current->sync(*mine.inode);
    if (std::exchange(mine.syncs_folder, false)) current->sync_folder();
    return SQLITE_OK;
  }

  static int size(sqlite3_file* file, sqlite3_int64* out) {
    if (current->next() != Outcome::done) return SQLITE_IOERR_FSTAT;
    return real(file)->pMethods->xFileSize(real(file), out);
  }

  static int lock(sqlite3_file* file, int level) {
    if (current->next() != Outcome::done) return SQLITE_IOERR_LOCK;
    return real(file)->pMethods->xLock(real(file), level);
  }
  static int unlock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
  }
  static int is_reserved(sqlite3_file* file, int* out) {
    if (current->next() != Outcome::done) return SQLITE_IOERR_CHECKRESERVEDLOCK;
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
  }

  static int control(sqlite3_file* file, int operation, void* argument) {
    const Inside inside;
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
  }
  static int sector(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
  static int traits(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
  }

  static int map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    *out = nullptr;
    if (current->next(extend != 0) != Outcome::done) {
      if (current->fault == Fault::kill) State::die();
      return SQLITE_IOERR_SHMMAP;
    }
    const Inside inside;
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
  }
  static int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    if ((flags & SQLITE_SHM_UNLOCK) == 0 && current->next() != Outcome::done) {
      return SQLITE_IOERR_SHMLOCK;
    }
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
  }
  static void barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
  static int unmap(sqlite3_file* file, int is_deleted) {
    const Inside inside;
    return real(file)->pMethods->xShmUnmap(real(file), is_deleted);
  }

  // Of version 2: without mapping the file itself, so that every read is a call.
  static const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods all = [] {
      sqlite3_io_methods made{};
      made.iVersion = 2;
      made.xClose = &close;
      made.xRead = &read;
      made.xWrite = &write;
      made.xTruncate = &truncate;
      made.xSync = &sync;
      made.xFileSize = &size;
      made.xLock = &lock;
      made.xUnlock = &unlock;
      made.xCheckReservedLock = &is_reserved;
      made.xFileControl = &control;
      made.xSectorSize = &sector;
      made.xDeviceCharacteristics = &traits;
      made.xShmMap = &map;
      made.xShmLock = &lock_shared;
      made.xShmBarrier = &barrier;
      made.xShmUnmap = &unmap;
      return made;
    }();
    return all;
  }

  // Does a call of the C library concern the disk under test, and not SQLite's own file system?
  static bool is_meant() { return current != nullptr && current->depth == 0; }

  static bool fails() {
    if (current->next() == Outcome::done) return false;
    errno = EIO;
    return true;
  }

  static void moved(const char* from, const char* to, bool is_kept) {
    const auto found = current->names.find(from);
    if (found == current->names.end()) return;
    Inode* const inode = found->second;
    current->change_name(to, inode);
    if (!is_kept) current->change_name(from, nullptr);
  }

  static void synced(int descriptor) {
    struct stat status {};
    if (fstat(descriptor, &status) != 0) return;
    if (S_ISDIR(status.st_mode)) return current->sync_folder();
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    std::error_code error;
    const std::filesystem::path name = std::filesystem::read_symlink(link, error);
    bool is_new = false;
    if (Inode* const inode = error ? nullptr : current->open(name, is_new)) current->sync(*inode);
  }
};

void FaultyDisk::State::make_default() {
  shim = *real;
  shim.szOsFile = static_cast<int>(sizeof(DiskCalls::File)) + real->szOsFile;
  shim.zName = "faulty";
  shim.pNext = nullptr;
  shim.xOpen = &DiskCalls::open;
  shim.xDelete = &DiskCalls::remove;
  shim.xAccess = &DiskCalls::access;
  sqlite3_vfs_register(&shim, 1);
}

FaultyDisk::FaultyDisk() : state_{std::make_unique<State>()} { DiskCalls::current = state_.get(); }
FaultyDisk::~FaultyDisk() { DiskCalls::current = nullptr; }

void FaultyDisk::strike(Fault fault, std::size_t position) {
  state_->fault = fault;
  state_->position = position;
  state_->calls = 0;
  state_->has_struck = false;
}

void FaultyDisk::heal() {
  state_->fault = Fault::none;
  state_->is_cut = false;
}

std::size_t FaultyDisk::calls() const noexcept { return state_->calls; }
bool FaultyDisk::has_struck() const noexcept { return state_->has_struck; }
void FaultyDisk::ignore_syncs() noexcept { state_->syncs_are_ignored = true; }

void FaultyDisk::remember(const std::filesystem::path& folder) {
  state_->folder = folder;
  state_->remembers = true;
  state_->inodes.clear();
  state_->names.clear();
  state_->unsynced_names.clear();
  for (const auto& file : std::filesystem::directory_iterator{folder}) {
    Inode& inode = state_->inodes.emplace_back();
    inode.safe = read_file(file.path());
    state_->names[file.path().string()] = &inode;
  }
  state_->safe_names = state_->names;
}

void FaultyDisk::restore(Unsynced unsynced, std::uint32_t seed) {
  heal();
  state_->remembers = false;
  std::mt19937 random{seed};
  std::map<std::string, Inode*> names = state_->safe_names;
  const std::vector<NameChange>& changes = state_->unsynced_names;
  std::size_t count = unsynced == Unsynced::dropped ? 0 : changes.size();
  if (unsynced == Unsynced::mixed) count = random() % (count + 1);
  for (std::size_t i = 0; i < count; ++i) State::apply(changes[i], names);
  for (const auto& file : std::filesystem::directory_iterator{state_->folder}) {
    std::filesystem::remove(file.path());
  }
  for (const auto& [name, inode] : names) {
    // Shared memory does not outlive the machine.
    if (name.size() > 4 && name.compare(name.size() - 4, 4, "-shm") == 0) continue;
    const std::string bytes = left_of(*inode, unsynced, random);
    std::ofstream stream{name, std::ios::binary};
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
}

namespace {

// The C library's own function of this name.
template <class Function>
Function* real_function(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace
}  // namespace actionplan::made

using actionplan::made::DiskCalls;

// These take the place of the C library's, also for the C++ library.
extern "C" int link(const char* from, const char* to) noexcept {
  static auto* const real = actionplan::made::real_function<int(const char*, const char*)>("link");
  if (DiskCalls::is_meant() && DiskCalls::fails()) return -1;
  const int result = real(from, to);
  if (result == 0 && DiskCalls::is_meant()) DiskCalls::moved(from, to, true);
  return result;
}

extern "C" int rename(const char* from, const char* to) noexcept {
  static auto* const real =
      actionplan::made::real_function<int(const char*, const char*)>("rename");
  if (DiskCalls::is_meant() && DiskCalls::fails()) return -1;
  const int result = real(from, to);
  if (result == 0 && DiskCalls::is_meant()) DiskCalls::moved(from, to, false);
  return result;
}

extern "C" int fsync(int descriptor) {
  static auto* const real = actionplan::made::real_function<int(int)>("fsync");
  if (!DiskCalls::is_meant()) return real(descriptor);
  if (DiskCalls::fails()) return -1;
  DiskCalls::synced(descriptor);
  return 0;
}
