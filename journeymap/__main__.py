"""``python -m journeymap COMMAND``."""

from __future__ import annotations

import sys

from journeymap.locale import gettext as _


def run() -> int:
    """The command line, or the sentence that says what is missing for it.

    :returns: the exit code.
    """
    if sys.version_info < (3, 11):  # noqa: UP036  # whoever reads this has an older one
        sys.stderr.write(_("journeymap needs Python 3.11 or newer.") + "\n")
        return 1
    try:
        from journeymap.cli import main
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] == "journeymap":
            raise
        sentence = _("{name} is not installed. Type “make run”, or “{python} -m pip install -r requirements.txt”.")
        sys.stderr.write(sentence.format(name=missing.name, python=sys.executable) + "\n")
        return 1
    return main()


if __name__ == "__main__":
    sys.exit(run())
