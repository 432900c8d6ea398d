//! Everything the forms show has its text in both languages.

use shared::form::{FieldKind, person};
use shared::identity::IdentityKind;
use shared::kinds::application::form::RISK_QUESTIONS;
use shared::kinds::form_of;
use shared::kinds::loss_notice::form::{ALL_EVIDENCE, LOSS_KIND, evidence_for};
use shared::kinds::training_session::form as training_session;
use shared::record::RecordKind;
use shared::text::{Language, lookup};
use shared::training::CourseKind;
use std::collections::BTreeSet;

fn missing(keys: impl IntoIterator<Item = String>) -> Vec<String> {
    keys.into_iter()
        .filter(|key| {
            [Language::ZhHans, Language::En]
                .iter()
                .any(|language| lookup(*language, key).is_none())
        })
        .collect()
}

fn keys_of(kind: RecordKind) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for section in form_of(kind).sections {
        keys.insert(format!("sections.{}", section.id));
        for page in section.pages {
            keys.insert(format!("pages.{}", page.id));
            for field in page.fields {
                keys.insert(format!("fields.{}", field.label));
                match field.kind {
                    FieldKind::Choice(set) => keys.extend(
                        set.values
                            .iter()
                            .map(|value| format!("choices.{}.{value}", set.name)),
                    ),
                    FieldKind::Quantity { unit, .. } if !unit.is_empty() => {
                        keys.insert(format!("units.{unit}"));
                    }
                    _ => {}
                }
            }
        }
    }
    keys
}

#[test]
fn every_section_page_field_choice_and_unit_has_a_text() {
    for kind in RecordKind::ALL {
        let keys = keys_of(kind);
        assert!(keys.len() > 3, "{kind:?} has a form");
        assert_eq!(missing(keys), Vec::<String>::new(), "{kind:?}");
    }
}

#[test]
fn every_kind_of_evidence_has_a_text_and_every_loss_asks_for_some() {
    let keys = ALL_EVIDENCE
        .iter()
        .map(|name| format!("choices.evidence.{name}"));
    assert_eq!(missing(keys), Vec::<String>::new());
    for kind in LOSS_KIND.values {
        let asked = evidence_for(kind);
        assert!(asked.len() >= 2, "{kind}");
        assert!(asked.iter().all(|name| ALL_EVIDENCE.contains(name)));
    }
}

#[test]
fn a_path_belongs_to_one_field_and_a_page_id_to_one_page() {
    for kind in RecordKind::ALL {
        let pages = form_of(kind).sections.iter().flat_map(|s| s.pages);
        let mut ids = BTreeSet::new();
        let mut paths = BTreeSet::new();
        for page in pages {
            assert!(ids.insert(page.id), "{kind:?} {}", page.id);
            for field in page.fields {
                let path = format!("{}.{}", page.prefix, field.name);
                assert!(paths.insert(path.clone()), "{kind:?} {path}");
            }
        }
    }
}

#[test]
fn the_risk_questionnaire_has_six_questions_with_the_same_answers() {
    assert!(
        RISK_QUESTIONS
            .iter()
            .all(|set| set.values == ["a", "b", "c", "d", "e"])
    );
}

#[test]
fn what_a_choice_offers_is_what_its_type_knows() {
    let kinds = IdentityKind::ALL.map(IdentityKind::as_str);
    assert_eq!(person::IDENTITY_KIND.values, kinds);
    let courses = training_session::COURSE_KIND.values;
    assert!(
        courses
            .iter()
            .all(|course| CourseKind::from_name(course).is_some())
    );
}
