"""What an import would do: surveys, counts, reasons, examples."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from journeymap.config import settings
from journeymap.locale import figures, ngettext
from journeymap.locale import gettext as _
from journeymap.services.feedback_import import Group, Preview, SurveyPreview
from journeymap.services.scores import Score, metric_name, scale_note, shown_interval, shown_value, too_few
from journeymap.ui import words
from journeymap.ui.text import plain


def group_name(group: Group) -> str:
    """What becomes of a row, in a word."""
    return {
        Group.VALID: _("Counted"),
        Group.SKIPPED: _("Skipped"),
        Group.INCOMPLETE: _("Unfinished"),
        Group.DUPLICATE: _("Duplicate"),
        Group.PREVIEW: _("Try-out"),
        Group.SET_ASIDE: _("Set aside"),
    }[group]


def show_preview(preview: Preview) -> None:
    """Counts for each survey, then the rows behind them."""
    st.subheader(_("What would be imported"), anchor=False)
    if preview.cut_off:
        st.warning(_("The file seems to be cut off: its last row ends in the middle. The rest can be imported."))
    _made(preview)
    st.dataframe(
        pd.DataFrame([_survey_row(survey) for survey in preview.surveys]),
        hide_index=True,
        width="stretch",
        alt=_("Surveys in the file, with what becomes of their rows"),
    )
    st.caption(
        _(
            "Counted answers make the score. Skipped ones are kept, but count in no score. Unfinished rows, try-outs, "
            "duplicates and rows that are set aside are left out."
        )
    )
    if preview.n_set_aside:
        _set_aside(preview)
    _examples(preview)


def _made(preview: Preview) -> None:
    if preview.is_new_journey:
        st.info(_("A new journey “{title}” is made.").format(title=plain(preview.journey)))
    if preview.new_touchpoints:
        names = ", ".join(plain(title) for title in preview.new_touchpoints)
        st.info(
            ngettext(
                "{n} touchpoint is made: {names}", "{n} touchpoints are made: {names}", len(preview.new_touchpoints)
            ).format(n=len(preview.new_touchpoints), names=names)
        )


def _survey_row(survey: SurveyPreview) -> dict[str, str | int]:
    row: dict[str, str | int] = {
        _("Touchpoint"): survey.touchpoint or _("Whole journey"),
        _("Metric"): f"{metric_name(survey.metric)} {survey.low}–{survey.high}",
        _("Rows"): survey.n_rows,
    }
    row |= {group_name(group): survey.rows.get(group, 0) for group in Group}
    zone = settings().zone
    first, last = survey.score.first, survey.score.last
    return row | {
        _("Score"): _score(survey.score),
        _("Comments"): survey.comments,
        _("From"): words.day(first, zone) if first else "–",
        _("To"): words.day(last, zone) if last else "–",
        _("Survey"): _("joins an earlier one") if survey.joins else _("new"),
    }


def _score(score: Score) -> str:
    if not score.n:
        return "–"
    if not score.shown:
        return too_few(score)
    return f"{shown_value(score)} {scale_note(score)}".strip() + f" ({shown_interval(score)})"


def _set_aside(preview: Preview) -> None:
    n = preview.n_set_aside
    title = ngettext("{n} row is set aside", "{n} rows are set aside", n).format(n=words.number(n))
    with st.expander(title, icon=":material/rule:", expanded=True):
        st.caption(
            _("Nothing is corrected by guessing. Mend these rows in the file and import it again if they matter.")
        )
        rows = [{_("Row"): row.row, _("Reason"): row.reason} for row in preview.set_aside]
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", alt=_("Rows set aside, with the reason"))
        if n > len(rows):
            st.caption(_("The first {n} are listed.").format(n=words.number(len(rows))))


def _examples(preview: Preview) -> None:
    rows = [
        {
            _("Becomes"): group_name(group),
            _("Row"): row.row,
            _("Score"): "–" if row.score is None else figures.short(row.score),
            _("Answered"): words.moment(row.answered_at, settings().zone) if row.answered_at else "–",
            _("Respondent"): row.respondent,
            _("Comment"): words.beginning(row.comment, 300),
        }
        for group, samples in preview.samples.items()
        for row in samples
    ]
    if rows:
        with st.expander(_("Some rows as examples"), icon=":material/table_rows:"):
            st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", alt=_("Example rows"))
