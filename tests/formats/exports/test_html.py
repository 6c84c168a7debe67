"""The web page that works offline."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from journeymap.formats.exports import html
from journeymap.layout.wrap import clean
from tests.formats.exports.kit import (
    FOUND_EVERYWHERE,
    NASTY,
    bare,
    empty_request,
    export_request,
    with_notes,
    words_of,
)


class Page(HTMLParser):
    """Texts, scripts and addresses of a page."""

    def __init__(self, made: bytes) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.scripts = 0
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(made.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.scripts += tag == "script"
        self.addresses += [found.get("src") or "", found.get("href") or ""]
        self.ids += [found["id"] or ""] if "id" in found else []
        assert not any(name.startswith("on") or name == "style" for name in found)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_every_text_and_detail_is_in_the_page() -> None:
    request = with_notes(export_request())
    found = bare(" ".join(Page(html.export(request)).texts))
    wanted = {*words_of(request.journey_map), *FOUND_EVERYWHERE, "Remember t3", "Always a seat", "Lovely <b>staff</b>"}
    assert {text for text in wanted if bare(text) not in found} == set()


def test_nothing_is_fetched_and_only_its_own_script_may_run() -> None:
    made = html.export(export_request())
    page = Page(made)
    assert page.scripts == 1
    assert all(not address or address.startswith(("#", "data:")) for address in page.addresses)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', made.decode())
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]


def test_each_column_leads_to_its_details() -> None:
    page = Page(html.export(export_request()))
    wanted = [f"touchpoint-{number}" for number in range(1, 13)]
    assert page.ids == wanted
    assert [address for address in page.addresses if address.startswith("#")] == [f"#{name}" for name in wanted]


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_any_text_is_only_text(nasty: str) -> None:
    made = Page(html.export(with_notes(export_request((2, 1), texts=[nasty], titles=[nasty[:200]], period=nasty[:80]))))
    assert made.scripts == 1
    assert bare(clean(nasty)) in bare(" ".join(made.texts))


def test_comments_and_notes_stay_at_home_unless_they_are_given() -> None:
    found = " ".join(Page(html.export(export_request())).texts)
    assert "Lovely" not in found
    assert "Remember" not in found


def test_an_empty_map_is_a_page() -> None:
    assert "A night in town" in " ".join(Page(html.export(empty_request())).texts)
