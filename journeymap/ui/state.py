"""Every key of session state and every name in a link stands here, so that two pages never fight over one.

Session state holds ids, filters and drafts; frames and figures are read again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any, Final, Literal
from uuid import UUID, uuid4

import streamlit as st

from journeymap.model.journey import Journey

JOURNEY: Final = "journey"
"""Name in the link: which journey."""
TOUCHPOINT: Final = "touchpoint"
"""Name in the link: which touchpoint is selected on the map."""
STAGE: Final = "stage"
"""Name in the link: which stage fills the wall."""
PERIOD: Final = "period"
"""Name in the link: which period."""
FROM: Final = "from"
"""Name in the link: first day of a period of one's own."""
TO: Final = "to"
"""Name in the link: its last day."""
VIEW: Final = "view"
"""Name in the link: which part of the Feedback page."""
PERSONA: Final = "persona"
"""Name in the link: which persona is opened."""
READY: Final = "ready"
"""Name in the link: which ready journey is looked at."""

SURVEY: Final = "survey"
"""Name in the link: which survey is opened, or that a new one is to be made."""

WHOLE: Final = "whole"
"""What a link to answers says in place of a touchpoint: those about the journey as a whole."""
ANSWERS_OF: Final = "answers"
"""Name in the link: id of the persona whose answers alone count."""
SEGMENT: Final = "segment"
"""Name in the link: the segment whose answers alone count."""

STEP: Final = "step"
"""Name in the link: whether trends go by week, month or quarter."""
IMPORTANCE: Final = "importance"
"""Name in the link: whether importance is stated or derived."""
SPLIT: Final = "split"
"""Name in the link: where importance and performance are split."""

GROUPED: Final = "grouped"
"""Name in the link: by what scores are grouped."""

COMPARE: Final = "compare"
"""Name in the link: whether journeys, segments or periods are compared."""
OTHER: Final = "with"
"""Name in the link: the journey that stands below."""
ABOVE: Final = "above"
"""Name in the link: the segment or the days of the upper map; likewise ``BELOW``."""
BELOW: Final = "below"

REPLAY: Final = "replay"
"""Name in the link: whether the scores are replayed month by month."""

BROWSER_COOKIE: Final = "journeymap_browser"
"""Set by the server on the first page; says whose acts undo takes back."""
VIEW_COOKIE: Final = "journeymap_view"
"""Set by the map in the browser: ``WIDTHxHEIGHT`` that it had last, so that the first picture fits at once."""
LANGUAGE_COOKIE: Final = "journeymap_language"
"""Set by the page when somebody chose a language: what is spoken in this browser from then on."""

LANGUAGE: Final = "session.language"
"""Key: what this session speaks; ``LANGUAGE_CHOSEN`` whether somebody chose it."""
LANGUAGE_CHOSEN: Final = "session.language.chosen"

HISTORY_VIEW: Final = "history.view"
"""Key: which half of the History page is shown, ``timeline`` or ``compare``."""
HISTORY_ONE: Final = "history.one"
"""Key: id of the snapshot that is compared; ``HISTORY_OTHER`` of the one beside it, blank for now."""
HISTORY_OTHER: Final = "history.other"
HISTORY_FOCUS: Final = "history.focus"
"""Key: the column of the compared maps that must be in sight."""

ROOM: Final = "map.room"
"""Key: ``{"width", "height"}`` that the browser reported for the map that was open last."""

BOARD: Final = "board.record"
"""Key, with a journey's id behind it: what the browser has of the board, and what became of its acts."""

EXPORT: Final = "export.made"
"""Key: the file that the export dialog made last, with what it was made of."""
MAP_PREVIEW: Final = "map.import.preview"
"""Key: what would be made of the file that the import dialog looks at."""

PICTURED: Final = "map.pictured"
"""Key: stamp of the map that this session saw as a picture first."""

INVENTORY: Final = "inventory.record"
"""Key: what is typed into the inventory and not saved."""
_TICKED: Final = "library.ticked"
_CURRENT_JOURNEY: Final = "journey.current"
_SELECTED: Final = "touchpoint.selected"
_ACTOR: Final = "session.actor"
_NOTICE: Final = "session.notice"


def actor() -> str:
    """Who acts: this browser. It survives a reload; without cookies it is this session."""
    cookie: str | None = st.context.cookies.get(BROWSER_COOKIE)
    if cookie and _is_id(cookie):
        return cookie
    if _ACTOR not in st.session_state:
        st.session_state[_ACTOR] = str(uuid4())
    return str(st.session_state[_ACTOR])


def current_journey(journeys: Sequence[Journey]) -> Journey | None:
    """The journey of the link, else the one that was open last, else the first; ``None`` when there is none.

    A link to a journey that does not exist (any more) gives ``None`` too, so that the page can say so.
    """
    by_id = {journey.id: journey for journey in journeys}
    asked = st.query_params.get(JOURNEY)
    if asked is not None:
        found = by_id.get(asked)
    else:
        found = by_id.get(st.session_state.get(_CURRENT_JOURNEY, "")) or next(iter(journeys), None)
    if found is not None:
        open_journey(found.id)
    return found


