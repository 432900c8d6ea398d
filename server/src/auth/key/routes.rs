//! Where a key is taken: imports and exports, each with what the key must be allowed. The one table: the guard reads it,
//! and the description of the API is held against it.

use shared::connections::KeyScope;

/// An address that takes keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyRoute {
    /// The method.
    pub method: &'static str,
    /// The address, with places as the router names them.
    pub path: &'static str,
    /// What the key must be allowed.
    pub scope: KeyScope,
}

impl KeyRoute {
    const fn get(path: &'static str, scope: KeyScope) -> Self {
        let method = "GET";
        Self {
            method,
            path,
            scope,
        }
    }

    const fn post(path: &'static str, scope: KeyScope) -> Self {
        let method = "POST";
        Self {
            method,
            path,
            scope,
        }
    }

    /// The one at this address.
    pub(super) fn at(method: &str, path: &str) -> Option<Self> {
        let mut routes = KEY_ROUTES.into_iter();
        routes.find(|route| route.method == method && route.path == path)
    }
}

/// Every address that takes keys.
pub const KEY_ROUTES: [KeyRoute; 10] = [
    KeyRoute::get("/api/exports/attendance/{month}", KeyScope::AttendanceRead),
    KeyRoute::post("/api/exports/audit-log", KeyScope::LogRead),
    KeyRoute::post("/api/exports/cases", KeyScope::CasesRead),
    KeyRoute::post("/api/exports/people", KeyScope::PeopleRead),
    KeyRoute::get("/api/exports/sessions/{id}", KeyScope::AttendanceRead),
    KeyRoute::get("/api/exports/units", KeyScope::UnitsRead),
    KeyRoute::post("/api/imports/people", KeyScope::PeopleWrite),
    KeyRoute::get("/api/imports/people/template", KeyScope::PeopleWrite),
    KeyRoute::post("/api/imports/units", KeyScope::UnitsWrite),
    KeyRoute::get("/api/imports/units/template", KeyScope::UnitsWrite),
];
