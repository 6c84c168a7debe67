"""One entry of the library on a card, with its parts under it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from journeymap.locale import current
from journeymap.locale import gettext as _
from journeymap.services.library import LibraryTouchpoint, name, names_of
from journeymap.services.scores import metric_name
from journeymap.ui import state, words
from journeymap.ui.text import plain

Group = tuple[LibraryTouchpoint, tuple[LibraryTouchpoint, ...]]
"""An entry and those of its parts that are shown under it."""


def grouped(found: Sequence[LibraryTouchpoint]) -> list[Group]:
    """Entries in their order; a part stands under its whole where that was found too."""
    keys = {entry.key for entry in found}
    return [
        (entry, tuple(part for part in found if part.part_of == entry.key))
        for entry in found
        if entry.part_of not in keys
    ]


def tick_key(journey_id: str, key: str) -> str:
    """Key of the checkbox of an entry."""
    return f"library.tick.{journey_id}.{key}"


def card(journey_id: str, entry: LibraryTouchpoint, parts: Sequence[LibraryTouchpoint], there: Collection[str]) -> None:
    """Draw one."""
    said = entry.in_language(current())
    _tick(journey_id, entry, there)
    kind = _("digital") if entry.digital else _("in person")
    about = [words.phase(entry.phase), name(entry.channel), kind]
    if entry.part_of is not None:
        about.append(_("part of {whole}").format(whole=plain(names_of([entry.part_of])[entry.part_of])))
    st.caption(" · ".join(about))
    st.markdown(
        f":material/favorite: {plain(said.wants)}  \n"
        f":material/sentiment_worried: {plain(said.fears)}  \n"
        f":material/rate_review: {survey_of(entry)}",
        help=_("What customers want there, what they fear, and the survey that suits it"),
    )
    for part in parts:
        _tick(journey_id, part, there, is_part=True)


def survey_of(entry: LibraryTouchpoint) -> str:
    """The survey that suits an entry, in a few words."""
    return f"{name(entry.survey)}, {metric_name(entry.metric)}"


def _tick(journey_id: str, entry: LibraryTouchpoint, there: Collection[str], *, is_part: bool = False) -> None:
    said, have, key = entry.in_language(current()), entry.key in there, tick_key(journey_id, entry.key)

    def changed() -> None:
        if st.session_state[key]:
            state.tick(journey_id, [entry.key])
        else:
            state.untick(journey_id, [entry.key])

    about = _("They want: {wants}  \nThey fear: {fears}  \nSurvey: {survey}").format(
        wants=plain(said.wants), fears=plain(said.fears), survey=survey_of(entry)
    )
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        if is_part:
            st.space("small")
        st.checkbox(plain(said.name), key=key, disabled=have, on_change=changed, help=about if is_part else None)
        if have:
            st.badge(_("already there"), icon=":material/check:", color="green")
