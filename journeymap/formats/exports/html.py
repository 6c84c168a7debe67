"""HTML: one file to read, offline and on any screen. The map, and everything about each touchpoint behind a click."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from journeymap.formats.exports import facts
from journeymap.formats.exports.frame import all_answers, made_on
from journeymap.formats.exports.page import map_request
from journeymap.formats.exports.paint import paint, style_of, visible
from journeymap.formats.exports.request import ExportRequest
from journeymap.formats.exports.svg import Pen, attribute, data_uri, description, escape, font_rules, px
from journeymap.layout import words
from journeymap.layout.build import build
from journeymap.layout.fonts import Style
from journeymap.layout.geometry import Column, MapLayout
from journeymap.layout.marks import Box, Layer, Mark, Text, Zone
from journeymap.layout.tokens import DARK, LIGHT, Tokens
from journeymap.layout.wrap import clean
from journeymap.locale import current
from journeymap.locale import gettext as _
from journeymap.model.brand import Brand
from journeymap.model.journey import Card, Touchpoint
from journeymap.model.survey import Response

WIDTH, HEIGHT = 1600, 860
"""px that the map is laid out for; it grows, and on a smaller screen it is moved sideways."""

SMALLEST = 11.0
"""px that its text has on the smallest screen."""

_HERE = Path(__file__)
_VARIABLES = ("ground", "stripe", "ink", "muted", "rule", "highlight", "alarm", "on_alarm")


def export(request: ExportRequest) -> bytes:
    """The map as one HTML file, UTF-8, light or dark as the reader's system is."""
    made = _Map(request)
    main = _header(request) + made.html() + _details(request) + _footer(request)
    style = made.style(main) + _HERE.with_name("html_page.css").read_text("utf-8")
    script = _HERE.with_name("html_page.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    title = escape(clean(request.journey_map.journey.title) or _("Untitled journey"))
    return (
        f'<!DOCTYPE html>\n<html lang="{current()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{style}</style></head><body>{main}<script>{script}</script></body></html>\n"
    ).encode()


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode("ascii")


class _Map:
    """The drawing, laid out once in each theme: the places are the same, so each colour is a pair."""

    def __init__(self, request: ExportRequest) -> None:
        given = {"width": WIDTH, "height": HEIGHT, "brand": Brand()}
        light = build(map_request(request, theme="light", **given))
        dark = build(map_request(request, theme="dark", **given))
        self.request = request
        self.layout: MapLayout = light
        self._anchors = _anchors(request)
        self._pairs: dict[tuple[str, str], str] = {}
        self.marks = [self._paired(*pair) for pair in zip(light.marks, dark.marks, strict=True) if visible(pair[0])]
        self._pen = Pen(request.pictures, ink=lambda name, colour: f'{name}="{colour or "none"}"')

    def _paired(self, light: Mark, dark: Mark) -> Mark:
        """A mark with variables for colours."""
        fields = [name for name in ("fill", "stroke", "colour") if hasattr(light, name)]
        colours: dict[str, Any] = {n: self._colour(getattr(light, n), getattr(dark, n)) for n in fields}
        return light._replace(**colours)

    def _colour(self, light: str, dark: str) -> str:
        if not light:
            return ""
        return f"var(--{self._pairs.setdefault((light, dark), f'c{len(self._pairs)}')})"

    def html(self) -> str:
        """Lane names that stay where they are, the map, and the legend."""
        layout, top = self.layout, self.layout.top
        label, height = layout.label_width, layout.bottom - layout.top
        left = [m for m in self.marks if m.zone is Zone.LEFT or _is_stripe(m)]
        body = [m for m in self.marks if m.zone is Zone.BODY]
        legend = [m for m in self.marks if m.zone is Zone.BOTTOM]
        below = layout.height - layout.bottom
        about = attribute(f"{description(self.request)}. " + _("Arrow keys go from touchpoint to touchpoint."))
        return (
            _tools()
            + f'<div class="scroll" tabindex="0" role="region" aria-label={about}><div class="map">'
            + self._svg("left", (0, top, label, height), left, f'width="{px(100 * label / layout.width)}%"')
            + self._svg(
                "body",
                (label, top, layout.width - label, height),
                body,
                f'width="{px(100 - 100 * label / layout.width)}%"',
                "".join([self._link(column) for column in layout.columns]),
            )
            + "</div></div>"
            + f'<div class="scroll below">{self._svg("legend", (0, layout.bottom, WIDTH, below), legend)}</div>'
        )

    def _svg(
        self, name: str, view: tuple[float, float, float, float], marks: Iterable[Mark], size: str = "", more: str = ""
    ) -> str:
        box = " ".join(px(value) for value in view)
        drawn = "".join([self._pen.draw(mark) for mark in marks])
        return f'<svg class="{name}" viewBox="{box}" {size}>{drawn}{more}</svg>'

    def _link(self, column: Column) -> str:
        touchpoint = self.request.journey_map.touchpoint_by_id.get(column.touchpoint_id or "")
        if touchpoint is None:
            return ""
        top, bottom = self.layout.top, self.layout.bottom
        place = (
            f'x="{px(column.x0)}" y="{px(top + 1)}" width="{px(column.x1 - column.x0)}" height="{px(bottom - top - 2)}"'
        )
        title = attribute(clean(touchpoint.title) or _("Untitled"))
        anchor = self._anchors[touchpoint.id]
        return f'<a href="#{anchor}" data-touchpoint="" aria-label={title}><rect class="column" {place}/></a>'

    def style(self, content: str) -> str:
        """Fonts with every character of the content, and the colours of both themes."""
        characters: dict[Style, set[str]] = {
            style: set(content) for style in (Style.REGULAR, Style.SEMIBOLD, Style.BOLD)
        }
        for mark in self.marks:
            if isinstance(mark, Text):
                characters.setdefault(style_of(mark), set()).update(*mark.lines)
        accent = "#" + paint(self.request.brand.accent or LIGHT.primary).rgb
        smallest = SMALLEST / self.layout.font_size
        least = f"--least:{px(self.layout.width * smallest)}px;--accent:{accent};--legend:{px(WIDTH * smallest)}px"
        light = "".join([f"--{name}:{pair[0]};" for pair, name in self._pairs.items()])
        dark = "".join([f"--{name}:{pair[1]};" for pair, name in self._pairs.items()])
        return (
            f"{font_rules(characters)}:root{{{light}{_tokens(LIGHT)}{least}}}"
            f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}{_tokens(DARK)}}}}}"
        )


