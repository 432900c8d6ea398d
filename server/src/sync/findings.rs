//! What the rules find in a record, with everything the server knows: other records, the client book of
//! whoever captured it, and the policy that a claim names.

use super::ground::Ground;
use crate::store::records::StoredRecord;
use crate::store::{Db, Stored, units};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::finding::{Finding, Severity};
use shared::id::{RecordId, UnitId};
use shared::kinds::check;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::rules::{AtDesk, Context, Watch};
use shared::setting::Setting;
use shared::submission::PersonRef;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};

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
    pub captured_by: &'a PersonRef,
    /// In which branch; what its people did in others is not told there.
    pub branch: UnitId,
    /// On which day; the rules look at it as on that day, however much later it is sent.
    pub captured_on: NaiveDate,
    /// On which day the server had it.
    pub received_on: NaiveDate,
    /// When the rules look at it: what it tells has happened by now.
    pub now: Timestamp,
}

impl<'a> Judged<'a> {
    /// A record that is stored, at a branch whose clock is so many minutes ahead of UTC.
    pub(super) fn stored(record: &'a StoredRecord, offset: i32, now: Timestamp) -> Self {
        let view = &record.view;
        Self {
            record: view.record_id,
            kind: view.kind,
            content: &view.content,
            captured_by: &view.captured_by,
            branch: record.branch,
            captured_on: record.captured_on,
            received_on: day_of_receipt(record, offset),
            now,
        }
    }
}

/// Everything the rules find.
pub async fn findings(
    db: &mut Db,
    catalogue: &Catalogue,
    judged: Judged<'_>,
) -> Stored<Vec<Finding>> {
    let offset = offset_of(db, judged.branch).await?;
    let place = (judged.branch, offset);
    let mut found = findings_of_each(db, catalogue, place, &[judged]).await?;
    Ok(found.pop().unwrap_or_default())
}

/// Everything the rules find in each of these records of one branch, whose clock is so many minutes ahead of
/// UTC.
pub(super) async fn findings_of_each(
    db: &mut Db,
    catalogue: &Catalogue,
    (branch, offset): (UnitId, i32),
    judged: &[Judged<'_>],
) -> Stored<Vec<Vec<Finding>>> {
    let ground = Ground::of(db, (branch, offset), judged).await?;
    let found = judged.iter().enumerate().map(|(place, judged)| {
        let (earlier, policies) = (ground.earlier(judged), ground.policies(judged));
        let watch = Watch::in_force(&ground.watch, judged.captured_on);
        let context = Context {
            now: judged.now.plus_millis(CLOCKS_DIFFER).civil(offset),
            earlier: &earlier,
            others: ground.others(place),
            policies: policies.as_deref(),
            desk: watch.map(|watch| AtDesk {
                received_on: judged.received_on,
                watch,
            }),
            ..Context::complete(judged.captured_on, catalogue)
        };
        check(judged.kind, judged.content, &context)
    });
    Ok(found.collect())
}

/// Minutes the clock of a branch is ahead of UTC.
pub(super) async fn offset_of(db: &mut Db, branch: UnitId) -> Stored<i32> {
    Ok(units::offset(db, branch)
        .await?
        .unwrap_or(CHINA_OFFSET_MINUTES))
}

/// Everything the rules find now in a record that is stored.
pub async fn findings_in(
    db: &mut Db,
    catalogue: &Catalogue,
    record: &StoredRecord,
    now: Timestamp,
) -> Stored<Vec<Finding>> {
    let offset = offset_of(db, record.branch).await?;
    findings(db, catalogue, Judged::stored(record, offset, now)).await
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
    Ok(day_of_receipt(record, offset_of(db, record.branch).await?))
}

/// The same where the clock of the branch is known.
fn day_of_receipt(record: &StoredRecord, offset: i32) -> NaiveDate {
    let received_on = record.view.received_at.civil_date(offset);
    received_on.unwrap_or(record.captured_on)
}
