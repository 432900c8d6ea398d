//! Where a key is taken stands in one table; the description of the API says the same, and so does the server.

use super::bearing;
use crate::access::ROUTES;
use crate::world::TestServer;
use serde_json::{Value, json};
use server::KEY_ROUTES;
use shared::connections::KeyScope;
use std::collections::BTreeSet;

fn document() -> Value {
    serde_json::from_str(include_str!("../../../openapi.json")).unwrap()
}

#[test]
fn the_description_names_every_address_that_takes_keys_with_its_scope_and_no_other() {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let operations = item.as_object().unwrap().iter();
        operations.filter_map(move |(method, operation)| {
            let security = operation.get("security")?.as_array()?;
            let key = security.iter().find_map(|way| way.get("key"))?;
            Some((method.to_uppercase(), path.clone(), key.clone()))
        })
    });
    let described: BTreeSet<String> = operations
        .map(|(method, path, scopes)| format!("{method} {path} {scopes}"))
        .collect();
    let taken = KEY_ROUTES.map(|route| {
        let scopes = json!([route.scope.as_str()]);
        format!("{} {} {scopes}", route.method, route.path)
    });
    assert_eq!(described, BTreeSet::from(taken));
    let scopes = &document["components"]["schemas"]["KeyScope"]["enum"];
    assert_eq!(*scopes, json!(KeyScope::ALL.map(KeyScope::as_str)));
}

#[tokio::test]
async fn everything_else_is_closed_to_keys() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let scopes = administrator.connections().await.scopes;
    let key = administrator.makes_key(&scopes).await.secret;
    let (mut taken, mut closed) = (0, 0);
    for route in &ROUTES {
        let takes_keys = KEY_ROUTES.iter().any(|it| {
            let same = it.path.split('/').zip(route.path.split('/'));
            let fits = |(a, b): (&str, &str)| a == b || (a.starts_with('{') && b.starts_with('{'));
            it.method == route.method
                && it.path.split('/').count() == route.path.split('/').count()
                && same.into_iter().all(fits)
        });
        let path = route
            .path
            .replace("{not_there}", "00000000-0000-0000-0000-000000000001");
        let body = ("application/json", "{}");
        let answer = server.call(bearing(&key, route.method, &path, body)).await;
        // What is open to everybody is open to who has a key.
        let is_open = ["/healthz", "/api/openapi.json", "/api/signing-keys"];
        if is_open.contains(&route.path) {
            assert_eq!(answer.status, 200, "{}", route.path);
            continue;
        }
        let code = answer.status.is_client_error().then(|| answer.code());
        let is_closed = code.as_deref() == Some("key_not_taken");
        assert_eq!(is_closed, !takes_keys, "{} {}", route.method, route.path);
        match takes_keys {
            true => taken += 1,
            false => closed += 1,
        }
        server.wait(1_001);
    }
    assert_eq!(taken, KEY_ROUTES.len());
    assert!(closed > 40);
}
