//! Who gets in where: every route, by every role, by nobody, and by who has left.

use crate::world::{DAY, TestServer};
use axum::body::Body;
use axum::http::Request;
use serde_json::json;

/// Agent, team leader, reviewer, trainer, manager, administrator, auditor.
const EACH_ROLE: [&str; 7] = [
    "wangfang", "liqiang", "linmei", "guoyan", "tangwen", "fengtao", "dongxue",
];

/// A record, device or case that is not there.
const NOT_THERE: &str = "00000000-0000-0000-0000-000000000001";

pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    /// What each role is answered, in the order of [`EACH_ROLE`].
    roles: [u16; 7],
    nobody: u16,
    left: u16,
}

/// A route for whoever is signed in, all of whom it answers the same.
const fn signed_in(method: &'static str, path: &'static str, answer: u16) -> Route {
    Route {
        method,
        path,
        roles: [answer; 7],
        nobody: 401,
        left: 403,
    }
}

const fn open(path: &'static str) -> Route {
    Route {
        method: "GET",
        path,
        roles: [200; 7],
        nobody: 200,
        left: 200,
    }
}

/// A route for administrators: the others are told that there is nothing.
const fn administered(method: &'static str, path: &'static str, answer: u16) -> Route {
    Route {
        roles: [404, 404, 404, 404, 404, answer, 404],
        ..signed_in(method, path, answer)
    }
}

pub const ROUTES: [Route; 69] = [
    open("/healthz"),
    open("/api/openapi.json"),
    open("/api/signing-keys"),
    signed_in("GET", "/api/session", 200),
    signed_in("GET", "/api/sessions", 200),
    // The passphrase of now is another.
    signed_in("PUT", "/api/passphrase", 403),
    signed_in("DELETE", "/api/sessions/{not_there}", 404),
    // Who has left may still send.
    Route {
        left: 200,
        ..signed_in("POST", "/api/sync", 200)
    },
    signed_in("GET", "/api/records/{not_there}/acknowledgements", 404),
    signed_in("GET", "/api/push", 200),
    // This company does not offer it.
    signed_in("POST", "/api/push", 404),
    signed_in("DELETE", "/api/push", 204),
    signed_in("GET", "/api/team", 200),
    signed_in("POST", "/api/desk/queue", 200),
    signed_in("GET", "/api/desk/today", 200),
    signed_in("GET", "/api/desk/cases/{not_there}", 404),
    signed_in("POST", "/api/desk/cases/{not_there}/open", 404),
    signed_in("POST", "/api/desk/cases/{not_there}/hold", 404),
    signed_in("DELETE", "/api/desk/cases/{not_there}/hold", 204),
    signed_in("POST", "/api/desk/cases/{not_there}/decisions", 404),
    signed_in("GET", "/api/desk/late-sessions", 200),
    signed_in("POST", "/api/desk/late-sessions/{not_there}", 404),
    // Whom an administrator sees and changes has stories of its own.
    administered("POST", "/api/people/list", 200),
    // There is no such unit.
    administered("POST", "/api/people", 422),
    signed_in("GET", "/api/people/{not_there}", 404),
    signed_in("PUT", "/api/people/{not_there}", 404),
    signed_in("POST", "/api/people/{not_there}/end-role", 404),
    signed_in("POST", "/api/people/{not_there}/identity-number", 404),
    signed_in("POST", "/api/people/{not_there}/leave", 404),
    signed_in("POST", "/api/people/{not_there}/one-time-code", 404),
    signed_in("DELETE", "/api/people/{not_there}/sessions", 404),
    signed_in("POST", "/api/people/{not_there}/take-back", 404),
    signed_in("POST", "/api/people/{not_there}/transfer", 404),
    administered("GET", "/api/units", 200),
    // There is no such unit.
    administered("POST", "/api/units", 422),
    signed_in("GET", "/api/units/{not_there}", 404),
    signed_in("POST", "/api/units/{not_there}/changes", 404),
    administered("GET", "/api/rules", 200),
    // Who administers the only branch has a say in the whole company; that of several has a story of its own.
    administered("POST", "/api/rules/look", 200),
    // No reason is given.
    administered("POST", "/api/rules/take-back", 422),
    // Nothing was looked at.
    administered("POST", "/api/rules/drafts", 409),
    signed_in("GET", "/api/rules/drafts/{not_there}", 404),
    signed_in("POST", "/api/rules/drafts/{not_there}/decisions", 404),
    signed_in("GET", "/api/rules/drafts/{not_there}/trial", 404),
    signed_in("GET", "/api/rules/{not_there}/{not_there}", 404),
    signed_in(
        "GET",
        "/api/rules/{not_there}/{not_there}/versions/{not_there}",
        404,
    ),
    administered("GET", "/api/connections", 200),
    // The key may do nothing.
    administered("POST", "/api/connections/keys", 422),
    signed_in("DELETE", "/api/connections/keys/{not_there}", 404),
    // This server calls no other system.
    administered("POST", "/api/connections/webhooks", 422),
    signed_in("DELETE", "/api/connections/webhooks/{not_there}", 404),
    signed_in(
        "GET",
        "/api/connections/webhooks/{not_there}/deliveries",
        404,
    ),
    signed_in("POST", "/api/connections/webhooks/{not_there}/switch", 404),
    signed_in("POST", "/api/connections/webhooks/{not_there}/test", 404),
    signed_in("POST", "/api/connections/deliveries/{not_there}/again", 404),
    // What others did is an auditor's business alone.
    Route {
        roles: [404, 404, 404, 404, 404, 404, 200],
        ..signed_in("POST", "/api/audit/log", 200)
    },
    // Whoever sees a list takes it out, and no more of it.
    administered("POST", "/api/exports/people", 200),
    administered("GET", "/api/exports/units", 200),
    Route {
        roles: [404, 404, 404, 404, 404, 404, 200],
        ..signed_in("POST", "/api/exports/audit-log", 200)
    },
    signed_in("POST", "/api/exports/cases", 200),
    signed_in("GET", "/api/exports/team", 200),
    signed_in("GET", "/api/exports/my-data", 200),
    signed_in("GET", "/api/exports/sessions/{not_there}", 404),
    // What is asked is no month.
    signed_in("GET", "/api/exports/attendance/{not_there}", 404),
    // The table has nothing under its headings.
    administered("POST", "/api/imports/people", 422),
    administered("POST", "/api/imports/units", 422),
    administered("GET", "/api/imports/people/template", 200),
    administered("GET", "/api/imports/units/template", 200),
    signed_in("DELETE", "/api/sessions", 204),
];

