//! Applications on their way, out of the records: what they would bring is estimated.

use super::gather::DERIVED;
use crate::store::records::{self, StoredRecord};
use crate::store::{Db, StoreError, Stored, catalogues, units};
use chrono::NaiveDate;
use shared::commission::{Concluded, Fact, NotAName, Submitted, What, policy_lines};
use shared::product::Catalogue;
use shared::record::{Office, RecordKind};
use shared::rules::product::quoted;
use shared::submission::Verdict;
use shared::time::Timestamp;

/// Every application that was received, and those that ended without becoming a policy.
pub(super) async fn facts(db: &mut Db) -> Stored<Vec<Fact>> {
    let Some((_, body)) = catalogues::current(db).await? else {
        return Ok(Vec::new());
    };
    let catalogue: Catalogue =
        serde_json::from_str(&body).map_err(|error| StoreError::Unreadable {
            column: "catalogue",
            reason: error.to_string(),
        })?;
    let mut told = Vec::new();
    for record in records::of_kind(db, RecordKind::Application).await? {
        let offset = units::offset(db, record.branch).await?;
        let day = |at: Timestamp| at.civil_date(offset.unwrap_or_default());
        let submitted = day(record.view.received_at).map(|on| submitted(&record, on, &catalogue));
        let concluded = ended_at(&record)
            .and_then(day)
            .map(|on| concluded(&record, on));
        told.extend(submitted.into_iter().flatten());
        told.extend(concluded.into_iter().flatten());
    }
    Ok(told)
}

fn submitted(
    record: &StoredRecord,
    on: NaiveDate,
    catalogue: &Catalogue,
) -> Result<Fact, NotAName> {
    let quote = quoted(&record.view.content, catalogue);
    let lines = quote.map(|quote| policy_lines(&quote, catalogue));
    let what = What::Submitted(Submitted {
        application: record.view.number.to_string().parse()?,
        agent: record.view.captured_by.id,
        lines: lines.unwrap_or_default(),
    });
    fact("submitted", record, on, what)
}

fn concluded(record: &StoredRecord, on: NaiveDate) -> Result<Fact, NotAName> {
    let application = record.view.number.to_string().parse()?;
    fact(
        "concluded",
        record,
        on,
        What::Concluded(Concluded { application }),
    )
}

fn fact(kind: &str, record: &StoredRecord, on: NaiveDate, what: What) -> Result<Fact, NotAName> {
    Ok(Fact {
        on,
        id: format!("{DERIVED}{kind}/{}", record.view.record_id).parse()?,
        known: None,
        what,
    })
}

/// When it was rejected or withdrawn.
fn ended_at(record: &StoredRecord) -> Option<Timestamp> {
    let Office::Review(review) = &record.view.office else {
        return None;
    };
    match review.verdict {
        Some(Verdict::Rejected { .. } | Verdict::Withdrawn { .. }) => {
            review.steps.last().map(|step| step.at)
        }
        Some(Verdict::Accepted) | None => None,
    }
}
