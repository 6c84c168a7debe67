"""Taking a map out: which format, what goes along, then the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import streamlit as st

from journeymap.config import settings
from journeymap.locale import figures
from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.services.map_export import (
    EXPORTERS,
    PAPERS,
    Choice,
    Exported,
    Exporter,
    export_map,
    is_lossless,
    left_out,
)
from journeymap.services.scores import ALL_TIME, Period
from journeymap.ui import chrome, state, words
from journeymap.ui.text import plain

_SIZES = {"1280": (1280, 720), "1920": (1920, 1080), "2560": (2560, 1440), "3840": (3840, 2160)}


def open_export(journey_id: str, period: Period = ALL_TIME, persona_ids: tuple[str, ...] = ()) -> None:
    """Open the dialog.

    :param period: that the map shows.
    :param persona_ids: whose view the map shows.
    """
    st.session_state.pop(state.EXPORT, None)
    chrome.dialog(_("Export"), partial(_dialog, journey_id, period, persona_ids))


def _dialog(journey_id: str, period: Period, persona_ids: tuple[str, ...]) -> None:
    whole = load_map(database(), journey_id)
    st.markdown(f"**{plain(whole.journey.title)}**")
    chosen = _format()
    with st.grid(2, min_column_width=200):
        choice = _what(whole, chosen, period, persona_ids)
    choice = _how(chosen, choice)
    _file(journey_id, chosen, choice)


def _format() -> Exporter:
    names = {exporter.suffix: exporter for exporter in EXPORTERS}
    suffix = st.selectbox(
        _("Format"),
        list(names),
        format_func=lambda s: _("{name} (.{suffix})").format(name=_(names[s].name), suffix=s),
        key="export.format",
        persist_state="session",
    )
    chosen = names[suffix or next(iter(names))]
    st.caption(_about(chosen))
    return chosen


def _about(chosen: Exporter) -> str:
    if is_lossless(chosen):
        return _("The whole map, without answers. Brought in again, it is the same map.")
    leaves = "; ".join(left_out(chosen))
    if chosen.whole:
        return _("Can be brought in again. Not in it: {leaves}.").format(leaves=plain(leaves))
    if leaves:
        return _("To look at, not to be brought in again. Not in it: {leaves}.").format(leaves=plain(leaves))
    return _("To look at, not to be brought in again.")


def _what(whole: JourneyMap, chosen: Exporter, period: Period, persona_ids: tuple[str, ...]) -> Choice:
    stages = _several(_("Stages"), {s.id: s.title for s in whole.stages}, _("All stages"), "export.stages")
    every = _("All lanes") if is_lossless(chosen) else _("Those shown")
    lanes = _several(_("Lanes"), {lane.id: words.lane(lane) for lane in whole.lanes}, every, "export.lanes")
    names = {p.id: p.name for p in whole.personas}
    views: tuple[str, ...] = ()
    if len(names) > 1:
        views = _several(_("Seen by"), names, _("Everybody"), "export.personas", persona_ids)
    return Choice(
        stage_ids=frozenset(stages) or None,
        lane_ids=frozenset(lanes) or None,
        persona_ids=tuple(i for i in names if i in views),
        period=_period(period),
    )


def _several(
    label: str, names: Mapping[str, str], nothing: str, key: str, default: tuple[str, ...] = ()
) -> tuple[str, ...]:
    shown = words.told_apart(dict(names))
    found = st.multiselect(
        label,
        list(shown),
        default=[i for i in default if i in shown],
        format_func=lambda i: shown.get(i, ""),
        placeholder=nothing,
        key=key,
    )
    return tuple(found)


def _period(on_map: Period) -> Period:
    """The one that the map shows comes first."""
    today = datetime.now(settings().zone).date()
    periods = {
        _("All time"): ALL_TIME,
        _("Last 30 days"): Period(today - timedelta(days=29), today),
        _("Last 90 days"): Period(today - timedelta(days=89), today),
        _("Last 365 days"): Period(today - timedelta(days=364), today),
    }
    if on_map not in periods.values() and on_map.first and on_map.last:
        days = _("{first} – {last}").format(first=words.plain_day(on_map.first), last=words.plain_day(on_map.last))
        periods[days] = on_map
    labels = list(periods)
    first = next(n for n, label in enumerate(labels) if periods[label] == on_map)
    found = st.selectbox(_("Feedback"), labels, index=first, key="export.period")
    return periods[found or labels[0]]


def _how(chosen: Exporter, choice: Choice) -> Choice:
    """Looks, and whether names, comments, notes and answers go along: only where that changes the file."""
    given: dict[str, Any] = {}
    with st.container(horizontal=True, gap="small"):
        if "theme" in chosen.takes:
            themes = {"light": _("Light"), "dark": _("Dark")}
            given["theme"] = st.selectbox(
                _("Theme"), list(themes), format_func=lambda t: themes[t], key="export.theme", width=150
            )
        if "paper" in chosen.takes:
            given["paper"] = st.selectbox(_("Paper"), PAPERS, key="export.paper", width=150)
        if "size" in chosen.takes:
            size = st.selectbox(
                _("Width"),
                list(_SIZES),
                index=1,
                format_func=lambda s: _("{n} pixels").format(n=s),
                key="export.size",
                width=180,
            )
            given["width"], given["height"] = _SIZES[size or "1920"]
    lossless = is_lossless(chosen)
    switches = {
        "names": (_("Names of owners"), _("Who is responsible for the journey and its touchpoints.")),
        "notes": (_("Notes"), _("Notes of the journey, its stages and touchpoints.")),
        "comments": (_("Comments"), _("The newest comments of customers at each touchpoint.")),
        "answers": (_("Answers"), _("Every answer in the period, without who gave it.")),
    }
    asked = {name: switches[name] for name in switches if name in chosen.takes}
    if asked:
        st.caption(_("What goes along"))
    for name, (label, help_text) in asked.items():
        default = lossless and name in ("names", "notes")
        given[name] = st.toggle(label, value=default, help=help_text, key=f"export.{name}.{lossless}")
    return replace(choice, **given)


def _file(journey_id: str, chosen: Exporter, choice: Choice) -> None:
    asked = (journey_id, chosen.suffix, choice, database().revision)
    known = st.session_state.get(state.EXPORT)
    made: Exported | None = known[1] if known is not None and known[0] == asked else None
    if made is None:
        slot = st.empty()
        if not slot.button(_("Make the file"), type="primary", icon=":material/file_export:", key="export.make"):
            return
        made = _make(slot, journey_id, chosen, choice)
        st.session_state[state.EXPORT] = (asked, made)
    st.download_button(
        _("Download ({size})").format(size=_size(len(made.content))),
        made.content,
        file_name=made.name,
        mime=made.media_type,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key="export.download",
    )
    st.caption(plain(made.name))


def _make(slot: Any, journey_id: str, chosen: Exporter, choice: Choice) -> Exported:
    bar = slot.progress(0.0, text=_("Making the file …"))

    def progress(done: int, of: int) -> None:
        share = done / max(1, of)
        bar.progress(min(share, 1.0), text=_("Making the file: {done} of {of} …").format(done=done, of=of))

    made = export_map(database(), journey_id, chosen.suffix, choice, progress=progress)
    slot.empty()
    return made


def _size(n: int) -> str:
    if n < 1_000_000:
        return _("{n} kB").format(n=max(1, round(n / 1000)))
    return _("{n} MB").format(n=figures.decimal(n / 1_000_000))
