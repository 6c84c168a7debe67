"""What lanes are called in files of other tools, in four languages: English, Danish, Swedish, German."""

from __future__ import annotations

import re
from collections.abc import Mapping

from journeymap.locale import LANGUAGES, speaking
from journeymap.locale.names import LANE_KINDS, lane_kind

_WORDS: Mapping[str, tuple[str, ...]] = {
    "touchpoint": (
        *("touchpoint", "touchpoints", "touch point", "touch points", "channel", "channels", "touchpoint channel"),
        *("touchpoints channels", "kontaktpunkt", "kontaktpunkter", "kontaktpunkte", "berøringspunkter", "kanal"),
        *("kanaler", "kanäle", "beröringspunkter", "berührungspunkte", "kontaktpunkt kanal", "kontaktpunkt og kanal"),
        *("kontaktpunkt och kanal", "kontaktpunkt und kanal"),
    ),
    "actions": (
        *(
            "actions",
            "action",
            "customer actions",
            "user actions",
            "doing",
            "steps",
            "activities",
            "tasks",
            "behaviour",
        ),
        *("behavior", "customer journey steps", "handlinger", "kundens handlinger", "kundehandlinger", "aktiviteter"),
        *("handlingar", "kundens handlingar", "gör", "gør", "handlungen", "kundenhandlungen", "kundenaktionen"),
        *("aktionen", "aktivitäten", "tut"),
    ),
    "thoughts": (
        *("thoughts", "thought", "thinking", "customer thoughts", "questions", "mindset", "tanker", "tænker"),
        *("kundens tanker", "tankar", "tänker", "kundens tankar", "gedanken", "denkt", "fragen"),
    ),
    "emotion": (
        *("emotion", "emotions", "emotional journey", "feeling", "feelings", "mood", "sentiment", "experience curve"),
        *("satisfaction", "følelse", "følelser", "stemning", "oplevelse", "känsla", "känslor", "upplevelse"),
        *("gefühl", "gefühle", "emotionen", "stimmung"),
    ),
    "scores": (
        *(
            "scores",
            "score",
            "feedback scores",
            "feedback",
            "nps",
            "csat",
            "ces",
            "ratings",
            "målinger",
            "tilbagemelding",
        ),
        *("mätningar", "poäng", "återkoppling", "bewertungen", "kundenbewertungen", "messwerte"),
    ),
    "promise": (
        *("promise", "brand promise", "promises", "løfte", "brandløfte", "löfte", "varumärkeslöfte", "versprechen"),
        *("markenversprechen",),
    ),
    "pain_points": (
        *("pain points", "pain point", "painpoints", "pains", "problems", "barriers", "frustrations", "issues"),
        *("smertepunkter", "smertepunkt", "problemer", "frustrationer", "barrierer", "smärtpunkter", "smärtpunkt"),
        *("problem", "hinder", "schmerzpunkte", "schmerzpunkt", "probleme", "hindernisse", "schwachstellen"),
    ),
    "opportunities": (
        *("opportunities", "opportunity", "ideas", "improvements", "solutions", "gains", "muligheder", "mulighed"),
        *("idéer", "ideer", "forbedringer", "möjligheter", "möjlighet", "förbättringar", "chancen", "chance", "ideen"),
        *("möglichkeiten", "verbesserungen", "potenziale"),
    ),
    "physical_evidence": (
        *("physical evidence", "evidence", "props", "fysiske beviser", "fysisk bevis", "fysiske spor"),
        *("fysiska bevis", "fysiska spår", "physische beweise", "physische nachweise", "physische evidenz"),
    ),
    "frontstage": (
        *("frontstage", "front stage", "onstage", "on stage", "frontstage actions", "frontstage interactions"),
        *("synlige handlinger", "frontoffice", "front office", "synliga handlingar", "sichtbare handlungen"),
    ),
    "backstage": (
        *("backstage", "back stage", "backstage actions", "backstage interactions", "behind the scenes", "back office"),
        *("backoffice", "bag scenen", "bag kulisserne", "bakom kulisserna", "bakom scenen", "hinter den kulissen"),
        *("unsichtbare handlungen",),
    ),
    "support": (
        *("support", "support processes", "support process", "systems", "støtteprocesser", "understøttende processer"),
        *("stödprocesser", "unterstützende prozesse", "supportprozesse", "unterstützungsprozesse"),
    ),
    "picture": ("picture", "pictures", "image", "images", "storyboard", "billeder", "bilder", "bild"),
    "line_of_interaction": ("line of interaction", "interaktionslinje", "interaktionslinie"),
    "line_of_visibility": (
        *("line of visibility", "synlighedslinje", "synlighetslinje", "sichtbarkeitslinie"),
        "linie der sichtbarkeit",
    ),
    "line_of_internal_interaction": (
        *("line of internal interaction", "intern interaktionslinje", "linje för intern interaktion"),
        *("interne interaktionslinie", "linie der internen interaktion"),
    ),
}

