//! What the rules find in a record, with everything the server knows: other records, the client book of
//! whoever captured it, and the policy that a claim names.

use crate::auth::Home;
use crate::store::records::{self, StoredRecord};
use crate::store::{Db, Stored, policies, settings, terms, units};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::finding::{Finding, Severity};
use shared::id::{PersonId, RecordId, UnitId};
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::rules::{
    AtDesk, Context, EarlierRecord, KnownPolicy, OtherRecord, Service, Watch, check, duplicate_key,
    read, sought,
};
use shared::search::Coded;
use shared::submission::PersonRef;
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

/// Everything the rules find.
pub async fn findings(
    db: &mut Db,
    catalogue: &Catalogue,
    judged: Judged<'_>,
) -> Stored<Vec<Finding>> {
    let earlier = earlier(db, judged).await?;
    let offset = units::offset(db, judged.branch).await?;
    let offset = offset.unwrap_or(CHINA_OFFSET_MINUTES);
    let policies = match judged.kind {
        RecordKind::Application => Some(client_book(db, judged.captured_by.id).await?),
        RecordKind::LossNotice => Some(claimed_policy(db, judged).await?),
        RecordKind::TrainingSession | RecordKind::CheckIn => None,
    };
    let others = others(db, judged, offset).await?;
    let watch: Watch = settings::in_force(db, judged.captured_on).await?;
    let context = Context {
        now: judged.now.plus_millis(CLOCKS_DIFFER).civil(offset),
        earlier: &earlier,
        others: &others,
        policies: policies.as_deref(),
        desk: Some(AtDesk {
            received_on: judged.received_on,
            watch: &watch,
        }),
        ..Context::complete(judged.captured_on, catalogue)
    };
    Ok(check(judged.kind, judged.content, &context))
}

/// Everything the rules find now in a record that is stored.
pub async fn findings_in(
    db: &mut Db,
    catalogue: &Catalogue,
    record: &StoredRecord,
    now: Timestamp,
) -> Stored<Vec<Finding>> {
    let view = &record.view;
    let judged = Judged {
        record: view.record_id,
        kind: view.kind,
        content: &view.content,
        captured_by: &view.captured_by,
        branch: record.branch,
        captured_on: record.captured_on,
        received_on: received_on(db, record).await?,
        now,
    };
    findings(db, catalogue, judged).await
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

async fn others(db: &mut Db, judged: Judged<'_>, offset: i32) -> Stored<Vec<OtherRecord>> {
    let sought: Vec<Coded> = sought(judged.kind, judged.content).into_iter().collect();
    if sought.is_empty() {
        return Ok(Vec::new());
    }
    let place = (judged.branch, offset);
    terms::others(db, place, judged.record, &sought, MOST_OTHERS).await
}

async fn client_book(db: &mut Db, agent: PersonId) -> Stored<Vec<KnownPolicy>> {
    let book = policies::of_agent(db, agent).await?;
    Ok(book.into_iter().map(KnownPolicy::from).collect())
}

/// The policy that a claim report names, if whoever serves it belongs to the branch.
async fn claimed_policy(db: &mut Db, judged: Judged<'_>) -> Stored<Vec<KnownPolicy>> {
    let Some(number) = read::policy_number_at(judged.content, "policy.number") else {
        return Ok(Vec::new());
    };
    let Some((policy, agent)) = policies::of_number(db, &number).await? else {
        return Ok(Vec::new());
    };
    let policy = KnownPolicy::from(policy);
    if agent.id == judged.captured_by.id {
        return Ok(vec![policy]);
    }
    let home = Home::of(db, agent.id, judged.now).await?;
    if home.is_none_or(|home| home.branch.unit_id != judged.branch) {
        return Ok(Vec::new());
    }
    let service = Service {
        agent: agent.name,
        reporter: judged.captured_by.name.clone(),
    };
    Ok(vec![KnownPolicy {
        served_by_another: Some(service),
        ..policy
    }])
}
