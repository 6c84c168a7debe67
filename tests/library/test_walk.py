"""The questions of the walk, where answers belong, and what is still missing."""

from __future__ import annotations

import pytest

from journeymap.library.missing import GapKind, missing
from journeymap.library.placing import stage_for, usual_stage
from journeymap.library.proposals import LONGEST, pieces, propose
from journeymap.library.questions import Question, QuestionGroup, data_of_gaps, walk
from journeymap.library.reading import library, read_toml
from journeymap.library.touchpoint import LANGUAGES, LineOfBusiness, UsualStage
from journeymap.model.identity import new_id
from journeymap.model.journey import Journey, JourneyMap, Phase, Stage, Touchpoint

JOURNEY = Journey(id=new_id(), title="A journey")


def stage(title: str, phase: Phase) -> Stage:
    return Stage(id=new_id(), journey_id=JOURNEY.id, title=title, phase=phase)


BEFORE, DURING, AFTER = (stage(phase.value.title(), phase) for phase in Phase)
THREE = (BEFORE, DURING, AFTER)


def journey(*placed: tuple[str, Stage], stages: tuple[Stage, ...] = THREE) -> JourneyMap:
    touchpoints = tuple(
        Touchpoint(id=new_id(), journey_id=JOURNEY.id, stage_id=where.id, title=title) for title, where in placed
    )
    return JourneyMap(journey=JOURNEY, stages=stages, touchpoints=touchpoints)


def test_the_walk_asks_four_and_four_and_five_for_each_stage() -> None:
    asked = walk(THREE, "en")
    groups = [question.group for question in asked]
    assert groups == [QuestionGroup.SHOES] * 4 + [QuestionGroup.TURN] * 4 + [QuestionGroup.STAGE] * 15
    assert len({question.key for question in asked}) == len(asked)
    assert asked[8].ask == "“Before”: what happens just before?"
    assert asked[-1].stage_id == AFTER.id
    assert len(walk((), "en")) == 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_gap_speaks_four_languages(language: str) -> None:
    curly = stage("{brace} & {stage}", Phase.DURING)
    for question in walk((curly,), language):
        assert question.ask.strip() and question.hint.strip()
        assert question.group is not QuestionGroup.STAGE or curly.title in question.ask
    said = {gap.sentence(language) for gap in missing(journey())}
    assert len(said) == len(missing(journey()))
    for entry in [*read_toml("questions.toml")["questions"], *data_of_gaps().values()]:
        for name in {"ask", "hint", "say"} & entry.keys():
            assert tuple(entry[name]) == LANGUAGES


def test_gaps_offer_what_the_library_has() -> None:
    assert set(data_of_gaps()) == set(GapKind)
    assert all(key in library() for gap in data_of_gaps().values() for key in gap["offer"])


@pytest.mark.parametrize(
    ("title", "usual"),
    [
        ("Awareness", UsualStage.AWARENESS),
        ("Køb", UsualStage.PURCHASE),
        ("Booking and payment", UsualStage.PURCHASE),
        ("Repurchase", UsualStage.ADVOCACY),
        ("Wiederkauf", UsualStage.ADVOCACY),
        ("Användning", UsualStage.USE),
        ("During", None),
        ("House of cards", None),
        ("", None),
    ],
)
def test_a_stage_is_known_by_its_title(title: str, usual: UsualStage | None) -> None:
    assert usual_stage(title) is usual


def test_a_touchpoint_finds_its_stage_by_name_then_by_phase_then_nearby() -> None:
    early, late = stage("Dreaming", Phase.BEFORE), stage("Weighing up", Phase.BEFORE)
    use = stage("Use", Phase.AFTER)
    stages = (early, late, use)
    assert stage_for(Phase.BEFORE, UsualStage.AWARENESS, stages) is early
    assert stage_for(Phase.BEFORE, UsualStage.EVALUATION, stages) is late
    assert stage_for(Phase.DURING, UsualStage.USE, stages) is use
    assert stage_for(Phase.DURING, UsualStage.PURCHASE, stages) is late
    assert stage_for(Phase.AFTER, UsualStage.ADVOCACY, stages) is use
    assert stage_for(Phase.AFTER, UsualStage.ADVOCACY, (early,)) is early
    assert stage_for(Phase.BEFORE, UsualStage.USE, (use,)) is use
    assert stage_for(Phase.BEFORE, UsualStage.AWARENESS, ()) is None


