"""Two snapshots, or one and now: what differs in words, which scores moved, and both maps as pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journeymap.config import settings
from journeymap.errors import JourneymapError
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import Journey
from journeymap.model.snapshot import Snapshot
from journeymap.services.comparison import Comparison
from journeymap.services.file import database
from journeymap.services.scores import ScoreDifference, metric_name, shown_value
from journeymap.services.snapshots import compare_snapshots, list_snapshots
from journeymap.ui import state, words
from journeymap.ui.both_maps import both_maps
from journeymap.ui.difference_words import list_differences
from journeymap.ui.history_timeline import snapshot_name
from journeymap.ui.menu import menu
from journeymap.ui.text import plain

_KEY = "history.maps"


def comparison(journey: Journey) -> None:
    """Choose two times, and show what differs between them."""
    snapshots = list_snapshots(database(), journey.id)
    if not snapshots:
        st.info(_("There is no snapshot to compare with yet. Take one, change the map, then compare."))
        return
    names = {snapshot.id: _dated(snapshot) for snapshot in snapshots}
    one, other = _choose(names)
    if one is None or one == other:
        st.info(_("Choose two different times."))
        return
    try:
        found = compare_snapshots(database(), journey.id, one, other)
    except JourneymapError as refusal:
        st.error(plain(refusal.sentence))
        return
    earlier, later = _in_order(snapshots, one, other)
    titles = (names[earlier], names[later] if later else _("Now"))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.subheader(_("What differs on the map"), anchor=False)
        list_differences(found)
    with right:
        _scores(found)
    _maps(found, titles)


def _dated(snapshot: Snapshot) -> str:
    name, taken = snapshot_name(snapshot), words.moment(snapshot.taken_at, settings().zone)
    return f"{name} · {taken}" if snapshot.label or not snapshot.by_hand else name


def _choose(names: Mapping[str, str]) -> tuple[str | None, str | None]:
    for key in (state.HISTORY_ONE, state.HISTORY_OTHER):
        if st.session_state.get(key) and st.session_state[key] not in names:
            del st.session_state[key]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        one = menu(_("Compare"), names, key=state.HISTORY_ONE, width=380, persist=True)
        other = menu(_("With"), names, nothing=_("Now"), key=state.HISTORY_OTHER, width=380, persist=True)
    return one, other


def _in_order(snapshots: Sequence[Snapshot], one: str, other: str | None) -> tuple[str, str | None]:
    if other is None:
        return one, None
    taken = {snapshot.id: snapshot.taken_at for snapshot in snapshots}
    return (one, other) if taken[one] <= taken[other] else (other, one)


def _scores(found: Comparison) -> None:
    st.subheader(_("Which scores moved"), anchor=False)
    moved = [score for score in found.scores if score.differs]
    tested = sum(score.change is not None for score in found.scores)
    if moved:
        for score in moved:
            _moved(score, found)
    if not tested:
        st.write(_("Too few answers have come in between for a comparison."))
    elif not moved:
        st.write(
            ngettext(
                "None beyond noise: {n} score was compared.", "None beyond noise: {n} scores were compared.", tested
            ).format(n=words.number(tested))
        )
    st.caption(_("Answers received until the earlier time are compared with those received from then on."))


def _moved(score: ScoreDifference, found: Comparison) -> None:
    touchpoint = found.after.journey_map.touchpoint_by_id.get(score.after_at or "")
    place = touchpoint.title if touchpoint else _("Whole journey")
    sentence = _("**{place}**, {metric}: {before} (n = {n_before}) until then, {after} (n = {n_after}) since.")
    icon = ":material/trending_up:" if score.change and score.change.value > 0 else ":material/trending_down:"
    st.markdown(
        f"{icon} "
        + sentence.format(
            place=plain(place),
            metric=metric_name(score.before.metric),
            before=plain(shown_value(score.before)),
            after=plain(shown_value(score.after)),
            n_before=words.number(score.before.n),
            n_after=words.number(score.after.n),
        )
    )


def _maps(found: Comparison, titles: tuple[str, str]) -> None:
    """Both maps, one above the other on the same columns, with what differs lit."""
    if not found.differences.columns:
        st.info(_("There was no touchpoint on the map, neither then nor later."))
        return
    both_maps(
        found,
        found.differences,
        titles,
        key=_KEY,
        focus_key=state.HISTORY_FOCUS,
        about=titles,
        label=_("{above} above {below}. The list names every difference.").format(above=titles[0], below=titles[1]),
        first=_first_difference(found),
    )


def _first_difference(found: Comparison) -> int:
    """The first column in which something differs: of a long journey it is the one to look at first."""
    spots = {spot for d in found.differences.found for spot in (d.before_id, d.after_id, d.before_at, d.after_at)}
    columns = enumerate(found.differences.columns)
    return next((n for n, c in columns if {c.before.touchpoint_id, c.after.touchpoint_id} & (spots - {None})), 0)
