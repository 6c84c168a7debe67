"""What happened to a map, the newest first: snapshots that were taken, and who changed what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial

import streamlit as st

from journeymap.config import settings
from journeymap.locale import gettext as _
from journeymap.model.snapshot import Snapshot, SnapshotReason
from journeymap.services.file import database
from journeymap.services.journal import FEW, Author, Entry, authors, journal
from journeymap.services.snapshots import list_snapshots
from journeymap.ui import history_dialogs as dialogs
from journeymap.ui import state, words
from journeymap.ui.menu import menu
from journeymap.ui.text import plain
from journeymap.ui.your_name import who

_PERSON = "history.person"
_MORE = "history.more"


def snapshot_name(snapshot: Snapshot) -> str:
    """What a snapshot is called: its label, or when and why it was taken."""
    reasons = {
        SnapshotReason.IMPORT: (_("Before an import"), _("Before the import of “{label}”")),
        SnapshotReason.RESTORE: (_("Before a snapshot was restored"), _("Before “{label}” was restored")),
        SnapshotReason.GOING_BACK: (_("Before going back"), _("Before going back: {label}")),
        SnapshotReason.WORKSHOP: (_("Before a workshop"), _("Before the workshop “{label}”")),
    }
    if snapshot.by_hand:
        day = words.moment(snapshot.taken_at, settings().zone)
        return snapshot.label or _("Snapshot of {moment}").format(moment=day)
    without, with_label = reasons[snapshot.reason]
    return with_label.format(label=snapshot.label) if snapshot.label else without


def timeline(journey_id: str) -> None:
    """Draw it, with the choice of whose acts to show."""
    db = database()
    people = authors(db, journey_id)
    actor = _choose_person(people)
    most = FEW * (1 + int(st.session_state.get(_MORE, 0)))
    entries = journal(db, journey_id, actor=actor, most=most + 1)
    snapshots = [s for s in list_snapshots(db, journey_id) if actor is None or s.actor == actor]
    if not entries and not snapshots:
        _nothing_yet()
        return
    shown = entries[:most]
    if len(entries) > most:  # snapshots from before the oldest entry that is shown come with the older entries
        snapshots = [s for s in snapshots if s.taken_at >= shown[-1].done_at]
    _by_day([*shown, *snapshots])
    if len(entries) > most:
        st.button(_("Show older"), icon=":material/expand_more:", key="history.older", on_click=_show_older)


def _show_older() -> None:
    st.session_state[_MORE] = int(st.session_state.get(_MORE, 0)) + 1


def _choose_person(people: Sequence[Author]) -> str | None:
    if len(people) < 2:
        return None
    names = {author.actor: f"{who(author.actor, author.name)} ({words.number(author.acts)})" for author in people}
    return menu(_("Changed by"), names, nothing=_("Everybody"), key=_PERSON, width=260)


def _nothing_yet() -> None:
    with st.container(border=True):
        st.markdown(_("**Nothing has happened here yet**"))
        st.write(
            _(
                "Every change of this map will stand here with who made it and when. Take a snapshot to keep the map "
                "as it is now, for example before a workshop."
            )
        )


def _by_day(things: Sequence[Entry | Snapshot]) -> None:
    zone, last = settings().zone, None
    for thing in sorted(things, key=_moment, reverse=True):
        day = _moment(thing).replace(tzinfo=UTC).astimezone(zone).date()
        if day != last:
            st.caption(f"**{_day_name(day)}**")
            last = day
        if isinstance(thing, Snapshot):
            _snapshot(thing)
        else:
            _entry(thing)


def _moment(thing: Entry | Snapshot) -> datetime:
    return thing.taken_at if isinstance(thing, Snapshot) else thing.done_at


def _day_name(day: date) -> str:
    today = datetime.now(settings().zone).date()
    return {0: _("Today"), 1: _("Yesterday")}.get((today - day).days) or words.plain_day(day)


def _entry(entry: Entry) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            ":material/edit: " + plain(entry.told(who(entry.actor, entry.name))),
            width="stretch",
        )
        _when(entry.done_at)
        choices = {"details": _("What exactly"), "back": _("Go back to before this")}
        choice = st.menu_button(
            _("More"), list(choices), format_func=choices.__getitem__, key=f"history.entry.{entry.id}", type="tertiary"
        )
        if choice == "details":
            dialogs.details(entry)
        elif choice == "back":
            dialogs.go_back(entry)


def _when(moment: datetime) -> None:
    st.caption(f"{words.clock(moment, settings().zone)} · {words.ago(moment)}", width="content")


def _snapshot(snapshot: Snapshot) -> None:
    name = snapshot_name(snapshot)
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            icon = ":material/photo_camera:" if snapshot.by_hand else ":material/shield:"
            st.markdown(f"{icon} **{plain(name)}**", width="stretch")
            _when(snapshot.taken_at)
        taken = who(snapshot.actor, snapshot.name)
        st.caption(
            _("Snapshot, taken by {who}").format(who=plain(taken) if snapshot.actor != state.actor() else _("you"))
            if snapshot.by_hand
            else _("Snapshot, taken by the app itself")
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Compare with now"),
                icon=":material/compare:",
                key=f"history.compare.{snapshot.id}",
                on_click=partial(open_comparison, snapshot.id),
            )
            if st.button(_("Restore"), icon=":material/settings_backup_restore:", key=f"history.restore.{snapshot.id}"):
                dialogs.restore(snapshot, name)
            choices = {"rename": _("Rename"), "delete": _("Delete")}
            choice = st.menu_button(
                _("More"), list(choices), format_func=choices.__getitem__, key=f"history.snapshot.{snapshot.id}"
            )
            if choice == "rename":
                dialogs.rename(snapshot)
            elif choice == "delete":
                dialogs.delete(snapshot)


def open_comparison(snapshot_id: str) -> None:
    """Show the page's other half, with this snapshot beside now."""
    st.session_state[state.HISTORY_VIEW] = "compare"
    st.session_state[state.HISTORY_ONE] = snapshot_id
    st.session_state[state.HISTORY_OTHER] = ""
    st.session_state.pop(state.HISTORY_FOCUS, None)
