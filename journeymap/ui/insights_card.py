"""A number that can be opened into its rule and its inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from journeymap.locale import gettext as _
from journeymap.ui.text import plain


def number_card(
    label: str,
    value: str,
    note: str,
    rule: str,
    *,
    key: str,
    inputs: Sequence[Mapping[str, str]] = (),
    alarm: bool = False,
) -> None:
    """A card with a number, what it says, and a button that opens how it was made.

    :param note: a sentence under the number.
    :param rule: how it is computed, with its source.
    :param inputs: what went in, a row each.
    :param alarm: whether the number is a reason to worry.
    """
    with st.container(border=True, height="stretch", gap="xsmall", key=key):
        st.caption(plain(label))
        st.markdown(f"### {':material/warning: ' if alarm else ''}{plain(value)}")
        st.markdown(plain(note))
        opened(rule, key=key, inputs=inputs)


def opened(rule: str, *, key: str, inputs: Sequence[Mapping[str, str]] = ()) -> None:
    """The button that opens a number into its rule and its inputs."""
    with st.popover(_("How it is made"), icon=":material/function:", type="tertiary", key=f"{key}.rule"):
        st.write(plain(rule))
        if inputs:
            st.dataframe(pd.DataFrame(list(inputs)), hide_index=True, key=f"{key}.inputs", height="content")
