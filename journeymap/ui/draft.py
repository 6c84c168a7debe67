"""What somebody typed and has not saved: kept from run to run, and never mixed with what others saved meanwhile.

A draft remembers the row as its form first showed it. While nothing is typed it follows the row; once something is, it
stays as typed until it is saved or discarded, also while another page is shown. Saving sends only the fields that were
changed, with the version that they were changed from, so a refusal can be answered field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import Any

import streamlit as st

from journeymap.errors import Conflict, JourneymapError
from journeymap.locale import gettext as _
from journeymap.services.table_edits import differ
from journeymap.ui.conflict import show_conflict
from journeymap.ui.text import plain

Write = Callable[[int, dict[str, Any]], object]
"""Saves: takes the version that was shown and the changed fields."""
AsText = Callable[[str, Any], str]
"""How the value of a field is read by a person."""

_PREFIX = "draft."


@dataclass(frozen=True, slots=True)
class Draft:
    """The form of one row.

    :param kind: what the row is; the first part of its widgets' keys.
    """

    kind: str
    row_id: str

    @property
    def _record(self) -> dict[str, Any]:
        record: dict[str, Any] = st.session_state.setdefault(_name(self.kind, self.row_id), {})
        return record

    def key(self, field: str) -> str:
        """Key of the widget of a field."""
        return f"{self.kind}.{field}.{self.row_id}"

    def widget(self, field: str) -> dict[str, Any]:
        """Arguments for a widget that waits for a button: it keeps what is typed and causes no run by itself."""
        return {"key": self.key(field), "on_change": "ignore", "persist_state": "session"}

    def at_once(self, field: str, save: Callable[..., None], *args: Any) -> dict[str, Any]:
        """Arguments for a widget that is saved as soon as it is left."""
        return {"key": self.key(field), "on_change": save, "args": args, "persist_state": "session"}

    @property
    def base(self) -> dict[str, Any]:
        """The fields as the form first showed them, or as they were saved last."""
        base: dict[str, Any] = self._record.get("base", {})
        return base

    @property
    def values(self) -> dict[str, Any]:
        """What stands in the form now."""
        return {field: st.session_state.get(self.key(field), value) for field, value in self.base.items()}

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that differ from :attr:`base`."""
        base = self.base
        return {field: value for field, value in self.values.items() if differ(value, base[field])}

    @property
    def refused(self) -> JourneymapError | None:
        """Why it could not be saved last time."""
        return self._record.get("refused")

    @property
    def scope(self) -> str:
        """What the row is a part of."""
        return str(self._record.get("scope", ""))

    def follow(self, version: int, values: Mapping[str, Any], scope: str = "") -> None:
        """Tell the draft how its row is now. Called in every run, before its widgets."""
        record = self._record
        if not record or record["saved"] or any(self.key(field) not in st.session_state for field in values):
            self._start(version, values, scope)
        elif record["version"] != version:
            if record["base"] == dict(values):  # moved, or edited where this form does not look
                record["version"] = version
            elif not self.changes:
                self._start(version, values, scope)
        elif version and not self.changes:
            record["refused"] = None

    def _start(self, version: int, values: Mapping[str, Any], scope: str) -> None:
        for field, value in values.items():
            # Where nothing differs nothing is set: the browser would take back what is being typed at this moment.
            if self.key(field) not in st.session_state or st.session_state[self.key(field)] != value:
                st.session_state[self.key(field)] = value
        st.session_state[_name(self.kind, self.row_id)] = {
            "version": version,
            "base": dict(values),
            "refused": None,
            "saved": False,
            "scope": scope,
            "lock": Lock(),
        }

    def discard(self) -> None:
        """Forget what was typed; the form shows the row again."""
        st.session_state.pop(_name(self.kind, self.row_id), None)

    @property
    def version(self) -> int:
        """Of the row, as the form shows it or as this session wrote it last."""
        return int(self._record.get("version", 0))

    def save(self, write: Write) -> bool:
        """Save what was changed (a new row also when nothing was typed). What was typed stays if it is refused.

        Two runs of one session can overlap: the first is told to stop at its next look at the session, while the
        second begins. So they save one after the other, and after writing the record is changed in place.

        :returns: whether there is nothing left to save.
        """
        record = self._record
        if not record:
            return True  # discarded in the same breath
        with record["lock"]:
            values, changes = self.values, self.changes
            if changes or not record["version"]:
                try:
                    record["version"] = _write(record, changes, write)
                except JourneymapError as refusal:
                    record["refused"] = refusal
                    return False
            record.update(base=values, refused=None, saved=True)
        return True

    def catch_up(self, write: Write) -> None:
        """For widgets that are saved at once: save what a run that was stopped early left over."""
        if self.changes and self.refused is None:
            self.save(write)

    def insist(self, write: Write) -> None:
        """Save what was changed on top of what somebody else saved."""
        refusal = self._record.get("refused")
        if isinstance(refusal, Conflict) and refusal.theirs:
            self._record["version"] = refusal.theirs["version"]
        self.save(write)

    def show_refusal(self, write: Write, labels: Mapping[str, str], as_text: AsText = lambda _field, v: str(v)) -> None:
        """Say why it was not saved. Where somebody else was faster: both texts, and whose to keep."""
        refusal = self.refused
        if refusal is None:
            return
        if not isinstance(refusal, Conflict):
            st.error(plain(refusal.sentence))
            return
        theirs = None if not refusal.theirs else _told(refusal.theirs, self.values, labels, as_text)
        mine = _told(self.values, self.values, labels, as_text)
        show_conflict(Conflict(refusal.sentence, theirs=theirs, mine=mine))
        with st.container(horizontal=True):
            if theirs is not None:
                st.button(
                    _("Take mine"),
                    key=self.key("take_mine"),
                    help=_("Saves the fields that you changed; the others stay as they are now."),
                    on_click=self.insist,
                    args=(write,),
                )
            st.button(_("Take theirs"), key=self.key("take_theirs"), on_click=self.discard)

    def show_lost(self, labels: Mapping[str, str], as_text: AsText = lambda _field, v: str(v)) -> None:
        """For a draft whose row somebody else deleted: what was typed, to be copied elsewhere."""
        mine = _told(self.changes, self.changes, labels, as_text)
        show_conflict(Conflict(_("What you were editing was deleted meanwhile."), theirs=None, mine=mine))
        st.button(_("Discard"), key=self.key("lost"), on_click=self.discard)