def test_a_word_in_a_title_at_the_other_end_of_the_journey_does_not_count() -> None:
    compare, again = stage("Getting ready", Phase.BEFORE), stage("Need more", Phase.AFTER)
    assert stage_for(Phase.BEFORE, UsualStage.AWARENESS, (compare, again)) is compare


def kinds(found: JourneyMap) -> set[GapKind]:
    return {gap.kind for gap in missing(found)}


def test_an_empty_journey_lacks_everything() -> None:
    assert kinds(journey()) == set(GapKind)
    empty = [gap for gap in missing(journey()) if gap.kind is GapKind.EMPTY_STAGE]
    assert [gap.stage for gap in empty] == list(THREE)
    assert all(gap.offer for gap in missing(journey()))


def test_gaps_close_whatever_the_language_and_the_spelling() -> None:
    whole = journey(
        ("Anzeige", BEFORE),
        ("Lost deal interview", BEFORE),
        ("Payment", DURING),
        ("Klager", AFTER),
        ("Takkekort", AFTER),
    )
    assert missing(whole) == ()
    assert kinds(journey(("Ad", BEFORE), ("Payment", DURING), ("Thank you card", DURING))) == {
        GapKind.EMPTY_STAGE,
        GapKind.NO_COMPLAINT,
        GapKind.LOST_DEALS,
    }


def test_a_journey_that_ends_with_the_purchase_is_told_so() -> None:
    assert GapKind.NOTHING_AFTER in kinds(journey(("Payment", DURING)))
    assert GapKind.NOTHING_AFTER not in kinds(journey(("Something nobody knows", AFTER)))


def test_an_empty_stage_is_offered_what_is_usual_in_the_line() -> None:
    [use] = (stage("Use", Phase.DURING),)
    [gap] = [g for g in missing(journey(stages=(use,)), line=LineOfBusiness.CLINIC) if g.stage]
    assert {"consultation", "treatment"} <= set(gap.offer)


def test_answers_fall_into_pieces() -> None:
    assert pieces("- a friend\n2) the web shop, their van; a poster • 1,5 km away. Then home.") == [
        "a friend",
        "the web shop",
        "their van",
        "a poster",
        "1,5 km away",
        "Then home",
    ]
    assert pieces(" , ; \n ?!") == []


def asked(key: str, *stages: Stage) -> Question:
    return next(question for question in walk(stages, "en") if question.key.startswith(key))


def test_what_is_known_comes_from_the_library_and_what_is_not_is_one_s_own() -> None:
    found = propose([(asked("problem"), "googeld it, the undertaker’s hearse"), (asked("help"), "complant")], "en")
    assert [(p.title, p.key, p.phase) for p in found] == [
        ("Search results", "search-results", Phase.BEFORE),
        ("The undertaker’s hearse", None, Phase.BEFORE),
        ("Complaint", "complaint", Phase.AFTER),
    ]
    assert found[0].said == ("googeld it",)


def test_an_answer_that_may_mean_something_says_what() -> None:
    [proposal] = propose([(asked("problem"), "the window of the bakery")], "en")
    assert proposal.key is None
    assert "shop-window" in proposal.maybe


def test_what_several_people_name_is_counted_once_for_each_of_them() -> None:
    say = asked("say")
    answers = [(say, "a complaint, complain"), (say, "Klage"), (say, "the bench outside"), (say, "The Bench outside!")]
    found = {proposal.title: proposal.named for proposal in propose(answers, "en")}
    assert found == {"Complaint": 2, "The bench outside": 2}


def test_an_answer_about_a_stage_stays_there_unless_the_library_knows_better() -> None:
    weekend = asked("weekend", DURING)
    found = {p.title: p for p in propose([(weekend, "the night porter, parking, complaint")], "en")}
    assert found["The night porter"].stage_id == DURING.id
    assert found["Parking"].stage_id == DURING.id
    assert (found["Complaint"].stage_id, found["Complaint"].phase) == (None, Phase.AFTER)


def test_a_whole_story_becomes_a_title_that_fits() -> None:
    [proposal] = propose([(asked("again"), "xylophone " * 40)], "en")
    assert len(proposal.title) <= LONGEST + 2
    assert proposal.title.endswith("…")
