//! What the rules find in a record, with everything the server knows: other records, and the client
//! book of whoever captured it.

use crate::store::records::{self, StoredRecord};
use crate::store::{Db, Stored, policies, terms, units};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::finding::{Finding, Severity};
use shared::id::{PersonId, RecordId, UnitId};
use shared::product::Catalogue;
use shared::record::{PolicyView, RecordKind};
use shared::rules::{
    Context, EarlierRecord, KnownPolicy, OtherRecord, check, duplicate_key, sought,
};
use shared::search::Coded;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};

/// How many other records with the same people are looked at, the newest.
const MOST_OTHERS: i64 = 50;
/// How far the clock by which somebody tells of a loss may be ahead of the server's, in milliseconds.
const CLOCKS_DIFFER: i64 = 15 * 60_000;

/// What the rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The record.
    pub record: RecordId,
    /// What kind.
    pub kind: RecordKind,
    /// Its content.
    pub content: &'a Answers,
    /// Who captured it.
    pub captured_by: PersonId,
    /// In which branch; what its people did in others is not told there.
    pub branch: UnitId,
    /// On which day; the rules look at it as on that day, however much later it is sent.
    pub captured_on: NaiveDate,
    /// On which day the server had it.
    pub received_on: NaiveDate,
    /// When the rules look at it: what it tells has happened by now.
    pub now: Timestamp,
}

/// Everything the rules find.
pub async fn findings(
    db: &mut Db,
    catalogue: &Catalogue,
    judged: Judged<'_>,
) -> Stored<Vec<Finding>> {
    let earlier = earlier(db, judged).await?;
    let policies = match judged.kind {
        RecordKind::LossNotice => Some(client_book(db, judged.captured_by).await?),
        _ => None,
    };
    let others = others(db, judged).await?;
    let offset = units::offset(db, judged.branch).await?;
    let offset = offset.unwrap_or(CHINA_OFFSET_MINUTES);
    let context = Context {
        now: judged.now.plus_millis(CLOCKS_DIFFER).civil(offset),
        earlier: &earlier,
        others: &others,
        policies: policies.as_deref(),
        received_on: Some(judged.received_on),
        ..Context::complete(judged.captured_on, catalogue)
    };
    Ok(check(judged.kind, judged.content, &context))
}

/// How many of the findings let through.
pub fn warnings(findings: &[Finding]) -> u32 {
    let warnings = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Warning);
    u32::try_from(warnings.count()).unwrap_or(u32::MAX)
}

/// The day on which the server had a record, at its branch.
pub async fn received_on(db: &mut Db, record: &StoredRecord) -> Stored<NaiveDate> {
    let offset = units::offset(db, record.branch).await?;
    let received_at = record.view.received_at;
    let received_on = received_at.civil_date(offset.unwrap_or(CHINA_OFFSET_MINUTES));
    Ok(received_on.unwrap_or(record.captured_on))
}

async fn earlier(db: &mut Db, judged: Judged<'_>) -> Stored<Vec<EarlierRecord>> {
    let Some(key) = duplicate_key(judged.kind, judged.content) else {
        return Ok(Vec::new());
    };
    let numbers = records::duplicates(db, &key, judged.record).await?;
    let earlier = |number| EarlierRecord {
        number,
        key: key.clone(),
    };
    Ok(numbers.into_iter().map(earlier).collect())
}

async fn others(db: &mut Db, judged: Judged<'_>) -> Stored<Vec<OtherRecord>> {
    let sought: Vec<Coded> = sought(judged.kind, judged.content).into_iter().collect();
    if sought.is_empty() {
        return Ok(Vec::new());
    }
    terms::others(db, judged.branch, judged.record, &sought, MOST_OTHERS).await
}

async fn client_book(db: &mut Db, agent: PersonId) -> Stored<Vec<KnownPolicy>> {
    let book = policies::of_agent(db, agent).await?;
    let known = |policy: PolicyView| KnownPolicy {
        number: policy.number,
        insured: policy.insured,
        from: policy.effective_date,
        until: None,
    };
    Ok(book.into_iter().map(known).collect())
}