def remembered_journey() -> str | None:
    """Id of the journey that was open last in this session."""
    found: str | None = st.session_state.get(_CURRENT_JOURNEY)
    return found


def open_journey(journey_id: str) -> None:
    """Make this journey the current one, in the link too."""
    st.session_state[_CURRENT_JOURNEY] = journey_id
    if st.query_params.get(JOURNEY) != journey_id:
        st.query_params[JOURNEY] = journey_id


def forget_journey() -> None:
    """No journey is the current one, in the link neither."""
    st.session_state.pop(_CURRENT_JOURNEY, None)
    st.query_params.pop(JOURNEY, None)


def follow_link() -> None:
    """Select the touchpoint that the link names. For runs of a whole page: a fragment that refreshes itself may bring
    the link as it was before the newest choice.
    """
    st.session_state[_SELECTED] = st.query_params.get(TOUCHPOINT)


def selected_touchpoint() -> str | None:
    """The touchpoint that is selected, as :func:`follow_link` or :func:`select_touchpoint` said last."""
    found: str | None = st.session_state.get(_SELECTED)
    return found


def select_touchpoint(touchpoint_id: str | None) -> None:
    """Select a touchpoint, in the link too; ``None`` selects nothing."""
    st.session_state[_SELECTED] = touchpoint_id
    if touchpoint_id is None:
        st.query_params.pop(TOUCHPOINT, None)
    else:
        st.query_params[TOUCHPOINT] = touchpoint_id


def ticked(journey_id: str) -> tuple[str, ...]:
    """Keys of the library that are ticked for a journey, in the order in which they were."""
    return tuple(st.session_state.get(f"{_TICKED}.{journey_id}", ()))


def tick(journey_id: str, keys: Collection[str]) -> None:
    """Tick these, too."""
    st.session_state[f"{_TICKED}.{journey_id}"] = list(dict.fromkeys([*ticked(journey_id), *keys]))


def untick(journey_id: str, keys: Collection[str] | None = None) -> None:
    """Take the ticks off these; ``None``: off all."""
    st.session_state[f"{_TICKED}.{journey_id}"] = [k for k in ticked(journey_id) if keys is not None and k not in keys]


def opened_survey() -> str | None:
    """Id of the survey that the link names."""
    return st.query_params.get(SURVEY)


def open_survey(survey_id: str | None) -> None:
    """Open a survey, in the link too; ``None`` goes back to the list."""
    if survey_id is None:
        st.query_params.pop(SURVEY, None)
    else:
        st.query_params[SURVEY] = survey_id


def linked(name: str, key: str, choices: Collection[str], default: str) -> Callable[[], None]:
    """Make a choice part of the link: a link sets the widget with this ``key``, and the widget sets the link.

    A link that says nothing keeps what was chosen before in this session, and says it from then on. Streamlit's own
    binding writes the shown text into the link, which is another one in every language.

    :param name: in the link.
    :param choices: stored values; others in a link are passed over.
    :returns: the widget's ``on_change``.
    """
    asked, known = st.query_params.get(name), st.session_state.get(key, default)
    if asked in choices:
        if asked != known or key not in st.session_state:
            st.session_state[key] = asked
    else:
        _say(name, known, default)
        if key not in st.session_state:
            st.session_state[key] = default

    return lambda: _say(name, st.session_state[key], default)


def linked_days(key: str, default: tuple[date, date]) -> Callable[[], None]:
    """Make two days part of the link, as :func:`linked` does for a choice.

    :param key: of the widget that chooses them.
    :returns: the widget's ``on_change``.
    """
    asked = days_of_link()
    if asked is None:
        st.session_state.setdefault(key, default)
        _say_days(st.session_state[key])
    elif st.session_state.get(key) != asked:
        st.session_state[key] = asked
    return lambda: _say_days(st.session_state[key])


def forget_days() -> None:
    """Take the two days out of the link."""
    _say_days(())


def days_of_link() -> tuple[date, date] | None:
    """First and last day of the period that the link names, ``None`` when it names none."""
    try:
        first, last = (date.fromisoformat(st.query_params.get(name, "")) for name in (FROM, TO))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _say_days(days: Sequence[date]) -> None:
    if len(days) == 2:  # while the second one is still to be chosen there is only one
        st.query_params[FROM], st.query_params[TO] = (day.isoformat() for day in days)
    else:
        st.query_params.pop(FROM, None)
        st.query_params.pop(TO, None)


def _say(name: str, chosen: str | None, default: str) -> None:
    if chosen is None or chosen == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen


def announce(sentence: str) -> None:
    """Show ``sentence`` after the next run: what an act did, said once."""
    st.session_state[_NOTICE] = sentence


def take_notice() -> str | None:
    """The sentence of :func:`announce`, once."""
    notice: Any = st.session_state.pop(_NOTICE, None)
    return None if notice is None else str(notice)


def theme() -> Literal["light", "dark"]:
    """The ground that this reader has chosen."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
