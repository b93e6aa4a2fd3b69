# SPDX-License-Identifier: Apache-2.0
# Finds lexbor 2.5 or later, which is installed without a CMake package.
# Defines the target lexbor::lexbor.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_LEXBOR QUIET lexbor)
endif()
find_path(lexbor_INCLUDE_DIR lexbor/html/tokenizer.h HINTS ${PC_LEXBOR_INCLUDE_DIRS})
find_library(lexbor_LIBRARY NAMES lexbor HINTS ${PC_LEXBOR_LIBRARY_DIRS})
mark_as_advanced(lexbor_INCLUDE_DIR lexbor_LIBRARY)
if(lexbor_INCLUDE_DIR AND EXISTS ${lexbor_INCLUDE_DIR}/lexbor/core/base.h)
  file(STRINGS ${lexbor_INCLUDE_DIR}/lexbor/core/base.h lines REGEX "define LEXBOR_VERSION_(MAJOR|MINOR)")
  string(REGEX REPLACE ".*MAJOR +([0-9]+).*MINOR +([0-9]+).*" "\\1.\\2" lexbor_VERSION "${lines}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(lexbor REQUIRED_VARS lexbor_LIBRARY lexbor_INCLUDE_DIR VERSION_VAR lexbor_VERSION)

if(lexbor_FOUND AND NOT TARGET lexbor::lexbor)
  add_library(lexbor::lexbor UNKNOWN IMPORTED)
  set_target_properties(lexbor::lexbor PROPERTIES
    IMPORTED_LOCATION "${lexbor_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${lexbor_INCLUDE_DIR}")
endif()
