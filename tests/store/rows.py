"""Rows and acts that the tests of the store write."""

from __future__ import annotations

from journeymap.model.identity import new_id
from journeymap.store.acts import OnConflict, Put
from journeymap.store.database import Database


def setting(name: str, value: str = "", version: int = 1, on_conflict: OnConflict = OnConflict.FAIL) -> Put:
    return Put("setting", {"name": name, "value": value, "version": version}, on_conflict, ("name",))


def respondent(address: str, id_: str | None = None, on_conflict: OnConflict = OnConflict.FAIL) -> Put:
    return Put("respondent", {"id": id_ or new_id(), "address": address, "name": "", "version": 1}, on_conflict)


def settings(db: Database) -> dict[str, str]:
    return {row["name"]: row["value"] for row in db.rows("SELECT name, value FROM setting")}
