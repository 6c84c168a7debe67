"""The guided walk: one question a screen, in the customer's shoes, and at the end what to put on the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Journey
from journeymap.services import walk
from journeymap.services.file import database
from journeymap.services.library import names_of
from journeymap.ui import chrome, words
from journeymap.ui.answer_line import answer_line
from journeymap.ui.attempt import attempt, show_refused
from journeymap.ui.journey_head import head
from journeymap.ui.text import plain
from journeymap.ui.walk_end import walk_end


def walk_page(known: Sequence[Journey], journey: Journey) -> None:
    """The question where somebody stopped, or what came of the answers."""
    asked = walk.questions(database(), journey.id)
    if _step(journey.id, asked) >= len(asked):
        head(known, journey)
        show_refused()
        walk_end(journey, lambda: _go(journey.id, 0))
    else:
        _screen(journey.id, journey.title)


def _step(journey_id: str, asked: tuple[walk.Question, ...]) -> int:
    """Which question is shown; at first the one after the last that was answered."""
    key = _step_key(journey_id)
    if key not in st.session_state:
        given = walk.read_answers(database(), journey_id)
        st.session_state[key] = max((n + 1 for n, question in enumerate(asked) if question.key in given), default=0)
    return min(int(st.session_state[key]), len(asked))


def _step_key(journey_id: str) -> str:
    return f"walk.step.{journey_id}"


def _go(journey_id: str, step: int) -> None:
    st.session_state[_step_key(journey_id)] = max(step, 0)


@st.fragment
def _screen(journey_id: str, title: str) -> None:
    """One question. Typing runs only this again."""
    with chrome.guard():
        asked = walk.questions(database(), journey_id)
        step = _step(journey_id, asked)
        if step >= len(asked):
            st.rerun()
        show_refused()
        at = _("Question {n} of {count} · {title}").format(n=step + 1, count=len(asked), title=plain(title))
        st.progress((step + 1) / len(asked), text=at)
        _question(journey_id, asked[step], step, len(asked))


def _question(journey_id: str, question: walk.Question, step: int, count: int) -> None:
    st.html(
        f'<h2 style="font-size:clamp(1.5rem,3.2vw,2.9rem);line-height:1.2;margin:0;padding:0.5rem 0;max-width:34em">'
        f"{escape(question.ask)}</h2>"
        f'<p style="font-size:clamp(1rem,1.5vw,1.35rem);opacity:0.85;margin:0;max-width:52em">'
        f"{escape(question.hint)}</p>"
    )
    cleared = f"walk.cleared.{journey_id}"

    def add(question_key: str, text: str) -> None:
        before = walk.read_answers(database(), journey_id).get(question_key, "")
        line = " ".join(text.split())
        if line not in before.splitlines():
            attempt(lambda: walk.answer(database(), journey_id, question_key, f"{before}\n{line}".strip()))

    def pick(text: str) -> None:
        add(question.key, text)
        st.session_state[cleared] = st.session_state.get(cleared, 0) + 1

    typed = answer_line(
        key=f"walk.line.{journey_id}",
        question=question.key,
        label=question.ask,
        placeholder=_("One thing, then Enter"),
        cleared=st.session_state.get(cleared, 0),
        on_added=add,
        on_next=lambda: _go(journey_id, step + 1),
    )
    _suggestions(typed, pick)
    _ways(journey_id, step, count)
    _answers(journey_id, question)


def _suggestions(typed: str, pick: Callable[[str], None]) -> None:
    found = walk.suggest(typed) if typed.strip() else []
    names = names_of([entry.key for entry in found])
    with st.container(horizontal=True, gap="small", height=48, border=False, vertical_alignment="center"):
        if not typed.strip():
            st.caption(_("What you type is looked up in the library. Enter keeps it, Enter in the empty line goes on."))
        elif not names:
            st.caption(_("The library does not know this; it becomes a touchpoint of your own."))
        else:
            st.caption(_("Do you mean:"), width="content")
            for n, name in enumerate(names.values()):
                st.button(plain(name), icon=":material/add:", key=f"walk.suggest.{n}", on_click=pick, args=(name,))


def _answers(journey_id: str, question: walk.Question) -> None:
    """What was answered so far, with what it is taken for."""
    lines = walk.read_answers(database(), journey_id).get(question.key, "").splitlines()

    def keep(changed: list[str]) -> None:
        attempt(lambda: walk.answer(database(), journey_id, question.key, "\n".join(dict.fromkeys(changed))))

    for n, line in enumerate(lines):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                "",
                icon=":material/close:",
                type="tertiary",
                key=f"walk.remove.{question.key}.{n}",
                help=_("Take this line away"),
                on_click=keep,
                args=([*lines[:n], *lines[n + 1 :]],),
            )
            st.markdown(f"#### {plain(line)}", width="content")
            found = walk.proposed_by(database(), journey_id, [(question, line)])
            for one in found[:4]:
                if one.key is not None:
                    st.badge(
                        _("recognised as {name}").format(name=plain(one.title)), icon=":material/check:", color="green"
                    )
                elif not one.maybe:
                    st.badge(_("your own"), icon=":material/edit:", color="blue")
                else:
                    st.caption(_("your own, or did you mean:"), width="content")
                    for maybe, name in names_of(one.maybe).items():
                        st.button(
                            plain(name),
                            key=f"walk.maybe.{question.key}.{n}.{maybe}",
                            on_click=keep,
                            args=([*lines[:n], name, *lines[n + 1 :]],),
                        )
            if not found:
                st.badge(_("on the map already"), icon=":material/map:", color="gray")


def _ways(journey_id: str, step: int, count: int) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            _("Back"),
            icon=":material/arrow_back:",
            key="walk.back",
            disabled=step == 0,
            on_click=_go,
            args=(journey_id, step - 1),
        )
        st.button(
            _("Next") if step + 1 < count else _("Finish"),
            icon=":material/arrow_forward:",
            type="primary",
            key="walk.next",
            on_click=_go,
            args=(journey_id, step + 1),
        )
        st.space("stretch")
        named = sum(len(text.splitlines()) for text in walk.read_answers(database(), journey_id).values())
        st.caption(
            _("{n} things named so far. They are kept: stop and go on whenever you like.").format(
                n=words.number(named)
            ),
            width="content",
        )
        st.button(
            _("To what came of it"),
            icon=":material/flag:",
            type="tertiary",
            key="walk.finish",
            on_click=_go,
            args=(journey_id, count),
        )
