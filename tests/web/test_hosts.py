from __future__ import annotations

import base64
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from journeymap.config import Settings
from journeymap.web.hosts import allowed_hosts
from tests.servers import Server, start_app


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501", "LOCALHOST"])
def test_this_machine_is_always_answered(host: str) -> None:
    assert allowed_hosts(Settings()).fit(host)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "a@localhost", "localhost:x", "10.0.0.7"]
)
def test_other_names_are_not(host: str) -> None:
    assert not allowed_hosts(Settings()).fit(host)


def test_names_are_added_by_settings() -> None:
    hosts = allowed_hosts(
        Settings(host="0.0.0.0", base_url="https://maps.example.org/x", allowed_hosts=("cx.example.com", "*.lan"))  # noqa: S104
    )
    assert all(
        map(hosts.fit, ("maps.example.org", "cx.example.com:8501", "table.lan", "192.168.1.5:8501", "[fe80::1]"))
    )
    assert not any(map(hosts.fit, ("lan", "xcx.example.com", "evil.example")))


def test_a_foreign_name_is_told_what_to_do(app_server: Server) -> None:
    answer = httpx.get(app_server.url, headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "JOURNEYMAP_ALLOWED_HOSTS" in answer.text
    assert httpx.get(f"{app_server.url}/health", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    ("host", "status"), [("{own}", 101), ("evil.example", 400)], ids=["our own name", "a foreign name"]
)
def test_the_same_goes_for_web_sockets(app_server: Server, host: str, status: int) -> None:
    own = urlsplit(app_server.url)
    name = host.format(own=own.netloc)
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {name}",
        f"Origin: http://{name}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
    ]
    with socket.create_connection((own.hostname or "", own.port or 0), timeout=30) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        assert int(connection.recv(64).split()[1]) == status


def test_an_app_for_the_whole_network_answers_to_addresses_but_not_to_names(tmp_path: Path) -> None:
    server = start_app(tmp_path, host="0.0.0.0", allowed_hosts="cx.example.com")  # noqa: S104
    try:
        for host, status in (("192.168.1.5:8501", 200), ("cx.example.com", 200), ("evil.example", 400)):
            assert httpx.get(f"{server.url}/health", headers={"Host": host}).status_code == status
    finally:
        assert server.stop() == 0, server.said
