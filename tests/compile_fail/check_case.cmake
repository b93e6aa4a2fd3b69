# SPDX-License-Identifier: Apache-2.0
# Compiles CASE with COMPILE (a command line as a list). A *.pass.cpp must compile. A *.fail.cpp must
# compile as it stands, and with MUST_FAIL defined must not, with an error that matches its
# `// expect: regular expression`.
function(compile)
  execute_process(COMMAND ${COMPILE} ${ARGN} ${CASE}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(result ${result} PARENT_SCOPE)
  set(output "${output}" PARENT_SCOPE)
endfunction()

compile()
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${CASE} does not compile, and should:\n${output}")
endif()

if(CASE MATCHES "\\.fail\\.cpp$")
  file(STRINGS ${CASE} expected REGEX "^// expect: ")
  string(REGEX REPLACE "^// expect: " "" expected "${expected}")
  compile(-DMUST_FAIL)
  if(result EQUAL 0)
    message(FATAL_ERROR "${CASE} compiles with MUST_FAIL, and should not.")
  endif()
  if(expected STREQUAL "" OR NOT output MATCHES "error:[^\n]*(${expected})")
    message(FATAL_ERROR "${CASE} fails without an error that matches `${expected}`:\n${output}")
  endif()
endif()
