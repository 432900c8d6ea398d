//! What holds today, since when and by whom; each version as publishing reads it, and two of them compared.

use super::{watch_from, with_two};
use shared::rule_book::{Publisher, RuleSubject, RuleText};

#[tokio::test]
async fn everything_is_listed_with_whose_doing_it_is() {
    let server = with_two().await;
    let administrator = server.person("fengtao").await;
    let rules = administrator.sees_rules().await;
    let of = |subject| rules.items.iter().filter(move |it| it.subject == subject);
    assert_eq!(of(RuleSubject::Settings).count(), 8);
    assert!(of(RuleSubject::Settings).all(|item| {
        let held = item.in_force.as_ref().map(|version| &version.by);
        held == Some(&Publisher::AsDelivered {})
    }));
    assert_eq!(of(RuleSubject::Tables).count(), 12);
    assert_eq!(of(RuleSubject::Products).count(), 12);
    let is_published = |publisher: &Publisher| matches!(publisher, Publisher::CommandLine { .. });
    assert!(of(RuleSubject::Products).all(|item| {
        let held = item.in_force.as_ref();
        held.is_some_and(|version| is_published(&version.by))
    }));
}

#[tokio::test]
async fn what_is_downloaded_is_what_publishing_reads() {
    let server = with_two().await;
    let administrator = server.person("fengtao").await;
    for item in administrator.sees_rules().await.items {
        let (subject, name) = (item.subject.as_str(), item.name.as_str());
        let page = administrator.sees_rule(subject, name).await;
        let file = (page.file.name.as_str(), page.file.text.as_str());
        let looked = administrator.looks_at_rules(subject, &[file]).await;
        assert_eq!(
            (&looked.findings[..], &looked.changes[..]),
            (&[][..], &[][..]),
            "{name}"
        );
        for version in &page.versions {
            let path = format!("/api/rules/{subject}/{name}/versions/{}", version.version);
            let answer = administrator.get(&path).await;
            assert_eq!(answer.status, 200, "{name}: {}", answer.text);
        }
    }
}

#[tokio::test]
async fn two_versions_are_compared() {
    let server = with_two().await;
    let (first, second) = (
        server.person("fengtao").await,
        server.person("linmei").await,
    );
    let text = watch_from("2026-12-01");
    let draft = first.drafts("settings", &[("watch.toml", &text)]).await;
    second.puts_in_force(&draft).await;
    let path = "/api/rules/settings/watch/versions/2026-12-01?against=2016-01-01";
    let text: RuleText = first.get(path).await.json();
    let told = text.differences.unwrap();
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "under_way_days: 3 → 2",
            "valid_from: 2016-01-01 → 2026-12-01"
        ]
    );
    assert!(text.text.contains("under_way_days = 2"));
    assert!(!text.text.contains("under_way_days = 3"));
    for path in [
        "/api/rules/settings/watch/versions/2026-12-02",
        "/api/rules/settings/watch/versions/2026-12-01?against=nothing",
        "/api/rules/settings/nothing",
        "/api/rules/tables/watch",
    ] {
        assert_eq!(first.get(path).await.status, 404, "{path}");
    }
}
