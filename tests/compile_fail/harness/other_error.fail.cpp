// SPDX-License-Identifier: Apache-2.0
// expect: AgencyTag
#ifdef MUST_FAIL
#error of another kind
#endif
int main() { return 0; }
