"""Comments from the written remarks: choices filled in, now and then a word before or after, typing mistakes."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from sample_data.ids import chance
from sample_data.maps import WRITTEN

MOODS = {"+": "good", "~": "mixed", "-": "bad"}
EMOJI = {
    "good": ["😊", "👍", "🌙", "❤️", "😴", "🙏", "🚂", "😍"],
    "mixed": ["🤷", "😐", "🙂", "😅"],
    "bad": ["😡", "🙄", "😞", "👎", "😤"],
}
NO_SUCH_KEY = {
    "da": str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}),
    "de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}),
    "sv": str.maketrans({"å": "a", "ä": "a", "ö": "o"}),
}
"""What people type on a keyboard without their letters."""
CHOICE = re.compile(r"\{([^{}]*)\}")

STORY = re.compile(r"\*(?:(\d+)(?:-(\d+))? )?(.+)")

Pool = dict[tuple[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Story:
    """A long comment, told once between two months."""

    text: str
    told: int
    last: int


class Remarks:
    """What can be said at one place. A line of the file is ``language mood text``, for example ``da + Fint``.

    ``{a|b|c}`` stands for one of the three. A text that begins with ``…`` only follows another remark,
    in ``general.txt`` one that ends with ``…`` opens a comment. One that begins with ``*`` is a story, told at most
    once; ``*7-9`` only from July to September.

    The same text is handed out again only after all others of its language and mood.
    """

    def __init__(self, place: str) -> None:
        self._own = _read(WRITTEN / "comments" / f"{place.replace('/', '.')}.txt")
        self._general = _read(WRITTEN / "comments" / "general.txt")
        self._stories = {key: _dated(texts) for key, texts in self._own.items()}
        self._after = {key: [t[1:] for t in texts if t.startswith("…")] for key, texts in self._own.items()}
        self._own = {key: [t for t in texts if t[0] not in "*…"] for key, texts in self._own.items()}
        self._decks: Pool = defaultdict(list)
        self._used: set[str] = set()

    def say(self, dice: random.Random, language: str, mood: str, month: int) -> str:
        """A comment in ``language`` for somebody in ``mood``; tries for one that nobody has given here."""
        due = self._stories.get((language, mood), [])
        for story in due:
            if story.told <= month <= story.last:
                due.remove(story)
                return story.text
        text = ""
        for _attempt in range(6):
            text = self._compose(dice, language, mood)
            if text not in self._used:
                break
        self._used.add(text)
        return text

    def _compose(self, dice: random.Random, language: str, mood: str) -> str:
        key = (language, mood)
        if not self._own.get(key):
            return ""
        if not self._decks[key]:
            self._decks[key] = dice.sample(self._own[key], len(self._own[key]))
        text = _fill(dice, self._decks[key].pop())
        if self._after[key] and dice.random() < 0.1:
            text = f"{_closed(text)} {_fill(dice, dice.choice(self._after[key]))}"
        general = self._general.get(key, [])
        if general and dice.random() < 0.22:
            more = dice.choice(general)
            said = _fill(dice, more.removesuffix("…"))
            text = f"{_closed(said)} {text}" if more.endswith("…") else f"{_closed(text)} {said}"
        return _typed(dice, text, language, mood)


def _dated(texts: list[str]) -> list[Story]:
    """The stories among ``texts``, each with the month from which it waits for somebody to tell it."""
    found = []
    for text in texts:
        match = STORY.match(text)
        if match:
            first, last = int(match[1] or 2), int(match[2] or match[1] or 10)
            found.append(Story(match[3], chance(match[3]).randint(first, last), last))
    return found


def _read(file: Path) -> Pool:
    pool: Pool = defaultdict(list)
    if file.exists():
        for line in file.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                language, mood, text = line.split(" ", 2)
                pool[language, MOODS[mood]].append(text.strip())
    return pool


def _fill(dice: random.Random, text: str) -> str:
    return CHOICE.sub(lambda m: dice.choice(m.group(1).split("|")), text).strip()


def _closed(text: str) -> str:
    return text if text[-1] in ".!?…)" or ord(text[-1]) > 0x2FFF else f"{text}."


def _typed(dice: random.Random, text: str, language: str, mood: str) -> str:
    """As a person with a telephone types it."""
    if dice.random() < 0.07:
        text = _slip(dice, text)
    if dice.random() < 0.13:
        text = text[0].lower() + text[1:]
    if dice.random() < 0.05:
        text = text.lower()
    if text.endswith(".") and not text.endswith("..") and dice.random() < 0.35:
        text = text[:-1]
    elif text.endswith("!") and dice.random() < 0.2:
        text += "!"
    if dice.random() < 0.02 and language in NO_SUCH_KEY:
        text = text.translate(NO_SUCH_KEY[language])
    if dice.random() < 0.055:
        text += " " + dice.choice(EMOJI[mood])
    if mood == "bad" and len(text) < 50 and dice.random() < 0.03:
        text = text.upper()
    return text


def _slip(dice: random.Random, text: str) -> str:
    """Two letters swapped, one left out or one doubled, inside a word of at least five."""
    words = [m.span() for m in re.finditer(r"[^\W\d_]{5,}", text)]
    if not words:
        return text
    start, end = dice.choice(words)
    at = dice.randrange(start + 1, end - 2)
    kind = dice.random()
    if kind < 0.5:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind < 0.8:
        return text[:at] + text[at + 1 :]
    return text[: at + 1] + text[at] + text[at + 1 :]
