"""What came of the crashes of one kind."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Crashes of one kind, counted.

    :param points: crashes (or damaged files) tried.
    :param lost: of these, how many missed something acknowledged or had something half done.
    :param unopenable: how many could not be opened afterwards.
    :param refused: how many were refused with one clear sentence, where that is allowed.
    :param healed: how many were mended when opened.
    :param interrupted: how many hit a checkpoint or an exchange of files that was under way.
    :param acknowledged: writes that were acknowledged in all.
    :param first: the first failure, in words.
    """

    name: str
    points: int = 0
    lost: int = 0
    unopenable: int = 0
    refused: int = 0
    healed: int = 0
    interrupted: int = 0
    acknowledged: int = 0
    seconds: float = 0.0
    first: str = ""
    failures: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """None lost, none unopenable?"""
        return self.points > 0 and self.lost == self.unopenable == 0

    def fail(self, kind: str, what: str) -> None:
        """Note a failure of ``kind``: ``lost`` or ``unopenable``."""
        setattr(self, kind, getattr(self, kind) + 1)
        self.failures.append(what)
        self.first = self.first or what
