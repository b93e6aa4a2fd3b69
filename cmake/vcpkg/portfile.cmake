# SPDX-License-Identifier: Apache-2.0
# An overlay port of this very source: `vcpkg install actionplan --overlay-ports=cmake/vcpkg`.
cmake_path(SET source NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../..")

vcpkg_check_features(OUT_FEATURE_OPTIONS options
  FEATURES
    office ACTIONPLAN_WITH_OFFICE
    store ACTIONPLAN_WITH_STORE
    survey ACTIONPLAN_WITH_SURVEY
    markup ACTIONPLAN_WITH_HTML
    markup ACTIONPLAN_WITH_MARKDOWN)

vcpkg_cmake_configure(
  SOURCE_PATH "${source}"
  OPTIONS ${options} -DACTIONPLAN_FETCH=OFF -DACTIONPLAN_USE_CCACHE=OFF)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/actionplan)
vcpkg_fixup_pkgconfig()
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include")
vcpkg_install_copyright(FILE_LIST "${source}/LICENSE")
