"""An ordinary chart, drawn by the library that the map brings along.

``st.plotly_chart`` checks every figure through Plotly's own classes, which took three quarters of a refresh with the
panel open, and makes the browser load a second drawing library of 4.7 MB.
"""

from __future__ import annotations

import json

import streamlit as st

from journeymap import assets
from journeymap.drawing.figure import Figure
from journeymap.locale import gettext as _
from journeymap.ui.map_component import LOADER

_component = st.components.v2.component("journeymap_chart", js=LOADER)


def chart(figure: Figure, *, key: str, alt: str) -> None:
    """Show a figure.

    :param alt: what a screen reader says of it.
    """
    _component(
        key=key,
        data={
            "module": assets.module_url("chart"),
            "plotly": assets.plotly_url(),
            "figure": json.dumps(figure, ensure_ascii=False, separators=(",", ":")),
            "height": figure["layout"]["height"],
            "alt": alt,
            "failed": _("The chart could not be drawn: the browser did not get the drawing library. Reload the page."),
        },
    )
