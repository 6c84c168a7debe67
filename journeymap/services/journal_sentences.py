"""What was done, told: an act is labelled as a command (“Add stage …”), the journal says it of somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeymap.locale import N_
from journeymap.locale import gettext as _

TOLD: Mapping[str, str] = {
    "Add blueprint": N_("{who} added the lanes of a service blueprint."),
    "Add card “{text}”": N_("{who} added the card “{text}”."),
    "Add lane “{title}”": N_("{who} added the lane “{title}”."),
    "Add path from “{start}” to “{end}”": N_("{who} added a path from “{start}” to “{end}”."),
    "Add path": N_("{who} added a path."),
    "Add stage “{title}”": N_("{who} added the stage “{title}”."),
    "Add stages": N_("{who} added stages."),
    "Add touchpoint “{title}”": N_("{who} added the touchpoint “{title}”."),
    "Add touchpoints from the library ({n})": N_("{who} added {n} touchpoints from the library."),
    "Add touchpoints ({n})": N_("{who} added {n} touchpoints."),
    "Choose personas": N_("{who} chose the personas."),
    "Delete a snapshot": N_("{who} deleted a snapshot."),
    "Delete card “{text}”": N_("{who} deleted the card “{text}”."),
    "Delete cards ({n})": N_("{who} deleted {n} cards."),
    "Delete lane “{title}”": N_("{who} deleted the lane “{title}”."),
    "Delete path from “{start}” to “{end}”": N_("{who} deleted the path from “{start}” to “{end}”."),
    "Delete path": N_("{who} deleted a path."),
    "Delete snapshot “{label}”": N_("{who} deleted the snapshot “{label}”."),
    "Delete stage “{title}”": N_("{who} deleted the stage “{title}” with everything in it."),
    "Delete touchpoint “{title}”": N_("{who} deleted the touchpoint “{title}”."),
    "Delete touchpoints ({n})": N_("{who} deleted {n} touchpoints."),
    "Edit card “{text}”": N_("{who} edited the card “{text}”."),
    "Edit cards": N_("{who} edited cards."),
    "Edit journey “{title}”": N_("{who} edited what “{title}” says about itself."),
    "Edit path from “{start}” to “{end}”": N_("{who} edited the path from “{start}” to “{end}”."),
    "Edit path": N_("{who} edited a path."),
    "Edit stage “{title}”": N_("{who} edited the stage “{title}”."),
    "Edit the table of touchpoints": N_("{who} edited the table of touchpoints."),
    "Edit touchpoint “{title}”": N_("{who} edited the touchpoint “{title}”."),
    "Go back, {n} changes taken back": N_("{who} went back; {n} changes were taken back."),
    "Hide lane “{title}”": N_("{who} hid the lane “{title}”."),
    "Move card “{text}”": N_("{who} moved the card “{text}”."),
    "Move cards ({n})": N_("{who} moved {n} cards."),
    "Move lane “{title}”": N_("{who} moved the lane “{title}”."),
    "Move stage “{title}”": N_("{who} moved the stage “{title}”."),
    "Move touchpoint “{title}”": N_("{who} moved the touchpoint “{title}”."),
    "Move touchpoints ({n})": N_("{who} moved {n} touchpoints."),
    "Name the counterpart of “{title}”": N_("{who} named the counterpart of “{title}”."),
    "Part “{title}” from its counterpart": N_("{who} parted “{title}” from its counterpart."),
    "Rename lane “{title}”": N_("{who} renamed a lane to “{title}”."),
    "Reorder lanes": N_("{who} reordered the lanes."),
    "Reorder stages": N_("{who} reordered the stages."),
    "Restore the snapshot of {day}": N_("{who} restored the snapshot of {day}."),
    "Restore the snapshot “{label}”": N_("{who} restored the snapshot “{label}”."),
    "Set emotion at “{title}”": N_("{who} set the emotion at “{title}”."),
    "Show lane “{title}”": N_("{who} showed the lane “{title}”."),
}
"""By the label of the act, also of labels that older versions wrote."""


def told(label: str, args: Mapping[str, Any], who: str) -> str:
    """What was done as a sentence in the reader's language; of acts without one, who and the act's own label.

    :param label: the act's label, a message id; ``args`` fills it.
    :param who: what the reader calls whoever did it.
    """
    if label in TOLD:
        return _(TOLD[label]).format(**{**args, "who": who})
    return _("{who}: {act}").format(who=who, act=_(label).format(**args))
