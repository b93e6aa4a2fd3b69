# SPDX-License-Identifier: Apache-2.0
# Each dependency is found on the system first, else fetched at a version pinned by its hash.
include(FetchContent)
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
if(POLICY CMP0167)
  cmake_policy(SET CMP0167 NEW)  # Boost's own package file instead of CMake's finder
endif()

FetchContent_Declare(boost_source
  URL https://archives.boost.io/release/1.83.0/source/boost_1_83_0.tar.bz2
  URL_HASH SHA256=6478edfe2f3305127cffe8caf73ea0176c53769f4bf1585be237eb30798c3b8e
  DOWNLOAD_EXTRACT_TIMESTAMP OFF
  SOURCE_SUBDIR headers-only)
FetchContent_Declare(nlohmann_json_source
  URL https://github.com/nlohmann/json/archive/refs/tags/v3.11.2.tar.gz
  URL_HASH SHA256=d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273
  DOWNLOAD_EXTRACT_TIMESTAMP OFF
  SOURCE_SUBDIR headers-only)
FetchContent_Declare(eigen_source
  URL https://gitlab.com/libeigen/eigen/-/archive/3.4.0/eigen-3.4.0.tar.bz2
  URL_HASH SHA256=b4c198460eba6f28d34894e3a5710998818515104d6e74e5cc331ce31e46e626
  DOWNLOAD_EXTRACT_TIMESTAMP OFF
  SOURCE_SUBDIR headers-only)
FetchContent_Declare(fast_float_source
  URL https://github.com/fastfloat/fast_float/archive/refs/tags/v3.9.0.tar.gz
  URL_HASH SHA256=a10443e13748291709b422b2da49fc6753a1a43bf24205d4600595dfe3d811bb
  DOWNLOAD_EXTRACT_TIMESTAMP OFF
  SOURCE_SUBDIR headers-only)
FetchContent_Declare(utf8proc_source
  URL https://github.com/JuliaStrings/utf8proc/archive/refs/tags/v2.8.0.tar.gz
  URL_HASH SHA256=a0a60a79fe6f6d54e7d411facbfcc867a6e198608f2cd992490e46f04b1bcecc
  DOWNLOAD_EXTRACT_TIMESTAMP OFF)
FetchContent_Declare(sqlitecpp_source
  URL https://github.com/SRombauts/SQLiteCpp/archive/3.2.0.tar.gz
  URL_HASH SHA256=57f91ed44ef205fe97b8c6586002fe6031cd02771d1c5d8415d9c515ad1532d1
  DOWNLOAD_EXTRACT_TIMESTAMP OFF)
FetchContent_Declare(googletest_source
  URL https://github.com/google/googletest/archive/refs/tags/release-1.12.1.tar.gz
  URL_HASH SHA256=81964fe578e9bd7c94dfdb09c8e4d6e6759e19967e397dbea48d1c10e45d0df2
  DOWNLOAD_EXTRACT_TIMESTAMP OFF)
FetchContent_Declare(benchmark_source
  URL https://github.com/google/benchmark/archive/refs/tags/v1.7.1.tar.gz
  URL_HASH SHA256=6430e4092653380d9dc4ccb45a1e2dc9259d581f4866dc0759713126056bc1d7
  DOWNLOAD_EXTRACT_TIMESTAMP OFF)
FetchContent_Declare(md4c_source
  URL https://github.com/mity/md4c/archive/refs/tags/release-0.4.8.tar.gz
  URL_HASH SHA256=4a457df853425b6bb6e3457aa1d1a13bccec587a04c38c622b1013a0da41439f
  DOWNLOAD_EXTRACT_TIMESTAMP OFF
  SOURCE_SUBDIR sources-only)
FetchContent_Declare(lexbor_source
  URL https://github.com/lexbor/lexbor/archive/refs/tags/v2.5.0.tar.gz
  URL_HASH SHA256=d89060bb2fb6f7d0e0f399495155dd15e06697aa2c6568eab70ecd4a43084ba9
  DOWNLOAD_EXTRACT_TIMESTAMP OFF
  SOURCE_SUBDIR sources-only)
FetchContent_Declare(pybind11_source
  URL https://github.com/pybind/pybind11/archive/refs/tags/v3.0.2.tar.gz
  URL_HASH SHA256=2f20a0af0b921815e0e169ea7fec63909869323581b89d7de1553468553f6a2d
  DOWNLOAD_EXTRACT_TIMESTAMP OFF)

