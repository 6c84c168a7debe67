"""``python -m journeymap COMMAND``."""

from __future__ import annotations

import sys

from journeymap.cli import main

if __name__ == "__main__":
    sys.exit(main())