def _tokens(colours: Tokens) -> str:
    named = "".join([f"--{name.replace('_', '-')}:{getattr(colours, name)};" for name in _VARIABLES])
    return f"{named}--wash:{colours.highlight_wash};"


def _is_stripe(mark: Mark) -> bool:
    return isinstance(mark, Box) and mark.layer is Layer.GROUND and mark.x0 == 0 and mark.zone is Zone.BODY


def _tools() -> str:
    buttons = (("0.8", "−", _("Smaller")), ("1.25", "+", _("Larger")), ("0", _("Fit"), _("Fit the map to the window")))
    drawn = "".join(
        f'<button type="button" data-zoom="{factor}" aria-label={label} title={label}>{escape(sign)}</button>'
        for factor, sign, label in ((factor, sign, attribute(label)) for factor, sign, label in buttons)
    )
    hint = escape(_("Click a touchpoint for everything about it."))
    return f'<div class="tools">{drawn}<span class="muted">{hint}</span></div>'


def _header(request: ExportRequest) -> str:
    journey = request.journey_map.journey
    logo = request.pictures.get(request.brand.logo_id or "")
    name = clean(request.brand.name)
    image = f'<img src="{data_uri(logo)}" alt={attribute(name)}>' if logo else ""
    who = ", ".join(
        f"{clean(p.name)} – {clean(p.role)}" if p.role else clean(p.name) for p in request.journey_map.personas
    )
    whole = "; ".join(f"{words.metric_name(score.metric)} {facts.score_text(score)}" for score in request.whole)
    about = " · ".join(part for part in (who, clean(request.period), all_answers(request), made_on(request)) if part)
    asked = (
        _("Whole journey: {scores}").format(scores=whole) if whole else _("The whole journey has not been asked yet")
    )
    brand = f"<p>{image}<strong>{escape(name)}</strong></p>" if image or name else ""
    title = escape(clean(journey.title) or _("Untitled journey"))
    return (
        f'<header>{brand}<h1 dir="auto">{title}</h1><p class="muted">{escape(about)}</p><p>{escape(asked)}</p>'
        + (f'<p dir="auto">{escape(clean(journey.scenario))}</p>' if journey.scenario.strip() else "")
        + (f'<p dir="auto" class="muted">{escape(clean(journey.note))}</p>' if journey.note.strip() else "")
        + "</header>"
    )


