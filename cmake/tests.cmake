# SPDX-License-Identifier: Apache-2.0
include(GoogleTest)

# One executable of all *_test.cpp under `folder`; each of its tests is a test of ctest with `label`.
function(actionplan_add_gtests name folder label)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_test ${sources})
  target_link_libraries(${name}_test PRIVATE actionplan_static actionplan_flags GTest::gtest_main)
  target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_compile_definitions(${name}_test PRIVATE
    ACTIONPLAN_EXAMPLE_DATA="${PROJECT_SOURCE_DIR}/examples/data"
    ACTIONPLAN_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")
  gtest_discover_tests(${name}_test
    TEST_PREFIX ${name}.
    DISCOVERY_TIMEOUT 120
    PROPERTIES LABELS ${label} TIMEOUT 300)
endfunction()

# Each NAME_fuzz.cpp defines LLVMFuzzerTestOneInput: a libFuzzer program with ACTIONPLAN_FUZZ, else a
# program that replays the seed corpus corpus/NAME as a test.
function(actionplan_add_fuzzers folder)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*_fuzz.cpp)
  foreach(source IN LISTS sources)
    cmake_path(GET source STEM target)
    string(REGEX REPLACE "_fuzz$" "" name ${target})
    add_executable(${target} ${source})
    target_link_libraries(${target} PRIVATE actionplan_static actionplan_flags)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src)
    if(ACTIONPLAN_FUZZ)
      target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    else()
      target_sources(${target} PRIVATE ${folder}/replay_main.cpp)
      add_test(NAME fuzz.${name} COMMAND ${target} ${folder}/corpus/${name})
      set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 300)
    endif()
  endforeach()
endfunction()
