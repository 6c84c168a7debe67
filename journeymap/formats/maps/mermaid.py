"""Mermaid ``journey``, alone or in a fenced block of a Markdown file: all that Mermaid's own grammar accepts.

``journey`` opens it; ``title T``, ``section S``, ``accTitle: T``, ``accDescr: T`` and ``accDescr { T }``; a task is
``name: score: actor, actor``. ``;`` and a line break end a statement, ``%%`` and ``#`` begin a comment, ``#58;`` and
``#colon;`` are signs. A score 1..5 is an emotion −2..+2. Our own comments (``%% journeymap {…}``) say the rest.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from journeymap.errors import InvalidInput
from journeymap.formats.maps.build import number_in
from journeymap.formats.maps.document import Aside, MapDocument, Where, line
from journeymap.formats.maps.native import from_data
from journeymap.formats.maps.source import Source
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.persona import COLOURS

_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,}|:{3,})\s*(?P<kind>[\w{}.-]*)")
_DIRECTIVE = re.compile(r"%%\{.*?\}%%", re.DOTALL)
_OURS = re.compile(r"^\s*%%\s*journeymap\s+(\{.*\})\s*$")
_HIDDEN = re.compile(r"^<!-- journeymap\n(.*?)^-->", re.DOTALL | re.MULTILINE)
_ENTITY = re.compile(r"#(\w+);")
_KEPT = re.compile("\ue000(\\w+)\ue001")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OPENING = re.compile(r"^\s*journey(?=\s*(?:;|#|%%|$)|\s+(?:title|section|accTitle|accDescr)\b)", re.IGNORECASE)
_ACC = re.compile(r"^\s*(accTitle|accDescr)\s*:\s*(.*)$", re.IGNORECASE)
_ACC_OPEN = re.compile(r"^\s*accDescr\s*\{(.*)$", re.IGNORECASE)
_KEYWORD = re.compile(r"^(title|section)\s+(.*)$", re.IGNORECASE)

Line = tuple[int, str]


def recognise(source: Source) -> bool:
    """By the word that opens it."""
    return not source.is_binary and source.data is None and _diagrams(source.text) != []


def read(source: Source) -> MapDocument:
    """The map of the first diagram.

    :raises InvalidInput: there is none in the file.
    """
    found = _diagrams(source.text)
    if not found:
        raise InvalidInput(
            _(
                "There is no Mermaid journey in “{name}”: one begins with the word “journey” in a line of its own."
            ).format(name=source.called)
        )
    read_first = _Reading(found[0])
    hidden = _HIDDEN.search(source.text)
    if hidden:
        before = source.text[: hidden.start(1)].count("\n")
        inside = _Reading([(before + n, text) for n, text in enumerate(hidden[1].splitlines(), start=1)])
        if inside.statements() == read_first.statements():
            read_first = inside
        else:
            read_first.asides.append(
                Aside(line(before), _("The drawing was changed since; what this comment says was left out."))
            )
    read_first.asides += [
        Aside(line(other[0][0]), _("This is another journey. Only the first one in the file was read."))
        for other in found[1:]
    ]
    return read_first.document()


def _diagrams(text: str) -> list[list[Line]]:
    """Numbered lines of every journey: those of fenced blocks, or else the whole text."""
    lines = list(enumerate(text.split("\n"), start=1))
    blocks = [block for block in _fenced(lines) if _opens(block)]
    if blocks:
        return blocks
    return [lines] if _opens(lines) else []


def _fenced(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] | None = None
    fence = ""
    for number, text in lines:
        found = _FENCE.match(text)
        if block is None:
            if found:
                block, fence = [], found["fence"]
        elif found and found["fence"].startswith(fence) and not found["kind"]:
            yield block
            block = None
        else:
            block.append((number, text))
    if block:
        yield block


def _opens(lines: Sequence[Line]) -> bool:
    first = next((text for _n, text in _bare(lines) if text.strip() and not text.lstrip().startswith("%%")), "")
    return bool(_OPENING.match(first))


def _bare(lines: Sequence[Line]) -> list[Line]:
    """Without front matter and directives; every line keeps its number."""
    if not lines:
        return []
    numbers = [number for number, _text in lines]
    whole = _DIRECTIVE.sub(lambda found: "\n" * found[0].count("\n"), "\n".join(text for _n, text in lines))
    return list(zip(numbers, _without_front(whole.split("\n")), strict=True))


def _without_front(texts: list[str]) -> list[str]:
    first = next((n for n, text in enumerate(texts) if text.strip()), None)
    if first is None or texts[first].strip() != "---":
        return texts
    last = next((n for n in range(first + 1, len(texts)) if texts[n].strip() == "---"), None)
    if last is None:
        return texts
    return [*[""] * (last + 1), *texts[last + 1 :]]


def _front_title(lines: Sequence[Line]) -> str:
    texts = [text for _n, text in lines]
    bare = [text for _n, text in _bare(lines)]
    for text, left in zip(texts, bare, strict=True):
        found = re.match(r"\s*title:\s*(.+?)\s*$", text)
        if found and text != left:
            return found[1].strip("\"'")
    return ""


@dataclass
class _Task:
    line: int
    name: str
    score: str
    actors: list[str]
    more: str


@dataclass
class _Reading:
    """One pass over the statements of a diagram, into the lists of our own file."""

    lines: list[Line]
    asides: list[Aside] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.found = list(self._statements())

    def statements(self) -> list[tuple[str, str]]:
        """What is said, without comments."""
        return [(kind, text) for _n, kind, text in self.found if kind != "ours"]

    def _statements(self) -> Iterator[tuple[int, str, str]]:
        """Line, kind and text of every statement; kinds are ``title``, ``section``, ``accTitle``, ``accDescr``,
        ``task`` and ``ours``.
        """
        opened = False
        rest = iter(_bare(self.lines))
        for number, written in rest:
            if ours := _OURS.match(written):
                yield number, "ours", ours[1]
                continue
            if written.lstrip().startswith("%%"):
                continue
            text = written if opened else _OPENING.sub("", written, count=1)
            opened = opened or text != written
            if found := _ACC_OPEN.match(text):
                yield number, "accDescr", _to_brace(found[1], rest)
            elif found := _ACC.match(text):
                yield number, "accTitle" if found[1].casefold() == "acctitle" else "accDescr", found[2].strip()
            else:
                yield from self._of_line(number, text)

    def _of_line(self, number: int, text: str) -> Iterator[tuple[int, str, str]]:
        kept = _ENTITY.sub("\ue000\\1\ue001", text).partition("#")[0]
        for statement in kept.split(";"):
            said = statement.strip()
            if not said:
                continue
            keyword = _KEYWORD.match(said)
            if keyword:
                yield number, keyword[1].lower(), _decoded(keyword[2])
            elif said.casefold() in ("title", "section"):
                self.asides.append(Aside(line(number), _("“{text}” names nothing and was left out.").format(text=said)))
            else:
                yield number, "task", said

    def document(self) -> MapDocument:
        """The map."""
        data: dict[str, Any] = {name: [] for name in ("stages", "touchpoints", "cards", "emotions")}
        data["journey"] = {"title": _front_title(self.lines)}
        places: dict[tuple[str, int], Where] = {}
        said: dict[str, str] = {}
        task: _Task | None = None
        for number, kind, text in self.found:
            if kind == "ours":
                self._take(number, text, data, task)
            elif kind == "title":
                data["journey"]["title"] = text
            elif kind in ("accTitle", "accDescr"):
                said[kind] = text
            elif kind == "section":
                places["stages", len(data["stages"])] = line(number)
                data["stages"].append({"id": new_id(), "title": text})
                task = None
            elif (task := self._task(number, text)) is not None:
                if not data["stages"]:
                    data["stages"].append({"id": new_id(), "title": _("Start")})
                places["touchpoints", len(data["touchpoints"])] = line(number)
                data["touchpoints"].append(
                    {
                        "id": new_id(),
                        "stage_id": data["stages"][-1]["id"],
                        "title": task.name,
                        "note": task.more,
                        "_task": task,
                    }
                )
        _describe(data["journey"], said)
        self._emotions(data)
        _complete(data)
        made = from_data(data, places)
        asides = sorted((*self.asides, *made.asides), key=lambda aside: aside.where.line or 0)
        return MapDocument(
            journey_map=made.journey_map,
            surveys=made.surveys,
            survey_touchpoints=made.survey_touchpoints,
            asides=tuple(asides),
            places=made.places,
        )

    def _task(self, number: int, text: str) -> _Task | None:
        name, colon, rest = text.partition(":")
        name = _decoded(name)
        if not name:
            self._aside(number, _("A task without a name was left out."))
            return None
        if not colon:
            self._aside(number, _("“{text}” is no task: it has no score. It was left out.").format(text=name[:60]))
            return None
        score, _colon, rest = rest.partition(":")
        actors, _colon, more = rest.partition(":")
        if more.strip():
            self._aside(number, _("Mermaid drops what stands behind the actors; it became the touchpoint's note."))
        names = [_decoded(actor) for actor in actors.split(",")]
        return _Task(number, name, _decoded(score), [n for n in names if n], _decoded(more))

    def _take(self, number: int, text: str, data: dict[str, Any], task: _Task | None) -> None:
        """What a comment of ours adds to the statement before it."""
        try:
            given = json.loads(text)
        except (ValueError, RecursionError):
            self._aside(number, _("This comment is damaged and was left out."))
            return
        if isinstance(stage := given.get("stage"), dict) and data["stages"]:
            row = data["stages"][-1]
            data["stages"][-1] = {"id": row["id"], **stage, "title": row["title"]}
        elif isinstance(touchpoint := given.get("touchpoint"), dict) and task is not None:
            row = data["touchpoints"][-1]
            note = row["note"] or touchpoint.get("note", "")
            kept = {**touchpoint, "title": row["title"], "stage_id": row["stage_id"], "_task": task, "note": note}
            data["touchpoints"][-1] = {"id": row["id"], **kept}
            for name in ("cards", "emotions"):
                rows = given.get(name)
                for card in rows if isinstance(rows, list) else ():
                    if isinstance(card, dict):
                        data[name].append({**card, "touchpoint_id": data["touchpoints"][-1]["id"]})
        elif isinstance(journey := given.get("journey"), dict):
            data["journey"] = {**journey, "title": data["journey"]["title"]}
            for name in ("personas", "lanes", "paths", "surveys", "survey_touchpoints"):
                if isinstance(given.get(name), list):
                    data[name] = given[name]

    def _emotions(self, data: dict[str, Any]) -> None:
        """Scores become emotions, but where our comment says the same more exactly."""
        tasks: list[tuple[str, _Task]] = [(row["id"], row.pop("_task")) for row in data["touchpoints"]]
        personas = data.setdefault("personas", [])
        names = {str(p.get("name", "")).casefold(): p.get("id") for p in personas if isinstance(p, dict)}
        nobody = not any(task.actors for _id, task in tasks) and not names and "lanes" not in data
        for touchpoint_id, task in tasks:
            score = self._score(task)
            ours = [row for row in data["emotions"] if row["touchpoint_id"] == touchpoint_id]
            if not nobody and _same(task, score, ours, names):
                continue
            data["emotions"] = [row for row in data["emotions"] if row["touchpoint_id"] != touchpoint_id]
            actors = list(dict.fromkeys(task.actors)) or ([_("Customer")] if nobody else [])
            if not actors and score is not None and score != 3:
                self._aside(task.line, _("Nobody is named for this score; it was left out."))
            for actor in actors:
                if actor.casefold() not in names:
                    names[actor.casefold()] = new_id()
                    colour = COLOURS[len(personas) % len(COLOURS)]
                    personas.append({"id": names[actor.casefold()], "name": actor, "colour": colour})
                if score is not None:
                    row = {"touchpoint_id": touchpoint_id, "persona_id": names[actor.casefold()]}
                    data["emotions"].append({**row, "value": round(score - 3, 1)})

    def _score(self, task: _Task) -> float | None:
        score = number_in(task.score)
        if score is None:
            self._aside(
                task.line,
                _("The score “{score}” is no number and was left out.").format(score=task.score[:40]),
            )
            return None
        if not 1 <= score <= 5:
            near = min(max(score, 1.0), 5.0)
            self._aside(
                task.line,
                _("The score {score} is not from 1 to 5; {near} was taken.").format(score=task.score, near=f"{near:g}"),
            )
            return near
        return score

    def _aside(self, number: int, sentence: str) -> None:
        self.asides.append(Aside(line(number), sentence))


def _same(task: _Task, score: float | None, ours: list[dict[str, Any]], names: dict[str, Any]) -> bool:
    """Whether the comment's emotions would have been written as this task."""
    values = [row.get("value") for row in ours]
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return False
    if {names.get(actor.casefold()) for actor in task.actors} != {row.get("persona_id") for row in ours}:
        return False
    numbers = [float(value) for value in values if value is not None]
    written = round(3 + sum(numbers) / len(numbers), 1) if numbers else 3.0
    return score == written


