// SPDX-License-Identifier: Apache-2.0
// The content of an OpenDocument text, which is put into an archive unless it is one.
#include <actionplan/read/read.hpp>

#include "plan_fuzz.hpp"
#include "stored_zip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const bool is_archive = bytes.substr(0, 2) == "PK";
  actionplan::fuzz::check_document(
      is_archive
          ? std::string{bytes}
          : actionplan::fuzz::stored_zip(
                {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", bytes}}));
  return 0;
}
