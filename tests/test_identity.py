from __future__ import annotations

import uuid

from journeymap.model.identity import new_id


def test_ids_are_version_7_and_grow() -> None:
    ids = [new_id() for _ in range(10_000)]
    assert ids == sorted(set(ids))
    assert {uuid.UUID(i).version for i in ids} == {7}
