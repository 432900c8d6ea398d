//! What was applied for counts as the office knew it on each day.

use super::*;
use crate::store::records::Filing;
use shared::commission::{Closing, Rules, Statement};
use shared::id::{PersonId, RecordId, UnitId};
use shared::month::Month;
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{RecordView, RuleVersion};
use shared::sample::application;
use shared::submission::{PersonRef, Review, Step, Verdict};
use shared::time::CHINA_OFFSET_MINUTES;
use std::collections::BTreeMap;

const RECORD: RecordId = RecordId::from_number(7);

fn agent() -> PersonRef {
    PersonRef {
        id: PersonId::from_number(1),
        name: "王芳".to_owned(),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn noon(text: &str) -> Timestamp {
    let noon = day(text).and_hms_opt(12, 0, 0).unwrap();
    Timestamp::from_civil(noon, CHINA_OFFSET_MINUTES)
}

/// An application that arrived on 20 January, with these steps since.
fn record(content: &Answers, steps: &[(&str, StepKind)]) -> StoredRecord {
    let received_at = noon("2026-01-20");
    let mut review = Review::received(agent(), received_at);
    review.steps.extend(steps.iter().map(|(on, kind)| Step {
        kind: *kind,
        at: noon(on),
        by: agent(),
    }));
    review.verdict = Some(Verdict::Withdrawn {
        note: String::new(),
    });
    StoredRecord {
        view: RecordView {
            record_id: RECORD,
            kind: RecordKind::Application,
            number: RecordNumber::new('A', DeviceNumber::new(1), 1),
            captured_by: agent(),
            captured_at: received_at,
            received_at,
            version: 1,
            content_version: 1,
            rules: RuleVersion::CURRENT,
            content: content.clone(),
            office: Office::Review(review),
        },
        filing: Filing::default(),
        captured_on: day("2026-01-20"),
        team: String::new(),
        branch: UnitId::from_number(1),
    }
}

fn catalogues() -> Vec<(Timestamp, Catalogue)> {
    vec![(noon("2026-01-01"), Catalogue::demonstration().unwrap())]
}

/// Two applications that cost different premiums.
fn contents() -> [Answers; 2] {
    let (today, catalogue) = (day("2026-01-20"), Catalogue::demonstration().unwrap());
    let premium = |content: &Answers| quoted(content, &catalogue).map(|quote| quote.first_year);
    let mut samples = (0..).map(|seed| application(seed, today, &catalogue));
    let first = samples.next().unwrap();
    let other = samples
        .find(|other| premium(other) != premium(&first))
        .unwrap();
    [first, other]
}

fn january(facts: &[Fact], known: &str) -> Statement {
    let rules = Rules::demonstration().unwrap();
    let month: Month = "2026-01".parse().unwrap();
    let facts: Vec<Fact> = facts
        .iter()
        .filter(|fact| fact.known_on() <= day(known))
        .cloned()
        .collect();
    Closing::on(&facts, &rules, month, day(known)).statement(agent().id)
}

#[test]
fn a_correction_that_arrives_later_never_changes_a_closed_month() {
    let [first, other] = contents();
    let versions = BTreeMap::from([(
        RECORD,
        vec![
            (noon("2026-01-20"), first.clone()),
            (noon("2026-02-20"), other.clone()),
        ],
    )]);
    let record = record(&other, &[("2026-02-20", StepKind::Amended)]);
    let facts = of_record(&record, CHINA_OFFSET_MINUTES, &versions, &catalogues()).unwrap();
    let closed = january(&facts, "2026-02-13");
    assert!(!closed.estimated.is_empty());
    assert_eq!(january(&facts, "2026-03-01"), closed);
    // and from its day on only the correction counts
    let alone = BTreeMap::from([(RECORD, vec![(noon("2026-01-20"), other)])]);
    let alone = of_record(&record, CHINA_OFFSET_MINUTES, &alone, &catalogues()).unwrap();
    let rules = Rules::demonstration().unwrap();
    let february = |facts: &[Fact]| {
        let month = "2026-02".parse().unwrap();
        Closing::of(facts, &rules, month)
            .statement(agent().id)
            .totals
            .estimated
    };
    assert_eq!(february(&facts), february(&alone));
}

#[test]
fn a_decision_that_is_opened_again_never_changes_a_closed_month() {
    let [content, _] = contents();
    let versions = BTreeMap::new();
    let steps = [
        ("2026-02-01", StepKind::Rejected),
        ("2026-02-20", StepKind::Opened),
    ];
    let reopened = record(&content, &steps);
    let facts = of_record(&reopened, CHINA_OFFSET_MINUTES, &versions, &catalogues()).unwrap();
    let closed = january(&facts, "2026-02-13");
    assert_eq!(closed.estimated, []);
    assert_eq!(january(&facts, "2026-03-01"), closed);
    let rules = Rules::demonstration().unwrap();
    let february = Closing::of(&facts, &rules, "2026-02".parse().unwrap());
    assert!(!february.statement(agent().id).estimated.is_empty());
}

#[test]
fn a_catalogue_that_is_published_later_changes_nothing_that_was_estimated() {
    let [content, _] = contents();
    let record = record(&content, &[]);
    let versions = BTreeMap::new();
    let facts = |catalogues: &[(Timestamp, Catalogue)]| {
        of_record(&record, CHINA_OFFSET_MINUTES, &versions, catalogues).unwrap()
    };
    let mut later = catalogues();
    let nothing = Catalogue::from_toml(&[]).unwrap();
    later.push((noon("2026-02-20"), nothing));
    assert_eq!(facts(&later), facts(&catalogues()));
    assert_ne!(facts(&later[1..]), facts(&later));
}
