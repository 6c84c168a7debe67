"""What every request passes through before it reaches a page or a route."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from starlette.middleware import Middleware

from journeymap.assets import plotly_url
from journeymap.config import Settings
from journeymap.web.headers import PageHeaders, content_policy
from journeymap.web.hosts import HostCheck, allowed_hosts
from journeymap.web.language import Language


def middleware(settings: Settings) -> list[Middleware]:
    """The outermost first."""
    base = settings.base_path
    return [
        Middleware(
            PageHeaders,
            policy=content_policy(_first_page()),
            script=plotly_url,
            drawing=frozenset({f"{base}/map", f"{base}/present"}),
            hidden=frozenset({f"{base}/_stcore/metrics"}),
            public=(f"{base}/s/", f"{base}/k/"),
            base_path=base,
        ),
        Middleware(Language),
        Middleware(HostCheck, hosts=allowed_hosts(settings)),
    ]


def _first_page() -> Path:
    found = find_spec("streamlit")
    if found is None or found.origin is None:
        raise FileNotFoundError("streamlit")
    return Path(found.origin).parent / "static" / "index.html"
