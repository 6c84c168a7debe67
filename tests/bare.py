"""Finds sentences that a person reads and that do not go through gettext."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

ROOT = Path(__file__).parents[1]

TEXT_PARAMETERS = {
    "label",
    "body",
    "text",
    "title",
    "placeholder",
    "help",
    "caption",
    "captions",
    "message",
    "sentence",
    "heading",
    "description",
    "epilog",
    "page_title",
    "off_text",
    "tabs",
    "value_label",
}
"""Names of parameters that hold what a person reads, in Streamlit, in argparse and in our own parts."""

NO_WORDS = {"px", "rem", "em", "journeymap"}
"""Units of style, and our own name."""

_NOT_WORDS = re.compile(
    r"""
    :material/[\w{}]+:                  # icons
    | :[a-z-]+(?:\[|(?=\s|$))           # directives such as :small[
    | <(style|script)\b.*?</\1>         # not text
    | <[^>]*>                           # tags
    | &\w+;                             # entities
    | \{[^{}]*\}                        # placeholders
    | https?://\S+
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def has_words(text: str) -> bool:
    """Whether there is anything in ``text`` that would have to be translated."""
    return any(word.lower() not in NO_WORDS for word in _WORD.findall(_NOT_WORDS.sub(" ", text)))


def is_bare(node: ast.AST) -> bool:
    """Whether an expression is, or is put together from, text with words in it."""
    match node:
        case ast.Constant(value=str(text)):
            return has_words(text)
        case ast.JoinedStr(values=parts):
            joined = "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)
            inner = [p.value for p in parts if isinstance(p, ast.FormattedValue)]
            return has_words(joined) or any(is_bare(part) for part in inner if isinstance(part, ast.IfExp | ast.BinOp))
        case ast.BinOp(left=left, right=right):
            return is_bare(left) or is_bare(right)
        case ast.IfExp(body=body, orelse=orelse):
            return is_bare(body) or is_bare(orelse)
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return any(is_bare(element) for element in elements)
        case ast.Call(func=ast.Attribute(value=ast.Constant() as text)):
            return is_bare(text)
        case ast.Starred(value=value):
            return is_bare(value)
    return False


@cache
def streamlit_elements() -> frozenset[str]:
    """Names of Streamlit's calls whose first argument is text."""
    found = {"write", "dialog"}
    for source in (st, DeltaGenerator, st.column_config):
        for name in dir(source):
            if name.startswith("_") or not callable(call := getattr(source, name)):
                continue
            try:
                parameters = [p for p in inspect.signature(call).parameters if p != "self"]
            except (TypeError, ValueError):
                continue
            if parameters and parameters[0] in TEXT_PARAMETERS:
                found.add(name)
    return frozenset(found - {"html", "code", "json", "latex"})


def parts_with_text(files: list[Path]) -> frozenset[str]:
    """Names of our own functions whose first argument is text."""
    found = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].arg in TEXT_PARAMETERS:
                found.add(node.name)
    return frozenset(found)


def error_names(files: list[Path]) -> frozenset[str]:
    """Names of our errors, and of every class made from one."""
    bases: dict[str, list[str]] = {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = [b.id for b in node.bases if isinstance(b, ast.Name)]
    found = {"JourneymapError"}
    while more := {name for name, of in bases.items() if name not in found and found.intersection(of)}:
        found |= more
    return frozenset(found)


def called(node: ast.Call) -> str:
    """The last part of the name of what is called."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def bare_in_calls(file: Path, first: frozenset[str], keywords: bool) -> Iterator[str]:
    """Bare text in the calls of one module.

    :param first: names of calls whose positional arguments hold text.
    :param keywords: look at every call's :data:`TEXT_PARAMETERS` too.
    """
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or _is_log(node):
            continue
        name = called(node)
        given: list[ast.AST] = []
        if name in first:
            given += node.args if name == "write" else node.args[:1]
        if keywords:
            given += [k.value for k in node.keywords if k.arg in TEXT_PARAMETERS]
            given += _options_as_they_are(node)
        yield from (f"{where(file, part)}: {name}({ast.unparse(part)})" for part in given if is_bare(part))


def _is_log(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and isinstance(of := node.func.value, ast.Name) and of.id == "log"


def _options_as_they_are(node: ast.Call) -> list[ast.AST]:
    if called(node) not in ("selectbox", "radio", "pills", "segmented_control", "multiselect", "select_slider"):
        return []
    named = {k.arg: k.value for k in node.keywords}
    if "format_func" in named:
        return []
    return [named["options"]] if "options" in named else list(node.args[1:2])


def put_together_before_translation(file: Path) -> Iterator[str]:
    """Calls of gettext whose text nobody can extract, because it is put together at run time."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and called(node) in ("_", "N_", "gettext", "ngettext"):
            texts = node.args[:2] if called(node) == "ngettext" else node.args[:1]
            for text in texts:
                if isinstance(text, ast.JoinedStr | ast.BinOp) or (
                    isinstance(text, ast.Call) and called(text) == "format"
                ):
                    yield f"{where(file, text)}: {ast.unparse(node)}"


class _Texts(HTMLParser):
    READ_ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "label", "content")

    def __init__(self) -> None:
        super().__init__()
        self.silent = 0
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("style", "script")
        names = {name for name, _value in attrs}
        for name, value in attrs:
            # <meta content> is read by people only in a description
            if name == "content" and ("name", "description") not in attrs:
                continue
            if name in self.READ_ATTRIBUTES and value and has_words(value) and names:
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self.silent and has_words(data):
            self.found.append((self.getpos()[0], data.strip()))


_TEMPLATE_CODE = re.compile(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def bare_in_template(file: Path) -> Iterator[str]:
    """Bare text between the tags of an HTML template, and in the attributes that are read out."""
    texts = _Texts()
    texts.feed(_TEMPLATE_CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), file.read_text("utf-8")))
    yield from (f"{file.relative_to(ROOT)}:{line}: {text}" for line, text in texts.found)


_SCRIPT_TEXT = re.compile(
    r"""(?:textContent|innerText|ariaLabel|placeholder|\.title|\.alt)\s*=\s*(["'`])(.+?)\1
      | setAttribute\(\s*["'](?:aria-label|title|alt|placeholder)["']\s*,\s*(["'`])(.+?)\3""",
    re.VERBOSE,
)


def bare_in_script(file: Path) -> Iterator[str]:
    """Bare text that a script of ours writes into the page."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        for found in _SCRIPT_TEXT.finditer(line):
            text = re.sub(r"\$\{[^}]*\}", " ", found[2] or found[4])
            if has_words(text):
                yield f"{file.relative_to(ROOT)}:{number}: {text}"


def where(file: Path, node: ast.AST) -> str:
    """``file:line``, as editors and terminals understand it."""
    place = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
    return f"{place}:{getattr(node, 'lineno', 0)}"
