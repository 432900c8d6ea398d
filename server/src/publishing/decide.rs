//! A second person puts a draft in force or turns it down.

use super::company::refuse_others;
use super::draft::{
    changed_meanwhile, find, in_words, invalid, obstacle, page, plan_again, reason,
};
use super::plan::Plan;
use super::publish::{Publisher, publish};
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::Db;
use crate::store::audit::{self, SETTINGS};
use crate::store::rule_drafts::{self, StoredDraft};
use crate::store::rule_origins::Origin;
use shared::audit::AuditAction;
use shared::finding::Finding;
use shared::id::DraftId;
use shared::rule_book::{DraftDecided, DraftDecision, DraftPage, DraftState, Obstacle};
use shared::time::Timestamp;

/// Puts a draft in force, checked once more, or turns it down; what became of it.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever does not administer the whole company; [`ApiError::ChangedMeanwhile`] if it
/// comes to something else than was seen, or is decided; [`ApiError::Invalid`] if it is their own and is to be put in
/// force, or what holds has changed so that it cannot be.
pub async fn decide(
    db: &mut Db,
    by: &SignedIn,
    draft: DraftId,
    asked: &DraftDecided,
    now: Timestamp,
) -> Result<DraftPage, ApiError> {
    refuse_others(db, by).await?;
    let draft = find(db, draft).await?;
    if draft.line.state != DraftState::Waiting {
        let decided = Finding::error("rules_draft_decided", "");
        return Err(ApiError::ChangedMeanwhile(vec![decided]));
    }
    let plan = plan_again(db, &draft, now).await?;
    if asked.token != plan.looked().token {
        return Err(changed_meanwhile());
    }
    match asked.decision {
        DraftDecision::Reject => reject(db, by, &draft, (&plan, &asked.reason), now).await?,
        DraftDecision::PutInForce => put_in_force(db, by, &draft, &plan, now).await?,
    }
    page(db, by, draft.line.id, now).await
}

async fn reject(
    db: &mut Db,
    by: &SignedIn,
    draft: &StoredDraft,
    (plan, why): (&Plan, &str),
    now: Timestamp,
) -> Result<(), ApiError> {
    let (why, looked) = (reason(why)?, plan.looked());
    let state = (DraftState::Rejected, &looked);
    rule_drafts::decide(db, draft.line.id, state, (by.person.id, now, &why)).await?;
    let subject = in_words(&draft.line, &looked);
    let act = by.act(AuditAction::RejectDraft, subject, now);
    audit::append(db, SETTINGS, &act).await?;
    Ok(())
}

/// What is sold is written last, for phones are told of it.
async fn put_in_force(
    db: &mut Db,
    by: &SignedIn,
    draft: &StoredDraft,
    plan: &Plan,
    now: Timestamp,
) -> Result<(), ApiError> {
    let looked = plan.looked();
    if let Some(obstacle) = obstacle(db, by, draft, &looked).await? {
        let wrong = looked.findings.iter().map(|found| found.finding.clone());
        return Err(match obstacle {
            Obstacle::NotOfCompany => ApiError::NotFound,
            Obstacle::Decided => changed_meanwhile(),
            Obstacle::Own => invalid("rules_own_draft"),
            Obstacle::SamePerson => invalid("rules_same_person"),
            Obstacle::Wrong => ApiError::Invalid(wrong.collect()),
            Obstacle::Nothing => invalid("rules_nothing_different"),
        });
    }
    let state = (DraftState::PutInForce, &looked);
    rule_drafts::decide(db, draft.line.id, state, (by.person.id, now, "")).await?;
    let publisher = Publisher::Administrator(by, Origin::Draft(draft.line.id));
    publish(db, plan, &publisher, now).await?;
    Ok(())
}