STAGE_WORDS = frozenset(
    {
        *("stage", "stages", "phase", "phases", "journey stage", "step", "steps", "fase", "faser", "trin", "stadie"),
        *("fas", "steg", "skede", "phasen", "stufe", "etappe", "abschnitt"),
    }
)
"""What the row of the stages is called where it has a name."""

TOUCHPOINT_WORDS = frozenset(_WORDS["touchpoint"])
"""What the row of the touchpoints is called where it has a name."""

_SIGNS = re.compile(r"[^\w]+")
_IN_BRACKETS = re.compile(r"(.+?) \(([^()]+)\)")


def folded(name: str) -> str:
    """A name without case, signs and double blanks, to be compared."""
    return _SIGNS.sub(" ", name.casefold()).strip()


def lane_kind_of(name: str) -> str | None:
    """The value of the ``LaneKind`` that a lane of this name is; ``None`` when the name is not known."""
    wanted = folded(name)
    return _own_names().get(wanted) or _OTHERS.get(wanted)


def _own_names() -> Mapping[str, str]:
    """The names that we write ourselves, in every language that we speak."""
    if not _OWN:
        for language in LANGUAGES:
            with speaking(language):
                _OWN.update({folded(lane_kind(kind)): kind for kind in LANE_KINDS})
    return _OWN


_OWN: dict[str, str] = {}
_OTHERS: Mapping[str, str] = {folded(word): kind for kind, words in _WORDS.items() for word in words}


def read_lane(name: str) -> tuple[str, str]:
    """Value of the ``LaneKind`` and title of a lane, from what it is called in a table.

    ``Pain points`` → the kind alone; ``Frustrations`` → the kind with a title; ``What hurts (Pain points)`` likewise;
    any other name is a text lane of this title.
    """
    name = " ".join(name.split())
    if kind := lane_kind_of(name):
        return kind, "" if _own_names().get(folded(name)) == kind else name
    found = _IN_BRACKETS.fullmatch(name)
    if found and (kind := lane_kind_of(found[2])):
        return kind, found[1]
    return "text", name


def written_lane(kind: str, title: str) -> str:
    """What a lane is called in a table, so that :func:`read_lane` finds the same lane again."""
    plain = title or lane_kind(kind)
    if kind != "emotion" and emotion_row(plain):
        plain = plain.replace(": ", ":")  # not to be taken for what a persona feels
        return plain if kind == "text" else f"{plain} ({lane_kind(kind)})"
    return plain if read_lane(plain) == (kind, title) else f"{plain} ({lane_kind(kind)})"


def emotion_row(name: str) -> tuple[str, str] | None:
    """Title of the lane and name of the persona of a row that says what one persona feels: ``Emotion: NAME``.

    The title is blank where the lane has the name of its kind.
    """
    parts = name.split(": ")
    for n in range(len(parts) - 1, 0, -1):  # a title may have a colon of its own
        kind, title = read_lane(": ".join(parts[:n]))
        persona = ": ".join(parts[n:]).strip()
        if kind == "emotion" and persona:
            return title, persona
    return None