def _footer(request: ExportRequest) -> str:
    return f"<footer>{escape(made_on(request))}</footer>"


def _details(request: ExportRequest) -> str:
    shown, anchors = request.journey_map, _anchors(request)
    parts = []
    for stage in shown.stages:
        parts.append(f'<section><h2 dir="auto">{escape(clean(stage.title))}</h2>')
        parts += [f'<p dir="auto">{escape(clean(stage.note))}</p>'] if stage.note.strip() else []
        parts += [_article(request, t, anchors[t.id]) for t in shown.touchpoints if t.stage_id == stage.id]
        parts.append("</section>")
    return f'<main class="details">{"".join(parts)}</main>'


def _article(request: ExportRequest, touchpoint: Touchpoint, anchor: str) -> str:
    lists = (
        (_("Scores"), facts.scores(list(request.scores.get(touchpoint.id, ())))),
        (_("Emotion, as the team believes"), facts.emotions(request, touchpoint)),
        ("", facts.facts(touchpoint)),
    )
    badge = f'<p><span class="badge">{escape(_("Moment of truth"))}</span></p>' if touchpoint.moment_of_truth else ""
    branches = facts.branches(request, touchpoint)
    return (
        f'<article id="{anchor}" tabindex="-1">'
        f'<button type="button" aria-label={attribute(_("Close"))}>×</button>'
        f'<h3 dir="auto">{escape(clean(touchpoint.title) or _("Untitled"))}</h3>'
        f'<p class="muted" dir="auto">{escape(clean(touchpoint.channel))}</p>{badge}'
        + "".join([_list(title, found) for title, found in lists if found])
        + (_bullets(_("Leads to"), branches) if branches else "")
        + "".join([_cards(request, title, found) for title, found in facts.cards(request, touchpoint)])
        + _comments(request.comments.get(touchpoint.id, ()))
        + "</article>"
    )


def _list(title: str, found: Iterable[facts.Fact]) -> str:
    rows = "".join([f'<dt>{escape(f.label)}</dt><dd dir="auto">{escape(" ".join(f.texts))}</dd>' for f in found])
    return (f"<h4>{escape(title)}</h4>" if title else "") + f"<dl>{rows}</dl>"


def _bullets(title: str, texts: Iterable[str]) -> str:
    items = "".join([f'<li dir="auto">{escape(text)}</li>' for text in texts])
    return f"<h4>{escape(title)}</h4><ul>{items}</ul>"


def _cards(request: ExportRequest, title: str, found: Iterable[Card]) -> str:
    items = []
    for card in found:
        picture = request.pictures.get(card.picture_id or "")
        text = facts.card_text(request, card)
        image = f'<img src="{data_uri(picture)}" alt={attribute(text)}>' if picture else ""
        evidence = escape(words.evidence_name(card.evidence))
        items.append(f'<li dir="auto">{image}{escape(text)} <span class="muted">({evidence})</span></li>')
    return f"<h4>{escape(title)}</h4><ul>{''.join(items)}</ul>"


def _comments(answers: Iterable[Response]) -> str:
    items = [
        f'<li dir="auto">{escape(clean(a.comment))} <span class="muted">{escape(facts.comment_head(a))}</span></li>'
        for a in answers
        if a.comment.strip()
    ]
    return f"<h4>{escape(_('Comments'))}</h4><ul>{''.join(items)}</ul>" if items else ""


def _anchors(request: ExportRequest) -> dict[str, str]:
    """By touchpoint id where its details stand."""
    return {t.id: f"touchpoint-{number}" for number, t in enumerate(request.journey_map.touchpoints, 1)}