# The directory of a header-only package: found as `directory` once `name` is populated.
function(actionplan_add_headers target directory)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE ${directory})
endfunction()

# Stops unless what was not found may be fetched, or its source was given (FETCHCONTENT_SOURCE_DIR_...).
function(actionplan_require_fetch name)
  string(TOUPPER ${name} upper)
  if(NOT ACTIONPLAN_FETCH AND NOT FETCHCONTENT_SOURCE_DIR_${upper}_SOURCE AND NOT FETCHCONTENT_SOURCE_DIR_${upper})
    message(FATAL_ERROR "${name} was not found, and ACTIONPLAN_FETCH is OFF: install it (docs/tutorials/embedding.md names the packages), "
                        "say where it is by CMAKE_PREFIX_PATH, or set ACTIONPLAN_FETCH=ON.")
  endif()
endfunction()

# Fetches `name` and builds it static and position independent, without its tests or install rules.
function(actionplan_fetch name)
  actionplan_require_fetch(${name})
  message(STATUS "${name}: not found on this system, fetching the pinned release")
  set(BUILD_SHARED_LIBS OFF)
  set(BUILD_TESTING OFF)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  set(CMAKE_C_VISIBILITY_PRESET hidden)
  set(CMAKE_POLICY_VERSION_MINIMUM 3.5)
  set(CMAKE_POLICY_DEFAULT_CMP0063 NEW)
  set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)
  set(INSTALL_GTEST OFF)
  set(BENCHMARK_ENABLE_TESTING OFF)
  set(BENCHMARK_ENABLE_INSTALL OFF)
  set(UTF8PROC_INSTALL OFF)
  set(UTF8PROC_ENABLE_TESTING OFF)
  FetchContent_MakeAvailable(${name}_source)
  set(${name}_source_directory ${${name}_source_SOURCE_DIR} PARENT_SCOPE)
endfunction()

# A static library that those who link it would lack a part of gets no install rules.
set(actionplan_can_install ON)
macro(actionplan_cannot_install)
  if(NOT BUILD_SHARED_LIBS AND NOT SKBUILD)
    set(actionplan_can_install OFF)
    if(ACTIONPLAN_INSTALL)
      message(WARNING ${ARGN} " Install rules are left out.")
    endif()
  endif()
endmacro()

# Boost.Date_Time and Boost.Math are used header-only.
find_package(Boost 1.74 QUIET)
if(NOT TARGET Boost::headers)
  actionplan_fetch(boost)
  actionplan_add_headers(Boost::headers ${boost_source_directory})
endif()

find_package(nlohmann_json 3.11 QUIET)
if(NOT TARGET nlohmann_json::nlohmann_json)
  actionplan_fetch(nlohmann_json)
  actionplan_add_headers(nlohmann_json::nlohmann_json ${nlohmann_json_source_directory}/include)
endif()

# Eigen is used header-only, and only in the sources of the survey floor.
if(ACTIONPLAN_WITH_SURVEY)
  find_package(Eigen3 3.4 QUIET NO_MODULE)
  if(NOT TARGET Eigen3::Eigen)
    actionplan_fetch(eigen)
    actionplan_add_headers(Eigen3::Eigen ${eigen_source_directory})
  endif()
endif()

