//! A decision, taken once.

use super::case::{case, step};
use super::{find, hold, review};
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::push::tell_soon;
use crate::state::AppState;
use crate::store::queue::Queued;
use crate::store::{Db, decisions, settings};
use crate::sync::{findings_in, recount_beside};
use shared::desk::{Case, Decision, DecisionRequest};
use shared::finding::{Finding, unseen};
use shared::id::{QueryId, RecordId};
use shared::kinds::form_of;
use shared::note;
use shared::problem::CHANGED_BY;
use shared::reason::ReasonCodes;
use shared::submission::{Action, Query, QuerySettings, RaisedItem, Review};
use shared::sync::fingerprint;
use shared::time::Timestamp;

/// Most items of one query.
const MOST_ITEMS: usize = 100;

/// Decides the case and shows it as it is then. The same decision again changes nothing.
pub async fn decide(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
    record: RecordId,
    request: &DecisionRequest,
) -> Result<Case, ApiError> {
    if request.by.is_some_and(|by| by != person.person.id) {
        return Err(ApiError::DeviceOfAnother);
    }
    let queued = find(db, person.viewer(), record).await?;
    let print = fingerprint_of(person, record, request)?;
    match decisions::find(db, request.decision_id).await? {
        Some(known) if known == print => return case(db, state, person, record).await,
        Some(_) => return Err(ApiError::DecisionReused),
        None => {}
    }
    if queued.record.view.version != request.version {
        return Err(ApiError::ChangedMeanwhile(steps_since(
            &queued,
            request.version,
        )?));
    }
    refuse_unwritten(&request.decision)?;
    refuse_reasons_out_of_force(db, person, &queued, &request.decision).await?;
    let now = state.clock.now();
    refuse_unseen(db, state, &queued, request, now).await?;
    hold::refuse_held_by_another(db, person, record, now).await?;
    let action = action(&request.decision, &queued, person, now)?;
    let did = |after: &Review| request.decision.did(after);
    step(db, person, &queued, action, did, now).await?;
    let (view, branch) = (&queued.record.view, queued.record.branch);
    let catalogue = state.products.in_force(db).await?;
    recount_beside(db, &catalogue, branch, view, now).await?;
    if matches!(request.decision, Decision::Query { .. }) {
        tell_soon(db, state, queued.record.view.captured_by.id, now).await?;
    }
    hold::release(db, person, record).await?;
    decisions::insert(
        db,
        request.decision_id,
        &print,
        person.person.id,
        record,
        now,
    )
    .await?;
    case(db, state, person, record).await
}

/// What the rules find may come from other records, and change while this one does not.
async fn refuse_unseen(
    db: &mut Db,
    state: &AppState,
    queued: &Queued,
    request: &DecisionRequest,
    now: Timestamp,
) -> Result<(), ApiError> {
    if !request.decision.wants_all_seen() {
        return Ok(());
    }
    let catalogue = state.products.in_force(db).await?;
    let found = findings_in(db, &catalogue, &queued.record, now).await?;
    let unseen = unseen(&found, &request.seen);
    match unseen.is_empty() {
        true => Ok(()),
        false => {
            let unseen = unseen.into_iter().cloned().collect();
            Err(ApiError::ChangedMeanwhile(unseen))
        }
    }
}

/// What was done to the case since that version, and by whom.
fn steps_since(queued: &Queued, version: u64) -> Result<Vec<Finding>, ApiError> {
    let review = review(queued)?;
    let new = queued.record.view.version.saturating_sub(version);
    let new = usize::try_from(new).unwrap_or(usize::MAX);
    let steps = review.course();
    let steps = steps.skip(review.steps.len().saturating_sub(new));
    let told = steps.map(|(name, step)| {
        Finding::error(CHANGED_BY, "")
            .with("name", &step.by.name)
            .with("step", name)
    });
    Ok(told.collect())
}

