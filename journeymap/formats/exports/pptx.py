"""PPTX: a title slide, then twelve columns a slide, broken between stages. All shapes and texts can be edited."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import PIL.Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.util import Pt

from journeymap.formats.exports.frame import all_answers, made_on
from journeymap.formats.exports.page import Page, sheets
from journeymap.formats.exports.paint import paint, visible
from journeymap.formats.exports.request import ExportRequest
from journeymap.formats.exports.slide_xml import Paragraph, Place, SlideXml
from journeymap.layout import words
from journeymap.layout.fonts import Style, measured_in
from journeymap.layout.geometry import PlacedText
from journeymap.layout.marks import Box, Image, Text, Zone
from journeymap.layout.tokens import tokens
from journeymap.layout.wrap import clean
from journeymap.locale import gettext as _
from journeymap.model.persona import Picture
from journeymap.scores.wording import shown_interval, too_few

WIDTH_PT, HEIGHT_PT = 960, 540
COLUMNS = 12
"""On a slide."""

PT = 7 / 11
"""pt in a px: 7 pt is the smallest text of a slide."""

MARGIN = 18.0
"""px around a slide."""

_TITLE_ONLY = 5


def export(request: ExportRequest) -> bytes:
    """The map as slides, 16:9."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH_PT), Pt(HEIGHT_PT)
    deck.core_properties.title = clean(request.journey_map.journey.title)[:200]
    deck.core_properties.author = clean(request.brand.name)[:200]
    deck.core_properties.comments = made_on(request)
    _title_slide(deck, request)
    width, height = WIDTH_PT / PT - 2 * MARGIN, HEIGHT_PT / PT - 2 * MARGIN
    pages = sheets(request, width, height, COLUMNS, "Arial")
    for done, page in enumerate(pages):
        _map_slide(deck, request, page)
        if request.progress:
            request.progress(done + 1, len(pages))
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _map_slide(deck: Any, request: ExportRequest, page: Page) -> None:
    slide = _blank(deck, page.ground)
    room = (WIDTH_PT / PT - 2 * MARGIN, HEIGHT_PT / PT - 2 * MARGIN)
    shrunk = min(1.0, room[0] / page.width, room[1] / page.height)
    drawn = SlideXml(PT * shrunk, lambda image: _linked(slide, image, request))
    (layout, _x, _y) = page.layouts[0]
    placed = {id(text.paper): text for text in layout.texts}
    done = {id(block) for text in layout.texts for block in text.blocks}
    titled = False
    with measured_in("Arial"):
        for mark in page.marks:
            if id(mark) in done or not visible(mark):
                continue
            if isinstance(mark, Box) and id(mark) in placed:
                text = placed[id(mark)]
                drawn.box(mark, _paragraphs(text), text.blocks[0].x - mark.x0 - 1)
            elif isinstance(mark, Text) and not titled and _is_title(mark):
                drawn.text(mark, title=True)
                titled = True
            else:
                drawn.draw(mark)
    _fill(slide, drawn, MARGIN * PT)
    _write_notes(slide, request, [column.touchpoint_id for column in layout.columns])


def _is_title(mark: Text) -> bool:
    return mark.zone is Zone.TOP and mark.weight == Style.BOLD.weight


def _paragraphs(placed: PlacedText) -> list[Paragraph]:
    """A card's text as it was typed: it is wrapped by its box."""
    typed = placed.text.split("\n")
    blocks = placed.blocks
    if len(blocks) == 1:
        typed = [placed.text]
    elif len(typed) != len(blocks):
        typed = [" ".join(block.lines) for block in blocks]
    return [
        Paragraph(text, block.size, block.colour, block.weight > 400, block.italic)
        for text, block in zip(typed, blocks, strict=True)
    ]