def _complete(data: dict[str, Any]) -> None:
    """The lanes that no map can be read without, where no comment of ours has named any."""
    if "lanes" not in data:
        kinds = ["touchpoint", *(["emotion"] if data["emotions"] else []), "scores"]
        data["lanes"] = [{"id": new_id(), "kind": kind} for kind in kinds]


def _describe(journey: dict[str, Any], said: dict[str, str]) -> None:
    """What screen readers are told is the title where there is no other, and the scenario."""
    texts = [said.get("accTitle", ""), said.get("accDescr", "")]
    if not journey["title"]:
        journey["title"], texts[0] = texts[0], ""
    if any(texts):
        journey["scenario"] = "\n".join(text for text in (journey.get("scenario", ""), *texts) if text)


def _to_brace(first: str, rest: Iterator[Line]) -> str:
    """A description of several lines, up to the closing brace."""
    texts = [first]
    while "}" not in texts[-1]:
        following = next(rest, None)
        if following is None:
            break
        texts.append(following[1])
    texts[-1] = texts[-1].partition("}")[0]
    return "\n".join(text.strip() for text in texts).strip()


def _decoded(text: str) -> str:
    """A name with its signs, in one line."""
    signs = _KEPT.sub(lambda found: _sign(found[1]), _BREAK.sub(" ", text))
    return " ".join(signs.split())


def _sign(name: str) -> str:
    return html.unescape(f"&#{name};" if name.isdigit() else f"&{name};")
