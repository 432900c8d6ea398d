//! The OpenAPI document against what the server does: every answer of every story has to fit it.

use crate::world::{Answer, TestServer};
use axum::http::Method;
use jsonschema::Validator;
use serde_json::{Value, json};
use shared::session::{PassphraseChange, SignInRequest};
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_json::from_str(include_str!("../../openapi.json")).unwrap())
}

/// Fails unless the document tells of this answer and the answer is as it tells. Addresses outside
/// the document, and methods they do not take, are not its matter.
pub fn assert_documented(method: &Method, path: &str, answer: &Answer) {
    let Some(operation) = operation(method, path) else {
        return;
    };
    let status = answer.status.as_str();
    let Some(response) = operation["responses"].get(status) else {
        panic!(
            "{method} {path} answers {status}, which is not in openapi.json: {}",
            answer.text
        );
    };
    let Some(content) = response.get("content").and_then(Value::as_object) else {
        return assert_eq!(answer.text, "", "{method} {path} {status}");
    };
    let kind = answer.headers["content-type"].to_str().unwrap();
    let Some(content) = content.get(kind) else {
        panic!("{method} {path} {status} is {kind}, which is not in openapi.json");
    };
    let name = content["schema"]["$ref"].as_str();
    if let Some(name) = name.and_then(|name| name.rsplit('/').next()) {
        assert_fits(name, &answer.json());
    }
}

fn operation(method: &Method, path: &str) -> Option<&'static Value> {
    let paths = document()["paths"].as_object().unwrap();
    let (_, item) = paths.iter().find(|(template, _)| fits(template, path))?;
    item.get(method.as_str().to_lowercase())
}

fn fits(template: &str, path: &str) -> bool {
    let (template, path) = (template.split('/'), path.split('/'));
    template.clone().count() == path.clone().count()
        && template
            .zip(path)
            .all(|(name, part)| name.starts_with('{') || name == part)
}

/// Fails unless the value is as the named schema says.
pub fn assert_fits(name: &str, value: &Value) {
    static VALIDATORS: Mutex<BTreeMap<String, Validator>> = Mutex::new(BTreeMap::new());
    let mut validators = VALIDATORS
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let validator = validators
        .entry(name.to_owned())
        .or_insert_with(|| validator(name));
    if let Err(error) = validator.validate(value) {
        panic!("not a {name} at {}: {error}", error.instance_path());
    }
}

fn validator(name: &str) -> Validator {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{name}"),
        "components": document()["components"],
    });
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn every_route_is_in_the_document_and_nothing_else() {
    let source = include_str!("../../src/routes/mod.rs");
    let mut routed: Vec<String> = source
        .split(".route(\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .map(|path| match path {
            "/healthz" => path.to_owned(),
            _ => format!("/api{path}"),
        })
        .collect();
    routed.sort_unstable();
    let documented: Vec<&String> = document()["paths"].as_object().unwrap().keys().collect();
    assert_eq!(routed.iter().collect::<Vec<_>>(), documented);
}

#[tokio::test]
async fn what_is_sent_fits_the_document_too() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.an_application();
    let withdrawal = agent.withdraws(shared::record::RecordKind::Application, made.record);
    for made in [&made, &withdrawal] {
        assert_fits("Mutation", &serde_json::from_str(&made.body).unwrap());
    }
    let first = json!({ "login": "wangfang", "password": "7K3M-QX9P-2WBD",
        "new_passphrase": "sieben Pferde am Fluss", "device_id": agent.device });
    let first: SignInRequest = serde_json::from_value(first).unwrap();
    assert_fits("SignInRequest", &serde_json::to_value(first).unwrap());
    let change = PassphraseChange {
        current: String::new(),
        new_passphrase: String::new(),
    };
    assert_fits("PassphraseChange", &serde_json::to_value(change).unwrap());
    let exchange = agent.exchange(5, &[&made]);
    assert_fits("SyncRequest", &serde_json::from_str(&exchange).unwrap());
}