/// What gives and ends a session has stories of its own.
const IN_AND_OUT: [&str; 2] = ["POST /api/session", "DELETE /api/session"];

async fn answer(server: &TestServer, route: &Route, cookie: &str, exchange: &str) -> u16 {
    answer_about(server, route, cookie, (NOT_THERE, exchange)).await
}

/// What a route answers about somebody or something.
pub async fn answer_about(
    server: &TestServer,
    route: &Route,
    cookie: &str,
    (id, exchange): (&str, &str),
) -> u16 {
    let path = route.path.replace("{not_there}", id);
    let body = match route.path {
        "/api/sync" => exchange.to_owned(),
        "/api/desk/queue"
        | "/api/audit/log"
        | "/api/people/list"
        | "/api/exports/people"
        | "/api/exports/audit-log"
        | "/api/exports/cases" => "{}".to_owned(),
        "/api/connections/keys" => {
            json!({ "name": "系统", "scopes": [], "unit": NOT_THERE }).to_string()
        }
        "/api/connections/webhooks" => json!({ "address": "https://hr.example.com/", "events": [],
            "unit": NOT_THERE })
        .to_string(),
        path if path.ends_with("/switch") => json!({ "on": true }).to_string(),
        "/api/people" => json!({ "facts": {}, "unit": NOT_THERE, "role": "agent" }).to_string(),
        "/api/people/{not_there}" => json!({ "expected": "", "facts": {} }).to_string(),
        path if path.ends_with("/transfer") => json!({ "expected": "", "unit": NOT_THERE,
            "role": "agent", "from": "2026-12-01" })
        .to_string(),
        path if path.ends_with("/end-role") => json!({ "expected": "", "unit": NOT_THERE,
            "role": "agent", "from": "2026-01-01", "on": "2026-12-01" })
        .to_string(),
        "/api/rules/take-back" => json!({ "subject": "settings", "name": "watch",
            "version": "2026-12-01", "hash": "", "reason": "" })
        .to_string(),
        path if path.ends_with("/take-back") => {
            json!({ "expected": "", "from": "2026-12-01" }).to_string()
        }
        "/api/units" if route.method == "POST" => json!({ "code": "0109", "name": "新营业部",
            "kind": "department", "parent": NOT_THERE, "from": "2026-12-01" })
        .to_string(),
        path if path.ends_with("/changes") => json!({ "expected": "",
            "change": { "step": "close", "on": "2026-12-01" } })
        .to_string(),
        path if path.ends_with("/leave") => {
            json!({ "expected": "", "on": "2026-12-01", "reason": "" }).to_string()
        }
        "/api/passphrase" => json!({ "current": "", "new_passphrase": "" }).to_string(),
        "/api/push" => json!({ "endpoint": "https://push.example/1" }).to_string(),
        "/api/rules/look" | "/api/rules/drafts" => {
            json!({ "subject": "settings", "files": [], "reason": "" }).to_string()
        }
        "/api/rules/drafts/{not_there}/decisions" => {
            json!({ "decision": "reject", "token": "", "reason": "" }).to_string()
        }
        path if path.ends_with("/decisions") => json!({ "decision_id": NOT_THERE, "version": 1,
            "decision": { "decision": "accept" } })
        .to_string(),
        path if path.contains("/late-sessions/") => {
            json!({ "version": 1, "agreed": true, "note": "" }).to_string()
        }
        path if path.ends_with("/hold") => json!({ "take_over": false }).to_string(),
        _ => String::new(),
    };
    let kind = match route.path.starts_with("/api/imports/") {
        true => "text/csv",
        false => "application/json",
    };
    let request = Request::builder()
        .method(route.method)
        .uri(path)
        .header("content-type", kind)
        .header("cookie", cookie);
    let answer = server.call(request.body(Body::from(body)).unwrap()).await;
    answer.status.as_u16()
}

