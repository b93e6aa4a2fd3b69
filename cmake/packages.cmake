# SPDX-License-Identifier: Apache-2.0
# Packages by CPack: `cpack -G DEB` in a shared build whose prefix is /usr (script/packages).
set(soname_version ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})

set(CPACK_PACKAGE_NAME actionplan)
set(CPACK_PACKAGE_VENDOR "the authors of actionplan")
set(CPACK_PACKAGE_CONTACT "the authors of actionplan")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL runtime development)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME libactionplan${soname_version})
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libactionplan-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libactionplan${soname_version} (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_COMPONENT_RUNTIME_DESCRIPTION "The library.")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Headers, and what CMake and pkg-config ask for.")

install(FILES ${PROJECT_SOURCE_DIR}/LICENSE RENAME copyright
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libactionplan${soname_version} COMPONENT runtime)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE RENAME copyright
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libactionplan-dev COMPONENT development)

# The Python package as pip laid it out below this folder, for the system's Python.
set(ACTIONPLAN_PYTHON_TREE "" CACHE PATH "An installed tree of the Python package to be packaged")
if(ACTIONPLAN_PYTHON_TREE)
  install(DIRECTORY ${ACTIONPLAN_PYTHON_TREE}/ DESTINATION . USE_SOURCE_PERMISSIONS COMPONENT python)
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE RENAME copyright
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/python3-actionplan COMPONENT python)
  list(APPEND CPACK_COMPONENTS_ALL python)
  find_package(Python 3.10 REQUIRED COMPONENTS Interpreter)
  math(EXPR next "${Python_VERSION_MINOR} + 1")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-actionplan)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS
    "python3 (>= 3.${Python_VERSION_MINOR}), python3 (<< 3.${next}), python3-click (>= 8.1), python3-rich (>= 13), python3-tomli-w (>= 1)")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SUGGESTS "python3-pandas, python3-openpyxl, python3-docutils, python3-jinja2")
  set(CPACK_COMPONENT_PYTHON_DESCRIPTION "The Python package and the command actionplan.")
endif()

include(CPack)
