# SPDX-License-Identifier: Apache-2.0
include(GenerateExportHeader)

file(GLOB_RECURSE actionplan_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*.cpp)
file(GLOB_RECURSE actionplan_headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/*.hpp)
foreach(floor IN LISTS actionplan_left_out)
  list(FILTER actionplan_sources EXCLUDE REGEX "^${PROJECT_SOURCE_DIR}/src/${floor}/")
  list(FILTER actionplan_headers EXCLUDE REGEX "^${PROJECT_SOURCE_DIR}/include/actionplan/${floor}/")
endforeach()
if(NOT ACTIONPLAN_WITH_OFFICE)
  list(FILTER actionplan_sources EXCLUDE REGEX "/src/read/format/(xml|open_document|(zip|docx|xlsx|ods|odt)/[a-z_]+)\\.cpp$")
endif()
if(NOT ACTIONPLAN_WITH_HTML)
  list(FILTER actionplan_sources EXCLUDE REGEX "/src/read/format/html/[a-z_]+\\.cpp$")
endif()
if(NOT ACTIONPLAN_WITH_MARKDOWN)
  list(FILTER actionplan_sources EXCLUDE REGEX "/src/read/format/markdown/[a-z_]+\\.cpp$")
endif()
set(actionplan_export_header ${PROJECT_BINARY_DIR}/include/actionplan/core/export.hpp)

set_source_files_properties(${PROJECT_SOURCE_DIR}/src/core/version.cpp PROPERTIES
  COMPILE_DEFINITIONS ACTIONPLAN_VERSION="${PROJECT_VERSION}")

# A raw string of the text: MSVC takes some 16000 bytes in one piece, so that it is cut at ends of lines.
function(actionplan_raw_string out tag text)
  set(most 15000)
  set(pieces "")
  string(LENGTH "${text}" left)
  while(left GREATER most)
    string(SUBSTRING "${text}" 0 ${most} piece)
    string(FIND "${piece}" "\n" end REVERSE)
    math(EXPR end "${end} + 1")
    string(SUBSTRING "${text}" 0 ${end} piece)
    string(SUBSTRING "${text}" ${end} -1 text)
    string(APPEND pieces "R\"${tag}(${piece})${tag}\"\n    ")
    math(EXPR left "${left} - ${end}")
  endwhile()
  set(${out} "${pieces}R\"${tag}(${text})${tag}\"" PARENT_SCOPE)
endfunction()

# SQL stands in readable files of its own; the library carries each as a text.
set(actionplan_generated ${PROJECT_BINARY_DIR}/generated)
foreach(name schema schema_1 plan_relations)
  set(file ${PROJECT_SOURCE_DIR}/src/store/${name}.sql)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  actionplan_raw_string(text sql "${text}")
  file(CONFIGURE OUTPUT ${actionplan_generated}/${name}_sql.hpp @ONLY CONTENT
"// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace actionplan::detail {

inline constexpr const char* ${name}_sql = @text@;

}  // namespace actionplan::detail
")
endforeach()

# So do words of units and their symbols (src/plan/words/NAME.tsv).
set(unit_texts "")
foreach(name percent symbols)
  set(file ${PROJECT_SOURCE_DIR}/src/plan/words/${name}.tsv)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  actionplan_raw_string(text tsv "${text}")
  string(APPEND unit_texts "inline constexpr std::string_view ${name}_tsv = ${text};\n")
endforeach()
file(CONFIGURE OUTPUT ${actionplan_generated}/unit_words.hpp @ONLY CONTENT
"// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace actionplan::detail {

@unit_texts@
}  // namespace actionplan::detail
")

# So do the words of each language (src/read/words/LANGUAGE/NAME.tsv), without comments; a file more needs no C++.
file(GLOB word_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/read/words/*/*.tsv)
set(word_texts "")
foreach(file ${word_files})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(language ${folder} NAME)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(REGEX REPLACE "(^|\n)#[^\n]*" "" text "${text}")
  actionplan_raw_string(text tsv "${text}")
  string(APPEND word_texts "    {\"${language}\", \"${name}\", ${text}sv},\n")
endforeach()
file(CONFIGURE OUTPUT ${actionplan_generated}/word_texts.hpp @ONLY CONTENT
"// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace actionplan::detail {

using namespace std::string_view_literals;

struct WordText {
  std::string_view language;
  std::string_view name;
  std::string_view text;
};

inline constexpr WordText word_texts[] = {
@word_texts@};

}  // namespace actionplan::detail
")

