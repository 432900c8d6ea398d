//! Drafts of older rules, with a table of steps that no real version has.

use super::*;
use proptest::prelude::*;

const fn step(to: u16, change: Change) -> Step {
    Step {
        to: RuleVersion(to),
        kind: RecordKind::Application,
        change,
    }
}

const TABLE: &[Step] = &[
    step(
        2,
        Change::Moved {
            from: "beneficiaries.*.name",
            to: "beneficiaries.*.full_name",
        },
    ),
    step(2, Change::Dropped { path: "fax" }),
    step(
        3,
        Change::Renamed {
            path: "payment.mode",
            from: "half",
            to: "half_yearly",
        },
    ),
    step(
        3,
        Change::Retired {
            path: "payment.mode",
            choice: "cash",
        },
    ),
    step(
        4,
        Change::Moved {
            from: "beneficiaries.*.full_name",
            to: "heirs.*.name",
        },
    ),
    step(
        4,
        Change::Asked {
            path: "tax_residency",
        },
    ),
];

const NOW: RuleVersion = RuleVersion(4);

fn carried(from: u16, answers: Answers) -> (Answers, Vec<DraftChange>) {
    carry(TABLE, RecordKind::Application, RuleVersion(from), answers)
}

fn draft() -> Answers {
    Answers::new()
        .with("beneficiaries.0.name", "王芳")
        .with("beneficiaries.12.name", "李娜")
        .with("fax", "010-1")
        .with("payment.mode", "cash")
}

#[test]
fn a_draft_moves_through_every_version_between() {
    let (answers, changes) = carried(1, draft());
    let expected = Answers::new()
        .with("heirs.0.name", "王芳")
        .with("heirs.12.name", "李娜");
    assert_eq!(answers, expected);
    let told: Vec<_> = changes
        .iter()
        .map(|change| (change.as_str(), change.path()))
        .collect();
    assert_eq!(
        told,
        [
            ("dropped", "fax"),
            ("retired", "payment.mode"),
            ("asked", "tax_residency")
        ]
    );
    let fax = &changes[0];
    assert!(
        matches!(fax, DraftChange::Dropped { text, .. } if text == "010-1"),
        "what was said is not lost without a word"
    );
}

#[test]
fn a_renamed_choice_is_still_the_choice() {
    let (answers, changes) = carried(2, Answers::new().with("payment.mode", "half"));
    assert_eq!(answers.typed("payment.mode"), "half_yearly");
    assert_eq!(changes[0].as_str(), "asked");
}

#[test]
fn an_answer_to_the_new_question_is_not_overwritten() {
    let both = draft().with("beneficiaries.0.full_name", "王小芳");
    let (answers, changes) = carried(1, both);
    assert_eq!(answers.typed("heirs.0.name"), "王小芳");
    assert_eq!(changes[0].path(), "beneficiaries.0.name");
}

#[test]
fn an_empty_draft_is_told_nothing_and_another_form_is_left_alone() {
    assert_eq!(carried(1, Answers::new()), (Answers::new(), vec![]));
    let other = carry(TABLE, RecordKind::LossNotice, RuleVersion(1), draft());
    assert_eq!(other, (draft(), vec![]));
}

#[test]
fn a_table_out_of_order_or_beyond_the_current_version_does_not_compile() {
    assert!(rise_to(TABLE, NOW));
    assert!(!rise_to(TABLE, RuleVersion(3)));
    let reversed: Vec<Step> = TABLE.iter().rev().copied().collect();
    assert!(!rise_to(&reversed, NOW));
}

#[test]
fn every_change_has_a_text() {
    use crate::text::{Language, lookup};
    for name in ["dropped", "retired", "asked"] {
        for language in [Language::ZhHans, Language::En] {
            assert!(lookup(language, &format!("rules.changes.{name}")).is_some());
        }
    }
}

fn answers() -> impl Strategy<Value = Answers> {
    let path = prop_oneof![
        "(beneficiaries|heirs)\\.[0-9]{1,2}\\.(name|full_name)",
        proptest::sample::select(vec!["fax", "payment.mode", "tax_residency"])
            .prop_map(str::to_owned),
        "[a-z]{1,3}(\\.[a-z0-9]{1,3}){0,2}",
    ];
    let text = prop_oneof![
        "\\PC{1,5}",
        proptest::sample::select(vec!["half", "cash", "half_yearly"]).prop_map(str::to_owned)
    ];
    proptest::collection::btree_map(path, text, 0..12).prop_map(|all| all.into_iter().collect())
}

proptest! {
    #[test]
    fn carrying_twice_is_carrying_once(answers in answers(), from in 0u16..6) {
        let (once, _) = carried(from, answers);
        prop_assert_eq!(carried(NOW.0, once.clone()), (once, vec![]));
    }

    #[test]
    fn two_hops_are_one_journey(answers in answers(), from in 1u16..4, between in 1u16..4) {
        let (first, second) = TABLE.split_at(TABLE.partition_point(|step| step.to.0 <= between));
        let kind = RecordKind::Application;
        let (half, mut told) = carry(first, kind, RuleVersion(from), answers.clone());
        let (whole, rest) = carry(second, kind, RuleVersion(from.max(between)), half);
        told.extend(rest);
        prop_assert_eq!(carried(from, answers), (whole, told));
    }

    #[test]
    fn no_answer_vanishes_without_a_word(answers in answers(), from in 0u16..6) {
        let (after, changes) = carried(from, answers.clone());
        let told = changes.iter().filter(|change| change.as_str() != "asked").count();
        prop_assert_eq!(after.len() + told, answers.len());
    }
}
