# SPDX-License-Identifier: Apache-2.0
# Finds md4c 0.4.8 or later. Not by its own CMake package, which some distributions ship without one of
# the libraries that it demands.
# Defines the target md4c::md4c.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_MD4C QUIET md4c)
endif()
find_path(md4c_INCLUDE_DIR md4c.h HINTS ${PC_MD4C_INCLUDE_DIRS})
find_library(md4c_LIBRARY NAMES md4c HINTS ${PC_MD4C_LIBRARY_DIRS})
mark_as_advanced(md4c_INCLUDE_DIR md4c_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(md4c REQUIRED_VARS md4c_LIBRARY md4c_INCLUDE_DIR)

if(md4c_FOUND AND NOT TARGET md4c::md4c)
  add_library(md4c::md4c UNKNOWN IMPORTED)
  set_target_properties(md4c::md4c PROPERTIES
    IMPORTED_LOCATION "${md4c_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${md4c_INCLUDE_DIR}")
endif()
