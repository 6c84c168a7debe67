"""Start with four: the contacts that a first map should show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeymap.library.ready import ReadyJourney
from journeymap.library.touchpoint import LibraryTouchpoint
from journeymap.model.journey import Touchpoint

FOUR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What the choice looks at.

    :param key: what the choice is made of: a key of the library, or the id of a touchpoint.
    :param face_to_face: the customer stands before the company.
    :param digital: it happens on a screen.
    :param importance: 1–5, to the customer; ``None``: not said, counts as 3.
    """

    key: str
    face_to_face: bool
    digital: bool
    importance: int | None = None
    moment_of_truth: bool = False
    is_part: bool = False


def start_with_four(contacts: Iterable[Contact]) -> tuple[str, ...]:
    """The keys of the four contacts to start with (fewer when there are fewer), in their order.

    The rule: sub-touchpoints stay out as long as there are four others. Two face-to-face and two online ones are
    taken, of each kind those that matter most: moments of truth first, then by importance, then in the order in which
    the customer meets them. Where one kind has fewer than two, the other fills up; where both have, whatever is left
    does (phone, post, advertising).
    """
    every = list(contacts)
    whole = [contact for contact in every if not contact.is_part]
    ranked = sorted(whole if len(whole) >= FOUR else every, key=_rank)
    in_person = [contact for contact in ranked if contact.face_to_face]
    online = [contact for contact in ranked if contact.digital and not contact.face_to_face]
    chosen = {contact.key for contact in [*in_person[:2], *online[:2]]}
    either = [contact for contact in ranked if contact.face_to_face or contact.digital]
    for contact in [*either, *ranked]:
        if len(chosen) < FOUR:
            chosen.add(contact.key)
    return tuple(contact.key for contact in every if contact.key in chosen)


def _rank(contact: Contact) -> tuple[bool, bool, int]:
    return contact.is_part, not contact.moment_of_truth, -(contact.importance or 3)


def of_library(entries: Iterable[LibraryTouchpoint]) -> list[Contact]:
    """Entries of the library as contacts, by their key."""
    return [
        Contact(
            key=entry.key,
            face_to_face=entry.face_to_face,
            digital=entry.digital,
            importance=entry.importance,
            is_part=entry.part_of is not None,
        )
        for entry in entries
    ]


def of_ready(ready: ReadyJourney) -> list[Contact]:
    """Touchpoints of a ready journey as contacts, by the key of their entry."""
    return [
        Contact(
            key=touchpoint.entry.key,
            face_to_face=touchpoint.entry.face_to_face,
            digital=touchpoint.entry.digital,
            importance=touchpoint.entry.importance,
            moment_of_truth=touchpoint.moment_of_truth,
        )
        for touchpoint in ready.touchpoints
    ]


def of_touchpoints(touchpoints: Iterable[Touchpoint]) -> list[Contact]:
    """Touchpoints of a journey of one's own as contacts, by id. What is said not to be digital is in person."""
    return [
        Contact(
            key=touchpoint.id,
            face_to_face=touchpoint.digital is False,
            digital=touchpoint.digital is True,
            importance=touchpoint.importance,
            moment_of_truth=touchpoint.moment_of_truth,
            is_part=touchpoint.parent_id is not None,
        )
        for touchpoint in touchpoints
    ]
