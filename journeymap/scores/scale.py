"""Scales: which ones a metric can be counted on, which answers are the good ones, who counts as content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeymap.errors import InvalidInput
from journeymap.locale import figures
from journeymap.locale import gettext as _
from journeymap.model.survey import GoodEnd, Metric

Counts = Sequence[tuple[float, int]]
"""(answer, how many gave it)."""

TOP_BOXES = {2: 1, 3: 1, 5: 2, 7: 2}
"""Points of a CSAT scale, and how many of them count as satisfied: good of 2, the top of 3, 4–5 of 5, 6–7 of 7."""


def check_scale(metric: Metric, low: int, high: int, good_end: GoodEnd = GoodEnd.HIGH) -> None:
    """Refuse a scale that ``metric`` is not defined on.

    :param low: lowest answer.
    :param high: highest answer.
    :raises InvalidInput: NPS that is not 0–10 with 10 the good end, CSAT that has not 2, 3, 5 or 7 points, or an
        empty scale.
    """
    if low >= high:
        raise InvalidInput(
            _("The scale {low}–{high} has no answers; give the lowest and then the highest.").format(low=low, high=high)
        )
    if metric is Metric.NPS and (low, high, good_end) != (0, 10, GoodEnd.HIGH):
        raise InvalidInput(_("NPS is asked from 0 to 10 with 10 the good end; choose that scale or another metric."))
    if metric is Metric.CSAT and high - low + 1 not in TOP_BOXES:
        raise InvalidInput(
            _("CSAT is counted on scales of 2, 3, 5 or 7 answers, not on {low}–{high}; choose one of these.").format(
                low=low, high=high
            )
        )


def tidy(counts: Iterable[tuple[float, int]], low: int, high: int) -> tuple[tuple[float, int], ...]:
    """``counts`` ascending, equal answers together, none with nobody behind it.

    :raises InvalidInput: an answer lies off the scale.
    """
    found: dict[float, int] = {}
    for answer, n in counts:
        if n > 0:
            found[answer] = found.get(answer, 0) + n
    ordered = tuple(sorted(found.items()))
    if ordered and (ordered[0][0] < low or ordered[-1][0] > high):
        off = ordered[0][0] if ordered[0][0] < low else ordered[-1][0]
        raise InvalidInput(
            _("The answer {answer} does not lie on the scale {low}–{high}; run the check of the file.").format(
                answer=figures.short(off), low=low, high=high
            )
        )
    return ordered


def is_content(answer: float, low: int, high: int, good_end: GoodEnd = GoodEnd.HIGH) -> bool:
    """The content rule: at least two thirds of the way from the worst to the best answer.

    That is NPS ≥ 7, CSAT and stars ≥ 4 of 5, CES ≥ 5 of 7, "good". Source: this product's own rule, printed
    wherever it is used.
    """
    above_worst = answer - low if good_end is GoodEnd.HIGH else high - answer
    return 3 * above_worst >= 2 * (high - low)


def count_content(counts: Counts, low: int, high: int, good_end: GoodEnd = GoodEnd.HIGH) -> int:
    """How many of the answers are content."""
    return sum(n for answer, n in counts if is_content(answer, low, high, good_end))
