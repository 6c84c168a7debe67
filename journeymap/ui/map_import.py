"""Bringing a map in on Home: a file or a pasted text, what would be made of it, then the map."""

from __future__ import annotations

import streamlit as st

from journeymap.config import settings
from journeymap.errors import JourneymapError
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.services.file import database
from journeymap.services.map_import import MAP_SUFFIXES, Aside, MapPreview, import_map, preview_map
from journeymap.ui import chrome, state, words
from journeymap.ui.text import plain

_SHOWN = 200
"""Things that were not taken as they stand and are listed."""
_FEW_ASIDES = 6
"""More of them scroll."""


def import_map_button(key: str = "home.map") -> None:
    """The button that opens the dialog."""
    if st.button(_("Import a map"), icon=":material/upload_file:", key=key):
        st.session_state.pop(state.MAP_PREVIEW, None)
        chrome.dialog(_("Import a map"), _dialog)


def _dialog() -> None:
    ways = {"file": _("A file"), "paste": _("Paste")}
    way = st.segmented_control(
        _("From"),
        list(ways),
        format_func=lambda w: ways[w],
        default="file",
        required=True,
        key="map.import.way",
        label_visibility="collapsed",
    )
    given = _pasted() if way == "paste" else _uploaded()
    if given is None:
        return
    try:
        preview = _preview(*given)
    except JourneymapError as error:
        st.error(plain(error.sentence), title=_("This is no map that can be read"))
        return
    _show(preview)
    title = st.text_input(_("Title"), value=preview.title, key=f"map.import.title.{hash(given) & 0xFFFF}")
    if st.button(_("Make the journey"), type="primary", icon=":material/check:", key="map.import.go"):
        _make(preview, title)


def _uploaded() -> tuple[str, bytes] | None:
    uploaded = st.file_uploader(
        _("JSON, Mermaid or Markdown, .ojf, XLSX or CSV"),
        type=list(MAP_SUFFIXES),
        max_upload_size=settings().upload_mb,
        key="map.import.file",
        help=_("A map from journeymap, a Mermaid journey, an OpenJourney file, or a table with a touchpoint a column."),
    )
    if uploaded is None:
        st.caption(_("Nothing is made before you have seen it and said yes."))
        return None
    return uploaded.name, uploaded.getvalue()


def _pasted() -> tuple[str, bytes] | None:
    text = st.text_area(
        _("Copied from Excel, Miro or a Mermaid editor"),
        height=200,
        key="map.import.text",
        placeholder=_("Stages in the first row, touchpoints in the second, then a row for each lane"),
    )
    st.button(_("Look at it"), key="map.import.look")
    return ("", text.encode("utf-8", "replace")) if text.strip() else None


def _preview(name: str, content: bytes) -> MapPreview:
    """Made anew only when the text or the stored journeys changed."""
    asked = (name, content, database().revision)
    known = st.session_state.get(state.MAP_PREVIEW)
    if known is not None and known[0] == asked:
        made: MapPreview = known[1]
        return made
    with st.spinner(_("Reading …")):
        made = preview_map(database(), name, content)
    st.session_state[state.MAP_PREVIEW] = (asked, made)
    return made


def _show(preview: MapPreview) -> None:
    whole = preview.document.journey_map
    st.subheader(_("What will be made"), anchor=False)
    st.markdown(" · ".join(_counts(preview)))
    for stage in whole.stages[:12]:
        titles = [t.title for t in whole.touchpoints if t.stage_id == stage.id]
        st.markdown(f"**{plain(words.beginning(stage.title, 60))}**  \n{plain(_few(titles)) or '–'}")
    if len(whole.stages) > 12:
        st.caption(_("… and {n} more stages.").format(n=len(whole.stages) - 12))
    known = [plain(persona.name) for persona in preview.personas if persona.id]
    new = [plain(persona.name) for persona in preview.personas if not persona.id]
    if known:
        st.caption(_("Personas that are here already and take part: {names}").format(names=", ".join(known)))
    if new:
        st.caption(_("New personas: {names}").format(names=", ".join(new)))
    if preview.asides:
        _asides(preview)


def _counts(preview: MapPreview) -> list[str]:
    whole = preview.document.journey_map
    stages, touchpoints, lanes = len(whole.stages), len(whole.touchpoints), len(whole.lanes)
    cards, emotions, paths = len(whole.cards), len(whole.emotions), len(whole.paths)
    pictures, surveys = len(preview.document.pictures), len(preview.document.surveys)
    counts = {
        ngettext("{n} stage", "{n} stages", stages): stages,
        ngettext("{n} touchpoint", "{n} touchpoints", touchpoints): touchpoints,
        ngettext("{n} lane", "{n} lanes", lanes): lanes,
        ngettext("{n} card", "{n} cards", cards): cards,
        ngettext("{n} emotion", "{n} emotions", emotions): emotions,
        ngettext("{n} path", "{n} paths", paths): paths,
        ngettext("{n} picture", "{n} pictures", pictures): pictures,
        ngettext("{n} survey", "{n} surveys", surveys): surveys,
    }
    said = [text.format(n=words.number(n)) for text, n in counts.items() if n]
    return [_("Read as {format}").format(format=plain(preview.format)), *said]


def _few(titles: list[str]) -> str:
    shown = ", ".join(words.beginning(title, 60) for title in titles[:8])
    if len(titles) > 8:
        return _("{titles} and {n} more").format(titles=shown, n=len(titles) - 8)
    return shown


def _asides(preview: MapPreview) -> None:
    n = len(preview.asides)
    title = ngettext("{n} thing was not taken as it stands", "{n} things were not taken as they stand", n)
    with st.expander(title.format(n=words.number(n)), icon=":material/rule:", expanded=True):
        with st.container(height=240 if n > _FEW_ASIDES else "content", border=False):
            st.markdown("\n".join(_told(aside) for aside in preview.asides[:_SHOWN]))
        if n > _SHOWN:
            st.caption(_("The first {n} are listed.").format(n=_SHOWN))


def _told(aside: Aside) -> str:
    where = f"**{plain(aside.where.text)}:** " if aside.where.text else ""
    return f"- {where}{plain(aside.sentence)}"


def _make(preview: MapPreview, title: str) -> None:
    try:
        journey_id = import_map(database(), state.actor(), preview, title)
    except JourneymapError as error:
        st.error(plain(error.sentence))
        return
    st.session_state.pop(state.MAP_PREVIEW, None)
    state.announce(_("The journey is made. Undo on Home takes it back."))
    state.open_journey(journey_id)
    st.switch_page(chrome.page(chrome.MAP), query_params={state.JOURNEY: journey_id})
