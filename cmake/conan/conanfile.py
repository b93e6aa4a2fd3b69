# SPDX-License-Identifier: Apache-2.0
"""Conan recipe: `conan create cmake/conan --build=missing` from the project's root.

With `-o "actionplan/*:system=True"` the libraries of the system are used, and no remote is asked.
"""

import re
from pathlib import Path

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load


class ActionplanConan(ConanFile):
    name = "actionplan"
    description = "Reads a government action plan and says what was due on a day"
    license = "Apache-2.0"
    topics = ("open government", "action plan", "accountability", "monitoring")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {  # noqa: RUF012  # as Conan reads it
        "shared": [True, False],
        "fPIC": [True, False],
        "system": [True, False],
        "store": [True, False],
        "survey": [True, False],
        "office": [True, False],
        "markup": [True, False],
    }
    default_options = {  # noqa: RUF012
        "shared": False,
        "fPIC": True,
        "system": False,
        "store": True,
        "survey": True,
        "office": True,
        "markup": False,  # lexbor 2.5 is not in every index
    }
    implements = ["auto_shared_fpic"]  # noqa: RUF012

    def set_version(self):
        lists = load(self, str(Path(self.recipe_folder).parent.parent / "CMakeLists.txt"))
        self.version = re.search(r"project\(actionplan VERSION ([0-9.]+)", lists).group(1)

    def export_sources(self):
        root = str(Path(self.recipe_folder).parent.parent)
        for pattern in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "src/*"):
            copy(self, pattern, root, self.export_sources_folder)

    def requirements(self):
        if self.options.system:
            return
        self.requires("boost/[>=1.74]", options={"header_only": True})
        self.requires("nlohmann_json/[>=3.11]")
        self.requires("utf8proc/[>=2.8]")
        self.requires("libsodium/[>=1.0.18]")
        if self.settings.get_safe("compiler.libcxx") == "libc++":
            self.requires("fast_float/[>=3.9]")  # where it reads no double
        if self.options.survey:
            self.requires("eigen/[>=3.4 <4]")
        if self.options.store:
            self.requires("sqlitecpp/[>=3.2]")
        if self.options.office:
            self.requires("minizip/[>=1.2]")
            self.requires("expat/[>=2.4]")
        if self.options.markup:
            self.requires("lexbor/[>=2.5]")
            self.requires("md4c/[>=0.4.8]")

    def validate(self):
        check_min_cppstd(self, 20)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["ACTIONPLAN_FETCH"] = False
        toolchain.cache_variables["CMAKE_UNITY_BUILD"] = True
        for option, names in {
            "store": ["STORE"],
            "survey": ["SURVEY"],
            "office": ["OFFICE"],
            "markup": ["HTML", "MARKDOWN"],
        }.items():
            for name in names:
                toolchain.cache_variables[f"ACTIONPLAN_WITH_{name}"] = bool(
                    self.options.get_safe(option)
                )
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build(target="actionplan")

    def package(self):
        copy(self, "LICENSE", self.source_folder, str(Path(self.package_folder) / "licenses"))
        CMake(self).install()

    def package_info(self):
        # The package's own CMake files and pkg-config file say what it takes.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = ["lib/cmake/actionplan"]
        self.cpp_info.libs = ["actionplan"]
        if not self.options.shared:
            self.cpp_info.defines = ["ACTIONPLAN_STATIC_DEFINE"]
