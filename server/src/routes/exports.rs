//! Lists taken out as files.

use crate::auth::{Caller, SignedIn};
use crate::exports::{self, Download, List};
use crate::input::{Body, Id, Query};
use crate::problem::ApiError;
use crate::state::AppState;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use shared::audit::LogFilter;
use shared::connections::KeyScope;
use shared::desk::QueueFilter;
use shared::directory::PeopleFilter;
use shared::export::{ExportAsked, FileFormat, PeopleExportAsked};
use shared::id::RecordId;
use shared::month::Month;
use shared::people::import::Numbers;
use shared::text::Language;

/// As what it is asked for, and in which language: the one that is asked for, else the one that the browser prefers.
pub(super) fn form(asked: ExportAsked, headers: &HeaderMap) -> (FileFormat, Language) {
    let preferred = headers.get(header::ACCEPT_LANGUAGE);
    let preferred = preferred.and_then(|value| value.to_str().ok());
    let preferred = preferred.map(Language::of_tag);
    let language = asked.language.or(preferred);
    (asked.format, language.unwrap_or(Language::ZhHans))
}

/// `POST /api/exports/people`
pub async fn people(
    State(state): State<AppState>,
    by: Caller,
    headers: HeaderMap,
    Query(asked): Query<PeopleExportAsked>,
    Body(filter): Body<PeopleFilter>,
) -> Result<Download, ApiError> {
    if asked.identity == Numbers::Whole {
        by.needs(KeyScope::IdentityNumbersRead)?;
    }
    let list = List::People(filter, asked.identity);
    exports::take(&state, &by, list, form(asked.into(), &headers)).await
}

/// `GET /api/exports/units`
pub async fn units(
    State(state): State<AppState>,
    by: Caller,
    headers: HeaderMap,
    Query(asked): Query<ExportAsked>,
) -> Result<Download, ApiError> {
    exports::take(&state, &by, List::Units, form(asked, &headers)).await
}

/// `POST /api/exports/audit-log`
pub async fn audit_log(
    State(state): State<AppState>,
    by: Caller,
    headers: HeaderMap,
    Query(asked): Query<ExportAsked>,
    Body(filter): Body<LogFilter>,
) -> Result<Download, ApiError> {
    exports::take(&state, &by, List::Log(filter), form(asked, &headers)).await
}

/// `POST /api/exports/cases`
pub async fn cases(
    State(state): State<AppState>,
    by: Caller,
    headers: HeaderMap,
    Query(asked): Query<ExportAsked>,
    Body(filter): Body<QueueFilter>,
) -> Result<Download, ApiError> {
    exports::take(&state, &by, List::Cases(filter), form(asked, &headers)).await
}

/// `GET /api/exports/sessions/{id}`
pub async fn session(
    State(state): State<AppState>,
    by: Caller,
    headers: HeaderMap,
    Id(session): Id<RecordId>,
    Query(asked): Query<ExportAsked>,
) -> Result<Download, ApiError> {
    exports::take(&state, &by, List::Session(session), form(asked, &headers)).await
}

/// `GET /api/exports/attendance/{month}`
pub async fn attendance(
    State(state): State<AppState>,
    by: Caller,
    headers: HeaderMap,
    Id(month): Id<Month>,
    Query(asked): Query<ExportAsked>,
) -> Result<Download, ApiError> {
    exports::take(&state, &by, List::Month(month), form(asked, &headers)).await
}

/// `GET /api/exports/team`
pub async fn team(
    State(state): State<AppState>,
    by: Caller,
    headers: HeaderMap,
    Query(asked): Query<ExportAsked>,
) -> Result<Download, ApiError> {
    exports::take(&state, &by, List::Team, form(asked, &headers)).await
}

/// `GET /api/exports/my-data`
pub async fn own_data(
    State(state): State<AppState>,
    person: SignedIn,
) -> Result<Download, ApiError> {
    exports::own_data(&state, &person).await
}
