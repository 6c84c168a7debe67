from __future__ import annotations

import httpx

from tests.servers import Server


def test_home_leads_to_the_first_page_with_all_that_the_link_says(app_server: Server) -> None:
    answer = httpx.get(f"{app_server.url}/home?journey=1%202")
    assert (answer.status_code, answer.headers["location"]) == (307, "./?journey=1%202")
    assert httpx.get(f"{app_server.url}/home", follow_redirects=True).url == f"{app_server.url}/"
