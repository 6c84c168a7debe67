from __future__ import annotations

from journeymap.locale.names import EVIDENCE, LANE_KINDS
from journeymap.model.journey import Evidence, LaneKind


def test_every_kind_of_lane_and_of_evidence_has_a_name() -> None:
    assert set(LANE_KINDS) == set(LaneKind)
    assert set(EVIDENCE) == set(Evidence)
