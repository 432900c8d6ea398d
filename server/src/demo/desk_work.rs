//! What the office does in the story.

use super::cast::{MANAGER, Member, SECOND_REVIEWER};
use crate::auth::SignedIn;
use crate::desk;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::{Db, records};
use crate::sync::findings_in;
use chrono::TimeDelta;
use shared::desk::{Decision, DecisionRequest};
use shared::id::{DecisionId, QueryId, RecordId};
use shared::record::RecordKind;
use shared::submission::{RaisedItem, Refusal};

/// What is done with a case.
#[derive(Debug, Clone, Copy)]
pub(super) enum Review {
    Open,
    Accept,
    Reject,
    Query,
}

/// Does it; what is above somebody's level goes on to whoever may.
pub(super) async fn review(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
    record: RecordId,
    review: Review,
) -> Result<(), ApiError> {
    let Some(stored) = records::find(db, record).await? else {
        return Ok(());
    };
    let kind = stored.view.kind;
    match review {
        Review::Open => desk::open(db, state, person, record).await.map(drop),
        Review::Reject => by_who_may(db, state, person, record, &rejection(kind)).await,
        Review::Query => {
            let query = query(record, kind, person);
            decide(db, state, person, record, query).await
        }
        Review::Accept => by_who_may(db, state, person, record, &Decision::Accept {}).await,
    }
}

async fn by_who_may(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
    record: RecordId,
    decision: &Decision,
) -> Result<(), ApiError> {
    let mut people = vec![person.clone()];
    for number in [SECOND_REVIEWER, MANAGER] {
        let device = Member::device(number);
        let now = state.clock.now();
        people.extend(SignedIn::load(db, Member::id(number), device, now).await?);
    }
    for person in people {
        match decide(db, state, &person, record, decision.clone()).await {
            Ok(())
            | Err(ApiError::Refused(
                Refusal::AboveAuthority { .. }
                | Refusal::SecondPersonNeeded
                | Refusal::AlreadyDecided,
            )) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn decide(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
    record: RecordId,
    decision: Decision,
) -> Result<(), ApiError> {
    let Some(stored) = records::find(db, record).await? else {
        return Ok(());
    };
    let version = stored.view.version;
    let number = (record.uuid().as_u128() << 16) + u128::from(version);
    let catalogue = state.products.in_force(db).await?;
    let request = DecisionRequest {
        decision_id: DecisionId::from_number(number),
        version,
        by: None,
        seen: findings_in(db, &catalogue, &stored, state.clock.now()).await?,
        decision,
    };
    desk::decide(db, state, person, record, &request)
        .await
        .map(drop)
}

fn rejection(kind: RecordKind) -> Decision {
    let (reason, note) = match kind {
        RecordKind::LossNotice => (
            "not_covered",
            "事故不属于该保单的保险责任范围，已电话说明。",
        ),
        RecordKind::ServiceRequest => ("client_declined", "客户来电表示不再变更，已确认。"),
        RecordKind::Application | RecordKind::TrainingSession | RecordKind::CheckIn => (
            "health_not_accepted",
            "被保险人健康告知显示的情况超出本产品承保条件，建议改投防癌险。",
        ),
    };
    Decision::Reject {
        reason: reason.to_owned(),
        note: note.to_owned(),
    }
}

fn query(record: RecordId, kind: RecordKind, person: &SignedIn) -> Decision {
    let asked: &[(&str, &str, &str)] = match kind {
        RecordKind::LossNotice => &[(
            "loss.description",
            "unclear",
            "请说明事故经过的先后顺序，以及当时在场的人。",
        )],
        RecordKind::ServiceRequest => {
            &[("service.change", "unclear", "请与客户确认要变更的项目。")]
        }
        RecordKind::Application | RecordKind::TrainingSession | RecordKind::CheckIn => &[
            (
                "applicant.occupation",
                "unclear",
                "请写明具体工种和工作内容。",
            ),
            (
                "applicant.annual_income",
                "income_proof",
                "年收入与保费不相称，请核实并说明收入来源。",
            ),
        ],
    };
    let items = asked
        .iter()
        .map(|(path, reason, note)| RaisedItem {
            path: (*path).to_owned(),
            reason: (*reason).to_owned(),
            note: (*note).to_owned(),
        })
        .collect();
    Decision::Query {
        query_id: QueryId::from_number(record.uuid().as_u128()),
        items,
        due: person.today + TimeDelta::days(5),
    }
}
