//! What there may be, and of whom.

use chrono::{NaiveDate, TimeDelta};
use shared::answers::Answers;
use shared::id::{PersonId, RecordId, UnitId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::policy::PolicyView;
use shared::product::Catalogue;
use shared::record::{Office, RecordKind, RecordView, RuleVersion};
use shared::submission::{PersonRef, Review};
use shared::time::Timestamp;
use shared::training::{Roster, RosterEntry};
use std::sync::OnceLock;

pub(super) const VIEWER: u128 = 1;
pub(super) const PEOPLE: u128 = 5;
/// Company, two branches, four teams.
pub(super) const UNITS: u128 = 7;
pub(super) const RECORDS: u32 = 6;
pub(super) const POLICIES: usize = 4;

pub(super) fn day(number: i64) -> NaiveDate {
    NaiveDate::default() + TimeDelta::days(20_000 + number)
}

pub(super) fn person(number: u128) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: format!("person {number}"),
    }
}

pub(super) fn unit_name(unit: UnitId) -> String {
    format!("unit {}", unit.uuid().as_u128())
}

pub(super) fn policy(number: usize) -> PolicyView {
    PolicyView {
        number: format!("P-{number}"),
        product: "WL-A".to_owned(),
        applicant: String::new(),
        insured: String::new(),
        insured_identity_number: String::new(),
        effective_date: day(0),
        in_force: true,
        application: None,
        sum_insured: None,
    }
}

pub(super) fn record_id(number: u32) -> RecordId {
    RecordId::from_number(u128::from(number))
}

/// Two of the viewer's own and one of another; a session to which the viewer is invited, another, and an own.
pub(super) fn record(number: u32) -> RecordView {
    let by = person(if matches!(number, 0 | 1 | 5) {
        VIEWER
    } else {
        2
    });
    let (kind, office) = match number {
        0..=2 => {
            let review = Review::received(by.clone(), Timestamp::default());
            (RecordKind::Application, Office::Review(review))
        }
        _ => {
            let invited: &[u128] = if number == 4 { &[2, 3] } else { &[VIEWER, 3] };
            let roster = Roster {
                entries: invited.iter().map(|number| invited_as(*number)).collect(),
                ..Roster::default()
            };
            (RecordKind::TrainingSession, Office::Roster(roster))
        }
    };
    RecordView {
        record_id: record_id(number),
        kind,
        number: RecordNumber::new(kind.letter(), DeviceNumber::new(1), number),
        captured_by: by,
        captured_at: Timestamp::default(),
        received_at: Timestamp::default(),
        version: 3 + u64::from(number),
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content: Answers::new()
            .with("secret", "of the trainer")
            .with("note", "王芳"),
        office,
    }
}

pub(super) fn invited_as(number: u128) -> RosterEntry {
    RosterEntry {
        person: person(number),
        presence: None,
        source: None,
        check_in: None,
    }
}

/// The demonstration's, each with another number of products.
pub(super) fn catalogue(number: usize) -> Catalogue {
    static DEMONSTRATION: OnceLock<Catalogue> = OnceLock::new();
    let demonstration = DEMONSTRATION.get_or_init(|| Catalogue::demonstration().unwrap());
    let mut catalogue = demonstration.clone();
    catalogue.products.truncate(number + 1);
    catalogue
}
