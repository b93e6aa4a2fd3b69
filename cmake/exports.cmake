# SPDX-License-Identifier: Apache-2.0
# What a shared object shows: hidden visibility does not reach what static libraries and templates of
# others bring with them, so the linker is told a list.
include(CheckLinkerFlag)

# Exports from `target` the symbols that match `patterns`, as the linker knows them, and no others.
function(actionplan_export_only target)
  list(JOIN ARGN "; " patterns)
  set(script ${PROJECT_BINARY_DIR}/generated/${target}.map)
  file(CONFIGURE OUTPUT ${script} CONTENT "{ global: @patterns@; local: *; };\n" @ONLY)
  check_linker_flag(CXX "LINKER:--version-script=${script}" ACTIONPLAN_CAN_LIST_EXPORTS)
  if(ACTIONPLAN_CAN_LIST_EXPORTS)
    target_link_options(${target} PRIVATE LINKER:--version-script=${script})
    set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${script})
  elseif(APPLE)
    foreach(pattern IN LISTS ARGN)
      target_link_options(${target} PRIVATE LINKER:-exported_symbol,_${pattern})
    endforeach()
  endif()
endfunction()