def _title_slide(deck: Any, request: ExportRequest) -> None:
    colours = tokens(request.theme)
    slide = _blank(deck, colours.ground)
    drawn = SlideXml(1.0, lambda image: _linked(slide, image, request))
    accent = request.brand.accent or colours.stage(0)
    drawn.draw(Box(0, 0, 18, HEIGHT_PT, accent))
    left, width = 72.0, WIDTH_PT - 144.0
    logo = request.brand.logo_id in request.pictures
    if logo:
        drawn.draw(Image(left, 48, left + 220, 108, request.brand.logo_id or "", zone=Zone.BOTTOM))
    if name := clean(request.brand.name):
        place = Place(left + (240 if logo else 0), 48, width - (240 if logo else 0), 60)
        drawn.words(place, [Paragraph(name, 20, colours.ink, bold=True)])
    journey = request.journey_map.journey
    title = clean(journey.title).replace("\n", " ") or _("Untitled journey")
    size = 40 if len(title) < 60 else 28 if len(title) < 140 else 18
    drawn.words(Place(left, 132, width, 130), [Paragraph(title, size, colours.ink, bold=True)], title=True, anchor="b")
    about = [Paragraph(text, 14, colours.muted) for text in _about(request)]
    scenario = clean(journey.scenario)
    size = 16 if len(scenario) < 400 else 10
    body = [Paragraph(scenario, size, colours.ink)] if scenario else []
    drawn.words(Place(left, 276, width, 216), [*body, *about], anchor="t")
    _fill(slide, drawn, 0.0)
    notes = [clean(journey.note)] if clean(journey.note) else []
    if notes:
        slide.notes_slide.notes_text_frame.text = "\n".join(notes)


def _about(request: ExportRequest) -> list[str]:
    names = ", ".join(clean(persona.name) for persona in request.journey_map.personas)
    scores = []
    for score in request.whole:
        value = f"{words.number(score)} ({shown_interval(score)}), {words.answers(score.n)}"
        scores.append(f"{words.metric_name(score.metric)} {value if score.shown else too_few(score)}")
    whole = _("Whole journey: {scores}").format(scores="; ".join(scores)) if scores else ""
    return [text for text in (names, clean(request.period), whole, all_answers(request), made_on(request)) if text]


def _blank(deck: Any, ground: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    for placeholder in list(slide.placeholders):
        placeholder.element.getparent().remove(placeholder.element)
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor(*bytes.fromhex(paint(ground).rgb))  # type: ignore[no-untyped-call]
    return slide


def _fill(slide: Any, drawn: SlideXml, margin: float) -> None:
    """Put the shapes on the slide, ``margin`` pt from its upper left corner."""
    tree = slide.shapes._spTree  # python-pptx has no other way to add many shapes quickly
    offset = Pt(margin)
    for shape in list(parse_xml(drawn.tree())):
        for place in shape.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}off"):
            place.set("x", str(int(place.get("x")) + offset))
            place.set("y", str(int(place.get("y")) + offset))
        tree.append(shape)


def _linked(slide: Any, image: Image, request: ExportRequest) -> tuple[str, Place] | None:
    found = request.pictures.get(image.source)
    sides = _sides(found) if found else None
    if found is None or sides is None:
        return None
    _part, relation = slide.part.get_or_add_image_part(BytesIO(_as_png(found)))
    scale = min((image.x1 - image.x0) / sides[0], (image.y1 - image.y0) / sides[1])
    width, height = sides[0] * scale, sides[1] * scale
    left = image.x0 if image.zone is Zone.BOTTOM else (image.x0 + image.x1 - width) / 2
    return relation, Place(left, (image.y0 + image.y1 - height) / 2, width, height)


def _sides(found: Picture) -> tuple[int, int] | None:
    """Width and height of a picture in its own px, ``None`` when it cannot be read."""
    try:
        with PIL.Image.open(BytesIO(found.content)) as image:
            return image.size
    except (OSError, ValueError):
        return None


def _as_png(found: Picture) -> bytes:
    """PowerPoint knows no WebP."""
    if found.kind != "image/webp":
        return found.content
    buffer = BytesIO()
    with PIL.Image.open(BytesIO(found.content)) as image:
        image.save(buffer, "PNG")
    return buffer.getvalue()


def _write_notes(slide: Any, request: ExportRequest, touchpoint_ids: list[str | None]) -> None:
    """The notes of what the slide shows, for whoever presents it; none, none."""
    shown = request.journey_map
    here = [shown.touchpoint_by_id[t] for t in touchpoint_ids if t is not None]
    stages = {t.stage_id for t in here}
    notes = [(stage.title, stage.note) for stage in shown.stages if stage.id in stages]
    notes += [(touchpoint.title, touchpoint.note) for touchpoint in here]
    lines = [f"{clean(title)}: {clean(note)}" for title, note in notes if clean(note)]
    if lines:
        slide.notes_slide.notes_text_frame.text = "\n".join(lines)
