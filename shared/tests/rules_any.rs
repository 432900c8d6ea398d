//! Whatever is sent, the rules answer: no panic, the same findings for the same answers, sorted.

#![allow(clippy::unwrap_used, reason = "a broken fixture fails the test")]

use chrono::NaiveDate;
use proptest::prelude::*;
use shared::answers::Answers;
use shared::kinds::form_of;
use shared::kinds::{check, duplicate_key, summary};
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::rules::Context;
use shared::sample;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::demonstration().unwrap());

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 31).unwrap()
}

fn paths(kind: RecordKind) -> Vec<String> {
    form_of(kind)
        .sections
        .iter()
        .flat_map(|section| section.pages)
        .flat_map(|page| {
            let prefix = match (page.repeat, page.prefix) {
                (Some(_), prefix) => format!("{prefix}.0."),
                (None, "") => String::new(),
                (None, prefix) => format!("{prefix}."),
            };
            page.fields
                .iter()
                .map(move |field| format!("{prefix}{}", field.name))
        })
        .collect()
}

fn kind() -> impl Strategy<Value = RecordKind> {
    proptest::sample::select(RecordKind::ALL.to_vec())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        "[0-9]{1,30}",
        "-?[0-9]{1,25}(\\.[0-9]{1,3})?",
        "[0-9]{4}-[0-1][0-9]-[0-3][0-9](T[0-2][0-9]:[0-5][0-9])?",
        proptest::sample::select(vec![
            "yes",
            "no",
            "self",
            "child",
            "named",
            "TL-A",
            "9999-12-31",
            "99999999999999999"
        ])
        .prop_map(str::to_owned),
    ]
}

/// A good application with some answers replaced by anything.
fn spoilt(kind: RecordKind) -> impl Strategy<Value = Answers> {
    let change = (proptest::sample::select(paths(kind)), text());
    (0u64..50, proptest::collection::vec(change, 0..12)).prop_map(move |(seed, changes)| {
        let mut answers = match kind {
            RecordKind::Application => sample::application(seed, today(), &CATALOGUE),
            RecordKind::LossNotice => sample::loss_notice(seed, today()),
            RecordKind::ServiceRequest => sample::service_request(seed, today()),
            RecordKind::TrainingSession => sample::training_session(seed, today()),
            RecordKind::CheckIn => Answers::new(),
        };
        for (path, text) in changes {
            answers.set(path, text);
        }
        answers
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_answers_get_sorted_findings(
        (kind, answers) in kind().prop_flat_map(|kind| (Just(kind), spoilt(kind)))
    ) {
        let found = check(kind, &answers, &Context::complete(today(), &CATALOGUE));
        prop_assert!(found.is_sorted());
        prop_assert_eq!(&found, &check(kind, &answers, &Context::complete(today(), &CATALOGUE)));
        let _ = (summary(kind, &answers), duplicate_key(kind, &answers));
    }

    #[test]
    fn what_a_draft_is_told_a_complete_record_is_told_too(answers in spoilt(RecordKind::Application)) {
        let draft = check(RecordKind::Application, &answers, &Context::draft(today(), &CATALOGUE));
        let complete = check(RecordKind::Application, &answers, &Context::complete(today(), &CATALOGUE));
        prop_assert!(draft.iter().all(|finding| complete.contains(finding)));
    }
}

#[test]
fn an_item_far_out_is_refused_and_keeps_no_rule_busy() {
    for number in ["4000000000", "18446744073709551615"] {
        let answers = Answers::new()
            .with("beneficiary_kind", "named")
            .with(&format!("beneficiaries.{number}.name"), "王芳")
            .with(&format!("riders.{number}.code"), "MD-R");
        let context = Context::complete(today(), &CATALOGUE);
        let found = check(RecordKind::Application, &answers, &context);
        let not_asked = found
            .iter()
            .filter(|finding| finding.code.as_str() == "not_asked");
        assert_eq!(not_asked.count(), 2);
    }
}
