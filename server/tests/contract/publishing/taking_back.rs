//! What does not hold yet is taken back: what held before goes on holding, and nothing that was stored goes.

use super::{codes, watch_from, with_two};
use crate::person::Person;
use crate::world::{DAY, TestServer, catalogue};
use shared::product::Product;
use shared::rule_book::Publisher;

async fn rows(server: &TestServer, table: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}")))
        .fetch_one(&mut server.connection().await)
        .await
        .unwrap()
}

/// One drafts, the other puts in force.
async fn publish(people: (&Person<'_>, &Person<'_>), subject: &str, files: &[(&str, &str)]) {
    let draft = people.0.drafts(subject, files).await;
    people.1.puts_in_force(&draft).await;
}

#[tokio::test]
async fn a_setting_is_taken_back_before_its_day_and_no_later() {
    let server = with_two().await;
    let (first, second) = (
        server.person("fengtao").await,
        server.person("linmei").await,
    );
    let text = watch_from("2026-12-01");
    publish((&first, &second), "settings", &[("watch.toml", &text)]).await;
    let before = rows(&server, "setting").await;
    let answer = first.takes_back(("settings", "watch"), "2016-01-01").await;
    assert_eq!(codes(&answer), ["rules_has_begun"]);
    let unseen = ("settings", "watch", "2026-12-01");
    let answer = first.takes_back_seen(unseen, "another").await;
    assert_eq!(codes(&answer), ["rules_changed_meanwhile"]);
    let answer = first.takes_back(("settings", "watch"), "2026-12-01").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let watch = first.sees_rule("settings", "watch").await;
    assert_eq!(watch.versions.len(), 1);
    assert_eq!(rows(&server, "setting").await, before);
    let acts = server.acts_on("settings: watch, 2026-12-01").await;
    assert_eq!(acts[0].action, "take_back_rules");
    let again = first.takes_back(("settings", "watch"), "2026-12-01").await;
    assert_eq!(again.status, 404);
    // Published once more, it holds, and then cannot be taken back.
    publish((&first, &second), "settings", &[("watch.toml", &text)]).await;
    server.wait(11 * DAY);
    let late = server.person("fengtao").await;
    let watch = late.sees_rule("settings", "watch").await;
    assert_eq!(watch.item.in_force.unwrap().version, "2026-12-01");
    let answer = late.takes_back(("settings", "watch"), "2026-12-01").await;
    assert_eq!(codes(&answer), ["rules_has_begun"]);
}

#[tokio::test]
async fn a_tariff_is_taken_back_with_the_end_of_the_one_before_and_phones_have_it_so() {
    let server = with_two().await;
    let (first, second) = (
        server.person("fengtao").await,
        server.person("linmei").await,
    );
    let mut agent = server.person("wangfang").await;
    let tariff = &catalogue().products[0];
    let ends = Product {
        valid_until: Some("2026-12-31".parse().unwrap()),
        ..tariff.clone()
    };
    let begins = Product {
        valid_from: "2027-01-01".parse().unwrap(),
        min_days: 30,
        ..tariff.clone()
    };
    let (ends, begins) = (ends.to_toml().unwrap(), begins.to_toml().unwrap());
    let files = [("tl-a-2024.toml", &*ends), ("tl-a-2027.toml", &*begins)];
    publish((&first, &second), "products", &files).await;
    let published = sold(&mut agent).await;
    assert_eq!(published.len(), catalogue().products.len() + 1);
    let seen = first.sees_rule("products", "TL-A").await;
    assert_eq!(seen.versions[0].version, "2027-01-01");
    assert!(seen.versions[0].may_take_back && !seen.versions[1].may_take_back);

    let answer = second.takes_back(("products", "TL-A"), "2027-01-01").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(sold(&mut agent).await, catalogue().products);
    let seen = first.sees_rule("products", "TL-A").await;
    assert_eq!(seen.versions.len(), 1);
    assert!(matches!(&seen.versions[0].by, Publisher::TakenBack { by, .. } if by.name == "林梅"));
}

/// What the agent's phone has of the catalogue, after an exchange.
async fn sold(agent: &mut Person<'_>) -> Vec<Product> {
    agent.cursor = None;
    let page = agent.pulls_page(1_000).await;
    let text = serde_json::to_value(&page).unwrap();
    let changes = text["changes"].as_array().unwrap();
    let catalogue = changes
        .iter()
        .find(|change| change["kind"] == "catalogue")
        .unwrap();
    let body = catalogue
        .as_object()
        .unwrap()
        .values()
        .find(|value| value.get("products").is_some());
    serde_json::from_value(body.unwrap()["products"].clone()).unwrap()
}

#[tokio::test]
async fn a_table_is_taken_back_before_its_new_version_begins() {
    let server = with_two().await;
    let (first, second) = (
        server.person("fengtao").await,
        server.person("linmei").await,
    );
    let gates = first
        .sees_rule("tables", "production_bonus")
        .await
        .file
        .text;
    let changed = super::trying::with_a_version_from(&gates, "2027-01-01", "2026-12-31");
    let files = [("production_bonus.toml", &*changed)];
    publish((&first, &second), "tables", &files).await;
    let seen = first.sees_rule("tables", "production_bonus").await;
    assert_eq!(seen.item.to_come, 1);
    let version = seen.versions[0].version.clone();
    let answer = first
        .takes_back(("tables", "production_bonus"), &version)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let seen = first.sees_rule("tables", "production_bonus").await;
    assert_eq!((seen.item.to_come, seen.file.text), (0, gates));
}
