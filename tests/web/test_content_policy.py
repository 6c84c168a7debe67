"""Everything that the pages use, looked at in Chromium under the content policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.servers import ROOT, Server, clean_environment, free_port, start

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def elements(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("elements"), free_port()
    command = ["-m", "streamlit", "run", str(ROOT / "tests/web/elements_app.py"), f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false"]
    db = folder / "test.duckdb"
    environment = clean_environment(PYTHONPATH=str(ROOT), JOURNEYMAP_DB=str(db))
    server = start(command, db, port, health="/health", environment=environment)
    yield server
    server.stop()


def test_streamlit_plotly_components_tables_and_files_work_under_the_policy(page: Page, elements: Server) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(elements.url)
    expect(page.get_by_text("All drawn")).to_be_visible()
    expect(page.locator("#loaded")).to_contain_text("render")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    page.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"})
    expect(page.get_by_text("uploaded 8 bytes")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as text").click()
    assert Path(download.value.path()).read_bytes() == b"text"
    assert complaints == []


def test_a_script_written_into_the_page_does_not_run(page: Page, elements: Server) -> None:
    page.goto(elements.url)
    expect(page.get_by_text("All drawn")).to_be_visible()
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    expect(page.locator("img[src=x]")).to_be_attached()
    assert page.evaluate("window.ran") is None
