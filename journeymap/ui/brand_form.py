"""Whose maps these are: the form for name, logo and colour, with what they look like on both grounds."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from journeymap.assets import picture_url
from journeymap.drawing.brand_preview import brand_preview
from journeymap.errors import InvalidInput, JourneymapError
from journeymap.locale import gettext as _
from journeymap.model.brand import Brand
from journeymap.services.brand import (
    KEEP_LOGO,
    accepted,
    brand,
    brand_before,
    read_accent,
    set_brand,
    take_back_brand,
)
from journeymap.services.file import database
from journeymap.services.pictures import MEGABYTES
from journeymap.ui import state
from journeymap.ui.attempt import attempt
from journeymap.ui.chart_component import chart
from journeymap.ui.text import plain

_NAME, _COLOURED, _COLOUR, _LOGO, _OF = "brand.name", "brand.coloured", "brand.colour", "brand.logo", "brand.of"
_USUAL = "#0072B2"


def brand_section() -> None:
    """The form, on the Data page."""
    now = brand(database())
    _follow(now)
    with st.container(border=True):
        st.subheader(_("Your client’s brand"), anchor=False)
        st.write(_("Name, logo and colour stand at the top of every map, on the wall and in exports."))
        form, looks = st.columns(2, gap="medium")
        with form:
            wanted = _fields(now)
        with looks:
            _looks(wanted)
        refusal = _refusal(wanted.accent)
        if refusal is not None:
            _refused(refusal, wanted.accent)
        _buttons(now, wanted, ready=refusal is None)


def _follow(now: Brand) -> None:
    """Show what is stored, until somebody types; again when somebody else has saved."""
    if st.session_state.get(_OF) != now or _NAME not in st.session_state:
        st.session_state.update({_OF: now, _NAME: now.name, _COLOURED: bool(now.accent), _COLOUR: now.accent or _USUAL})


def _fields(now: Brand) -> Brand:
    name = st.text_input(_("Name of the client"), key=_NAME)
    with st.container(horizontal=True, vertical_alignment="center"):
        coloured = st.toggle(_("Accent colour"), key=_COLOURED)
        colour = st.color_picker(_("Colour"), key=_COLOUR, disabled=not coloured, label_visibility="collapsed")
    st.file_uploader(
        _("Logo"),
        type=["png", "jpg", "jpeg", "webp", "gif"],
        max_upload_size=MEGABYTES,
        key=_upload_key(now),
        help=_("PNG with a transparent ground looks best. It is made small and kept in the file."),
    )
    return replace(now, name=name, accent=colour if coloured else "")


def _upload_key(now: Brand) -> str:
    return f"{_LOGO}.{now.logo_id}"  # an empty uploader after a logo was saved


def _looks(wanted: Brand) -> None:
    shown = replace(wanted, accent=wanted.accent if _refusal(wanted.accent) is None else "")
    pictures = {shown.logo_id: picture_url(shown.logo_id)} if shown.logo_id else {}
    for theme, label in (("light", _("On a light ground")), ("dark", _("On a dark ground"))):
        st.caption(label)
        figure = brand_preview(shown, pictures, _("Title of a map"), "dark" if theme == "dark" else "light")
        chart(figure, key=f"brand.preview.{theme}", alt=label)


def _refusal(accent: str) -> InvalidInput | None:
    try:
        read_accent(accent)
    except InvalidInput as refusal:
        return refusal
    return None


def _refused(refusal: JourneymapError, accent: str) -> None:
    st.error(plain(refusal.sentence))

    def take() -> None:
        st.session_state[_COLOUR] = shade

    shade = accepted(accent)
    st.button(_("Take {shade}").format(shade=shade), icon=":material/colorize:", key="brand.accept", on_click=take)


def _buttons(now: Brand, wanted: Brand, *, ready: bool) -> None:
    uploaded = st.session_state.get(_upload_key(now))

    def save() -> None:
        logo = uploaded.getvalue() if uploaded else KEEP_LOGO
        attempt(lambda: set_brand(database(), name=wanted.name, accent=wanted.accent, logo=logo), _("Saved."))

    def drop_logo() -> None:
        attempt(lambda: set_brand(database(), name=now.name, accent=now.accent, logo=None), _("The logo is gone."))

    changed = uploaded is not None or wanted != now
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Save"),
            type="primary",
            icon=":material/save:",
            key="brand.save",
            disabled=not (ready and changed),
            on_click=save,
        )
        if now.logo_id:
            st.button(_("Remove the logo"), icon=":material/hide_image:", key="brand.drop", on_click=drop_logo)
        if brand_before(database()) is not None:
            st.button(
                _("Take back the last change"),
                icon=":material/undo:",
                key="brand.back",
                help=_("Puts back the name, logo and colour from before. Pressed twice, it changes nothing."),
                on_click=lambda: state.announce(_said(take_back_brand(database()))),
            )
        if changed:
            st.markdown(":orange-badge[:material/edit_note: " + _("Not saved yet") + "]")


def _said(put_back: Brand) -> str:
    return _("Put back: {name}").format(name=put_back.name) if put_back.name else _("Put back.")
