// SPDX-License-Identifier: Apache-2.0
#include "archive.hpp"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace actionplan::detail {

// What minizip takes for a file: bytes in memory, with the position in them.
struct ArchiveMemory {
  std::string_view bytes;
  std::uint64_t at = 0;
};

namespace {

constexpr std::size_t most_archive_parts = 65536;
constexpr std::uint64_t free_size = std::uint64_t{8} << 20U;
constexpr std::uint64_t most_ratio = 200;

[[noreturn]] void refuse(const std::string& what, ParseErrorCode code = ParseErrorCode::malformed) {
  throw ParseError(what, {}, code);
}

voidpf open_memory(voidpf memory, const void* /*name*/, int mode) {
  const bool is_read = (mode & ZLIB_FILEFUNC_MODE_READWRITEFILTER) == ZLIB_FILEFUNC_MODE_READ;
  return is_read ? memory : nullptr;
}

uLong read_memory(voidpf /*opaque*/, voidpf stream, void* out, uLong size) {
  auto& memory = *static_cast<ArchiveMemory*>(stream);
  const std::uint64_t left = memory.bytes.size() - memory.at;
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(size, left));
  std::memcpy(out, memory.bytes.data() + memory.at, count);
  memory.at += count;
  return static_cast<uLong>(count);
}

uLong write_nothing(voidpf /*opaque*/, voidpf /*stream*/, const void* /*from*/, uLong /*size*/) {
  return 0;
}

ZPOS64_T tell_memory(voidpf /*opaque*/, voidpf stream) {
  return static_cast<const ArchiveMemory*>(stream)->at;
}

long seek_memory(voidpf /*opaque*/, voidpf stream, ZPOS64_T offset, int origin) {
  auto& memory = *static_cast<ArchiveMemory*>(stream);
  const std::uint64_t from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? memory.at
                             : origin == ZLIB_FILEFUNC_SEEK_END ? memory.bytes.size()
                                                                : 0;
  if (offset > memory.bytes.size() - from) return -1;
  memory.at = from + offset;
  return 0;
}

int close_memory(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }
int no_error(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }

unzFile open_archive(ArchiveMemory& memory) {
  zlib_filefunc64_def functions{};
  functions.zopen64_file = &open_memory;
  functions.zread_file = &read_memory;
  functions.zwrite_file = &write_nothing;
  functions.ztell64_file = &tell_memory;
  functions.zseek64_file = &seek_memory;
  functions.zclose_file = &close_memory;
  functions.zerror_file = &no_error;
  functions.opaque = &memory;
  return unzOpen2_64("", &functions);
}

constexpr int case_sensitive = 1;

}  // namespace

struct Archive::State {
  State(std::string_view bytes, Budget& given) : memory{bytes}, budget{given} {}
  ~State() {
    if (file != nullptr) unzClose(file);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ArchiveMemory memory;
  Budget& budget;
  unzFile file = nullptr;
};

Archive::Archive(std::string_view bytes, Budget& budget)
    : state_{std::make_unique<State>(bytes, budget)} {
  state_->file = open_archive(state_->memory);
  unz_global_info64 info{};
  if (state_->file == nullptr || unzGetGlobalInfo64(state_->file, &info) != UNZ_OK) {
    refuse("The zip archive is broken or cut short; get the file once more.");
  }
  if (info.number_entry > most_archive_parts) {
    refuse("The zip archive has " + std::to_string(info.number_entry) +
               " parts, more than the limit of " + std::to_string(most_archive_parts) +
               "; it is no document.",
           ParseErrorCode::limit);
  }
}

Archive::~Archive() = default;

bool Archive::has(const std::string& name) {
  return unzLocateFile(state_->file, name.c_str(), case_sensitive) == UNZ_OK;
}

void Archive::read(const std::string& name, const std::function<void(std::string_view)>& take) {
  if (!has(name)) {
    refuse("The document lacks its part \"" + name + "\"; save it again with its program.");
  }
  unz_file_info64 info{};
  if (unzGetCurrentFileInfo64(state_->file, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK) {
    refuse("The zip archive is broken where it lists \"" + name + "\"; get the file once more.");
  }
  if ((info.flag & 1U) != 0) {
    refuse("The part \"" + name + "\" takes a password; save the document without one.",
           ParseErrorCode::encrypted);
  }
  if (unzOpenCurrentFile(state_->file) != UNZ_OK) {
    refuse("The part \"" + name + "\" is compressed in a way that is not read; save it again.",
           ParseErrorCode::unsupported);
  }
  // Closes the part; of one that was read to its end this tells whether its checksum was right.
  struct Open {
    unzFile file;
    ~Open() { close(); }
    int close() {
      return file == nullptr ? UNZ_OK : unzCloseCurrentFile(std::exchange(file, nullptr));
    }
  };
  Open open{state_->file};
  std::array<char, 65536> block{};
  std::uint64_t total = 0;
  const std::uint64_t packed =
      std::min<std::uint64_t>(info.compressed_size, state_->memory.bytes.size());
  for (;;) {
    const int count =
        unzReadCurrentFile(state_->file, block.data(), static_cast<unsigned>(block.size()));
    if (count < 0) refuse("The part \"" + name + "\" is broken; get the file once more.");
    if (count == 0) break;
    total += static_cast<std::uint64_t>(count);
    if (total > free_size && total / most_ratio > packed) {
      refuse("The part \"" + name + "\" grows to more than " + std::to_string(most_ratio) +
                 " times its size, as no document does; it was refused.",
             ParseErrorCode::limit);
    }
    state_->budget.charge_inflated(static_cast<std::size_t>(count));
    take(std::string_view{block.data(), static_cast<std::size_t>(count)});
  }
  if (open.close() != UNZ_OK) {
    refuse("The part \"" + name +
           "\" is not what was stored (its checksum differs); get the file " + "once more.");
  }
}

std::string Archive::text(const std::string& name) {
  std::string out;
  read(name, [&](std::string_view stretch) {
    state_->budget.charge(stretch.size());
    out += stretch;
  });
  return out;
}

bool is_whole_archive(std::string_view bytes) {
  ArchiveMemory memory{bytes};
  const unzFile file = open_archive(memory);
  if (file != nullptr) unzClose(file);
  return file != nullptr;
}

bool is_archive_with(std::string_view bytes, std::string_view name) {
  if (bytes.substr(0, 4) != "PK\x03\x04") return false;
  ArchiveMemory memory{bytes};
  const unzFile file = open_archive(memory);
  if (file == nullptr) return false;
  const bool found = unzLocateFile(file, std::string{name}.c_str(), case_sensitive) == UNZ_OK;
  unzClose(file);
  return found;
}

std::string peek(std::string_view bytes, std::string_view name, std::size_t most) {
  if (bytes.substr(0, 4) != "PK\x03\x04") return {};
  ArchiveMemory memory{bytes};
  const unzFile file = open_archive(memory);
  if (file == nullptr) return {};
  std::string out;
  if (unzLocateFile(file, std::string{name}.c_str(), case_sensitive) == UNZ_OK &&
      unzOpenCurrentFile(file) == UNZ_OK) {
    out.resize(most);
    const int count = unzReadCurrentFile(file, out.data(), static_cast<unsigned>(most));
    out.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    unzCloseCurrentFile(file);
  }
  unzClose(file);
  return out;
}

}  // namespace actionplan::detail