# The files and folders of each floor in which a benchmark spends its time, which are optimised for speed; all others
# are for size (docs/decisions/0104).
set(actionplan_quick_core date hash text)
set(actionplan_quick_codec measures_to_frame)
set(actionplan_quick_evidence block_builder canonical entry evidence evidence_block hash_index)
set(actionplan_quick_query columns condition_sieve groups labels part_sieve select sieve)
set(actionplan_quick_evaluate assessment cell_values deadline_status fast_value judge_all part_values)
set(actionplan_quick_survey accumulate cases column design_data distribution encode ids quantile replicate_design
  replicate_finish replicate_rank replicate_sums resample sampling sums_finish sums_merge tile totals_covariance
  weighted_sums)
set(actionplan_quick_read account agency/agency_parts agency/assignment_text format/xlsx/sheet format/xml
  indicator/split own_table tokens words/agency_words words/column_lexicon words/lexicon words/word_forms)
set(actionplan_quick_store entry_row)

# With CMAKE_UNITY_BUILD the floors of each group are compiled as one file, and what is quick of them as another: to
# read what all of them include takes seconds each time.
set(actionplan_group_core core evidence query)
set(actionplan_group_plan plan codec write)
set(actionplan_group_evaluate evaluate)
set(actionplan_group_read read)
set(actionplan_group_store store)
set(actionplan_group_survey survey)
foreach(group IN ITEMS core plan read store)
  set(actionplan_optimise_quick_${group} -O2)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    list(APPEND actionplan_optimise_quick_${group} -fno-align-functions -fno-align-jumps -fno-align-loops)
  endif()
endforeach()

# For what no benchmark asks: -Oz makes calls where -Os copies.
include(CheckCXXCompilerFlag)
check_cxx_compiler_flag(-Oz actionplan_has_oz)
set(actionplan_smallest -Os)
if(actionplan_has_oz)
  set(actionplan_smallest -Oz)
endif()

function(actionplan_optimise group)
  if(NOT ARGN)
    return()
  endif()
  set_source_files_properties(${ARGN} PROPERTIES UNITY_GROUP ${group})
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang" AND DEFINED actionplan_optimise_${group})
    set(sources ${ARGN})
    if(CMAKE_UNITY_BUILD)
      list(TRANSFORM actionplan_targets REPLACE "(.+)"
        "${PROJECT_BINARY_DIR}/CMakeFiles/\\1.dir/Unity/unity_${group}_cxx.cxx" OUTPUT_VARIABLE sources)
    endif()
    set_property(SOURCE ${sources} APPEND PROPERTY
      COMPILE_OPTIONS "$<$<CONFIG:Release>:${actionplan_optimise_${group}}>")
    # GCC 12 at -O2 gave a copy of an empty std::optional a value ("recommended" of bodies below clauses).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
      set_property(SOURCE ${sources} APPEND PROPERTY COMPILE_OPTIONS $<$<CONFIG:Release>:-fno-tree-slp-vectorize>)
    endif()
  endif()
endfunction()

set(actionplan_targets actionplan actionplan_static)
set(ungrouped ${actionplan_sources})
foreach(group IN ITEMS evaluate survey core store read plan)
  set(quick "")
  set(small "")
  foreach(floor IN LISTS actionplan_group_${group})
    set(sources ${actionplan_sources})
    list(FILTER sources INCLUDE REGEX "^${PROJECT_SOURCE_DIR}/src/${floor}/")
    list(REMOVE_ITEM ungrouped ${sources})
    foreach(name IN LISTS actionplan_quick_${floor})
      set(file ${PROJECT_SOURCE_DIR}/src/${floor}/${name})
      if(NOT EXISTS ${file}.cpp AND NOT IS_DIRECTORY ${file})
        message(FATAL_ERROR "cmake/library.cmake: actionplan_quick_${floor} names ${name}, which is not in src/${floor}.")
      endif()
    endforeach()
    foreach(source IN LISTS sources)
      string(REGEX REPLACE "^${PROJECT_SOURCE_DIR}/src/${floor}/(.+)[.]cpp$" "\\1" name ${source})
      string(REGEX REPLACE "/.*" "" folder ${name})
      if(name IN_LIST actionplan_quick_${floor} OR folder IN_LIST actionplan_quick_${floor})
        list(APPEND quick ${source})
      else()
        list(APPEND small ${source})
      endif()
    endforeach()
  endforeach()
  set(actionplan_optimise_${group} -Os)
  if(group MATCHES "^(plan|survey)$")
    set(actionplan_optimise_${group} ${actionplan_smallest})
  endif()
  actionplan_optimise(quick_${group} ${quick})
  actionplan_optimise(${group} ${small})