# Where the standard library reads no double (libc++ before 20), fast_float does: header-only, and only
# in src/core/read_double.cpp.
include(CheckCXXSourceCompiles)
function(actionplan_check_from_chars)
  set(CMAKE_CXX_STANDARD 20)
  check_cxx_source_compiles("#include <charconv>
int main() { double value = 0; const char text[] = \"1\"; return std::from_chars(text, text + 1, value).ptr == text; }"
    ACTIONPLAN_READS_DOUBLES)
endfunction()
actionplan_check_from_chars()
set(actionplan_fast_float "")
if(NOT ACTIONPLAN_READS_DOUBLES)
  find_path(fast_float_INCLUDE_DIR fast_float/fast_float.h)
  mark_as_advanced(fast_float_INCLUDE_DIR)
  set(actionplan_fast_float actionplan_fast_float_headers)
  if(fast_float_INCLUDE_DIR)
    actionplan_add_headers(${actionplan_fast_float} ${fast_float_INCLUDE_DIR})
  else()
    actionplan_fetch(fast_float)
    actionplan_add_headers(${actionplan_fast_float} ${fast_float_source_directory}/include)
  endif()
endif()

find_package(Threads REQUIRED)

# What is linked for utf8proc: the one dependency that those who link a static library need too.
find_package(utf8proc 2.8 QUIET)
if(utf8proc_FOUND)
  set(actionplan_utf8proc utf8proc::utf8proc)
else()
  actionplan_fetch(utf8proc)
  set(actionplan_utf8proc $<BUILD_INTERFACE:utf8proc>)
  actionplan_cannot_install("utf8proc was fetched, so a static actionplan cannot be installed: install utf8proc, "
                            "or set BUILD_SHARED_LIBS.")
endif()

# libsodium has no CMake build of its own, so it is found or asked for, never fetched.
find_package(sodium 1.0.18 REQUIRED)

# Documents of office programs are zip archives of XML: read where both libraries are found.
find_package(minizip QUIET)
find_package(EXPAT 2.4 QUIET MODULE)  # whose own package file names its target otherwise
set(actionplan_office_found OFF)
if(minizip_FOUND AND EXPAT_FOUND)
  set(actionplan_office_found ON)
endif()
option(ACTIONPLAN_WITH_OFFICE "Read DOCX, XLSX, ODT and ODS (takes minizip and expat)" ${actionplan_office_found})
if(ACTIONPLAN_WITH_OFFICE AND NOT actionplan_office_found)
  message(FATAL_ERROR "ACTIONPLAN_WITH_OFFICE takes minizip and expat 2.4 (Debian: libminizip-dev, libexpat1-dev); "
                      "install them, or set it OFF.")
endif()

include(${CMAKE_CURRENT_LIST_DIR}/markup.cmake)

if(ACTIONPLAN_WITH_STORE)
  # SQLiteCpp stands on SQLite::SQLite3: ours where it is defined, else the system's; where SQLiteCpp is
  # fetched, and nothing of ours is, it builds its own copy.
  include(${CMAKE_CURRENT_LIST_DIR}/sqlite.cmake)
  find_package(SQLiteCpp 3.2 QUIET)
  if(TARGET SQLiteCpp)
    set(actionplan_sqlite SQLiteCpp)
  else()
    if(ACTIONPLAN_BUNDLED_SQLITE)
      # It looks for a library's file, and links the target.
      set(SQLITECPP_INTERNAL_SQLITE OFF)
      set(SQLite3_INCLUDE_DIR ${PROJECT_SOURCE_DIR}/src/store/sqlite CACHE PATH "" FORCE)
      set(SQLite3_LIBRARY ${PROJECT_SOURCE_DIR}/src/store/sqlite/sqlite3.c CACHE FILEPATH "" FORCE)
    endif()
    set(SQLITECPP_RUN_CPPLINT OFF)
    set(SQLITECPP_RUN_CPPCHECK OFF)
    actionplan_fetch(sqlitecpp)
    # Its headers warn, where warnings are errors.
    get_target_property(actionplan_sqlitecpp_headers SQLiteCpp INTERFACE_INCLUDE_DIRECTORIES)
    set_target_properties(SQLiteCpp PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${actionplan_sqlitecpp_headers}")
    set(actionplan_sqlite $<BUILD_INTERFACE:SQLiteCpp>)
    actionplan_cannot_install("SQLiteCpp was fetched, so a static actionplan cannot be installed: install SQLiteCpp, set "
                              "BUILD_SHARED_LIBS, or leave the store out (ACTIONPLAN_WITH_STORE=OFF).")
  endif()
endif()

macro(actionplan_require_googletest)
  find_package(GTest 1.12 QUIET)
  if(NOT TARGET GTest::gtest_main)
    actionplan_fetch(googletest)
  endif()
endmacro()

macro(actionplan_require_benchmark)
  find_package(benchmark 1.7 QUIET)
  if(NOT TARGET benchmark::benchmark_main)
    actionplan_fetch(benchmark)
  endif()
endmacro()

macro(actionplan_require_pybind11)
  find_package(Python 3.10 REQUIRED COMPONENTS Interpreter Development.Module)
  find_package(pybind11 3 CONFIG QUIET)
  if(NOT TARGET pybind11::module)
    actionplan_fetch(pybind11)
  endif()
endmacro()
