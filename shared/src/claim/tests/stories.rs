//! Claims as stories.

use super::*;
use crate::claim::{Stage, StepKind};

#[test]
fn a_small_claim_goes_from_report_to_archive() {
    let lina = reviewer(2, 1);
    let claim = Claim::assessed(8_000, 6_500, &lina)
        .act(&lina, pay(6_500))
        .act(&lina, Action::Close {});
    assert_eq!(claim.due(), Some(yuan(6_500)));
    assert_eq!(
        claim.course(),
        [
            "reported",
            "registered",
            "surveyed",
            "assessed",
            "settled",
            "closed"
        ]
    );
    assert_eq!(claim.version, 6);
    assert_eq!(claim.steps[1].amount, Some(yuan(8_000)));
    assert_eq!(claim.steps[1].by, person(2));
    assert_eq!(claim.steps[2].note, "as said");
}

#[test]
fn no_step_is_skipped() {
    let lina = reviewer(2, 3);
    let claim = reported();
    for action in [
        Action::Survey {},
        assess(1),
        pay(1),
        Action::Close {},
        reopen(),
        reestimate(1),
    ] {
        assert_eq!(
            claim.refusal(&lina, action.clone()),
            Some(Refusal::NotAtThisStage),
            "{action:?}"
        );
    }
    let claim = claim.act(&lina, register(100));
    for action in [
        register(100),
        assess(1),
        decline(),
        Action::Close {},
        reopen(),
    ] {
        assert_eq!(
            claim.refusal(&lina, action.clone()),
            Some(Refusal::NotAtThisStage),
            "{action:?}"
        );
    }
}

#[test]
fn who_reported_it_and_who_is_no_reviewer_decide_nothing() {
    let agent = Actor {
        person: person(AGENT),
        review_level: None,
    };
    assert_eq!(
        reported().refusal(&agent, register(1)),
        Some(Refusal::NotAReviewer)
    );
    assert_eq!(
        reported().refusal(&reviewer(AGENT, 3), register(1)),
        Some(Refusal::OwnReport)
    );
}

#[test]
fn a_large_estimate_waits_for_a_second_person() {
    let claim = reported().act(&reviewer(2, 2), register(60_000));
    assert_eq!(claim.stage, Stage::Reported {});
    assert_eq!(
        claim.refusal(&reviewer(2, 2), Action::Confirm {}),
        Some(Refusal::SecondPersonNeeded)
    );
    assert_eq!(
        claim.refusal(&reviewer(3, 2), Action::Confirm {}),
        Some(Refusal::AboveAuthority { needed: Level(3) })
    );
    assert_eq!(
        claim.refusal(&reviewer(4, 3), register(60_000)),
        Some(Refusal::AwaitingSecondPerson)
    );
    let claim = claim.act(&reviewer(4, 3), Action::Confirm {});
    assert_eq!(
        claim.stage,
        Stage::Registered {
            estimate: yuan(60_000)
        }
    );
    assert_eq!(claim.course(), ["reported", "proposed", "registered"]);
}

#[test]
fn a_proposal_that_is_turned_back_leaves_the_claim_as_it_was() {
    let claim = reported()
        .act(&reviewer(2, 2), register(60_000))
        .act(&reviewer(4, 3), Action::TurnBack {});
    assert_eq!((claim.proposal, claim.stage), (None, Stage::Reported {}));
    assert_eq!(
        reported().refusal(&reviewer(4, 3), Action::TurnBack {}),
        Some(Refusal::NothingProposed)
    );
}

#[test]
fn nobody_makes_a_case_small_before_settling_it() {
    let (two, three) = (reviewer(2, 2), reviewer(4, 3));
    let claim = reported()
        .act(&two, register(60_000))
        .act(&three, Action::Confirm {});
    assert_eq!(
        claim.refusal(&reviewer(3, 1), reestimate(100)),
        Some(Refusal::AboveAuthority { needed: Level(2) })
    );
    let claim = claim.act(&two, reestimate(100));
    assert_eq!(
        claim.stage.estimate(),
        Some(yuan(60_000)),
        "waits for level 3"
    );
}

#[test]
fn declining_a_large_claim_asks_as_much_as_paying_it() {
    let (two, three) = (reviewer(2, 2), reviewer(4, 3));
    let claim = reported()
        .act(&two, register(60_000))
        .act(&three, Action::Confirm {})
        .act(&two, Action::Survey {})
        .act(&two, assess(0))
        .act(&two, decline());
    assert!(claim.stage.settled().is_none());
    let claim = claim.act(&three, Action::Confirm {});
    let settled = claim.stage.settled().unwrap();
    assert_eq!(settled.settlement.amount(), Money::ZERO);
    assert_eq!(settled.approvals.len(), 2);
}

