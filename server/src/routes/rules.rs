//! The rules of the company: what is published, drafts of what is to be, and the second person.

use crate::auth::SignedIn;
use crate::input::{Body, Id, Query};
use crate::problem::ApiError;
use crate::publishing;
use crate::state::AppState;
use crate::store::audit::SETTINGS;
use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use shared::id::DraftId;
use shared::rule_book::{
    DraftAsked, DraftDecided, DraftPage, Looked, RulePage, RuleSubject, RuleText, RulesPage,
    TakeBack, Tried,
};

/// Against which version one is held.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Against {
    against: Option<String>,
}

/// `GET /api/rules`
pub async fn overview(
    State(state): State<AppState>,
    by: SignedIn,
) -> Result<Json<RulesPage>, ApiError> {
    let mut db = state.store.read().await?;
    let page = publishing::overview(&mut db, &by, state.clock.now()).await?;
    Ok(Json(page))
}

/// `GET /api/rules/{subject}/{name}`
pub async fn item(
    State(state): State<AppState>,
    by: SignedIn,
    Path((subject, name)): Path<(String, String)>,
) -> Result<Json<RulePage>, ApiError> {
    let subject = RuleSubject::from_name(&subject).ok_or(ApiError::NotFound)?;
    let mut db = state.store.read().await?;
    let now = state.clock.now();
    let page = publishing::item(&mut db, &by, (subject, &name), now).await?;
    Ok(Json(page))
}

/// `GET /api/rules/{subject}/{name}/versions/{version}`
pub async fn version(
    State(state): State<AppState>,
    by: SignedIn,
    Path((subject, name, version)): Path<(String, String, String)>,
    Query(asked): Query<Against>,
) -> Result<Json<RuleText>, ApiError> {
    let subject = RuleSubject::from_name(&subject).ok_or(ApiError::NotFound)?;
    let mut db = state.store.read().await?;
    let (which, against) = ((subject, &*name, &*version), asked.against.as_deref());
    let text = publishing::version(&mut db, &by, which, against, state.clock.now()).await?;
    Ok(Json(text))
}

/// `POST /api/rules/look`
pub async fn look(
    State(state): State<AppState>,
    by: SignedIn,
    Body(asked): Body<DraftAsked>,
) -> Result<Json<Looked>, ApiError> {
    let _file = state.gate.file().await?;
    let mut db = state.store.read().await?;
    let looked = publishing::look(&mut db, &by, &asked, state.clock.now()).await?;
    Ok(Json(looked))
}

/// `POST /api/rules/drafts`
pub async fn keep(
    State(state): State<AppState>,
    by: SignedIn,
    Body(asked): Body<DraftAsked>,
) -> Result<Json<DraftPage>, ApiError> {
    let _file = state.gate.file().await?;
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let kept = state.store.write(SETTINGS, |mut db| async move {
        let page = publishing::keep(&mut db, by, asked, now).await?;
        db.commit().await?;
        Ok::<_, ApiError>(page)
    });
    Ok(Json(kept.await?))
}

/// `GET /api/rules/drafts/{id}`
pub async fn draft(
    State(state): State<AppState>,
    by: SignedIn,
    Id(draft): Id<DraftId>,
) -> Result<Json<DraftPage>, ApiError> {
    let mut db = state.store.read().await?;
    let page = publishing::page(&mut db, &by, draft, state.clock.now()).await?;
    Ok(Json(page))
}

/// `GET /api/rules/drafts/{id}/trial`
pub async fn trial(
    State(state): State<AppState>,
    by: SignedIn,
    Id(draft): Id<DraftId>,
) -> Result<Json<Tried>, ApiError> {
    let _file = state.gate.file().await?;
    let mut db = state.store.read().await?;
    let tried = publishing::trial(&mut db, &by, draft, state.clock.now()).await?;
    Ok(Json(tried))
}

/// `POST /api/rules/drafts/{id}/decisions`
pub async fn decide(
    State(state): State<AppState>,
    by: SignedIn,
    Id(draft): Id<DraftId>,
    Body(asked): Body<DraftDecided>,
) -> Result<Json<DraftPage>, ApiError> {
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let decided = state.store.write(SETTINGS, |mut db| async move {
        let page = publishing::decide(&mut db, by, draft, asked, now).await?;
        db.commit().await?;
        Ok::<_, ApiError>(page)
    });
    Ok(Json(decided.await?))
}

/// `POST /api/rules/take-back`
pub async fn take_back(
    State(state): State<AppState>,
    by: SignedIn,
    Body(asked): Body<TakeBack>,
) -> Result<Json<RulesPage>, ApiError> {
    let (by, asked, now) = (&by, &asked, state.clock.now());
    let taken = state.store.write(SETTINGS, |mut db| async move {
        publishing::take_back(&mut db, by, asked, now).await?;
        let page = publishing::overview(&mut db, by, now).await?;
        db.commit().await?;
        Ok::<_, ApiError>(page)
    });
    Ok(Json(taken.await?))
}
