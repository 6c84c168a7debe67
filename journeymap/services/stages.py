"""Stages of a journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from journeymap.errors import InvalidInput
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import Phase, Stage
from journeymap.services.acts import Act, carry_out, changed_meanwhile, differences, planned
from journeymap.services.editing import TITLE, Field, block, choice, inserted, placed, read_fields, short
from journeymap.services.maps import load_map, map_to_edit, map_with
from journeymap.services.templates import Template, template_stages
from journeymap.services.touchpoints import without_touchpoints
from journeymap.store.database import Database
from journeymap.store.tables import to_row

FIELDS = {
    "title": TITLE,
    "phase": Field(N_("Phase"), choice(Phase, default=Phase.DURING)),
    "note": Field(N_("Note"), block()),
}
"""What can be edited about a stage."""


@planned
def add_stage(
    db: Database,
    actor: str,
    journey_id: str,
    *,
    position: int | None = None,
    stage_id: str | None = None,
    **fields: Any,
) -> str:
    """Add a stage.

    :param position: index among the stages, from 0; ``None`` for the end.
    :param stage_id: a fresh id that the caller made; ``None`` makes one.
    :param fields: of :data:`FIELDS`; ``title`` is needed.
    :returns: its id.
    """
    values = read_fields(FIELDS, {"title": "", "phase": None, **fields})
    stages = list(load_map(db, journey_id).stages)
    stage = Stage(id=stage_id or new_id(), journey_id=journey_id, **values)
    ordered = inserted(stages, stage, position)
    _act(db, actor, "stage.add", N_("Add stage “{title}”"), stage, stages, placed(ordered, {stage.id}))
    return stage.id


@planned
def use_template(db: Database, actor: str, journey_id: str, template: Template) -> list[str]:
    """Give a journey that has no stages those of a template.

    :returns: ids of the new stages.
    :raises InvalidInput: it has stages already.
    """
    if load_map(db, journey_id).stages:
        raise InvalidInput(_("This journey has stages already. Add to them, or delete them first."))
    stages = template_stages(journey_id, template)
    changes = differences([], stages)
    carry_out(db, actor, Act(event="stage.template", scope=journey_id, label=N_("Add stages"), changes=changes))
    return [stage.id for stage in stages]


@planned
def update_stage(db: Database, actor: str, stage_id: str, version: int, **fields: Any) -> None:
    """Change title, phase or note of a stage.

    :param version: of the stage as the form showed it.
    :raises Conflict: it changed meanwhile; with both.
    """
    values = read_fields(FIELDS, fields)
    _map, stage = map_to_edit(db, Stage, stage_id, values)
    wanted = replace(stage, **values)
    if stage.version != version:
        raise changed_meanwhile(to_row(stage), to_row(wanted))
    _act(db, actor, "stage.update", N_("Edit stage “{title}”"), wanted, [stage], [wanted])


@planned
def move_stage(db: Database, actor: str, stage_id: str, position: int) -> None:
    """Move a stage with its touchpoints.

    :param position: index among the other stages, from 0.
    """
    journey_map, stage = map_with(db, Stage, stage_id)
    ordered = inserted([other for other in journey_map.stages if other.id != stage_id], stage, position)
    if [s.id for s in ordered] == [s.id for s in journey_map.stages]:
        return
    after = placed(ordered, {stage_id})
    _act(db, actor, "stage.move", N_("Move stage “{title}”"), stage, journey_map.stages, after)


@planned
def delete_stage(db: Database, actor: str, stage_id: str) -> None:
    """Delete a stage with its touchpoints and all they hold. Surveys asked there keep their answers and become
    unassigned; undo brings all of it back. :func:`~journeymap.services.touchpoints.answers_at` says how many.
    """
    journey_map, stage = map_with(db, Stage, stage_id)
    inside = {t.id for t in journey_map.touchpoints if t.stage_id == stage_id}
    changes = [*without_touchpoints(db, journey_map, inside), *differences([stage], [])]
    label = N_("Delete stage “{title}”")
    args = {"title": short(stage.title)}
    carry_out(db, actor, Act(event="stage.delete", scope=stage.journey_id, label=label, args=args, changes=changes))


def _act(
    db: Database, actor: str, event: str, label: str, stage: Stage, before: Sequence[Stage], after: Sequence[Stage]
) -> None:
    changes = differences(before, after)
    args = {"title": short(stage.title)}
    carry_out(db, actor, Act(event=event, scope=stage.journey_id, label=label, args=args, changes=changes))
