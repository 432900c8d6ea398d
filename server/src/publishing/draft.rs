//! Drafts: files are looked at, kept with a reason, and shown beside what holds now.

use super::company::refuse_strangers;
use super::company::{has_second_person, is_of_company, is_same_person, refuse_others};
use super::plan::{Given, Plan, plan};
use crate::auth::SignedIn;
use crate::new_id::new_id;
use crate::problem::ApiError;
use crate::store::audit::{self, Act, SETTINGS};
use crate::store::rule_drafts::{self, StoredDraft};
use crate::store::{Db, Stored};
use shared::audit::AuditAction;
use shared::finding::Finding;
use shared::id::DraftId;
use shared::note::{MOST_NOTE, length, written};
use shared::rule_book::{
    Decided, DraftAsked, DraftLine, DraftPage, DraftState, Looked, Obstacle, RuleFile,
};
use shared::sync::fingerprint;
use shared::time::Timestamp;

/// What files come to beside what holds; keeps nothing.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever does not administer the whole company.
pub async fn look(
    db: &mut Db,
    by: &SignedIn,
    asked: &DraftAsked,
    now: Timestamp,
) -> Result<Looked, ApiError> {
    refuse_others(db, by).await?;
    let files = named(&asked.files);
    Ok(plan_of(db, asked, &files, now).await?.looked())
}

/// Keeps files as a draft, as they were looked at.
///
/// # Errors
/// As [`look`]; [`ApiError::ChangedMeanwhile`] if something else comes of them than was looked at;
/// [`ApiError::Invalid`] if they are wrong or change nothing, or no reason is given.
pub async fn keep(
    db: &mut Db,
    by: &SignedIn,
    asked: &DraftAsked,
    now: Timestamp,
) -> Result<DraftPage, ApiError> {
    refuse_others(db, by).await?;
    let files = named(&asked.files);
    let looked = plan_of(db, asked, &files, now).await?.looked();
    if asked.token.as_ref() != Some(&looked.token) {
        return Err(changed_meanwhile());
    }
    refuse_wrong(&looked)?;
    let line = DraftLine {
        id: DraftId::new(new_id()?),
        subject: asked.subject,
        files: files.iter().map(|file| file.name.clone()).collect(),
        by: by.person.clone(),
        at: now,
        reason: reason(&asked.reason)?,
        state: DraftState::Waiting,
    };
    rule_drafts::insert(db, &line, &files, &looked).await?;
    let texts: Vec<&str> = files.iter().map(|file| file.text.as_str()).collect();
    let act = Act {
        after: fingerprint(texts.join("\n").as_bytes()),
        ..by.act(AuditAction::DraftRules, in_words(&line, &looked), now)
    };
    audit::append(db, SETTINGS, &act).await?;
    page(db, by, line.id, now).await
}

/// A draft with what it comes to now.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever administers nothing, and if there is none.
pub async fn page(
    db: &mut Db,
    by: &SignedIn,
    draft: DraftId,
    now: Timestamp,
) -> Result<DraftPage, ApiError> {
    refuse_strangers(by)?;
    let draft = find(db, draft).await?;
    let is_waiting = draft.line.state == DraftState::Waiting;
    let looked = match is_waiting {
        true => plan_again(db, &draft, now).await?.looked(),
        false => draft.looked.clone(),
    };
    let decided = draft.decided.clone();
    Ok(DraftPage {
        compared_anew: looked.token != draft.looked.token,
        obstacle: obstacle(db, by, &draft, &looked).await?,
        may_reject: is_waiting && is_of_company(db, by).await?,
        has_second_person: has_second_person(db, by).await?,
        decided: decided.map(|(by, at, reason)| Decided { by, at, reason }),
        files: draft.files,
        draft: draft.line,
        looked,
    })
}

/// Why somebody does not put a draft in force.
pub(super) async fn obstacle(
    db: &mut Db,
    by: &SignedIn,
    draft: &StoredDraft,
    looked: &Looked,
) -> Stored<Option<Obstacle>> {
    let drafter = draft.line.by.id;
    Ok(match draft.line.state {
        DraftState::PutInForce | DraftState::Rejected => Some(Obstacle::Decided),
        DraftState::Waiting if !is_of_company(db, by).await? => Some(Obstacle::NotOfCompany),
        DraftState::Waiting if drafter == by.person.id => Some(Obstacle::Own),
        DraftState::Waiting if is_same_person(db, drafter, by.person.id).await? => {
            Some(Obstacle::SamePerson)
        }
        DraftState::Waiting if !looked.findings.is_empty() => Some(Obstacle::Wrong),
        DraftState::Waiting if looked.changes.is_empty() => Some(Obstacle::Nothing),
        DraftState::Waiting => None,
    })
}

pub(super) async fn find(db: &mut Db, draft: DraftId) -> Result<StoredDraft, ApiError> {
    let found = rule_drafts::find(db, draft).await?;
    found.ok_or(ApiError::NotFound)
}

/// What a draft comes to now.
pub(super) async fn plan_again(db: &mut Db, draft: &StoredDraft, now: Timestamp) -> Stored<Plan> {
    let given = Given {
        subject: draft.line.subject,
        files: &draft.files,
        backdated: false,
    };
    plan(db, &given, now).await
}

async fn plan_of(
    db: &mut Db,
    asked: &DraftAsked,
    files: &[RuleFile],
    now: Timestamp,
) -> Stored<Plan> {
    let given = Given {
        subject: asked.subject,
        files,
        // Who says that days which are over are to change has the server's machine.
        backdated: false,
    };
    plan(db, &given, now).await
}

/// Names without folders, written large or small alike; texts without the mark of their encoding.
fn named(files: &[RuleFile]) -> Vec<RuleFile> {
    let file = |file: &RuleFile| {
        let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
        RuleFile {
            name: name.trim().to_lowercase(),
            text: text.to_owned(),
        }
    };
    files.iter().map(file).collect()
}

fn refuse_wrong(looked: &Looked) -> Result<(), ApiError> {
    let found = looked.findings.iter().map(|found| found.finding.clone());
    let found: Vec<Finding> = found.collect();
    if !found.is_empty() {
        return Err(ApiError::Invalid(found));
    }
    match looked.changes.is_empty() {
        true => Err(invalid("rules_nothing_different")),
        false => Ok(()),
    }
}

/// Why, as it is kept.
///
/// # Errors
/// [`ApiError::Invalid`] if nothing is said, or more than is read.
pub(super) fn reason(text: &str) -> Result<String, ApiError> {
    let text = written(text);
    if text.is_empty() {
        return Err(invalid("rules_reason_missing"));
    }
    if length(&text) > MOST_NOTE {
        let long = Finding::error("rules_reason_too_long", "reason").with("max", MOST_NOTE);
        return Err(ApiError::Invalid(vec![long]));
    }
    Ok(text)
}

pub(super) fn invalid(code: &'static str) -> ApiError {
    ApiError::Invalid(vec![Finding::error(code, "")])
}

pub(super) fn changed_meanwhile() -> ApiError {
    ApiError::ChangedMeanwhile(vec![Finding::error("rules_changed_meanwhile", "")])
}

/// `settings: authority, from 2026-12-01`.
pub(super) fn in_words(line: &DraftLine, looked: &Looked) -> String {
    let changes: Vec<String> = looked.changes.iter().map(ToString::to_string).collect();
    match changes.is_empty() {
        true => format!("{}: {}", line.subject, line.files.join(", ")),
        false => format!("{}: {}", line.subject, changes.join("; ")),
    }
}
