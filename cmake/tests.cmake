# SPDX-License-Identifier: Apache-2.0
include(GoogleTest)

# Where the data of the tests lie; in a header, so that the compiler cache serves files that do not ask.
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/tests/include/test_paths.hpp @ONLY CONTENT
"#pragma once
#define ACTIONPLAN_EXAMPLE_DATA \"@PROJECT_SOURCE_DIR@/examples/data\"
#define ACTIONPLAN_TEST_DATA \"@PROJECT_SOURCE_DIR@/tests/data\"
#define ACTIONPLAN_GUIDE \"@PROJECT_SOURCE_DIR@/docs/guide\"
")

# One executable of all *_test.cpp under `folder`; each of its tests is a test of ctest with `label`.
function(actionplan_add_gtests name folder label)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*_test.cpp)
  if(NOT ACTIONPLAN_WITH_OFFICE)
    list(FILTER sources EXCLUDE REGEX "/number_format_test\\.cpp$")  # of workbooks
  endif()
  if(NOT sources)
    return()
  endif()
  actionplan_add_gtest_program(${name} ${label} ${sources})
endfunction()

# What ThreadSanitizer is to see: the threads_test.cpp of every floor, without the other tests.
function(actionplan_add_threads_test folder)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*/threads_test.cpp)
  actionplan_add_gtest_program(threads threads ${sources})
  set_target_properties(threads_test PROPERTIES UNITY_BUILD OFF)  # files of one name share a namespace
endfunction()

function(actionplan_configure_test target)
  target_link_libraries(${target} PRIVATE
    actionplan_static actionplan_flags GTest::gtest_main Boost::headers Eigen3::Eigen nlohmann_json::nlohmann_json)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_BINARY_DIR}/tests/include)
  # Assertions have nothing to gain from optimisation, and sanitized they take twice as long to compile.
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(${target} PRIVATE $<$<CONFIG:Debug>:-O0>)
  endif()
endfunction()

# What most tests begin with is read once for all of them: a third less to compile.
function(actionplan_precompile_for_test target)
  if(NOT TARGET test_headers)
    set(source ${PROJECT_BINARY_DIR}/tests/test_headers.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "// What its target precompiles.\n")
    add_executable(test_headers EXCLUDE_FROM_ALL ${source})
    actionplan_configure_test(test_headers)
    target_precompile_headers(test_headers PRIVATE <gtest/gtest.h> <actionplan/actionplan.hpp>)
  endif()
  target_precompile_headers(${target} REUSE_FROM test_headers)
endfunction()

function(actionplan_add_gtest_program name label)
  add_executable(${name}_test ${ARGN})
  # Each of the files has a namespace of its own, so that several can be compiled as one.
  set_target_properties(${name}_test PROPERTIES UNITY_BUILD ${ACTIONPLAN_WHOLE} UNITY_BUILD_BATCH_SIZE 8)
  actionplan_configure_test(${name}_test)
  actionplan_precompile_for_test(${name}_test)
  if(NOT ACTIONPLAN_WHOLE)
    gtest_discover_tests(${name}_test
      TEST_PREFIX ${name}.
      DISCOVERY_TIMEOUT 120
      PROPERTIES LABELS ${label} TIMEOUT 300)
    return()
  endif()
  # Where all are run, a program takes longer to start than most tests take to run: a few of many each.
  set(shards 4)
  foreach(shard RANGE 1 ${shards})
    math(EXPR index "${shard} - 1")
    add_test(NAME ${name}.${shard}_of_${shards} COMMAND ${name}_test --gtest_brief=1)
    set_tests_properties(${name}.${shard}_of_${shards} PROPERTIES LABELS ${label} TIMEOUT 900
      ENVIRONMENT "GTEST_TOTAL_SHARDS=${shards};GTEST_SHARD_INDEX=${index}")
  endforeach()
endfunction()

# Each NAME_fuzz.cpp defines LLVMFuzzerTestOneInput: a libFuzzer program with ACTIONPLAN_FUZZ, else a
# program that reads inputs; either way its seed corpus corpus/NAME is replayed as a test.
function(actionplan_add_fuzzers folder)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*_fuzz.cpp)
  if(NOT ACTIONPLAN_FUZZ)
    add_library(fuzz_replay OBJECT ${folder}/replay_main.cpp)
    target_link_libraries(fuzz_replay PRIVATE actionplan_static actionplan_flags)
  endif()
  foreach(source IN LISTS sources)
    cmake_path(GET source STEM target)
    string(REGEX REPLACE "_fuzz$" "" name ${target})
    add_executable(${target} ${source})
    target_link_libraries(${target} PRIVATE actionplan_static actionplan_flags)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src)
    if(ACTIONPLAN_FUZZ)
      target_link_options(${target} PRIVATE -fsanitize=fuzzer)
      add_test(NAME fuzz.${name} COMMAND ${target} -runs=0 ${folder}/corpus/${name})
    else()
      target_link_libraries(${target} PRIVATE fuzz_replay)
      add_test(NAME fuzz.${name} COMMAND ${target} ${folder}/corpus/${name})
    endif()
    set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 300)
  endforeach()
endfunction()