/// What a reviewer writes is held to the same rules as what an agent writes.
fn refuse_unwritten(decision: &Decision) -> Result<(), ApiError> {
    let written = |path: &str, text: &str| note::check(path, text, note::MOST_NOTE);
    let findings: Vec<Finding> = match decision {
        Decision::Accept {} => Vec::new(),
        Decision::Reject { note, .. } | Decision::Reopen { note, .. } => {
            written("note", note).into_iter().collect()
        }
        Decision::Query { items, .. } => {
            let items = items.iter().take(MOST_ITEMS);
            items
                .filter_map(|item| written(&item.path, &item.note))
                .collect()
        }
    };
    match findings.is_empty() {
        true => Ok(()),
        false => Err(ApiError::Invalid(findings)),
    }
}

/// Which reasons there are is decided by the company, from a day on.
async fn refuse_reasons_out_of_force(
    db: &mut Db,
    person: &SignedIn,
    queued: &Queued,
    decision: &Decision,
) -> Result<(), ApiError> {
    let codes: ReasonCodes = settings::in_force(db, person.today).await?;
    let findings = decision.reasons_out_of_force(&codes, queued.record.view.kind);
    match findings.is_empty() {
        true => Ok(()),
        false => Err(ApiError::Invalid(findings)),
    }
}

/// Of who decided what about which record: the same decision id must not stand for another.
fn fingerprint_of(
    person: &SignedIn,
    record: RecordId,
    request: &DecisionRequest,
) -> Result<String, ApiError> {
    let body = serde_json::to_string(request).map_err(|error| ApiError::Malformed {
        path: String::new(),
        reason: error.to_string(),
    })?;
    Ok(fingerprint(&format!(
        "{} {record} {body}",
        person.person.id
    )))
}

fn action(
    decision: &Decision,
    queued: &Queued,
    person: &SignedIn,
    now: Timestamp,
) -> Result<Action, ApiError> {
    match decision {
        Decision::Accept {} => Ok(Action::Accept),
        Decision::Reject { reason, note } => Ok(Action::Reject {
            reason: reason.clone(),
            note: note.clone(),
        }),
        Decision::Reopen { reason, note } => Ok(Action::Reopen {
            reason: reason.clone(),
            note: note.clone(),
        }),
        Decision::Query {
            query_id,
            items,
            due,
        } => {
            let raised = Raised {
                id: *query_id,
                items,
                due: *due,
            };
            raised.query(queued, person, now)
        }
    }
}

/// A query as a reviewer writes it.
struct Raised<'a> {
    id: QueryId,
    items: &'a [RaisedItem],
    due: chrono::NaiveDate,
}

impl Raised<'_> {
    fn query(
        &self,
        queued: &Queued,
        person: &SignedIn,
        now: Timestamp,
    ) -> Result<Action, ApiError> {
        let findings = self.findings(queued, person);
        if !findings.is_empty() {
            return Err(ApiError::Invalid(findings));
        }
        let view = &queued.record.view;
        let query = Query::raise(
            self.id,
            self.items.to_vec(),
            self.due,
            &view.content,
            person.person.clone(),
            now,
        );
        Ok(Action::RaiseQuery(query))
    }

    /// Asked must be what the form has, and there must be time to answer.
    fn findings(&self, queued: &Queued, person: &SignedIn) -> Vec<Finding> {
        let form = form_of(queued.record.view.kind);
        let mut findings: Vec<Finding> = self
            .items
            .iter()
            .filter(|item| form.field_at(&item.path).is_none())
            .map(|item| Finding::error("unknown_field", &item.path))
            .collect();
        if self.due < person.today {
            findings.push(Finding::error("due_in_the_past", "due"));
        }
        let latest = QuerySettings::in_force(person.today).latest_due(person.today);
        if self.due > latest {
            findings.push(Finding::error("due_too_late", "due").with("latest", latest));
        }
        if self.items.len() > MOST_ITEMS {
            findings.push(Finding::error("too_many", "items"));
        }
        findings
    }
}
