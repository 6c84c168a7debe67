"""Every colour, in one place: for the map, the application around it and the exports.

Good and poor are Okabe and Ito's blue and vermillion, which people with any of the usual kinds of colour blindness
tell apart, with grey between. ``ink`` colours are for text and small signs, where the raw hues are too pale on a
light ground (or too dark on a dark one).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from journeymap.layout.marks import Dash
from journeymap.layout.request import Theme
from journeymap.model.difference import Sign
from journeymap.model.journey import LaneKind
from journeymap.scores.score import Band


class Paper(NamedTuple):
    """A card's three colours."""

    fill: str
    stroke: str
    ink: str


class Tone(NamedTuple):
    """The colours of a band: ``fill`` for surfaces, ``ink`` for text, ``wash`` for large pale areas."""

    fill: str
    ink: str
    wash: str


class Pen(NamedTuple):
    """How one persona's curve is drawn; never solid, which is for what was measured."""

    colour: str
    dash: Dash


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme.

    :param ground: behind everything; also the lighter of the lanes' two grounds.
    :param stripe: the other ground of the lanes.
    :param ink: body text, at least 8:1 on both grounds.
    :param muted: small print, at least 4.5:1 on both grounds.
    :param stages: hues of the stage bands, in turn; white text on them has at least 4.5:1.
    :param veil: lies over what is dimmed.
    :param signs: of what differs in a comparison; ``ink`` has at least 4.5:1 on the ground and under ``on_badge``.
    :param primary: buttons; white text on it has at least 4.5:1.
    :param on_stage: text on a stage band, or on a ``badge``.
    """

    ground: str
    stripe: str
    ink: str
    muted: str
    rule: str
    separator: str
    track: str
    whisker: str
    highlight: str
    highlight_wash: str
    veil: str
    alarm: str
    on_alarm: str
    on_stage: str
    on_badge: str
    primary: str
    stages: tuple[str, ...]
    good: Tone
    middling: Tone
    poor: Tone
    signs: dict[Sign, Tone]
    plain: Paper
    papers: dict[LaneKind, Paper]
    pens: tuple[Pen, ...]

    def tone(self, band: Band | None) -> Tone:
        """The colours of a band; those of the middling one where there is none."""
        return self.good if band is Band.GOOD else self.poor if band is Band.POOR else self.middling

    def paper(self, kind: LaneKind) -> Paper:
        """The colours of a lane's cards."""
        return self.papers.get(kind, self.plain)

    def stage(self, place: int) -> str:
        """The hue of the stage at this place, from 0; they come round again."""
        return self.stages[place % len(self.stages)]

    def pen(self, place: int) -> Pen:
        """How the curve of the persona at this place is drawn."""
        return self.pens[place % len(self.pens)]


_BEHIND = (LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE, LaneKind.SUPPORT, LaneKind.EVIDENCE)

LIGHT = Tokens(
    ground="#FFFFFF",
    stripe="#F3F5F8",
    ink="#1A2233",
    muted="#566072",
    rule="#D5DAE3",
    separator="#6B7485",
    track="#DDE2EA",
    whisker="#1A2233",
    highlight="#E3A400",
    highlight_wash="rgba(240,180,0,0.16)",
    veil="rgba(255,255,255,0.82)",
    alarm="#9E3F00",
    on_alarm="#FFFFFF",
    on_stage="#FFFFFF",
    on_badge="#FFFFFF",
    primary="#005C92",
    stages=("#1F3A68", "#2A5F94", "#1F7280", "#3A6B4F", "#4C4A83", "#7A4160", "#6B5A2B", "#8A4B32"),
    good=Tone("#0072B2", "#005C92", "#D3E7F4"),
    middling=Tone("#868D99", "#4F5868", "#E3E6EB"),
    poor=Tone("#D55E00", "#A54200", "#F9E0CF"),
    signs={
        Sign.ADDED: Tone("#00735C", "#00735C", "#DDF1EA"),
        Sign.REMOVED: Tone("#9C2F6B", "#9C2F6B", "#F8E3EE"),
        Sign.MOVED: Tone("#5B3FA0", "#5B3FA0", "#EAE4F8"),
        Sign.REWORDED: Tone("#7A5800", "#7A5800", "#FAEFCC"),
        Sign.CHANGED: Tone("#7A5800", "#7A5800", "#FAEFCC"),
    },
    plain=Paper("#FFFFFF", "#C6CDD9", "#1A2233"),
    papers={
        LaneKind.THOUGHTS: Paper("#F5F1FB", "#C5B7E2", "#3B2568"),
        LaneKind.PROMISE: Paper("#EDF6F1", "#A3CDB6", "#153F2B"),
        LaneKind.PAIN_POINTS: Paper("#FDEEE3", "#E3A06A", "#662900"),
        LaneKind.OPPORTUNITIES: Paper("#E3F0FA", "#85B6DC", "#0A375A"),
        **{kind: Paper("#ECEEF2", "#C1C8D3", "#1F2937") for kind in _BEHIND},
    },
    pens=(
        Pen("#1A2233", "dash"),
        Pen("#6A3D9A", "dashdot"),
        Pen("#00735C", "dot"),
        Pen("#7A5800", "longdash"),
        Pen("#9C2F6B", "dash"),
        Pen("#4A6078", "dashdot"),
    ),
)
"""The colours on a light ground."""

