//! What is shown and what is stored.

use super::*;
use crate::claim::{StepKind, reason};
use crate::text::{Language, lookup};

#[test]
fn everything_that_is_shown_has_a_text() {
    let settlements = ["paid", "partly", "declined"].map(|name| format!("settlement.{name}"));
    let stages = [
        "reported",
        "registered",
        "surveyed",
        "assessed",
        "settled",
        "closed",
    ];
    let stages = stages.map(|name| format!("stage.{name}"));
    let steps = StepKind::ALL.map(|step| format!("step.{}", step.as_str()));
    let refusals = Refusal::ALL.map(|refusal| format!("refusals.{}", refusal.as_str()));
    let reasons = [reason::REDUCTION, reason::DECLINE, reason::REOPENING].concat();
    let reasons = reasons.iter().map(|code| format!("reasons.{code}"));
    for key in settlements
        .into_iter()
        .chain(stages)
        .chain(steps)
        .chain(refusals)
        .chain(reasons)
    {
        for language in [Language::ZhHans, Language::En] {
            let text = lookup(language, &format!("claim.{key}"));
            assert!(text.is_some(), "claim.{key} in {}", language.tag());
        }
    }
}

#[test]
fn the_written_form_is_stable() {
    let lina = reviewer(2, 1);
    let claim = Claim::assessed(8_000, 6_500, &lina).act(&lina, decline());
    let json = serde_json::to_string(&claim).unwrap();
    assert_eq!(serde_json::from_str::<Claim>(&json).unwrap(), claim);
    let short = (&claim.stage, &claim.steps[4], decline());
    insta::assert_json_snapshot!(short, @r#"
    [
      {
        "stage": "settled",
        "estimate": "8000.00",
        "assessed": "6500.00",
        "settlement": {
          "settlement": "declined",
          "reason": "excluded"
        },
        "approvals": [
          {
            "by": {
              "id": "00000000-0000-0000-0000-000000000002",
              "name": "person 2"
            },
            "level": 1,
            "at": 4
          }
        ]
      },
      {
        "kind": "settled",
        "at": 4,
        "by": {
          "id": "00000000-0000-0000-0000-000000000002",
          "name": "person 2"
        },
        "note": "as said",
        "reason": "excluded",
        "amount": "0.00"
      },
      {
        "action": "decide",
        "decision": "settle",
        "settlement": {
          "settlement": "declined",
          "reason": "excluded"
        }
      }
    ]
    "#);
}
