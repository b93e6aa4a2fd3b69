# SPDX-License-Identifier: Apache-2.0
# Finds libsodium, which many distributions ship without a CMake package.
# Defines the target sodium::sodium and sodium_VERSION.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_SODIUM QUIET libsodium)
endif()

find_path(sodium_INCLUDE_DIR sodium.h HINTS ${PC_SODIUM_INCLUDE_DIRS})
find_library(sodium_LIBRARY NAMES sodium libsodium HINTS ${PC_SODIUM_LIBRARY_DIRS})
mark_as_advanced(sodium_INCLUDE_DIR sodium_LIBRARY)

set(sodium_VERSION "")
if(sodium_INCLUDE_DIR)
  file(STRINGS ${sodium_INCLUDE_DIR}/sodium/version.h line REGEX "^#define SODIUM_VERSION_STRING ")
  string(REGEX MATCH "[0-9]+(\\.[0-9]+)*" sodium_VERSION "${line}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(sodium
  REQUIRED_VARS sodium_LIBRARY sodium_INCLUDE_DIR
  VERSION_VAR sodium_VERSION
  REASON_FAILURE_MESSAGE "Install libsodium (Debian: libsodium-dev).")

if(sodium_FOUND AND NOT TARGET sodium::sodium)
  add_library(sodium::sodium UNKNOWN IMPORTED)
  set_target_properties(sodium::sodium PROPERTIES
    IMPORTED_LOCATION "${sodium_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${sodium_INCLUDE_DIR}")
  # Without it the header says that a DLL holds the functions; with it a DLL's are found too.
  if(WIN32)
    set_property(TARGET sodium::sodium PROPERTY INTERFACE_COMPILE_DEFINITIONS SODIUM_STATIC)
  endif()
endif()
