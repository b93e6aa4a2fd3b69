# SPDX-License-Identifier: Apache-2.0
# Flags of this project's own targets; never global, never passed on to those who link it.
add_library(actionplan_flags INTERFACE)

# No fused multiplication: results have the same bits on every processor and by every compiler.
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  target_compile_options(actionplan_flags INTERFACE -ffp-contract=off)
endif()
# A floor that is compiled whole fills much memory: GCC collects it less often, which takes a tenth more
# of it and a twelfth less time.
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(actionplan_flags INTERFACE --param=ggc-min-expand=200)
endif()
# The sources are UTF-8, and floors that are compiled whole have many sections.
if(MSVC)
  target_compile_options(actionplan_flags INTERFACE /utf-8 /permissive- /bigobj)
endif()

# Whoever only installs the project has no use for warnings, which take a twentieth of the time.
if(PROJECT_IS_TOP_LEVEL AND ACTIONPLAN_WARNINGS)
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(actionplan_flags INTERFACE
      -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
      -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wunused -Wnull-dereference
      -Wdouble-promotion -Wimplicit-fallthrough
      $<$<BOOL:${ACTIONPLAN_WARNINGS_AS_ERRORS}>:-Werror>)
    # Optimising, GCC sees null pointers within std::optional and streams where there are none.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(actionplan_flags INTERFACE -Wno-null-dereference)
    endif()
    # GCC 12 finds overlaps in `"text" + std::string` that are not there (GCC bug 105651).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
      target_compile_options(actionplan_flags INTERFACE -Wno-restrict)
    endif()
  elseif(MSVC)
    target_compile_options(actionplan_flags INTERFACE
      /W4 $<$<BOOL:${ACTIONPLAN_WARNINGS_AS_ERRORS}>:/WX>)
  endif()
endif()

if(PROJECT_IS_TOP_LEVEL)
  target_compile_definitions(actionplan_flags INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

  set(sanitizers ${ACTIONPLAN_SANITIZE})
  if(ACTIONPLAN_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
      message(FATAL_ERROR "ACTIONPLAN_FUZZ needs Clang: use the preset `asan`, or set CMAKE_CXX_COMPILER to clang++.")
    endif()
    list(APPEND sanitizers fuzzer-no-link)
  endif()
  if(sanitizers)
    list(JOIN sanitizers "," joined)
    set(sanitizer_flags -fsanitize=${joined} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_compile_options(actionplan_flags INTERFACE ${sanitizer_flags})
    target_link_options(actionplan_flags INTERFACE ${sanitizer_flags})
  endif()
endif()
