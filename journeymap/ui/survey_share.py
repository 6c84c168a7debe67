"""How customers get to a survey: a link, a code, a sheet of paper; and how it looks to them."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.survey_links import (
    Sheet,
    address_of_app,
    local_link,
    offered_addresses,
    qr_png,
    qr_svg,
    sheet,
    survey_link,
)
from journeymap.services.surveys import NAMES, OwnSurvey
from journeymap.ui.text import plain


def share(own: OwnSurvey) -> None:
    """Link, code and sheets, once it is known under which address phones reach the app."""
    if not own.survey.token:
        st.info(_("The link and the code lead to the newer edition. Open that one."))
        return
    address = _address()
    if address is None:
        return
    key = f"surveys.share.{own.survey.id}"
    language = _language(own, key)
    left, right = st.columns([1, 2], gap="medium")
    link = survey_link(own, address)
    with left:
        st.image(qr_svg(link), width=224, alt=_("QR code of the survey"))
    with right:
        st.caption(_("For phones"))
        st.code(link, language=None)
        st.caption(_("For a tablet on the spot"))
        st.code(survey_link(own, address, kiosk=True), language=None)
        name = f"survey-{own.survey.token[:6]}"
        with st.container(horizontal=True):
            st.download_button(
                _("SVG"), qr_svg(link), f"{name}.svg", "image/svg+xml", icon=":material/qr_code_2:", key=f"{key}.svg"
            )
            st.download_button(
                _("PNG"),
                lambda: qr_png(link),
                f"{name}.png",
                "image/png",
                icon=":material/qr_code_2:",
                key=f"{key}.png",
            )
            titles = {Sheet.A4: _("Sheet A4"), Sheet.A5: _("Sheet A5"), Sheet.TENT: _("Table tent")}
            for kind, title in titles.items():
                st.download_button(
                    title,
                    lambda kind=kind: sheet(own, address, language, kind),  # type: ignore[misc]
                    f"{name}-{kind}.pdf",
                    "application/pdf",
                    icon=":material/print:",
                    key=f"{key}.{kind}",
                )


def preview(own: OwnSurvey) -> None:
    """Links to the survey as the customer sees it; what is answered there does not count."""
    if not own.survey.token:
        st.info(_("The link and the code lead to the newer edition. Open that one."))
        return
    st.write(_("The survey as your customers see it. Nothing that you answer there is saved."))
    language = _language(own, f"surveys.preview.{own.survey.id}")
    with st.container(horizontal=True):
        st.link_button(_("Look at the phone page"), local_link(own, language), icon=":material/smartphone:")
        st.link_button(_("Look at the tablet page"), local_link(own, language, kiosk=True), icon=":material/tablet:")
    wording = own.wordings[language]
    with st.container(border=True, width=390):
        st.markdown(f"#### {plain(wording.question)}")
        st.markdown(" ".join(f"`{n}`" for n in own.answers))
        st.caption(f"{plain(wording.low_end)} – {plain(wording.high_end)}")


def _address() -> str | None:
    """The address for links; where there is none, what to do about it."""
    known = address_of_app()
    if known is not None:
        return known
    offered = offered_addresses(int(st.get_option("server.port")))
    if not offered:
        st.warning(
            _(
                "No code is drawn yet: the app listens on this computer only, so phones cannot reach it. Put a proxy "
                "in front that lets phones see the survey pages alone, set JOURNEYMAP_BASE_URL to its address, and "
                "start again. docs/hosting.md shows how."
            ),
            icon=":material/phonelink_off:",
        )
        return None
    st.warning(
        _(
            "JOURNEYMAP_BASE_URL is not set. Phones in the same network can use the address chosen here, and so can "
            "everybody else there: the app has no login yet."
        ),
        icon=":material/wifi:",
    )
    return st.selectbox(
        _("Address that phones use"), offered, index=None, placeholder=_("Choose one"), key="surveys.address"
    )


def _language(own: OwnSurvey, key: str) -> str:
    offered = list(own.wordings)
    if len(offered) == 1:
        return offered[0]
    chosen = st.segmented_control(
        _("Language"),
        offered,
        format_func=lambda code: NAMES[code],
        default=offered[0],
        required=True,
        key=f"{key}.language",
    )
    return str(chosen or offered[0])
