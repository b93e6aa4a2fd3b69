# SPDX-License-Identifier: Apache-2.0
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/actionplan)

set(runtime runtime)
set(development development)
set(unless_asked "")
if(NOT ACTIONPLAN_INSTALL)
  set(runtime actionplan)
  set(development actionplan)
  set(unless_asked EXCLUDE_FROM_ALL)
endif()

install(TARGETS actionplan EXPORT actionplanTargets
  RUNTIME COMPONENT ${runtime} ${unless_asked}
  LIBRARY COMPONENT ${runtime} NAMELINK_COMPONENT ${development} ${unless_asked}
  ARCHIVE COMPONENT ${development} ${unless_asked}
  FILE_SET HEADERS COMPONENT ${development} ${unless_asked})
install(EXPORT actionplanTargets
  NAMESPACE actionplan::
  DESTINATION ${package_directory}
  COMPONENT ${development} ${unless_asked})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/actionplanConfig.cmake.in
  ${PROJECT_BINARY_DIR}/actionplanConfig.cmake
  INSTALL_DESTINATION ${package_directory})
# Until 1.0 a minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/actionplanConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/actionplanConfig.cmake
  ${PROJECT_BINARY_DIR}/actionplanConfigVersion.cmake
  ${CMAKE_CURRENT_LIST_DIR}/Findlexbor.cmake
  ${CMAKE_CURRENT_LIST_DIR}/Findminizip.cmake
  ${CMAKE_CURRENT_LIST_DIR}/Findmd4c.cmake
  ${CMAKE_CURRENT_LIST_DIR}/Findsodium.cmake
  ${CMAKE_CURRENT_LIST_DIR}/Findutf8proc.cmake
  DESTINATION ${package_directory}
  COMPONENT ${development} ${unless_asked})

# Paths in the .pc file are relative to itself where they can be, so that the tree can be moved.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}" OR IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  set(pc_prefix ${CMAKE_INSTALL_PREFIX})
else()
  file(RELATIVE_PATH up /root/${CMAKE_INSTALL_LIBDIR}/pkgconfig /root)
  string(REGEX REPLACE "/$" "" up "${up}")
  set(pc_prefix "\${pcfiledir}/${up}")
endif()
cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_LIBDIR BASE_DIRECTORY "\${prefix}" OUTPUT_VARIABLE pc_libdir)
cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_INCLUDEDIR BASE_DIRECTORY "\${prefix}" OUTPUT_VARIABLE pc_includedir)
include(CheckCXXSymbolExists)
check_cxx_symbol_exists(_LIBCPP_VERSION cstddef ACTIONPLAN_HAS_LIBCXX)
set(pc_cxx_runtime -lstdc++)
if(ACTIONPLAN_HAS_LIBCXX)
  set(pc_cxx_runtime -lc++)
endif()
set(pc_cflags "")
set(pc_requires "")
set(pc_libraries "")
if(NOT BUILD_SHARED_LIBS)
  set(pc_cflags " -DACTIONPLAN_STATIC_DEFINE")
  set(pc_requires "libutf8proc libsodium")
  if(ACTIONPLAN_WITH_STORE)
    # SQLiteCpp comes without a .pc file. It and those who link it take the system's SQLite.
    set(pc_libraries " -lSQLiteCpp")
    string(APPEND pc_requires " sqlite3")
  endif()
  if(ACTIONPLAN_WITH_OFFICE)
    string(APPEND pc_requires " minizip expat")
  endif()
  if(actionplan_links_lexbor)
    string(APPEND pc_requires " lexbor")
  endif()
  if(actionplan_links_md4c)
    string(APPEND pc_requires " md4c")
  endif()
endif()
configure_file(${CMAKE_CURRENT_LIST_DIR}/actionplan.pc.in ${PROJECT_BINARY_DIR}/actionplan.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/actionplan.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
  COMPONENT ${development} ${unless_asked})
