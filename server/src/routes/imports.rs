//! Tables of people and units that an administrator imports.

use super::exports::form;
use crate::auth::Caller;
use crate::exports::Download;
use crate::imports;
use crate::input::{Query, SentFile};
use crate::people::Administered;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::table_files::MOST_BYTES;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use shared::directory::{ImportAsked, TableImported};
use shared::export::ExportAsked;
use shared::people::import::TableKind;

type Imported = Result<Json<TableImported>, ApiError>;

/// `POST /api/imports/people`
pub async fn people(
    State(state): State<AppState>,
    by: Caller,
    Query(asked): Query<ImportAsked>,
    request: Request,
) -> Imported {
    import(&state, &by, TableKind::People, &asked, request).await
}

/// `POST /api/imports/units`
pub async fn units(
    State(state): State<AppState>,
    by: Caller,
    Query(asked): Query<ImportAsked>,
    request: Request,
) -> Imported {
    import(&state, &by, TableKind::Units, &asked, request).await
}

/// Whoever administers nothing sends no file.
async fn import(
    state: &AppState,
    by: &Caller,
    kind: TableKind,
    asked: &ImportAsked,
    request: Request,
) -> Imported {
    let administered = Administered::by(&by.person, state.clock.now())?;
    let sent = SentFile::read(request, state, MOST_BYTES).await?;
    let by = (by, &administered);
    let imported = imports::import_sent(state, by, kind, asked, sent.bytes.clone()).await?;
    Ok(Json(imported))
}

/// `GET /api/imports/people/template`
pub async fn people_template(
    State(state): State<AppState>,
    by: Caller,
    headers: HeaderMap,
    Query(asked): Query<ExportAsked>,
) -> Result<Download, ApiError> {
    Administered::by(&by.person, state.clock.now())?;
    imports::template(TableKind::People, form(asked, &headers)).await
}

/// `GET /api/imports/units/template`
pub async fn units_template(
    State(state): State<AppState>,
    by: Caller,
    headers: HeaderMap,
    Query(asked): Query<ExportAsked>,
) -> Result<Download, ApiError> {
    Administered::by(&by.person, state.clock.now())?;
    imports::template(TableKind::Units, form(asked, &headers)).await
}
