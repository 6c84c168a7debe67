"""Answers from paper, typed in one key each."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import streamlit as st

from journeymap.config import settings
from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.services import collect
from journeymap.services.file import database
from journeymap.services.surveys import OwnSurvey
from journeymap.ui import words
from journeymap.ui.attempt import attempt
from journeymap.ui.text import plain


def paper(own: OwnSurvey) -> None:
    """The form: a day, and the answers."""
    key = f"surveys.paper.{own.survey.id}"
    batch = st.session_state.setdefault(f"{key}.batch", str(uuid4()))
    today = datetime.now(settings().zone).date()
    left, right = st.columns([1, 3])
    with left:
        day = st.date_input(_("Day"), value=today, max_value=today, key=f"{key}.day")
    with right:
        typed = st.text_input(
            _("Answers, one key each"),
            key=f"{key}.typed.{batch}",
            placeholder="98x7" if own.survey.high == 10 else "5443",
            help=_("Type x for 10. Blanks and commas between the answers are passed over."),
        )
    try:
        scores = collect.read_typed(own, typed)
    except InvalidInput as refusal:
        st.error(plain(refusal.sentence))
        return
    count = ngettext("{n} answer", "{n} answers", len(scores)).format(n=words.number(len(scores)))
    if scores:
        st.caption(f"{count}: {', '.join(map(str, scores))}")

    def save() -> None:
        if attempt(
            lambda: collect.paper(database(), own, batch, day, scores),
            ngettext("{n} answer was saved.", "{n} answers were saved.", len(scores)).format(n=len(scores)),
        ):
            st.session_state.pop(f"{key}.batch")

    st.button(
        _("Save these answers"),
        type="primary",
        icon=":material/keyboard:",
        key=f"{key}.save",
        on_click=save,
        disabled=not scores,
    )
