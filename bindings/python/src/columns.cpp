// SPDX-License-Identifier: Apache-2.0
#include "columns.hpp"

#include <cstddef>
#include <utility>

namespace actionplan::bindings {

py::memoryview view_column(Column column) { return py::memoryview{py::cast(std::move(column))}; }

void register_columns(py::module_& module) {
  py::class_<Column>{module, "_Column", py::buffer_protocol()}.def_buffer([](const Column& column) {
    static const std::max_align_t nothing{};  // an empty column has no address of its own
    const void* data = column.size == 0 ? &nothing : column.data;
    return py::buffer_info{const_cast<void*>(data),  // shown as read-only
                           column.item_size,        column.format,      1,
                           {column.size},           {column.item_size}, true};
  });
}

}  // namespace actionplan::bindings
