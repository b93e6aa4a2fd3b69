// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>

namespace actionplan {

// Defined here so that the type information lives in one library and exceptions can be caught
// across its edge.
Error::~Error() = default;
InvalidArgument::~InvalidArgument() = default;
ParseError::~ParseError() = default;
NotFound::~NotFound() = default;
EstimationError::~EstimationError() = default;
StoreError::~StoreError() = default;
Cancelled::~Cancelled() = default;

ParseError::ParseError(const std::string& message, Place place, ParseErrorCode code)
    : Error{message}, place_{place}, code_{code} {}

StoreError::StoreError(const std::string& message, StoreErrorCode code)
    : Error{message}, code_{code} {}

}  // namespace actionplan
