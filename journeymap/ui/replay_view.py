"""The map through the months: what the slider above it goes through."""

from __future__ import annotations

import json
from datetime import date

import streamlit as st
from babel.dates import format_date

from journeymap import locale
from journeymap.drawing.live import MapRequest
from journeymap.drawing.replay import ReplayDrawing, ReplayFrame, draw_replay
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.services.file import database
from journeymap.services.replay import ReplayedMonth, replay
from journeymap.services.scores import Period
from journeymap.ui import state, words
from journeymap.ui.drawings import Newest

MONTHS, RUNNING = "months", "running"
_OFF = "off"
_newest: Newest[ReplayDrawing] = Newest(32)


def choose_replay() -> str:
    """Whether the map is replayed: :data:`MONTHS`, :data:`RUNNING`, or blank. It is in the link."""
    names = {_OFF: _("Off"), MONTHS: _("Each month"), RUNNING: _("Up to each month")}
    key = "map.replay"
    changed = state.linked(state.REPLAY, key, list(names), _OFF)
    with st.popover(_("Replay"), icon=":material/history_toggle_off:"):
        choice = st.segmented_control(
            _("Replay the scores month by month"),
            list(names),
            required=True,
            format_func=lambda name: names[name],
            key=key,
            on_change=changed,
            persist_state="session",
            help=_("Of each month alone, or of all answers up to the end of each month."),
        )
    return "" if choice == _OFF else str(choice)


def replayed(
    request: MapRequest, how: str, period: Period, persona_id: str | None, *, focus: int
) -> ReplayDrawing | None:
    """The drawings of every month; ``None`` when there are no answers to replay.

    :param how: as :func:`choose_replay` says.
    """
    journey_id = request.journey_map.journey.id
    months = replay(database(), journey_id, period=period, persona_id=persona_id, running=how == RUNNING)
    if not months:
        return None
    frames = [_frame(month, how) for month in months]
    which = ("replay", how, persona_id, focus, database().revision)
    with st.spinner(_("Drawing every month …")):  # seen only where it takes long
        return _newest.get(request, which, lambda: draw_replay(request, frames, focus=focus))


def replay_json(drawing: ReplayDrawing) -> str:
    """What the map's component takes."""
    names = {"play": _("Play"), "pause": _("Pause"), "month": _("Month")}
    return f'{{"frames":{drawing.frames},"pool":{drawing.pool},"words":{json.dumps(names)}}}'


def _frame(month: ReplayedMonth, how: str) -> ReplayFrame:
    label = _month(month.month)
    if how == RUNNING:
        label = _("up to {month}").format(month=label)
    elif month.so_far:
        label = _("{month} so far").format(month=label)
    note = ngettext("{n} answer", "{n} answers", month.answers).format(n=words.number(month.answers))
    return ReplayFrame(label=label, note=note, scores=month.by_touchpoint, whole=month.whole)


def _month(month: date) -> str:
    return str(format_date(month, format="MMM y", locale=locale.region()))
