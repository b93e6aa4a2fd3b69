# SPDX-License-Identifier: Apache-2.0
# Finds minizip of zlib, which many distributions ship without a CMake package.
# Defines the target minizip::minizip, with zlib.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_MINIZIP QUIET minizip)
endif()

find_path(minizip_INCLUDE_DIR minizip/unzip.h HINTS ${PC_MINIZIP_INCLUDE_DIRS})
find_library(minizip_LIBRARY NAMES minizip HINTS ${PC_MINIZIP_LIBRARY_DIRS})
find_package(ZLIB QUIET)
mark_as_advanced(minizip_INCLUDE_DIR minizip_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(minizip
  REQUIRED_VARS minizip_LIBRARY minizip_INCLUDE_DIR ZLIB_FOUND)

if(minizip_FOUND AND NOT TARGET minizip::minizip)
  add_library(minizip::minizip UNKNOWN IMPORTED)
  set_target_properties(minizip::minizip PROPERTIES
    IMPORTED_LOCATION "${minizip_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${minizip_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES ZLIB::ZLIB)
endif()
