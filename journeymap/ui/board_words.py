"""Every sentence that the board says; the scripts in the browser have none of their own."""

from __future__ import annotations

from typing import Any, Literal

from journeymap.assets import picture_url
from journeymap.drawing.board import board_colours
from journeymap.locale import gettext as _
from journeymap.model.journey import Evidence, LaneKind, Phase
from journeymap.ui import words


def board_setup(theme: Literal["light", "dark"]) -> dict[str, Any]:
    """What the board in the browser is given once.

    :returns: ``words``, ``plurals`` (one and several), ``colours``, and ``pictures``: an address that ends before the
        id of a picture.
    """
    return {"words": _words(), "plurals": _plurals(), "colours": board_colours(theme), "pictures": picture_url("")}


def _words() -> dict[str, Any]:
    return {
        **_names(),
        **_acts(),
        **_said(),
        "keys": _keys(),
        "lane_kinds": {str(kind): words.lane_kind(kind) for kind in LaneKind},
        "evidence": {str(value): words.evidence(value) for value in Evidence},
        "phases": {str(value): words.phase(value) for value in Phase},
        "editing": {
            "card": _("Text of the card"),
            "new card": _("Text of the new card"),
            "promise": _("Promise"),
            "touchpoint": _("Title of the touchpoint"),
            "new touchpoint": _("Title of the new touchpoint"),
            "stage": _("Title of the stage"),
            "new stage": _("Title of the new stage"),
            "lane": _("Title of the lane"),
        },
    }


def _names() -> dict[str, str]:
    return {
        "board": _("Board"),
        "board_label": _("Board of {title}. Arrow keys move, Enter edits, a question mark lists all keys."),
        "stage": _("Stage"),
        "touchpoint": _("Touchpoint"),
        "card": _("Card"),
        "lanes": _("Lanes"),
        "persona": _("Persona"),
        "everybody": _("Everybody"),
        "rests_on": _("Rests on"),
        "truth": _("Moment of truth"),
        "importance": _("Importance to the customer"),
        "importance_n": _("importance {n} of 5"),
        "channel": _("Channel"),
        "phase": _("Phase"),
        "picture": _("Picture"),
        "stage_label": _("Stage {title}, {n} touchpoints"),
        "lane_label": _("Lane {title}"),
        "cell_label": _("{lane} at {title}"),
        "card_label": _("{text}, {lane} at {title}"),
        "emotion_label": _("Emotion of {name} at {title}"),
        "path_label": _("Path {label} from {start} to {end}"),
        "leads_to": _("Leads also to"),
        "path_why": _("Why or when"),
        "part_of": _("Make it a part of"),
        "not_said": _("not said"),
        "nothing_said": _("nothing said"),
        "choose": _("Choose …"),
        "help": _("Keys of the board"),
        "theirs": _("As it is now"),
        "mine": _("As you wanted it"),
        "deleted": _("Deleted"),
        "somebody_else": _("Not saved: somebody else was faster"),
        "not_saved": _("Not saved"),
    }


def _acts() -> dict[str, str]:
    return {
        "undo": _("Undo"),
        "redo": _("Redo"),
        "undo_what": _("Take back: {act}"),
        "redo_what": _("Do again: {act}"),
        "no_undo": _("There is nothing to take back."),
        "no_redo": _("There is nothing to do again."),
        "more": _("More"),
        "close": _("Close"),
        "cancel": _("Cancel"),
        "delete": _("Delete"),
        "delete_what": _("Delete “{title}”?"),
        "add": _("Add"),
        "add_stage": _("Add a stage"),
        "add_touchpoint": _("Add a touchpoint"),
        "add_card": _("Add a card: {lane} at {title}"),
        "add_lane": _("Add a lane"),
        "add_part": _("Add a sub-touchpoint"),
        "stands_alone": _("Let it stand by itself"),
        "fold": _("Fold or unfold the sub-touchpoints"),
        "edit_text": _("Edit the text"),
        "edit_title": _("Edit the title"),
        "edit_path": _("Edit the path"),
        "delete_path": _("Delete the path"),
        "card_below": _("Add a card below"),
        "touchpoint_after": _("Add a touchpoint behind it"),
        "stage_after": _("Add a stage behind it"),
        "rename": _("Rename"),
        "up": _("Move up"),
        "down": _("Move down"),
        "hide": _("Hide"),
        "take_mine": _("Take mine"),
        "take_theirs": _("Take theirs"),
        "keep_both": _("Keep both"),
        "copy_mine": _("Copy my text"),
        "let_go": _("Keep it as it is now"),
    }


def _said() -> dict[str, str]:
    return {
        "saved": _("Everything is saved"),
        "saving": _("Saving …"),
        "not_connected": _("Not connected. What you do here is kept in this browser."),
        "recovered": _("Saved what you were typing when the page was closed: {text}"),
        "undo_offered": _("It is one step: undo brings all of it back."),
        "deleted_what": _("“{title}” was deleted."),
        "moved": _("{title} was moved."),
        "not_moved": _("Nothing was moved."),
        "card_moved": _("{text} moved to {lane} at {title}."),
        "touchpoint_moved": _("{title} moved to {stage}."),
        "emotion_said": _("Emotion at {title}: {value}"),
    }


def _plurals() -> dict[str, tuple[str, str]]:
    return {
        "waiting": (
            _("Not connected. One change is kept in this browser and sent when the app is back."),
            _("Not connected. {n} changes are kept in this browser and sent when the app is back."),
        ),
        "selected": (_("One is chosen."), _("{n} are chosen.")),
        "touchpoints": (_("one touchpoint"), _("{n} touchpoints")),
        "parts": (_("one sub-touchpoint"), _("{n} sub-touchpoints")),
        "cards": (_("one card"), _("{n} cards")),
        "answers": (
            _("one answer, which is kept and becomes unassigned"),
            _("{n} answers, which are kept and become unassigned"),
        ),
        "cards_deleted": (_("One card was deleted."), _("{n} cards were deleted.")),
        "touchpoints_deleted": (_("One touchpoint was deleted."), _("{n} touchpoints were deleted.")),
        "delete_touchpoints": (_("Delete one touchpoint?"), _("Delete {n} touchpoints?")),
    }


def _keys() -> list[tuple[str, str]]:
    return [
        (_("Arrows"), _("go to the neighbour")),
        (_("Enter, F2 or click"), _("edit; while editing Enter saves and opens the next card")),
        (_("Shift+Enter"), _("a new line in a card")),
        (_("Tab, Shift+Tab"), _("save and edit the next or previous touchpoint’s")),
        (_("Escape"), _("leave without saving, drop what is dragged, choose nothing")),
        (_("Ctrl or Alt + arrows"), _("move the card, touchpoint, stage or lane; on the curve: up and down")),
        (_("Page Up, Page Down"), _("on the curve: half a step up or down")),
        (_("N or Insert"), _("a new card or touchpoint behind this one")),
        (_("Delete"), _("delete")),
        (_("Space, Ctrl+click"), _("choose several; Shift+click or Shift+arrows: all between")),
        (_("Ctrl+A"), _("choose all cards, or all touchpoints")),
        (_("Shift+F10 or menu key"), _("more about this: evidence, importance, channel, paths")),
        (_("Ctrl+Z, Ctrl+Shift+Z"), _("undo, redo")),
        (_("Home, End"), _("first and last touchpoint")),
        ("?", _("this list")),
    ]
