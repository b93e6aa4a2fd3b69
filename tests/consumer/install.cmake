# SPDX-License-Identifier: Apache-2.0
# Installs the library from BUILD into PREFIX, after configuring and building it there when SOURCE is
# given, then looks at what was installed.
include(${CMAKE_CURRENT_LIST_DIR}/run.cmake)

if(SOURCE)
  run(${CMAKE_COMMAND} -S ${SOURCE} -B ${BUILD} -G ${GENERATOR} ${LAUNCHER}
      -DCMAKE_CXX_COMPILER=${COMPILER} -DBUILD_SHARED_LIBS=${SHARED} ${QUICK})
  run(${CMAKE_COMMAND} --build ${BUILD} --target actionplan)
endif()

# Installed in one place and moved to another: nothing may depend on where it was.
file(REMOVE_RECURSE ${PREFIX} ${PREFIX}.moved)
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${PREFIX}.moved)
file(RENAME ${PREFIX}.moved ${PREFIX})

file(GLOB_RECURSE texts ${PREFIX}/*.cmake ${PREFIX}/*.pc ${PREFIX}/*.hpp)
foreach(text IN LISTS texts)
  file(READ ${text} content)
  foreach(path ${BUILD} ${PREFIX})
    string(FIND "${content}" "${path}" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "${text} names ${path}, where it was built.")
    endif()
  endforeach()
endforeach()

find_program(NM nm)
file(GLOB_RECURSE libraries ${PREFIX}/*.so)
if(SHARED AND NM)
  if(NOT libraries)
    message(FATAL_ERROR "No shared library was installed.")
  endif()
  # Names of its own; a private type may stand among the arguments of a public class.
  set(private " [A-Z] ((vtable|typeinfo|typeinfo name) for )?actionplan::detail::")
  execute_process(COMMAND ${NM} -DC --defined-only ${libraries} OUTPUT_VARIABLE symbols)
  if(NOT symbols MATCHES "actionplan::read\\(" OR symbols MATCHES "${private}")
    message(FATAL_ERROR "The shared library hides public names or shows private ones:\n${symbols}")
  endif()
  # And no other's: functions, vtables, type information, guards and thunks of the namespace.
  execute_process(COMMAND ${NM} -D --defined-only ${libraries} OUTPUT_VARIABLE symbols)
  string(REGEX MATCHALL "[A-Za-z] _[^\n]*" symbols "${symbols}")
  list(FILTER symbols EXCLUDE REGEX " _Z(T[VTIS]|GV|T[hv][n0-9_]*_)?N[KRO]*10actionplan")
  if(symbols)
    list(JOIN symbols "\n" symbols)
    message(FATAL_ERROR "The shared library shows names that are not its own:\n${symbols}")
  endif()
endif()
