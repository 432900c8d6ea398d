//! Where a record is filed, and under what it is found.

use crate::auth::Home;
use crate::store::records::Filing;
use crate::store::{Db, Stored};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::id::{PersonId, UnitId};
use shared::kinds::{self, OfficeKind, duplicate_key, summary};
use shared::record::{RecordKind, RecordView};
use shared::time::Timestamp;
use shared::training::SessionNumber;

/// The place of a record in the organisation, as it was on the day of capture.
#[derive(Debug, Clone)]
pub struct Place {
    /// The agent's team's name.
    pub team: String,
    /// Their branch.
    pub branch: UnitId,
    /// The team and everything above it.
    pub line: Vec<UnitId>,
    /// The day of capture there.
    pub captured_on: NaiveDate,
    /// The day on which the server had it there.
    pub received_on: NaiveDate,
}

impl Place {
    /// Where somebody belonged at a moment, or else belongs now.
    pub async fn of(
        db: &mut Db,
        person: PersonId,
        captured_at: Timestamp,
        now: Timestamp,
    ) -> Stored<Option<Self>> {
        let home = match Home::of(db, person, captured_at).await? {
            Some(home) => Some(home),
            None => Home::of(db, person, now).await?,
        };
        Ok(home.map(|home| Self {
            team: home.name,
            branch: home.branch.unit_id,
            captured_on: captured_at
                .civil_date(home.branch.offset_minutes)
                .unwrap_or(home.today),
            received_on: now
                .civil_date(home.branch.offset_minutes)
                .unwrap_or(home.today),
            line: home.line,
        }))
    }
}

/// What is taken out of a record to list and to find it by.
pub fn filing(record: &RecordView, warnings: u32) -> Filing {
    let content = &record.content;
    let summary = summary(record.kind, content);
    Filing {
        title: summary.title,
        subject: summary.product.unwrap_or_default(),
        amount: summary.amount,
        warnings,
        duplicate_key: duplicate_key(record.kind, content),
        session_number: session_number(record.kind, content),
    }
}

/// The number under which a session and its check-ins find each other, as it is printed.
pub(super) fn session_number(kind: RecordKind, content: &Answers) -> Option<String> {
    match kinds::of(kind).office {
        OfficeKind::Roster | OfficeKind::CheckIn => {
            let number: SessionNumber = content.get("session_number")?.parse().ok()?;
            Some(number.to_string())
        }
        OfficeKind::Review => None,
    }
}
