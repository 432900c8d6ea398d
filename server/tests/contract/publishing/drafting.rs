//! Files are checked whole, what is wrong is named by file and place, and nothing holds before it is put in force.

use super::{changes, codes, watch_from, with_two, wrong};
use crate::world::{DAY, OTHER_BRANCH, TestServer, catalogue};
use shared::people::Role;

#[tokio::test]
async fn what_is_wrong_with_a_file_is_named_by_file_and_line() {
    let server = with_two().await;
    let administrator = server.person("fengtao").await;
    let broken = watch_from("2026-12-01").replace("under_way_days = 2", "under_way_days = two");
    let line = broken.lines().position(|line| line.contains("= two"));
    let line = u32::try_from(line.unwrap() + 1).unwrap();
    let files = [
        ("watch.toml", broken.as_str()),
        ("sessions.toml", ""),
        ("nothing.toml", ""),
        ("Sub/SESSIONS.toml", ""),
    ];
    let looked = administrator.looks_at_rules("settings", &files).await;
    assert_eq!(
        wrong(&looked),
        [
            ("watch.toml", Some(line), "rules_file_unreadable"),
            ("sessions.toml", None, "rules_file_empty"),
            ("nothing.toml", None, "rules_file_nameless"),
            ("sessions.toml", None, "rules_file_twice"),
        ]
    );
    let kept = ("理由", looked.token.as_str());
    let answer = administrator.tries_to_draft("settings", &files, kept).await;
    assert_eq!(answer.refusal(), (422, "invalid".to_owned()));
    let none = administrator.looks_at_rules("settings", &[]).await;
    assert_eq!(wrong(&none), [("", None, "rules_no_files")]);
}

#[tokio::test]
async fn tariffs_and_tables_are_checked_whole() {
    let server = with_two().await;
    let administrator = server.person("fengtao").await;
    let tariff = catalogue().products[0].to_toml().unwrap();
    let other = tariff.replace("min_days = 0", "min_days = 30");
    let looked = administrator
        .looks_at_rules("products", &[("tl-a.toml", &other), ("x.toml", &tariff)])
        .await;
    assert_eq!(wrong(&looked), [("x.toml", None, "rules_product_misnamed")]);
    let looked = administrator
        .looks_at_rules("products", &[("tl-a.toml", &other)])
        .await;
    assert_eq!(wrong(&looked), [("", None, "tariff_backdated")]);
    assert!(looked.findings[0].finding.path.starts_with("tl-a.toml ("));
    let looked = administrator
        .looks_at_rules("tables", &[("gates.toml", "[[version]]\n"), ("b.toml", "")])
        .await;
    assert_eq!(
        wrong(&looked),
        [
            ("b.toml", None, "rules_table_nameless"),
            ("gates.toml", Some(1), "rules_file_unreadable"),
        ]
    );
}

#[tokio::test]
async fn a_draft_wants_a_reason_and_a_difference_and_holds_nothing() {
    let server = with_two().await;
    let administrator = server.person("fengtao").await;
    let text = watch_from("2026-12-01");
    let files = [("watch.toml", text.as_str())];
    let looked = administrator.looks_at_rules("settings", &files).await;
    assert_eq!(
        changes(&looked),
        [
            "watch, from 2026-12-01: under_way_days: 3 → 2",
            "watch, from 2026-12-01: valid_from: 2016-01-01 → 2026-12-01"
        ]
    );
    let token = looked.token.as_str();
    let silent = administrator.tries_to_draft("settings", &files, (" ", token));
    assert_eq!(codes(&silent.await), ["rules_reason_missing"]);
    let other = administrator.tries_to_draft("settings", &files, ("理由", "another"));
    assert_eq!(codes(&other.await), ["rules_changed_meanwhile"]);
    let same = [("watch.toml", super::WATCH)];
    let nothing = administrator.looks_at_rules("settings", &same).await;
    let nothing = ("理由", nothing.token.as_str());
    let answer = administrator
        .tries_to_draft("settings", &same, nothing)
        .await;
    assert_eq!(codes(&answer), ["rules_nothing_different"]);
    let backdated = watch_from("2026-11-20");
    let looked = administrator
        .looks_at_rules("settings", &[("watch.toml", &backdated)])
        .await;
    assert_eq!(wrong(&looked), [("watch.toml", None, "setting_backdated")]);

    let draft = administrator.drafts("settings", &files).await;
    let rules = administrator.sees_rules().await;
    assert_eq!(rules.drafts, [draft.draft]);
    let watch = administrator.sees_rule("settings", "watch").await;
    assert_eq!(watch.versions.len(), 1);
    let subject = "settings: watch, from 2026-12-01";
    let acts = server.acts_on(subject).await;
    assert_eq!(acts.len(), 1);
    assert_eq!(acts[0].action, "draft_rules");
    // A day later it would change what holds already.
    server.wait(11 * DAY);
    let late = server.person("linmei").await;
    let draft = draft_of(&late).await;
    let answer = late.decides_on(&draft, "put_in_force", "").await;
    assert_eq!(codes(&answer), ["setting_backdated"]);
}

async fn draft_of(person: &crate::person::Person<'_>) -> shared::rule_book::DraftPage {
    let rules = person.sees_rules().await;
    let path = format!("/api/rules/drafts/{}", rules.drafts[0].id);
    person.get(&path).await.json()
}

#[tokio::test]
async fn who_administers_one_branch_of_several_looks_and_changes_nothing() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    server
        .is_also("hejun", Role::Administrator, OTHER_BRANCH)
        .await;
    let elsewhere = server.person("hejun").await;
    let rules = elsewhere.sees_rules().await;
    assert!(!rules.may_change && !rules.has_second_person);
    assert!(!rules.items.is_empty());
    let text = watch_from("2026-12-01");
    let files = [("watch.toml", text.as_str())];
    let answer = elsewhere
        .tries_to_draft("settings", &files, ("理由", ""))
        .await;
    assert_eq!(answer.status, 404);
    let answer = elsewhere
        .takes_back(("settings", "watch"), "2026-12-01")
        .await;
    assert_eq!(answer.status, 404);
    // The other branch's has no more to say.
    assert!(!server.person("fengtao").await.sees_rules().await.may_change);
}
