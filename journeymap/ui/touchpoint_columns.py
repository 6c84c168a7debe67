"""The columns of the table of touchpoints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Initiator, JourneyMap
from journeymap.services.touchpoints import MAX_REACH
from journeymap.ui import touchpoint_words

Clicked = Callable[[JourneyMap, str], None]


def _two(name: str) -> dict[Any, str]:
    return {value: touchpoint_words.CHOICES[name](value) for value in (True, False)}


KINDS: dict[str, Callable[[], dict[Any, str]]] = {
    "digital": lambda: _two("digital"),
    "direct": lambda: _two("direct"),
    "brand": lambda: _two("brand"),
    "initiator": lambda: {str(value): touchpoint_words.initiator(value) for value in Initiator},
}
"""Fields with a few values: what each is called in the reader's language."""


def column_config(journey_map: JourneyMap, key: str, on_open: Clicked, on_menu: Clicked) -> dict[str, Any]:
    """The columns, in order.

    :param key: first part of the keys of the two columns with buttons.
    :param on_open: called when the button of a row is pressed, with the key that says which.
    :param on_menu: likewise, when something is chosen in its menu.
    """
    stages = list(touchpoint_words.stage_labels(journey_map).values())
    last = journey_map.touchpoints[-1].stage_id if journey_map.touchpoints else journey_map.stages[0].id
    labels = touchpoint_words.labels()
    column = st.column_config
    config: dict[str, Any] = {
        "open": column.ButtonColumn(
            "",
            width=50,
            pinned=True,
            type="tertiary",
            help=_("Everything about this touchpoint"),
            key=f"{key}.open",
            on_click=on_open,
            args=(journey_map, f"{key}.open"),
        ),
        "more": column.ButtonColumn(
            "",
            width=50,
            pinned=True,
            type="tertiary",
            help=_("Move or delete"),
            key=f"{key}.more",
            on_click=on_menu,
            args=(journey_map, f"{key}.more"),
        ),
        "title": column.TextColumn(_("Touchpoint"), width=250),
        "stage_id": column.SelectboxColumn(
            labels["stage_id"],
            width=150,
            options=stages,
            default=touchpoint_words.stage_labels(journey_map)[last],
        ),
        "place": column.NumberColumn(
            _("Place"),
            width=70,
            min_value=1,
            step=1,
            format="%d",
            help=_("Its place in its stage. Type another number to move it there."),
        ),
        "part_of": column.TextColumn(labels["parent_id"], width=140),
        "channel": column.TextColumn(labels["channel"], width=130),
        "importance": column.NumberColumn(
            labels["importance"],
            width=110,
            min_value=1,
            max_value=5,
            step=1,
            format="%d",
            help=_("To the customer, from 1 (hardly) to 5 (very much)"),
        ),
        "moment_of_truth": column.CheckboxColumn(
            labels["moment_of_truth"], width=145, default=False, help=_("Decides whether the customer stays")
        ),
    }
    for name, width in (("digital", 160), ("direct", 110), ("brand", 110)):
        config[name] = column.SelectboxColumn(labels[name], width=width, options=list(KINDS[name]().values()))
    config |= {
        "promise": column.TextColumn(labels["promise"], width=200),
        "expectation": column.NumberColumn(
            labels["expectation"],
            width=100,
            min_value=-2.0,
            max_value=2.0,
            step=0.1,
            format="%+.1f",
            help=_("What customers expect, from −2 (very bad) to +2 (very good)"),
        ),
        "initiator": column.SelectboxColumn(
            labels["initiator"], width=160, options=list(KINDS["initiator"]().values())
        ),
        "reach": column.NumberColumn(
            labels["reach"], width=140, min_value=0, max_value=MAX_REACH, step=1, format="localized"
        ),
        "owner": column.TextColumn(labels["owner"], width=130),
        "note": column.TextColumn(labels["note"], width=220),
    }
    return config
