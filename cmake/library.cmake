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

# So do the words of each language (src/read/words/LANGUAGE/NAME.tsv); a file more needs no C++.
file(GLOB word_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/read/words/*/*.tsv)
set(word_texts "")
foreach(file ${word_files})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(language ${folder} NAME)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
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

# With CMAKE_UNITY_BUILD the floors of each group are compiled as one file: to read what all of them include
# takes seconds each time. What no benchmark is quicker with is not worth the time and the bytes of -O3
# (docs/decisions/0096, 0101).
set(actionplan_groups read survey evaluate plan core store)
set(actionplan_group_core core evidence query)
set(actionplan_group_evaluate evaluate)
set(actionplan_group_plan plan codec write)
set(actionplan_group_read read)
set(actionplan_group_store store)
set(actionplan_group_survey survey)
set(actionplan_optimise_plan -Os)
set(actionplan_optimise_read -O2)
set(actionplan_optimise_store -O2)
foreach(group IN LISTS actionplan_groups)
  set(sources "")
  foreach(floor IN LISTS actionplan_group_${group})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${floor}/*.cpp)
    list(APPEND sources ${found})
  endforeach()
  set_source_files_properties(${sources} PROPERTIES UNITY_GROUP ${group})
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang" AND DEFINED actionplan_optimise_${group})
    if(CMAKE_UNITY_BUILD)
      set(sources "")
      foreach(target IN ITEMS actionplan actionplan_static)
        list(APPEND sources ${PROJECT_BINARY_DIR}/CMakeFiles/${target}.dir/Unity/unity_${group}_cxx.cxx)
      endforeach()
    endif()
    set_property(SOURCE ${sources} APPEND PROPERTY
      COMPILE_OPTIONS $<$<CONFIG:Release>:${actionplan_optimise_${group}}>)
    # GCC 12 at -O2 gave a copy of an empty std::optional a value ("recommended" of bodies below clauses).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
      set_property(SOURCE ${sources} APPEND PROPERTY
        COMPILE_OPTIONS $<$<CONFIG:Release>:-fno-tree-slp-vectorize>)
    endif()
  endif()
endforeach()

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
    $<BUILD_INTERFACE:Eigen3::Eigen>
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