# Each *.fail.cpp must be refused by the compiler, each *.pass.cpp compiled; those in harness/ are
# wrong on purpose and show that the check itself can fail.
function(actionplan_add_compile_tests folder)
  file(GLOB_RECURSE cases CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*.fail.cpp ${folder}/*.pass.cpp)
  set(compile ${CMAKE_CXX_COMPILER} -std=c++20 -Wall -Wextra -Werror -fsyntax-only
    -DACTIONPLAN_STATIC_DEFINE -I${PROJECT_SOURCE_DIR}/include -I${PROJECT_BINARY_DIR}/include)
  foreach(case IN LISTS cases)
    string(REGEX REPLACE "\\.(fail|pass)\\.cpp$" "" name ${case})
    add_test(NAME compile_fail.${name}
      COMMAND ${CMAKE_COMMAND} "-DCOMPILE=${compile}" -DCASE=${folder}/${case}
              -P ${folder}/check_case.cmake)
    set_tests_properties(compile_fail.${name} PROPERTIES LABELS compile_fail TIMEOUT 120)
    if(name MATCHES "^harness/")
      set_tests_properties(compile_fail.${name} PROPERTIES WILL_FAIL ON)
    endif()
  endforeach()
endfunction()

# Compiles each public header on its own, and twice in a row, under the project's warnings.
function(actionplan_add_header_checks)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/include
    ${PROJECT_SOURCE_DIR}/include/*.hpp)
  set(sources)
  foreach(header IN LISTS headers)
    string(REGEX REPLACE "[/.]" "_" name ${header})
    set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/${name}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "#include <@header@>\n#include <@header@>\n" @ONLY)
    list(APPEND sources ${source})
  endforeach()
  add_library(header_check OBJECT ${sources})
  target_link_libraries(header_check PRIVATE actionplan::actionplan actionplan_flags Boost::headers)
endfunction()

# Scripts of the tests folder that check the sources themselves.
function(actionplan_add_source_checks)
  find_package(Python 3.10 COMPONENTS Interpreter)
  if(NOT Python_Interpreter_FOUND)
    message(WARNING "Python >= 3.10 was not found: the check of the floors is left out.")
    return()
  endif()
  add_test(NAME layers.sources
    COMMAND Python::Interpreter -B ${CMAKE_CURRENT_SOURCE_DIR}/check_layers.py ${PROJECT_SOURCE_DIR})
  add_test(NAME layers.self_test
    COMMAND Python::Interpreter -B ${CMAKE_CURRENT_SOURCE_DIR}/check_layers_test.py)
  add_test(NAME snippets.self_test
    COMMAND Python::Interpreter -B ${CMAKE_CURRENT_SOURCE_DIR}/snippets_test.py)
  set_tests_properties(layers.sources layers.self_test snippets.self_test PROPERTIES
    LABELS sources TIMEOUT 120)
endfunction()

# Programs that use the library as a stranger does: installed, static and shared, through CMake and
# pkg-config, and as a subdirectory.
function(actionplan_add_consumer_tests folder)
  set(work ${CMAKE_CURRENT_BINARY_DIR}/consumer)
  set(common -DGENERATOR=${CMAKE_GENERATOR} -DCOMPILER=${CMAKE_CXX_COMPILER})
  find_program(ACTIONPLAN_PKG_CONFIG NAMES pkg-config pkgconf)
  find_program(ACTIONPLAN_MAKE make)

  macro(add_consumer_test name)
    add_test(NAME consumer.${name} COMMAND ${CMAKE_COMMAND} ${ARGN})
    set_tests_properties(consumer.${name} PROPERTIES LABELS consumer TIMEOUT 900 COST 1000)  # first
  endmacro()

  foreach(kind static shared)
    string(COMPARE EQUAL ${kind} shared shared)
    set(prefix ${work}/${kind}_installed)
    if((shared AND BUILD_SHARED_LIBS) OR NOT (shared OR BUILD_SHARED_LIBS))
      set(from -DBUILD=${PROJECT_BINARY_DIR})
    else()
      set(from -DBUILD=${work}/${kind}_build -DSOURCE=${PROJECT_SOURCE_DIR})
    endif()
    add_consumer_test(install_${kind} ${common} ${from} -DPREFIX=${prefix} -DSHARED=${shared}
      -P ${folder}/install.cmake)
    set_tests_properties(consumer.install_${kind} PROPERTIES FIXTURES_SETUP install_${kind})
    foreach(way find_package pkg_config)
      if(way STREQUAL "pkg_config" AND NOT (ACTIONPLAN_PKG_CONFIG AND ACTIONPLAN_MAKE))
        continue()
      endif()
      add_consumer_test(${way}_${kind} ${common} -DWAY=${way} -DSHARED=${shared} -DPREFIX=${prefix}
        -DBUILD=${work}/${way}_${kind} -DPLAN=${PROJECT_SOURCE_DIR}/examples/data/az-nap-2016-2018.txt
        -P ${folder}/consume.cmake)
      set_tests_properties(consumer.${way}_${kind} PROPERTIES FIXTURES_REQUIRED install_${kind})
    endforeach()
  endforeach()
  # What is not found is not fetched where that is refused.
  add_consumer_test(no_fetch -S ${PROJECT_SOURCE_DIR} -B ${work}/no_fetch -G ${CMAKE_GENERATOR}
    -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER} -DACTIONPLAN_FETCH=OFF -DCMAKE_DISABLE_FIND_PACKAGE_utf8proc=ON)
  set_tests_properties(consumer.no_fetch PROPERTIES PASS_REGULAR_EXPRESSION "ACTIONPLAN_FETCH is OFF: install it")
  # The smallest library; those installed are whole.
  add_consumer_test(add_subdirectory ${common} -DWAY=add_subdirectory -DSHARED=OFF -DWHOLE=OFF
    -DSOURCE=${PROJECT_SOURCE_DIR} -DBUILD=${work}/add_subdirectory
    -DPLAN=${PROJECT_SOURCE_DIR}/examples/data/az-nap-2016-2018.txt -P ${folder}/consume.cmake)
endfunction()
