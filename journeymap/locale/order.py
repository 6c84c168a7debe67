"""The order of a dictionary, which differs from language to language.

Sources: Danish, the rules of Dansk Sprognævn (Retskrivningsordbogen § 6); Swedish, Svenska Akademiens ordlista; German,
DIN 5007-1, variant 1; the letters as in the tailorings of Unicode's CLDR.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from journeymap.locale import current

Key = tuple[tuple[tuple[int, str], ...], str]

_LAST: Mapping[str, str] = {"da": "æøå", "sv": "åäö"}
"""Letters after z."""
_AS: Mapping[str, Mapping[str, str]] = {
    "da": {"ä": "æ", "ö": "ø", "ü": "y", "aa": "å"},
    "sv": {"æ": "ä", "ø": "ö", "ü": "y"},
}
"""What is sorted as another letter."""
_EVERYWHERE: Mapping[str, str] = {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ð": "d", "þ": "th", "ł": "l"}
_DIGITS = re.compile(r"\d+")


def alphabetical(text: str) -> Key:
    """What to sort titles by in the reader's language: ``sorted(titles, key=alphabetical)``.

    Case and accents count only between words that are otherwise the same, numbers by their value (*Step 2* before
    *Step 10*), signs and blanks come first.
    """
    language = current()
    last = _LAST.get(language, "")
    read = unicodedata.normalize("NFC", text.casefold())
    for letters, other in _AS.get(language, {}).items():
        read = read.replace(letters, other)
    read = _DIGITS.sub(lambda found: found.group().lstrip("0").rjust(40, "0")[-40:], read)
    return tuple(weight for letter in read for weight in _weights(letter, last)), text


def _weights(letter: str, last: str) -> list[tuple[int, str]]:
    if letter in last:
        return [(3, str(last.index(letter)))]
    plain = _EVERYWHERE.get(letter, letter)
    plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return [(2 if c.isalpha() else 1 if c.isdigit() else 0, c) for c in plain]
