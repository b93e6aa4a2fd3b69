# SPDX-License-Identifier: Apache-2.0
"""`python -m actionplan` is the command `actionplan`."""

from actionplan.cli import main

if __name__ == "__main__":
    main()
