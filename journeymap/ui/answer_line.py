"""A line to type answers into, one after the other: says what is typed before Enter, too."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from journeymap import assets
from journeymap.ui.map_component import LOADER

_CSS = """
input {
  box-sizing: border-box; width: 100%; padding: 0.6rem 0.9rem;
  font: 400 clamp(1.15rem, 2vw, 1.7rem) var(--st-font); color: var(--st-text-color);
  background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color); border-radius: 6px;
}
input:focus { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
input::placeholder { color: var(--st-text-color); opacity: 0.65; }
"""

_component = st.components.v2.component("journeymap_answer_line", js=LOADER, css=_CSS)


def answer_line(
    *,
    key: str,
    question: str,
    label: str,
    placeholder: str,
    cleared: int,
    on_added: Callable[[str, str], None],
    on_next: Callable[[], None],
) -> str:
    """Show the line.

    :param question: key of the question; another one empties the line.
    :param label: what a screen reader says of it.
    :param cleared: another number empties the line, too.
    :param on_added: called with the question's key and each line that Enter ended.
    :param on_next: called when Enter is pressed in the empty line.
    :returns: what is typed at the moment.
    """
    seen_key = f"{key}.seen"

    def added() -> None:
        said = st.session_state[key].added
        mount, count = st.session_state.get(seen_key, ("", 0))
        lines = said["lines"][count if said["mount"] == mount else 0 :]
        st.session_state[seen_key] = (said["mount"], len(said["lines"]))
        for line in lines:
            on_added(str(line["question"]), str(line["text"]))

    result = _component(
        key=key,
        data={
            "module": assets.module_url("answer_line"),
            "question": question,
            "label": label,
            "placeholder": placeholder,
            "cleared": cleared,
        },
        on_added_change=added,
        on_typed_change=lambda: None,
        on_next_change=on_next,
    )
    return str(result.typed or "")