#[test]
fn a_settlement_agrees_with_the_assessment() {
    let lina = reviewer(2, 1);
    let claim = Claim::assessed(8_000, 6_500, &lina);
    for (action, refusal) in [
        (pay(8_000), Refusal::NotWhatWasAssessed),
        (pay_part(6_500), Refusal::NotAPart),
        (pay_part(0), Refusal::NotAPart),
        (
            settle(Settlement::Declined {
                reason: "mood".to_owned(),
            }),
            Refusal::ReasonMissing,
        ),
    ] {
        assert_eq!(claim.refusal(&lina, action), Some(refusal));
    }
    let part = claim.clone().act(&lina, pay_part(6_000));
    assert_eq!(part.steps[4].reason.as_deref(), Some("deductible"));
    let nothing = Claim::assessed(8_000, 0, &lina);
    assert_eq!(
        nothing.refusal(&lina, pay(0)),
        Some(Refusal::NotWhatWasAssessed)
    );
    assert!(nothing.try_act(&lina, decline()).is_ok());
}

#[test]
fn what_must_be_explained_wants_a_note() {
    let lina = reviewer(2, 1);
    let claim = Claim::assessed(8_000, 6_500, &lina);
    let unexplained = |action: Action| {
        let authority = &AuthorityTable::as_delivered().unwrap()[0];
        let at = Timestamp::from_millis(9);
        claim.after(action, " ", &lina, authority, at).err()
    };
    for action in [decline(), pay_part(1), reestimate(9_000), Action::Survey {}] {
        assert_eq!(unexplained(action), Some(Refusal::NoteMissing));
    }
    assert_eq!(unexplained(pay(6_500)), None);
}

#[test]
fn a_second_survey_voids_the_assessment() {
    let lina = reviewer(2, 1);
    let claim = Claim::assessed(8_000, 6_500, &lina).act(&lina, Action::Survey {});
    assert_eq!(
        claim.refusal(&lina, pay(6_500)),
        Some(Refusal::NotAtThisStage)
    );
}

#[test]
fn turning_a_proposal_back_asks_as_much_as_confirming_it() {
    let proposed = reported().act(&reviewer(2, 2), register(120_000));
    let refused = Some(Refusal::AboveAuthority { needed: Level(3) });
    for action in [Action::Confirm {}, Action::TurnBack {}] {
        assert_eq!(proposed.refusal(&reviewer(3, 1), action), refused);
    }
    assert_eq!(
        proposed.refusal(&reviewer(2, 2), Action::TurnBack {}),
        None,
        "who proposed it may think again"
    );
}

#[test]
fn a_reopened_claim_pays_the_difference() {
    let (lina, zhao) = (reviewer(2, 1), reviewer(3, 1));
    let closed = Claim::assessed(8_000, 6_500, &lina)
        .act(&lina, pay_part(5_000))
        .act(&lina, Action::Close {});
    assert_eq!(
        closed.refusal(&lina, reopen()),
        Some(Refusal::SecondPersonNeeded)
    );
    let unknown = Action::Reopen {
        reason: String::new(),
    };
    assert_eq!(closed.refusal(&zhao, unknown), Some(Refusal::ReasonMissing));
    let claim = closed.act(&zhao, reopen()).act(&lina, Action::Survey {});
    assert_eq!(
        claim.refusal(&lina, assess(4_999)),
        Some(Refusal::BelowPaid)
    );
    let claim = claim.act(&lina, assess(7_000));
    assert_eq!(claim.refusal(&lina, decline()), Some(Refusal::BelowPaid));
    let claim = claim.act(&lina, pay(7_000));
    assert_eq!(claim.due(), Some(yuan(2_000)));
    assert_eq!(claim.steps[6].kind, StepKind::Reopened);
    assert_eq!(claim.steps[6].reason.as_deref(), Some("new_evidence"));
}

#[test]
fn reopening_needs_the_level_of_the_amount() {
    let (two, three) = (reviewer(2, 2), reviewer(4, 3));
    let claim = Claim::assessed(30_000, 30_000, &two).act(&two, pay(30_000));
    assert_eq!(
        claim.refusal(&reviewer(5, 1), reopen()),
        Some(Refusal::AboveAuthority { needed: Level(2) })
    );
    assert!(claim.try_act(&three, reopen()).is_ok());
}
