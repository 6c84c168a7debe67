from __future__ import annotations

import tomllib
from typing import get_args

import pytest

from journeymap.layout.request import Theme
from journeymap.layout.tokens import streamlit_theme
from tests.servers import ROOT


@pytest.mark.parametrize("theme", get_args(Theme))
def test_the_pages_have_the_colours_of_the_map(theme: Theme) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["theme"][theme] == streamlit_theme(theme)