def _write(record: Mapping[str, Any], changes: dict[str, Any], write: Write) -> int:
    """Save; returns the version that the row has now."""
    version: int = record["version"]
    try:
        write(version, changes)
    except Conflict as conflict:
        theirs = conflict.theirs
        if not theirs or any(differ(theirs.get(field), was) for field, was in record["base"].items()):
            raise
        version = theirs["version"]  # others only moved it: no field of this form differs
        write(version, changes)
    return version + 1


def _told(
    row: Mapping[str, Any], fields: Mapping[str, Any], labels: Mapping[str, str], as_text: AsText
) -> dict[str, str]:
    """The fields of a form by their labels, as a person reads them."""
    shown = [field for field in fields if field in labels and field in row]
    return {labels[field]: "" if row[field] is None else as_text(field, row[field]) for field in shown}


def open_draft(kind: str, row_id: str, version: int, values: Mapping[str, Any], *, scope: str = "") -> Draft:
    """The draft of a row.

    :param version: of the row as it is now; 0 for one that does not exist yet.
    :param values: the fields of the form as the row has them now, as the widgets take them.
    :param scope: what the row is a part of, for :func:`unsaved`.
    """
    draft = Draft(kind, row_id)
    draft.follow(version, values, scope)
    return draft


def unsaved(kind: str, scope: str = "") -> list[Draft]:
    """Drafts of this kind with something typed, also those that are not on the screen."""
    start = _name(kind, "")
    drafts = [Draft(kind, str(name).removeprefix(start)) for name in st.session_state if str(name).startswith(start)]
    return [draft for draft in drafts if draft.scope == scope and draft.changes]


def fields_of(thing: Any, names: Collection[str]) -> dict[str, Any]:
    """Fields of a model object as widgets take them."""
    row = {name: getattr(thing, name) for name in names}
    return {name: str(value) if isinstance(value, StrEnum) else value for name, value in row.items()}


def save_bar(draft: Draft, save: Callable[[], None], *, cancel: Callable[[], None] | None = None) -> None:
    """The buttons below a form that waits.

    :param cancel: leaves the form; without it the form stays, and what was typed can be discarded.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Save"), key=draft.key("save"), type="primary", icon=":material/save:", on_click=save)
        if cancel is not None:
            st.button(_("Cancel"), key=draft.key("cancel"), on_click=cancel)
        elif draft.changes:
            st.button(_("Discard"), key=draft.key("discard"), type="tertiary", on_click=draft.discard)
            st.markdown(":orange-badge[:material/edit_note: " + _("Not saved yet") + "]")


def _name(kind: str, row_id: str) -> str:
    return f"{_PREFIX}{kind}.{row_id}"