endforeach()
if(ungrouped)
  message(FATAL_ERROR "cmake/library.cmake has no group for ${ungrouped}: add its floor to one of actionplan_group_*.")
endif()

function(actionplan_configure_library target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON
    UNITY_BUILD_MODE GROUP)
  target_include_directories(${target} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>)
  target_include_directories(${target} PRIVATE
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>
    $<BUILD_INTERFACE:${actionplan_generated}>)
  target_link_libraries(${target} PRIVATE
    $<BUILD_INTERFACE:actionplan_flags>
    $<BUILD_INTERFACE:Boost::headers>
    $<BUILD_INTERFACE:$<TARGET_NAME_IF_EXISTS:Eigen3::Eigen>>
    $<BUILD_INTERFACE:nlohmann_json::nlohmann_json>
    Threads::Threads
    ${actionplan_utf8proc}
    sodium::sodium
    ${actionplan_sqlite})
  if(actionplan_fast_float)
    target_compile_definitions(${target} PRIVATE ACTIONPLAN_WITH_FAST_FLOAT)
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:${actionplan_fast_float}>)
  endif()
  if(ACTIONPLAN_WITH_OFFICE)
    target_compile_definitions(${target} PRIVATE ACTIONPLAN_WITH_OFFICE)
    target_link_libraries(${target} PRIVATE minizip::minizip EXPAT::EXPAT)
  endif()
  if(ACTIONPLAN_WITH_HTML)
    target_compile_definitions(${target} PRIVATE ACTIONPLAN_WITH_HTML)
    target_link_libraries(${target} PRIVATE ${actionplan_html})
  endif()
  if(ACTIONPLAN_WITH_MARKDOWN)
    target_compile_definitions(${target} PRIVATE ACTIONPLAN_WITH_MARKDOWN)
    target_link_libraries(${target} PRIVATE ${actionplan_markdown})
  endif()
  # So that a program or module takes what it uses alone.
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-ffunction-sections -fdata-sections>)
  endif()
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "STATIC_LIBRARY")
    target_compile_definitions(${target} PUBLIC ACTIONPLAN_STATIC_DEFINE)
  endif()
endfunction()

add_library(actionplan ${actionplan_sources})
add_library(actionplan::actionplan ALIAS actionplan)
actionplan_configure_library(actionplan)
# The version for the preprocessor stands in the header that all others include.
string(CONFIGURE [[
#define ACTIONPLAN_VERSION_MAJOR @PROJECT_VERSION_MAJOR@
#define ACTIONPLAN_VERSION_MINOR @PROJECT_VERSION_MINOR@
#define ACTIONPLAN_VERSION_PATCH @PROJECT_VERSION_PATCH@

#if !defined(__cplusplus) || (__cplusplus < 202002L && (!defined(_MSVC_LANG) || _MSVC_LANG < 202002L))
#error "actionplan needs C++20: compile with -std=c++20, or set CMAKE_CXX_STANDARD to 20."
#endif
]] actionplan_export_content @ONLY)
generate_export_header(actionplan
  CUSTOM_CONTENT_FROM_VARIABLE actionplan_export_content
  EXPORT_FILE_NAME ${actionplan_export_header}
  EXPORT_MACRO_NAME ACTIONPLAN_EXPORT
  STATIC_DEFINE ACTIONPLAN_STATIC_DEFINE)
set_target_properties(actionplan PROPERTIES
  VERSION ${PROJECT_VERSION}
  SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
if(BUILD_SHARED_LIBS)
  # Names of the namespace: functions, const and by reference; vtables, type information (by which what
  # is thrown is caught on both sides) and guards; thunks.
  actionplan_export_only(actionplan "_ZN10actionplan*" "_ZNK10actionplan*" "_ZNR10actionplan*" "_ZNKR10actionplan*"
                         "_ZNO10actionplan*" "_ZNKO10actionplan*" "_ZT[VTIS]N10actionplan*" "_ZGVN10actionplan*"
                         "_ZGVNK10actionplan*" "_ZTh*_N10actionplan*" "_ZTv*_N10actionplan*")
endif()
target_sources(actionplan PUBLIC FILE_SET HEADERS
  BASE_DIRS ${PROJECT_SOURCE_DIR}/include ${PROJECT_BINARY_DIR}/include
  FILES ${actionplan_headers} ${actionplan_export_header})

# Tests reach private functions, which a shared library hides, and a Python module stands alone.
if(BUILD_SHARED_LIBS)
  add_library(actionplan_static STATIC EXCLUDE_FROM_ALL ${actionplan_sources})
  actionplan_configure_library(actionplan_static)
else()
  add_library(actionplan_static ALIAS actionplan)
endif()
