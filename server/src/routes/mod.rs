//! All routes, grouped by who calls.

mod acknowledgements;
mod audit;
mod connections;
mod desk;
mod exports;
mod headers;
mod health;
mod imports;
mod late_sessions;
mod log;
mod people;
mod push;
mod rules;
mod session;
mod site;
mod sync;
mod team;
mod units;

use crate::auth::refuse_cross_site;
use crate::problem::ApiError;
use crate::state::AppState;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{delete, get, post, put};
use std::path::Path;
use tower_http::compression::CompressionLayer;
use tower_http::trace::TraceLayer;

/// The whole server: the API, its health, and the app's files.
pub fn router(state: AppState, site: &Path) -> Router {
    Router::new()
        .nest("/api", api(state.clone()))
        .route("/healthz", get(health::healthz))
        .with_state(state)
        .fallback_service(site::site(site))
        .layer(from_fn(headers::secure))
        .layer(TraceLayer::new_for_http().on_failure(log::failure))
}

fn api(state: AppState) -> Router<AppState> {
    Router::new()
        .merge(for_everyone())
        .merge(for_devices())
        .merge(for_leaders())
        .merge(for_the_desk())
        .merge(for_administrators())
        .merge(for_the_company())
        .merge(for_other_systems())
        .merge(for_auditors())
        .merge(as_files())
        .merge(from_files())
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(from_fn_with_state(state, refuse_cross_site))
        .layer(from_fn(headers::no_store))
        .layer(CompressionLayer::new())
}

fn for_everyone() -> Router<AppState> {
    let session = get(session::who)
        .post(session::sign_in)
        .delete(session::sign_out);
    let sessions = get(session::devices).delete(session::end_all);
    Router::new()
        .route("/session", session)
        .route("/passphrase", put(session::change_passphrase))
        .route("/sessions", sessions)
        .route("/sessions/{device}", delete(session::end_on))
        .route("/signing-keys", get(acknowledgements::signing_keys))
        .route("/openapi.json", get(health::openapi))
}

fn for_devices() -> Router<AppState> {
    let acknowledgements = get(acknowledgements::of_record);
    let push = get(push::offer)
        .post(push::subscribe)
        .delete(push::unsubscribe);
    Router::new()
        .route("/push", push)
        .route("/sync", post(sync::exchange))
        .route("/records/{id}/acknowledgements", acknowledgements)
}

fn for_leaders() -> Router<AppState> {
    Router::new().route("/team", get(team::team))
}

fn for_the_desk() -> Router<AppState> {
    let hold = post(desk::hold).delete(desk::release);
    Router::new()
        .route("/desk/queue", post(desk::queue))
        .route("/desk/today", get(desk::today))
        .route("/desk/cases/{id}", get(desk::case))
        .route("/desk/cases/{id}/open", post(desk::open))
        .route("/desk/cases/{id}/decisions", post(desk::decide))
        .route("/desk/cases/{id}/hold", hold)
        .route("/desk/late-sessions", get(late_sessions::waiting))
        .route("/desk/late-sessions/{id}", post(late_sessions::decide))
}

fn for_administrators() -> Router<AppState> {
    let person = get(people::page).put(people::correct);
    let identity = post(people::identity_number);
    let sessions = delete(people::end_sign_ins);
    Router::new()
        .route("/people", post(people::enter))
        .route("/people/list", post(people::list))
        .route("/people/{id}", person)
        .route("/people/{id}/identity-number", identity)
        .route("/people/{id}/one-time-code", post(people::give_code))
        .route("/people/{id}/end-role", post(people::end_role))
        .route("/people/{id}/leave", post(people::leave))
        .route("/people/{id}/sessions", sessions)
        .route("/people/{id}/take-back", post(people::take_back))
        .route("/people/{id}/transfer", post(people::transfer))
        .route("/units", get(units::tree).post(units::found))
        .route("/units/{id}", get(units::page))
        .route("/units/{id}/changes", post(units::change))
}

fn for_the_company() -> Router<AppState> {
    let version = get(rules::version);
    Router::new()
        .route("/rules", get(rules::overview))
        .route("/rules/look", post(rules::look))
        .route("/rules/take-back", post(rules::take_back))
        .route("/rules/drafts", post(rules::keep))
        .route("/rules/drafts/{id}", get(rules::draft))
        .route("/rules/drafts/{id}/decisions", post(rules::decide))
        .route("/rules/drafts/{id}/trial", get(rules::trial))
        .route("/rules/{subject}/{name}", get(rules::item))
        .route("/rules/{subject}/{name}/versions/{version}", version)
}

fn for_other_systems() -> Router<AppState> {
    let webhook = delete(connections::end_webhook);
    let deliveries = get(connections::deliveries);
    let switch = post(connections::switch_webhook);
    let test = post(connections::test_webhook);
    let again = post(connections::send_again);
    Router::new()
        .route("/connections", get(connections::page))
        .route("/connections/deliveries/{id}/again", again)
        .route("/connections/keys", post(connections::make_key))
        .route("/connections/keys/{id}", delete(connections::end_key))
        .route("/connections/webhooks", post(connections::make_webhook))
        .route("/connections/webhooks/{id}", webhook)
        .route("/connections/webhooks/{id}/deliveries", deliveries)
        .route("/connections/webhooks/{id}/switch", switch)
        .route("/connections/webhooks/{id}/test", test)
}

fn as_files() -> Router<AppState> {
    Router::new()
        .route("/exports/attendance/{month}", get(exports::attendance))
        .route("/exports/audit-log", post(exports::audit_log))
        .route("/exports/cases", post(exports::cases))
        .route("/exports/my-data", get(exports::own_data))
        .route("/exports/people", post(exports::people))
        .route("/exports/sessions/{id}", get(exports::session))
        .route("/exports/team", get(exports::team))
        .route("/exports/units", get(exports::units))
}

fn from_files() -> Router<AppState> {
    Router::new()
        .route("/imports/people", post(imports::people))
        .route("/imports/people/template", get(imports::people_template))
        .route("/imports/units", post(imports::units))
        .route("/imports/units/template", get(imports::units_template))
}

fn for_auditors() -> Router<AppState> {
    Router::new().route("/audit/log", post(audit::log))
}
