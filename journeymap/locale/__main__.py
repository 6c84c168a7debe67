"""``python -m journeymap.locale``: compile every catalogue.

``pybabel compile`` takes *95 % interval* for a placeholder of Python's oldest kind and refuses a translation in which
another word follows. Our placeholders are ``{…}``, and ``tests/test_messages.py`` compares them.
"""

from __future__ import annotations

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from journeymap.locale import DOMAIN, FOLDER

for file in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"):
    with file.open("rb") as opened:
        catalogue = read_po(opened)
    with file.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue)
