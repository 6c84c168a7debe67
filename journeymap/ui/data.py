"""What the Data page is made of: where the file lies, backup, check, sample."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import streamlit as st

from journeymap.config import settings
from journeymap.errors import JourneymapError
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.services.backup import make_backup
from journeymap.services.file import database
from journeymap.services.integrity import check
from journeymap.services.sample import has_sample
from journeymap.ui import home, words
from journeymap.ui.text import plain

_BACKUP = "data.backup"
_PROBLEMS = "data.problems"
SHOWN_PROBLEMS = 50


def where_it_lies(path: Path) -> None:
    """The file, its size, and what to do with it."""
    with st.container(border=True):
        st.subheader(_("Where your data lies"), anchor=False)
        st.write(_("Everything is in this one file on this machine. Nothing is sent anywhere."))
        st.code(str(path.resolve()), language=None, wrap_lines=True)
        size = sum(file.stat().st_size for file in (path, path.with_name(path.name + ".wal")) if file.exists())
        st.caption(_("{size} MB").format(size=words.decimal(size / 1_000_000)))


def backup_section() -> None:
    """Make a backup that was read back, and download it."""
    with st.container(border=True):
        st.subheader(_("Backup"), anchor=False)
        st.write(
            _(
                "A backup is one ZIP file with every table as Parquet. It is opened and compared before you get it. "
                "Do not copy the open data file itself: such a copy is often unusable."
            )
        )
        if st.button(_("Make a backup"), icon=":material/save:", key="data.backup.make"):
            _make_backup()
        if made := st.session_state.get(_BACKUP):
            _offer(Path(made[0]), made[1])
        st.caption(_("The same on the command line, also by a timer:"))
        st.code("python -m journeymap backup my-backup.zip", language=None, wrap_lines=True)


def _make_backup() -> None:
    name = f"journeymap-{datetime.now(settings().zone):%Y-%m-%d-%H%M%S}.zip"
    folder = settings().backups
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with st.spinner(_("Making the backup and reading it back …")):
            done = make_backup(database(), folder / name)
    except (JourneymapError, OSError) as error:
        sentence = error.sentence if isinstance(error, JourneymapError) else _("The backup folder cannot be written.")
        st.error(plain(sentence))
        return
    st.session_state[_BACKUP] = (str(done.path), done.rows)


def _offer(path: Path, rows: int) -> None:
    if not path.exists():
        return
    st.success(
        ngettext(
            "{n} row, read back and compared. It lies at {path}",
            "{n} rows, read back and compared. It lies at {path}",
            rows,
        ).format(n=words.number(rows), path=plain(str(path.resolve())))
    )
    st.download_button(
        _("Download it"),
        data=path.read_bytes,
        file_name=path.name,
        mime="application/zip",
        icon=":material/download:",
        key="data.backup.download",
    )


def check_section() -> None:
    """Look for broken references."""
    with st.container(border=True):
        st.subheader(_("Check"), anchor=False)
        st.write(_("Follows every reference in the file and looks at every value that has a rule."))
        if st.button(_("Check the file"), icon=":material/fact_check:", key="data.check"):
            with st.spinner(_("Checking …")):
                revision = database().revision
                st.session_state[_PROBLEMS] = revision, [(p.table, p.id, p.problem) for p in check(database())]
        if _PROBLEMS not in st.session_state:
            return
        revision, problems = st.session_state[_PROBLEMS]
        if revision != database().revision:
            st.caption(_("The file has changed since it was checked:"))
        if not problems:
            st.success(_("Everything hangs together."))
            return
        st.warning(
            ngettext("{n} problem was found.", "{n} problems were found.", len(problems)).format(n=len(problems))
        )
        for table, row, problem in problems[:SHOWN_PROBLEMS]:
            st.markdown(f"- `{table}` `{row}`: {plain(problem)}")


def sample_section() -> None:
    """Remove the sample while it is there."""
    if not has_sample(database()):
        return
    with st.container(border=True):
        st.subheader(_("Sample company"), anchor=False)
        st.write(_("Invented journeys, personas and answers to look around in."))
        home.remove_sample_button()