DARK = Tokens(
    ground="#11161F",
    stripe="#1A212D",
    ink="#F3F5F9",
    muted="#A6B0C0",
    rule="#343E4E",
    separator="#8C96A8",
    track="#39445A",
    whisker="#FFFFFF",
    highlight="#FFC93C",
    highlight_wash="rgba(255,201,60,0.16)",
    veil="rgba(17,22,31,0.82)",
    alarm="#FF9A52",
    on_alarm="#11161F",
    on_stage="#FFFFFF",
    on_badge="#11161F",
    primary="#1E78B8",
    stages=("#34568F", "#2F6DA8", "#23788A", "#3F775A", "#625FA6", "#8F5075", "#7A6733", "#9C5A3F"),
    good=Tone("#4FB0E8", "#6CC0F2", "#1E3C52"),
    middling=Tone("#9CA5B4", "#C0C8D4", "#2E3644"),
    poor=Tone("#FF8C42", "#FFA264", "#4C3021"),
    signs={
        Sign.ADDED: Tone("#5CD6B4", "#5CD6B4", "#15362F"),
        Sign.REMOVED: Tone("#F29CC8", "#F29CC8", "#3B2131"),
        Sign.MOVED: Tone("#C9A6F2", "#C9A6F2", "#2C2440"),
        Sign.REWORDED: Tone("#E6C35C", "#E6C35C", "#3A3014"),
        Sign.CHANGED: Tone("#E6C35C", "#E6C35C", "#3A3014"),
    },
    plain=Paper("#232B38", "#465164", "#F3F5F9"),
    papers={
        LaneKind.THOUGHTS: Paper("#2B2340", "#6A5799", "#E9E0FA"),
        LaneKind.PROMISE: Paper("#1B3128", "#3F7A5E", "#D8F0E3"),
        LaneKind.PAIN_POINTS: Paper("#3A2416", "#A5602B", "#FFDFC6"),
        LaneKind.OPPORTUNITIES: Paper("#13304A", "#3F7DB0", "#D3EAFB"),
        **{kind: Paper("#2A303B", "#4B5566", "#EDF0F5") for kind in _BEHIND},
    },
    pens=(
        Pen("#F3F5F9", "dash"),
        Pen("#C9A6F2", "dashdot"),
        Pen("#5CD6B4", "dot"),
        Pen("#E6C35C", "longdash"),
        Pen("#F29CC8", "dash"),
        Pen("#A9BBD0", "dashdot"),
    ),
)
"""The colours on a dark ground."""

SIGNS = {Band.GOOD: "✓", Band.MIDDLING: "–", Band.POOR: "!"}
"""The sign of each band, so that nothing rests on its colour alone."""

DIFFERENT = {Sign.ADDED: "+", Sign.REMOVED: "−", Sign.MOVED: "↔", Sign.REWORDED: "≠", Sign.CHANGED: "≠"}
"""What stands beside the colour of a difference."""


def tokens(theme: Theme) -> Tokens:
    """The colours of a theme."""
    return DARK if theme == "dark" else LIGHT


def streamlit_theme(theme: Theme) -> dict[str, str]:
    """The values of Streamlit's ``[theme.light]`` and ``[theme.dark]`` settings."""
    colours = tokens(theme)
    return {
        "primaryColor": colours.primary,
        "backgroundColor": colours.ground,
        "secondaryBackgroundColor": colours.stripe,
        "textColor": colours.ink,
        "linkColor": colours.good.ink,
        "borderColor": colours.rule,
    }
