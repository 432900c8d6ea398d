//! What holds for every claim, whatever is tried on it.

use super::*;
use crate::claim::{Stage, reason};
use proptest::prelude::*;

fn settlement() -> impl Strategy<Value = Settlement> {
    let amount = || (0i32..120_000).prop_map(Money::from_yuan);
    let reason = |known: &'static [&'static str]| {
        prop_oneof![4 => proptest::sample::select(known), 1 => Just("nonsense")]
            .prop_map(str::to_owned)
    };
    prop_oneof![
        amount().prop_map(|amount| Settlement::Paid { amount }),
        (amount(), reason(reason::REDUCTION))
            .prop_map(|(amount, reason)| Settlement::Partly { amount, reason }),
        reason(reason::DECLINE).prop_map(|reason| Settlement::Declined { reason }),
    ]
}

/// Anything, and what fits the claim as it stands more often than chance would.
#[derive(Debug, Clone)]
enum Try {
    This(Action),
    PayWhatWasAssessed,
}

fn action() -> impl Strategy<Value = Try> {
    let amount = || (-5i32..120_000).prop_map(Money::from_yuan);
    let action = prop_oneof![
        amount().prop_map(|estimate| Action::Decide(Decision::Register { estimate })),
        amount().prop_map(|estimate| Action::Decide(Decision::Reestimate { estimate })),
        settlement().prop_map(settle),
        Just(Action::Confirm {}),
        Just(Action::Confirm {}),
        Just(Action::TurnBack {}),
        Just(Action::Survey {}),
        amount().prop_map(|amount| Action::Assess { amount }),
        Just(Action::Close {}),
        Just(reopen()),
    ];
    prop_oneof![9 => action.prop_map(Try::This), 1 => Just(Try::PayWhatWasAssessed)]
}

fn actor() -> impl Strategy<Value = Actor> {
    (1u128..6, proptest::option::weighted(0.9, 1u8..=3)).prop_map(|(number, level)| Actor {
        person: person(number),
        review_level: level.map(Level),
    })
}

fn meant(tried: Try, claim: &Claim) -> Action {
    match (tried, &claim.stage) {
        (Try::This(action), _) => action,
        (Try::PayWhatWasAssessed, &Stage::Assessed { assessed, .. }) => {
            settle(Settlement::Paid { amount: assessed })
        }
        (Try::PayWhatWasAssessed, _) => pay(1),
    }
}

fn holds(claim: &Claim) -> Result<(), TestCaseError> {
    prop_assert_eq!(claim.version, claim.steps.len() as u64);
    prop_assert!(claim.due().is_none_or(|due| !due.is_negative()));
    let settled = claim.stage.settled();
    let approvals = settled.map_or(&[][..], |settled| &settled.approvals);
    let given_by: std::collections::BTreeSet<_> = approvals.iter().map(|one| &one.by).collect();
    prop_assert_eq!(
        given_by.len(),
        approvals.len(),
        "four eyes are of two people"
    );
    prop_assert!(
        claim
            .steps
            .iter()
            .skip(1)
            .all(|step| step.by != person(AGENT))
    );
    if let Some(settled) = settled {
        let amount = settled.estimate.max(settled.settlement.amount());
        let needed = AuthorityTable::as_delivered().unwrap()[0].needed(amount);
        prop_assert!(approvals.iter().any(|one| one.level >= needed.level));
        prop_assert!(needed.is_met_by(approvals));
        prop_assert!(settled.settlement.amount() <= settled.assessed);
    }
    Ok(())
}

proptest! {
    #[test]
    fn whatever_is_tried_the_rules_of_a_claim_hold(
        tries in proptest::collection::vec((actor(), action(), ".{0,2}"), 0..60)
    ) {
        let authority = &AuthorityTable::as_delivered().unwrap()[0];
        let mut claim = reported();
        for (at, (actor, tried, note)) in (1i64..).zip(tries) {
            let action = meant(tried, &claim);
            let permitted = claim.permit(&action, &actor, authority);
            let at = Timestamp::from_millis(at);
            match claim.after(action.clone(), &note, &actor, authority, at) {
                Ok(next) => {
                    prop_assert_eq!(next.version, claim.version + 1);
                    prop_assert!(next.steps.starts_with(&claim.steps), "the past stays");
                    prop_assert!(permitted.is_ok());
                    holds(&next)?;
                    claim = next;
                }
                Err(Refusal::NoteMissing) => prop_assert!(action.wants_note()),
                Err(refusal) => prop_assert_eq!(permitted, Err(refusal)),
            }
        }
        let json = serde_json::to_string(&claim).unwrap();
        prop_assert_eq!(serde_json::from_str::<Claim>(&json).unwrap(), claim);
    }
}
