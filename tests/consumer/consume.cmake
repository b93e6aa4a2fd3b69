# SPDX-License-Identifier: Apache-2.0
# Builds main.cpp in BUILD in one WAY (find_package, pkg_config, add_subdirectory) and runs it on PLAN.
# Only add_subdirectory heeds WHOLE: OFF leaves out every floor and format that can be.
include(${CMAKE_CURRENT_LIST_DIR}/run.cmake)

file(REMOVE ${BUILD}/consumer)
if(WAY STREQUAL "pkg_config")
  file(MAKE_DIRECTORY ${BUILD})
  file(GLOB_RECURSE pc ${PREFIX}/*/actionplan.pc)
  cmake_path(GET pc PARENT_PATH directory)
  set(ENV{PKG_CONFIG_PATH} ${directory})
  set(static)
  if(NOT SHARED)
    set(static STATIC=--static)
  endif()
  cmake_path(GET directory PARENT_PATH libraries)
  set(ENV{LD_LIBRARY_PATH} ${libraries})
  run(make -C ${BUILD} -f ${CMAKE_CURRENT_LIST_DIR}/pkg_config/Makefile CXX=${COMPILER} ${static}
      SOURCE=${CMAKE_CURRENT_LIST_DIR}/main.cpp)
else()
  file(REMOVE ${BUILD}/CMakeCache.txt)
  run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/${WAY} -B ${BUILD} -G ${GENERATOR}
      ${LAUNCHER} -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_PREFIX_PATH=${PREFIX}
      -DACTIONPLAN_SOURCE_DIR=${SOURCE} -DBUILD_SHARED_LIBS=${SHARED} ${QUICK}
      -DACTIONPLAN_WITH_HTML=${WHOLE} -DACTIONPLAN_WITH_MARKDOWN=${WHOLE} -DACTIONPLAN_WITH_OFFICE=${WHOLE}
      -DACTIONPLAN_WITH_STORE=${WHOLE} -DACTIONPLAN_WITH_SURVEY=${WHOLE})
  run(${CMAKE_COMMAND} --build ${BUILD})
endif()

if(WAY STREQUAL "add_subdirectory")
  # A library of the program's own is installed with the library beneath where that is asked for, and
  # never by itself.
  file(REMOVE_RECURSE ${BUILD}/prefix ${BUILD}/exported)
  run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${BUILD}/prefix)
  file(GLOB_RECURSE installed RELATIVE ${BUILD}/prefix ${BUILD}/prefix/*)
  list(FILTER installed INCLUDE REGEX "actionplan")
  if(installed)
    message(FATAL_ERROR "Installed unasked: ${installed}")
  endif()
  run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${BUILD}/prefix --component actionplan)
  run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/exported -B ${BUILD}/exported -G ${GENERATOR} ${LAUNCHER}
      -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_PREFIX_PATH=${BUILD}/prefix)
  run(${CMAKE_COMMAND} --build ${BUILD}/exported)
  run(${BUILD}/exported/exported ${PLAN})
  if(NOT output MATCHES "59 measures")
    message(FATAL_ERROR "The program that links the exported library printed:\n${output}")
  endif()
endif()

run(${BUILD}/consumer ${PLAN})
if(NOT output MATCHES "15 sections, 59 measures, 59 unreported\nan error of the library is caught")
  message(FATAL_ERROR "The program printed:\n${output}")
endif()
