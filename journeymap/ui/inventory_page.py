"""The inventory: every touchpoint of every journey in one table that edits like a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from journeymap.config import settings
from journeymap.drawing.talk import talk_figure
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import Phase
from journeymap.services.file import database
from journeymap.services.inventory import Entry, apply_inventory, as_csv, inventory, talk
from journeymap.services.touchpoints import MAX_REACH
from journeymap.services.undo import undo
from journeymap.ui import inventory_rows, state, words
from journeymap.ui.attempt import attempt, show_refused
from journeymap.ui.chart_component import chart
from journeymap.ui.inventory_rows import Drafts
from journeymap.ui.menu import menu

_SAVED = "inventory.saved"
_MOST_BARS = 15


def inventory_page() -> None:
    """Filters, the table, what can be done with it, and the chart."""
    every = inventory(database())
    show_refused()
    if not every:
        st.info(_("No journey has a touchpoint yet. Find the first ones in the library, or take a ready journey."))
        return
    shown = _filtered(every)
    key, start, unsaved = inventory_rows.drafts_for(shown)
    changes = inventory_rows.changed(every, unsaved)
    _bar(shown, unsaved, changes)
    _table(shown, key, start)
    _bulk(shown, unsaved)
    _talk(shown)


def _filtered(every: Sequence[Entry]) -> list[Entry]:
    journeys = {entry.journey.id: entry.journey.title for entry in every}
    owners = {entry.touchpoint.owner: entry.touchpoint.owner for entry in every if entry.touchpoint.owner}
    channels = {entry.touchpoint.channel: entry.touchpoint.channel for entry in every if entry.touchpoint.channel}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        text = st.text_input(
            _("Search"), type="search", live="200ms", key="inventory.search", width=240, persist_state="session"
        )
        journey = menu(_("Journey"), journeys, nothing=_("All"), key="inventory.journey", width=240, persist=True)
        phase = menu(
            _("Phase"),
            {phase: words.phase(phase) for phase in Phase},
            nothing=_("All"),
            key="inventory.phase",
            width=190,
            persist=True,
        )
        channel = menu(
            _("Channel"), _sorted(channels), nothing=_("All"), key="inventory.channel", width=190, persist=True
        )
        owner = menu(_("Owner"), _sorted(owners), nothing=_("All"), key="inventory.owner", width=190, persist=True)
        unasked = st.toggle(_("Only without a survey"), key="inventory.unasked", persist_state="session")
    wanted = (text or "").casefold().strip()
    return [
        entry
        for entry in every
        if wanted in f"{entry.touchpoint.title}\n{entry.touchpoint.note}".casefold()
        and journey in (None, entry.journey.id)
        and phase in (None, entry.stage.phase)
        and channel in (None, entry.touchpoint.channel)
        and owner in (None, entry.touchpoint.owner)
        and not (unasked and entry.surveys)
    ]


def _sorted(names: dict[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda name: name[0].casefold()))


def _bar(shown: Sequence[Entry], unsaved: Drafts, changes: Drafts) -> None:
    n = len(shown)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(ngettext("{n} touchpoint", "{n} touchpoints", n).format(n=words.number(n)), width="content")
        st.space("stretch")
        if changes:
            st.button(
                ngettext("Save {n} touchpoint", "Save {n} touchpoints", len(changes)).format(n=len(changes)),
                type="primary",
                icon=":material/save:",
                key="inventory.save",
                on_click=_save,
                args=(changes,),
            )
            st.button(
                _("Discard"), key="inventory.discard", type="tertiary", on_click=inventory_rows.restart, args=({},)
            )
        elif st.session_state.get(_SAVED, (0,))[0] == database().revision:
            st.button(_("Take back what was saved"), icon=":material/undo:", key="inventory.undo", on_click=_take_back)
        headings = inventory_rows.headings()
        columns = [name for name in inventory_rows.ORDER if name != "ticked"]
        rows = inventory_rows.frame(shown, unsaved)[columns].astype(object)
        st.download_button(
            _("Download as CSV"),
            as_csv([headings[name] for name in columns], rows.where(rows.notna(), None).itertuples(index=False)),
            file_name="touchpoints.csv",
            mime="text/csv",
            icon=":material/download:",
            key="inventory.csv",
            on_click="ignore",
        )


def _save(changes: Drafts) -> None:
    saved: list[str] = []
    if attempt(lambda: saved.extend(apply_inventory(database(), state.actor(), changes)), _("Saved.")):
        inventory_rows.restart({})
        st.session_state[_SAVED] = (database().revision, tuple(saved))


def _take_back() -> None:
    _revision, journeys = st.session_state.pop(_SAVED)
    for journey_id in journeys:
        attempt(lambda j=journey_id: undo(database(), j, state.actor()))  # type: ignore[misc]
    state.announce(_("Taken back."))


def _table(shown: Sequence[Entry], key: str, start: Drafts) -> None:
    column, labels = st.column_config, inventory_rows.headings()
    config: dict[str, Any] = {name: column.TextColumn(labels[name]) for name in labels}
    config |= {
        "ticked": column.CheckboxColumn(
            "", width=44, pinned=True, help=_("Tick several to change them together below")
        ),
        "title": column.TextColumn(labels["title"], width=230, pinned=True),
        "journey": column.TextColumn(labels["journey"], width=190),
        "used": column.NumberColumn(
            labels["used"], width=90, format="%d", help=_("How many journeys have a touchpoint of this name")
        ),
        "answers": column.NumberColumn(labels["answers"], width=90, format="localized"),
        "importance": column.NumberColumn(labels["importance"], width=100, min_value=1, max_value=5, step=1),
        "reach": column.NumberColumn(
            labels["reach"], width=140, min_value=0, max_value=MAX_REACH, step=1, format="localized"
        ),
        "moment_of_truth": column.CheckboxColumn(labels["moment_of_truth"], width=140),
    }
    for name in inventory_rows.CHOSEN:
        options = list(inventory_rows.two(name).values())
        config[name] = column.SelectboxColumn(labels[name], width=150, options=options)
    st.data_editor(
        inventory_rows.frame(shown, start),
        key=key,
        hide_index=True,
        column_order=inventory_rows.ORDER,
        column_config=config,
        disabled=list(inventory_rows.READ_ONLY),
        num_rows="fixed",
        height=min(35 * (len(shown) + 1) + 3, 560),
        alt=_("All touchpoints"),
    )


def _bulk(shown: Sequence[Entry], unsaved: Drafts) -> None:
    """Change one field of all that are ticked, or of all that are shown."""
    ticked = [entry for entry in shown if unsaved.get(entry.touchpoint.id, {}).get("ticked")]
    chosen = ticked or list(shown)
    n = len(chosen)
    fields = {name: inventory_rows.headings()[name] for name in ("owner", "channel")}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        field = menu(_("Change together"), fields, key="inventory.bulk.field", width=180) or "owner"
        value = st.text_input(_("To"), key="inventory.bulk.value", width=240)
        said = (
            ngettext("Set for the ticked one", "Set for the {n} ticked", n)
            if ticked
            else ngettext("Set for the one shown", "Set for all {n} shown", n)
        )
        st.button(
            said.format(n=n),
            icon=":material/edit_note:",
            key="inventory.bulk",
            disabled=not chosen,
            help=_("It stands in the table first; Save keeps it."),
            on_click=_set(chosen, unsaved, field, value),
        )


def _set(chosen: Sequence[Entry], unsaved: Drafts, field: str, value: str) -> Callable[[], None]:
    def callback() -> None:
        drafts = {i: {**fields, "ticked": False} for i, fields in unsaved.items()}
        for entry in chosen:
            fields = drafts.setdefault(entry.touchpoint.id, {"version": entry.touchpoint.version})
            fields[field] = value.strip()
        inventory_rows.restart(drafts)

    return callback


def _talk(shown: Sequence[Entry]) -> None:
    st.subheader(_("Where you talk much and listen little"), anchor=False)
    contacts = talk(shown)
    if not contacts:
        st.caption(
            _("Say who starts the contact and how many customers it reaches a month; then the chart stands here.")
        )
        return
    least = settings().min_answers
    st.caption(
        _(
            "Contacts that you start, by the customers they reach in a month. Marked with ! are those with fewer than"
            " {least} answers: nobody is heard there."
        ).format(least=least)
    )
    bars = [(one.title, one.reach, one.answers) for one in contacts[:_MOST_BARS]]
    chart(
        talk_figure(bars, state.theme(), least),
        key="inventory.talk",
        alt="; ".join(
            _("{title}: {reach} customers a month, {n} answers").format(
                title=title, reach=words.number(reach), n=words.number(n)
            )
            for title, reach, n in bars
        ),
    )
