"""What a comparison says in words: for those who read, and for those who hear the page."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.difference import Sign
from journeymap.services.comparison import Comparison
from journeymap.services.scores import metric_name, shown_difference, shown_difference_interval, shown_value
from journeymap.ui.difference_words import list_differences, sign_name

_LISTED = 200


def summary(comparison: Comparison) -> None:
    """How much differs, and the journey's own score on both sides."""
    found = comparison.differences
    counts = [f"{found.count(sign)} {sign_name(sign)}" for sign in Sign if found.count(sign)]
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
    if any(not difference.along for difference in comparison.differences.found):
        with st.expander(_("All differences as a list"), icon=":material/list:"):
            list_differences(comparison, _LISTED)
