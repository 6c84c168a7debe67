"""What a comparison says in words: for those who read, and for those who hear the page."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.difference import Difference, Part, Sign
from journeymap.services.comparison import Comparison
from journeymap.services.scores import metric_name, shown_difference, shown_difference_interval, shown_value
from journeymap.ui.text import plain

_LISTED = 200


def summary(comparison: Comparison) -> None:
    """How much differs, and the journey's own score on both sides."""
    found = comparison.differences
    counts = [f"{found.count(sign)} {_sign(sign)}" for sign in Sign if found.count(sign)]
    said = [" · ".join(counts) if counts else _("Nothing on the map differs."), _scores(comparison)]
    whole = next((score for score in comparison.scores if score.before_at is None), None)
    if whole is not None and whole.change is not None:
        said.append(
            _("Whole journey: {metric} {before}, then {after}: {difference} ({interval}), {verdict}.").format(
                metric=metric_name(whole.before.metric),
                before=shown_value(whole.before),
                after=shown_value(whole.after),
                difference=shown_difference(whole.change.value, whole.before.metric),
                interval=shown_difference_interval(whole.change, whole.before.metric),
                verdict=_("beyond chance") if whole.differs else _("within chance"),
            )
        )
    st.caption("  \n".join(sentence for sentence in said if sentence))


def _scores(comparison: Comparison) -> str:
    compared = [score for score in comparison.scores if score.before_at is not None and score.change is not None]
    if not compared:
        return _("No touchpoint has enough answers on both sides to compare its scores.")
    differ = sum(score.differs for score in compared)
    return ngettext(
        "Of {n} score that was asked on both sides, {differ} differs beyond chance (95 % interval).",
        "Of {n} scores that were asked on both sides, {differ} differ beyond chance (95 % interval).",
        len(compared),
    ).format(n=len(compared), differ=differ)


def listing(comparison: Comparison) -> None:
    """Every difference as a line, folded away."""
    told = [d for d in comparison.differences.found if not d.along]
    if not told:
        return
    titles = {t.id: t.title for side in (comparison.before, comparison.after) for t in side.journey_map.touchpoints}
    with st.expander(_("All differences as a list"), icon=":material/list:"):
        st.markdown("\n".join(f"- {_line(d, titles)}" for d in told[:_LISTED]))
        if len(told) > _LISTED:
            st.caption(_("… and {n} more").format(n=len(told) - _LISTED))


def _line(difference: Difference, titles: Mapping[str, str]) -> str:
    before, after = _quoted(difference.before), _quoted(difference.after)
    words = f"{before} → {after}" if before and after and before != after else after or before
    at = titles.get(difference.after_at or difference.before_at or "", "")
    where = _(" at {touchpoint}").format(touchpoint=plain(at)) if at else ""
    return f"**{_sign(difference.sign)}**: {_part(difference.part)} {words}{where}"


def _quoted(text: str) -> str:
    return _("“{text}”").format(text=plain(" ".join(text.split()))) if text.strip() else ""


def _sign(sign: Sign) -> str:
    return {
        Sign.ADDED: _("added"),
        Sign.REMOVED: _("removed"),
        Sign.MOVED: _("moved"),
        Sign.REWORDED: _("reworded"),
        Sign.CHANGED: _("changed"),
    }[sign]


def _part(part: Part) -> str:
    return {
        Part.JOURNEY: _("journey"),
        Part.PERSONA: _("persona"),
        Part.STAGE: _("stage"),
        Part.TOUCHPOINT: _("touchpoint"),
        Part.LANE: _("lane"),
        Part.CARD: _("card"),
        Part.EMOTION: _("emotion"),
        Part.PATH: _("path"),
    }[part]
