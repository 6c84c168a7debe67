"""What is asked before something on the History page is done, and what exactly an act changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from journeymap.errors import Conflict, JourneymapError
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.difference import Sign
from journeymap.model.snapshot import Snapshot
from journeymap.services.file import database
from journeymap.services.journal import Entry, plan_going_back
from journeymap.services.journal import details as rows_of
from journeymap.services.journal import go_back as take_back
from journeymap.services.snapshot_restore import plan_restore, restore_snapshot
from journeymap.services.snapshots import compare_snapshots, delete_snapshot, rename_snapshot
from journeymap.ui import chrome, state, words
from journeymap.ui.conflict import show_conflict
from journeymap.ui.row_words import field_name, field_value, told
from journeymap.ui.text import lines, plain

_LISTED = 8
"""Acts that are named before going back; the others are counted."""
_MOST_ROWS = 40


def restore(snapshot: Snapshot, name: str) -> None:
    """Ask before a snapshot is restored."""
    chrome.dialog(_("Restore this snapshot?"), partial(_restore, snapshot, name))


def _restore(snapshot: Snapshot, name: str) -> None:
    db = database()
    plan = plan_restore(db, snapshot.id)
    st.write(_("The map becomes what it was in “{name}”.").format(name=plain(name)))
    if not plan.changes:
        st.info(_("The map is as it was then already; there is nothing to restore."))
        return
    found = compare_snapshots(db, snapshot.scope, snapshot.id).differences
    counts = {
        _("added since, and goes with what is in it: {n}"): found.count(Sign.ADDED),
        _("removed since, and comes back with what was in it: {n}"): found.count(Sign.REMOVED),
        _("moved since, and moves back: {n}"): found.count(Sign.MOVED),
        _("reworded or changed since, and is as before: {n}"): found.count(Sign.REWORDED) + found.count(Sign.CHANGED),
    }
    st.markdown("\n".join(f"- {text.format(n=words.number(n))}" for text, n in counts.items() if n))
    if plan.answers:
        st.warning(
            ngettext(
                "{n} answer at {titles} is kept, without a place on a map.",
                "{n} answers at {titles} are kept, without a place on a map.",
                plan.answers,
            ).format(n=words.number(plan.answers), titles=plain(", ".join(f"“{title}”" for title in plan.leaving)))
        )
    if plan.returning:
        st.write(_("Deleted personas come back: {names}.").format(names=plain(", ".join(plan.returning))))
    st.caption(_("Answers stay as they are. The map of now is kept as a snapshot first, and undo takes this back."))
    if st.button(_("Restore"), type="primary", icon=":material/settings_backup_restore:", key="history.restore.sure"):
        _carry_out(lambda: restore_snapshot(db, state.actor(), snapshot.id), _("Restored. Undo takes it back."))


def go_back(entry: Entry) -> None:
    """Ask before an act and all since are taken back."""
    chrome.dialog(_("Go back to before this?"), partial(_go_back, entry))


def _go_back(entry: Entry) -> None:
    db = database()
    try:
        plan = plan_going_back(db, state.actor(), entry.id)
    except Conflict as refusal:
        show_conflict(refusal)
        return
    st.write(
        ngettext("This change is taken back:", "These {n} changes are taken back:", len(plan.acts)).format(
            n=words.number(len(plan.acts))
        )
    )
    rest = len(plan.acts) - _LISTED
    listed = [plain(act) for act in plan.acts[:_LISTED]]
    if rest > 0:
        listed.append(_("… and {n} more").format(n=words.number(rest)))
    st.markdown("\n".join(f"- {act}" for act in listed))
    if plan.others:
        st.warning(
            ngettext("{n} of them is somebody else's.", "{n} of them are other people's.", plan.others).format(
                n=words.number(plan.others)
            )
        )
    if not plan.changes:
        st.info(_("Together they changed nothing: the map is as it was then already."))
        return
    st.caption(_("Answers stay as they are. The map of now is kept as a snapshot first, and undo takes this back."))
    if st.button(_("Go back"), type="primary", icon=":material/history:", key="history.back.sure"):
        _carry_out(lambda: take_back(db, state.actor(), entry.id), _("Taken back. Undo brings it again."))


def _carry_out(act: Callable[[], object], done: str) -> None:
    try:
        act()
    except Conflict as refusal:
        show_conflict(refusal)
    except JourneymapError as refusal:
        st.error(plain(refusal.sentence))
    else:
        state.announce(done)
        st.rerun()


def rename(snapshot: Snapshot) -> None:
    """Ask for another label."""
    chrome.dialog(_("Rename the snapshot"), partial(_rename, snapshot))


def _rename(snapshot: Snapshot) -> None:
    with st.form("history.rename.form", border=False):
        label = st.text_input(_("Label"), snapshot.label)
        if st.form_submit_button(_("Rename"), type="primary"):
            _carry_out(lambda: rename_snapshot(database(), snapshot.id, snapshot.version, label), _("Renamed."))


def delete(snapshot: Snapshot) -> None:
    """Delete at once: undo brings it back."""
    delete_snapshot(database(), state.actor(), snapshot.id)
    state.announce(_("Deleted. Undo brings it back."))
    st.rerun()


def details(entry: Entry) -> None:
    """Show what exactly an act changed."""
    chrome.dialog(_("What exactly changed"), partial(_details, entry))


def _details(entry: Entry) -> None:
    rows = rows_of(database(), entry.id)
    if not rows:
        st.write(_("Only the order changed."))
    for row in rows[:_MOST_ROWS]:
        before, after = row.before, row.after
        with st.container(border=True, gap="xsmall"):
            if before is None:
                st.markdown(":material/add: " + _fields(after or {}))
            elif after is None:
                st.markdown(":material/remove: " + _fields(before))
            else:
                for name in after:
                    if name in before and field_name(name) != name:
                        was, now = lines(field_value(name, before[name])), lines(field_value(name, after[name]))
                        st.markdown(f"**{plain(field_name(name))}**  \n{was} → {now}")
    if len(rows) > _MOST_ROWS:
        st.caption(_("… and {n} more").format(n=words.number(len(rows) - _MOST_ROWS)))


def _fields(row: dict[str, object]) -> str:
    shown = [f"{plain(name)}: {lines(value)}" for name, value in told(row, None) if value not in ("–", _("No"))]
    return "  \n".join(shown)
