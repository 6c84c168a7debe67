"""Every sentence that a person reads goes through gettext; a bare one fails here."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from journeymap.locale import DOMAIN, FOLDER, LANGUAGES
from tests import bare
from tests.bare import ROOT

PACKAGE = ROOT / "journeymap"
MODULES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"])
SCREEN = [file for file in MODULES if file.is_relative_to(PACKAGE / "ui") or file.is_relative_to(ROOT / "pages")]
TERMINAL = [
    file for file in MODULES if file.is_relative_to(PACKAGE / "commands") or file.name in ("cli.py", "__main__.py")
]
WEB = [file for file in MODULES if file.is_relative_to(PACKAGE / "web")]
TEMPLATES = sorted(file for suffix in ("html", "jinja", "j2") for file in PACKAGE.rglob(f"*.{suffix}"))
SCRIPTS = sorted(PACKAGE.rglob("*.js"))


def none(found: Iterable[str]) -> None:
    sentences = list(found)
    assert not sentences, "these do not go through gettext:\n" + "\n".join(sentences)


def test_what_streamlit_shows_is_translated() -> None:
    first = bare.streamlit_elements() | bare.parts_with_text(SCREEN)
    none(sentence for file in SCREEN for sentence in bare.bare_in_calls(file, first, keywords=True))


def test_our_errors_are_translated() -> None:
    errors = bare.error_names(MODULES)
    none(sentence for file in MODULES for sentence in bare.bare_in_calls(file, errors, keywords=False))


def test_the_command_line_is_translated() -> None:
    spoken = frozenset({"print", "say", "write"}) | bare.parts_with_text(TERMINAL)
    none(sentence for file in TERMINAL for sentence in bare.bare_in_calls(file, spoken, keywords=True))


def test_what_the_web_answers_is_translated() -> None:
    answers = frozenset({"HTMLResponse", "PlainTextResponse"})
    none(sentence for file in WEB for sentence in bare.bare_in_calls(file, answers, keywords=False))


def test_templates_are_translated() -> None:
    none(sentence for file in TEMPLATES for sentence in bare.bare_in_template(file))


def test_scripts_get_their_words_from_us() -> None:
    none(sentence for file in SCRIPTS for sentence in bare.bare_in_script(file))


def test_a_message_is_one_literal_that_can_be_extracted() -> None:
    none(sentence for file in MODULES for sentence in bare.put_together_before_translation(file))


@pytest.mark.parametrize(
    "line",
    [
        'st.button("Save it")',
        'st.button(f"Delete {name}")',
        'st.markdown("**" + name + "** was saved")',
        'st.write(3, "three")',
        'column.metric("Answers", 3)',
        'st.text_input(_("Name"), help="Shown on the map")',
        'st.selectbox(_("Sort"), ["Newest", "Oldest"])',
        'st.tabs(["Scores", _("Comments")])',
        'st.button("Yes" if sure else _("No"))',
        'st.warning("{n} lost".format(n=3))',
        'st.column_config.TextColumn("Title")',
        'our_part("Heading")',
    ],
)
def test_a_bare_sentence_is_found(line: str, tmp_path: Path) -> None:
    file = tmp_path / "page.py"
    file.write_text(f"def our_part(heading): ...\n{line}\n")
    first = bare.streamlit_elements() | bare.parts_with_text([file])
    assert len(list(bare.bare_in_calls(file, first, keywords=True))) == 1


@pytest.mark.parametrize(
    "line",
    [
        'st.button(_("Save it"))',
        'st.button(":material/save:", key="save it")',
        'st.markdown(f"**{name}**  \\n### {value} :small[{note}]")',
        'st.text_input(_("Name"), key="persona name")',
        'st.selectbox(_("Sort"), ["newest", "oldest"], format_func=word)',
        'st.session_state.get("a key")',
        'st.switch_page("pages/map.py")',
        'st.write("–", "+45", "80 %")',
    ],
)
def test_what_is_no_sentence_passes(line: str, tmp_path: Path) -> None:
    file = tmp_path / "page.py"
    file.write_text(line + "\n")
    assert not list(bare.bare_in_calls(file, bare.streamlit_elements(), keywords=True))


def test_bare_errors_and_texts_put_together_are_found(tmp_path: Path) -> None:
    file = tmp_path / "service.py"
    file.write_text(
        "class TooBig(InvalidInput): ...\n"
        'raise InvalidInput("Not so.")\n'
        'raise TooBig(f"{name} is too big.")\n'
        'raise TooBig(_(f"{name} is too big."))\n'
        'raise TooBig(_("{name} is too big.").format(name=name))\n'
    )
    errors = bare.error_names([PACKAGE / "errors.py", file])
    assert len(list(bare.bare_in_calls(file, errors, keywords=False))) == 2
    assert len(list(bare.put_together_before_translation(file))) == 1


def test_bare_text_in_templates_and_scripts_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bare, "ROOT", tmp_path)
    template, script = tmp_path / "a.html", tmp_path / "a.js"
    template.write_text(
        "<style>b { color: red }</style><p>{{ _('Fine') }}</p>\n<p>Not fine</p><img alt='Neither'>"
        "<meta name='viewport' content='width=device-width'>{% trans %}Fine{% endtrans %}"
    )
    script.write_text(
        'a.textContent = "Loading";\nb.textContent = words.loading;\nb.setAttribute("aria-label", "Map");'
    )
    assert [text.split(": ")[1] for text in bare.bare_in_template(template)] == ["Not fine", "Neither"]
    assert [text.split(": ")[1] for text in bare.bare_in_script(script)] == ["Loading", "Map"]


PLACEHOLDER = re.compile(r"\{[^{}]*\}")
CATALOGUES = sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened)


def forms(text: object) -> tuple[str, ...]:
    """One form, or singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text) if isinstance(text, tuple | list) else ()


def test_every_language_has_a_catalogue() -> None:
    assert {file.parts[-3] for file in CATALOGUES} == set(LANGUAGES)


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parts[-3])
def test_a_translation_fills_in_what_the_sentence_does(file: Path) -> None:
    for message in catalogue(file):
        known = {name for form in forms(message.id) for name in PLACEHOLDER.findall(form)}
        for form in forms(message.string):
            assert set(PLACEHOLDER.findall(form)) <= known, f"{message.id!r} is translated as {form!r}"


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parts[-3])
def test_a_compiled_catalogue_leaves_out_what_is_not_translated(file: Path, tmp_path: Path) -> None:
    compiled = tmp_path / file.parts[-3] / "LC_MESSAGES" / f"{DOMAIN}.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as opened:
        write_mo(opened, catalogue(file))
    spoken = gettext.translation(DOMAIN, tmp_path, languages=[file.parts[-3]])
    for message in catalogue(file):
        texts = forms(message.id)
        if len(texts) == 2:
            assert spoken.ngettext(*texts, 1) and spoken.ngettext(*texts, 2)
        elif texts and texts[0]:
            assert spoken.gettext(texts[0])


def test_the_catalogues_hold_every_message() -> None:
    found: set[object] = set()
    for folder in ("journeymap", "pages"):
        for _file, _line, message, _comments, _context in extract_from_dir(ROOT / folder, [("**.py", "python")]):
            found.add(message)
    template = {message.id for message in catalogue(FOLDER / f"{DOMAIN}.pot") if message.id}
    assert template == found, "run `make messages-update` and commit journeymap/locale"
    for file in CATALOGUES:
        assert {message.id for message in catalogue(file) if message.id} == found, "run `make messages-update`"
