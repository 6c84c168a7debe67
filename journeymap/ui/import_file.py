"""Bringing a file in, step by step: choose it, see what was recognised, preview, import, see the map."""

from __future__ import annotations

import streamlit as st
from streamlit.typing import UploadedFile

from journeymap.config import settings
from journeymap.errors import JourneymapError
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.services import uploads
from journeymap.services.feedback_import import Group, ImportPlan, Inspection, Preview, inspect, preview_import
from journeymap.services.file import database
from journeymap.services.import_jobs import ImportJob, import_job, start_import
from journeymap.ui import chrome, state, words
from journeymap.ui.import_asks import ask, place_names
from journeymap.ui.import_plan import ask_plan, forget_file, recognised
from journeymap.ui.import_preview import show_preview
from journeymap.ui.text import plain

_JOB = "import.job"
_PREVIEW = "import.preview"
_UPLOAD = "import.upload"
_INSPECTED = "import.inspected"


def import_file() -> None:
    """The whole way from a file to the map."""
    if job_id := st.session_state.get(_JOB):
        job = import_job(job_id)
        if job is not None and job.ended:
            _ended(job)
        else:
            _progress(job_id)
        return
    uploaded = st.file_uploader(
        _("Export of your survey tool"),
        type=["csv", "tsv", "txt", "xlsx"],
        max_upload_size=settings().upload_mb,
        key=f"{_UPLOAD}.{st.session_state.get(_UPLOAD, 0)}",
        help=_("SurveyMonkey as CSV or XLSX, or any table with one answer in each row."),
    )
    if uploaded is None:
        st.caption(_("Nothing is stored before you have seen what would be imported and said yes."))
        return
    try:
        inspection = _inspected(uploaded)
    except JourneymapError as error:
        st.error(plain(error.sentence), title=_("This file cannot be used"))
        return
    recognised(inspection)
    plan = ask_plan(inspection)
    try:
        preview = _preview(inspection, plan)
    except JourneymapError as error:
        st.warning(plain(error.sentence))
        return
    if preview.asks:
        ask(inspection, preview.asks)
        return
    if plan.touchpoint is None:
        place_names(inspection, preview)
    show_preview(preview)
    _confirm(inspection, plan, preview)


def _inspected(uploaded: UploadedFile) -> Inspection:
    """What was recognised, looked up once for each upload."""
    known = st.session_state.get(_INSPECTED)
    if known is not None and known[0] == uploaded.file_id:
        seen: Inspection = known[1]
        return seen
    path = uploads.keep(uploaded.name, uploaded.getbuffer())
    try:
        found = inspect(path, uploaded.name)
    except JourneymapError:
        path.unlink(missing_ok=True)
        raise
    st.session_state[_INSPECTED] = (uploaded.file_id, found)
    return found


def _preview(inspection: Inspection, plan: ImportPlan) -> Preview:
    """The preview for what was said, made anew only when that or the stored answers changed."""
    asked = (inspection.table.path.name, repr(plan), database().revision)
    known = st.session_state.get(_PREVIEW)
    if known is not None and known[0] == asked:
        made: Preview = known[1]
        return made
    slot = st.empty()
    bar = slot.progress(0.0, text=_("Looking at every row …"))

    def progress(share: float) -> None:
        bar.progress(share, text=_("Looking at every row …"))

    made = preview_import(database(), inspection, plan, progress=progress)
    slot.empty()
    st.session_state[_PREVIEW] = (asked, made)
    return made


def _confirm(inspection: Inspection, plan: ImportPlan, preview: Preview) -> None:
    if not preview.n_new:
        st.info(_("There is nothing new in this file: every answer in it is stored already, or is not counted."))
        return
    label = ngettext("Import {n} answer", "Import {n} answers", preview.n_new).format(n=words.number(preview.n_new))
    if st.button(label, type="primary", icon=":material/download_done:", key="import.go"):
        st.session_state[_JOB] = start_import(database(), inspection, plan)
        st.rerun()


@st.fragment(run_every=0.5)
def _progress(job_id: str) -> None:
    with chrome.guard():
        job = import_job(job_id)
        if job is None:
            _again()
            st.rerun()
        elif job.ended:
            st.rerun()
        else:
            st.progress(
                job.share, text=_("Importing {file} … You can go on working.").format(file=plain(job.file_name))
            )


def _ended(job: ImportJob) -> None:
    if job.result is None:
        st.error(plain(job.error or ""), title=_("Not imported"))
    else:
        preview = job.result.preview
        st.success(
            ngettext(
                "{n} answer of “{file}” is on the map.", "{n} answers of “{file}” are on the map.", job.result.n_stored
            ).format(n=words.number(job.result.n_stored), file=plain(job.file_name))
        )
        skipped = sum(survey.rows.get(Group.SKIPPED, 0) for survey in preview.surveys)
        if skipped:
            st.caption(
                ngettext(
                    "{n} of them was skipped by the customer and counts in no score.",
                    "{n} of them were skipped by the customers and count in no score.",
                    skipped,
                ).format(n=words.number(skipped))
            )
        if preview.journey_id and st.button(_("See the map"), icon=":material/map:", type="primary", key="import.map"):
            _again()
            state.open_journey(preview.journey_id)
            st.switch_page(chrome.page(chrome.MAP), query_params={state.JOURNEY: preview.journey_id})
    if st.button(_("Import another file"), icon=":material/upload_file:", key="import.again"):
        _again()
        st.rerun()


def _again() -> None:
    """Back to the empty upload field."""
    st.session_state.pop(_JOB, None)
    st.session_state.pop(_PREVIEW, None)
    known = st.session_state.pop(_INSPECTED, None)
    if known is not None:
        known[1].table.path.unlink(missing_ok=True)
    forget_file()
    st.session_state[_UPLOAD] = st.session_state.get(_UPLOAD, 0) + 1
