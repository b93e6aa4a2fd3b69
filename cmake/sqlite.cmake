# SPDX-License-Identifier: Apache-2.0
# Which SQLite is linked: the release in src/store/sqlite, or the system's. Defines SQLite::SQLite3 for the former.
#
# Releases 3.7.0 to 3.51.2 can corrupt a database in WAL mode (docs/decisions/0030-a-sqlite-of-our-own.md).
set(actionplan_sqlite_needed 3.51.3)

find_path(SQLite3_INCLUDE_DIR sqlite3.h)
set(actionplan_system_sqlite 0)
if(SQLite3_INCLUDE_DIR)
  file(STRINGS ${SQLite3_INCLUDE_DIR}/sqlite3.h line REGEX "^#define SQLITE_VERSION +\"")
  string(REGEX MATCH "[0-9]+(\\.[0-9]+)+" actionplan_system_sqlite "${line}")
endif()

# A wheel always has its own; a program of which this is a part chooses for itself.
if(SKBUILD)
  set(carries ON)
elseif(NOT PROJECT_IS_TOP_LEVEL OR TARGET SQLite::SQLite3)
  set(carries OFF)
elseif(actionplan_system_sqlite VERSION_LESS actionplan_sqlite_needed)
  set(carries ON)
else()
  set(carries OFF)
endif()
option(ACTIONPLAN_BUNDLED_SQLITE "Link the SQLite of src/store/sqlite in place of the system's" ${carries})

if(ACTIONPLAN_BUNDLED_SQLITE)
  enable_language(C)
  set(folder ${PROJECT_SOURCE_DIR}/src/store/sqlite)
  file(STRINGS ${folder}/README.md rows REGEX "^\\| `sqlite3")
  foreach(row IN LISTS rows)
    string(REGEX MATCH "`(sqlite3\\.[ch])` \\| `([0-9a-f]+)`" row "${row}")
    file(SHA256 ${folder}/${CMAKE_MATCH_1} digest)
    if(NOT digest STREQUAL CMAKE_MATCH_2)
      message(FATAL_ERROR "${folder}/${CMAKE_MATCH_1} is not what its README.md says; restore both from one commit.")
    endif()
  endforeach()
  add_library(actionplan_sqlite3 STATIC ${folder}/sqlite3.c)
  # Imported, so that a SQLiteCpp built here, which exports itself, need not export it.
  add_library(SQLite::SQLite3 INTERFACE IMPORTED GLOBAL)
  target_link_libraries(SQLite::SQLite3 INTERFACE actionplan_sqlite3)
  target_include_directories(actionplan_sqlite3 SYSTEM INTERFACE ${folder})
  target_link_libraries(actionplan_sqlite3 PRIVATE Threads::Threads ${CMAKE_DL_LIBS})
  set_target_properties(actionplan_sqlite3 PROPERTIES
    C_VISIBILITY_PRESET hidden
    POSITION_INDEPENDENT_CODE ON
    UNITY_BUILD OFF)
  # Column metadata is what SQLiteCpp asks for, and it also names the loader of extensions, which therefore
  # cannot be left out; it is off for each connection.
  target_compile_definitions(actionplan_sqlite3 PRIVATE
    SQLITE_DEFAULT_MEMSTATUS=0
    SQLITE_DQS=0
    SQLITE_ENABLE_COLUMN_METADATA
    SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_OMIT_DEPRECATED
    SQLITE_OMIT_SHARED_CACHE
    SQLITE_THREADSAFE=2
    SQLITE_USE_ALLOCA)
  # Without what takes a tenth of its bytes more and makes no call of the store quicker (docs/decisions/0104).
  if(CMAKE_C_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(actionplan_sqlite3 PRIVATE -O2 -w)
    if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
      target_compile_options(actionplan_sqlite3 PRIVATE
        -fno-align-functions -fno-align-jumps -fno-align-loops -fno-inline-functions -fno-ipa-cp -fno-partial-inlining
        -fno-tree-vectorize)
    endif()
    target_compile_options(actionplan_sqlite3 PRIVATE $<$<CONFIG:Release>:-fno-asynchronous-unwind-tables>)
  endif()
  file(STRINGS ${folder}/sqlite3.h line REGEX "^#define SQLITE_VERSION +\"")
  string(REGEX MATCH "[0-9]+(\\.[0-9]+)+" linked "${line}")
  message(STATUS "SQLite: ${linked}, from src/store/sqlite")
else()
  message(STATUS "SQLite: the system's, ${actionplan_system_sqlite}")
endif()