#[tokio::test]
async fn every_route_of_the_api_is_asked() {
    let server = TestServer::start().await;
    let described = server
        .person("wangfang")
        .await
        .get("/api/openapi.json")
        .await;
    let described: serde_json::Value = serde_json::from_str(&described.text).unwrap();
    let mut described: Vec<String> = described["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            let path = path.split('/').map(|part| {
                if part.starts_with('{') {
                    "{not_there}"
                } else {
                    part
                }
            });
            let path = path.collect::<Vec<_>>().join("/");
            let methods = methods
                .as_object()
                .unwrap()
                .keys()
                .filter(|it| *it != "parameters");
            methods
                .map(move |method| format!("{} {path}", method.to_uppercase()))
                .collect::<Vec<_>>()
        })
        .collect();
    let mut asked: Vec<String> = ROUTES
        .iter()
        .map(|it| format!("{} {}", it.method, it.path))
        .collect();
    asked.extend(IN_AND_OUT.map(str::to_owned));
    asked.sort();
    described.sort();
    assert_eq!(asked, described);
}

#[tokio::test]
async fn each_role_is_answered_as_it_should_be() {
    let server = TestServer::start().await;
    for (at, login) in EACH_ROLE.into_iter().enumerate() {
        let person = server.person(login).await;
        let exchange = person.exchange(0, &[]);
        for route in &ROUTES {
            let status = answer(&server, route, &person.cookie, &exchange).await;
            assert_eq!(
                status, route.roles[at],
                "{login} {} {}",
                route.method, route.path
            );
        }
    }
}

#[tokio::test]
async fn nobody_gets_in_where_somebody_has_to_be_signed_in() {
    let server = TestServer::start().await;
    let exchange = server.person("wangfang").await.exchange(0, &[]);
    for cookie in ["", "__Host-saddlebag=", "__Host-saddlebag=00"] {
        for route in &ROUTES {
            let status = answer(&server, route, cookie, &exchange).await;
            assert_eq!(status, route.nobody, "{} {}", route.method, route.path);
        }
    }
}

#[tokio::test]
async fn whoever_has_left_gets_in_nowhere() {
    let server = TestServer::start().await;
    for login in EACH_ROLE {
        let person = server.person(login).await;
        server.ends_appointment(login, "2026-11-20").await;
        let exchange = person.exchange(0, &[]);
        server.wait(DAY);
        for route in &ROUTES {
            let status = answer(&server, route, &person.cookie, &exchange).await;
            assert_eq!(
                status, route.left,
                "{login} {} {}",
                route.method, route.path
            );
        }
        server.wait(-DAY);
    }
}
