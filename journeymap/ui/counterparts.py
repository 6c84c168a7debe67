"""A journey as it is and as it should be: the way from one to the other, side by side, and which two they are."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Journey, JourneyState
from journeymap.services.counterparts import counterpart, possible_counterparts, set_counterpart
from journeymap.services.file import database
from journeymap.ui import chrome, state, words
from journeymap.ui.attempt import attempt
from journeymap.ui.menu import menu
from journeymap.ui.one_journey import every_journey
from journeymap.ui.text import plain


def counterpart_links(known: Sequence[Journey], journey: Journey, page: str) -> None:
    """The way to the other one of the pair, and to both one above the other; nothing where there is none.

    :param page: where the other one is opened.
    """
    twin = counterpart(known, journey)
    if twin is None:
        return
    label = _("See it as it should be") if twin.state is JourneyState.TO_BE else _("See it as it is")
    st.page_link(
        chrome.page(page),
        label=label,
        icon=":material/compare_arrows:",
        help=plain(twin.title),
        query_params={state.JOURNEY: twin.id},
    )
    above, below = (twin, journey) if twin.state is JourneyState.AS_IS else (journey, twin)
    st.page_link(
        chrome.page(chrome.COMPARE),
        label=_("Compare the two"),
        icon=":material/compare:",
        help=plain(f"{above.title} – {below.title}"),
        query_params={state.JOURNEY: above.id, state.OTHER: below.id},
    )


def choose_counterpart(journey: Journey) -> None:
    """Which journey shows the other state; saved at once, for both."""
    known = every_journey()
    twin = counterpart(known, journey)
    others = possible_counterparts(known, journey)
    names = words.journey_titles([*([twin] if twin and twin not in others else []), *others])
    key = f"journey.counterpart.{journey.id}"
    label = _("As it is") if journey.state is JourneyState.TO_BE else _("As it should be")
    if not names:
        st.caption(
            _("{state}: make the to-be of this journey on Home, or set another one to the other state.").format(
                state=label
            )
        )
        return
    now = twin.id if twin else ""
    if st.session_state.get(f"{key}.was") != now:  # undone, or changed by somebody else
        st.session_state[key] = st.session_state[f"{key}.was"] = now

    def changed() -> None:
        chosen = st.session_state[key] or None
        attempt(lambda: set_counterpart(database(), state.actor(), journey.id, chosen))

    st.markdown(_("**Counterpart**"))
    menu(
        _("The same journey, {state}").format(state=label[0].lower() + label[1:]),
        names,
        nothing=_("None"),
        key=key,
        on_change=changed,
        help_text=_("The two name each other. Undo brings back what they named before."),
    )
