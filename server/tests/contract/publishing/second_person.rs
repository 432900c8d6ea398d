//! Two people, not two accounts of one: who drafts does not put in force.

use super::{codes, watch_from, with_two};
use crate::world::{BRANCH, DAY, TestServer};
use shared::people::Role;
use shared::rule_book::{DraftState, Obstacle, Publisher};

#[tokio::test]
async fn a_second_administrator_puts_a_draft_in_force_and_it_holds_from_its_day() {
    let server = with_two().await;
    let (first, second) = (
        server.person("fengtao").await,
        server.person("linmei").await,
    );
    let text = watch_from("2026-12-01");
    let draft = first.drafts("settings", &[("watch.toml", &text)]).await;
    assert_eq!(draft.obstacle, Some(Obstacle::Own));
    assert!(draft.may_reject && draft.has_second_person);
    let answer = first.decides_on(&draft, "put_in_force", "").await;
    assert_eq!(codes(&answer), ["rules_own_draft"]);

    let done = second.puts_in_force(&draft).await;
    assert_eq!(done.draft.state, DraftState::PutInForce);
    assert_eq!(done.decided.unwrap().by.name, "林梅");
    let watch = first.sees_rule("settings", "watch").await;
    assert_eq!(watch.item.in_force.unwrap().by, Publisher::AsDelivered {});
    assert_eq!((watch.item.to_come, watch.versions.len()), (1, 2));
    assert!(
        matches!(&watch.versions[0].by, Publisher::People { drafted_by, put_in_force_by, .. }
        if drafted_by.name == "冯涛" && put_in_force_by.name == "林梅")
    );
    server.wait(11 * DAY);
    let first = server.person("fengtao").await;
    let watch = first.sees_rule("settings", "watch").await;
    assert_eq!(watch.item.in_force.unwrap().version, "2026-12-01");

    let acts: Vec<String> = server
        .acts()
        .await
        .into_iter()
        .rev()
        .map(|act| act.action)
        .collect();
    assert!(
        acts.contains(&"draft_rules".to_owned()) && acts.contains(&"publish_setting".to_owned())
    );
    let again = server
        .person("linmei")
        .await
        .decides_on(&draft, "reject", "晚了")
        .await;
    assert_eq!(codes(&again), ["rules_draft_decided"]);
}

#[tokio::test]
async fn two_accounts_of_one_person_are_one_person() {
    let server = with_two().await;
    server
        .by_hand("UPDATE person SET mobile = '13800138077' WHERE login IN ('fengtao', 'linmei')")
        .await;
    let (first, second) = (
        server.person("fengtao").await,
        server.person("linmei").await,
    );
    let text = watch_from("2026-12-01");
    let draft = first.drafts("settings", &[("watch.toml", &text)]).await;
    assert!(!draft.has_second_person);
    let seen = second.reads_draft(&draft).await;
    assert_eq!(seen.obstacle, Some(Obstacle::SamePerson));
    let answer = second.decides_on(&draft, "put_in_force", "").await;
    assert_eq!(codes(&answer), ["rules_same_person"]);
    server
        .by_hand(
            "UPDATE person SET mobile = NULL, identity_kind = 'resident_id',
             identity_number = '11010519491231002X' WHERE login IN ('fengtao', 'linmei')",
        )
        .await;
    let answer = second.decides_on(&draft, "put_in_force", "").await;
    assert_eq!(codes(&answer), ["rules_same_person"]);
    server.is_also("hejun", Role::Administrator, BRANCH).await;
    server.person("hejun").await.puts_in_force(&draft).await;
}

#[tokio::test]
async fn one_administrator_alone_is_told() {
    let server = TestServer::start().await;
    let alone = server.person("fengtao").await;
    let rules = alone.sees_rules().await;
    assert!(rules.may_change && !rules.has_second_person);
}

#[tokio::test]
async fn a_draft_is_turned_down_with_a_reason_or_taken_back_by_who_made_it() {
    let server = with_two().await;
    let (first, second) = (
        server.person("fengtao").await,
        server.person("linmei").await,
    );
    let text = watch_from("2026-12-01");
    let draft = first.drafts("settings", &[("watch.toml", &text)]).await;
    let answer = second.decides_on(&draft, "reject", "").await;
    assert_eq!(codes(&answer), ["rules_reason_missing"]);
    let answer = second.decides_on(&draft, "reject", "先问合规").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let seen = first.reads_draft(&draft).await;
    assert_eq!(seen.decided.unwrap().reason, "先问合规");
    assert_eq!(seen.draft.state, DraftState::Rejected);
    let another = first.drafts("settings", &[("watch.toml", &text)]).await;
    let answer = first.decides_on(&another, "reject", "重写").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let watch = first.sees_rule("settings", "watch").await;
    assert_eq!(watch.versions.len(), 1);
}

#[tokio::test]
async fn what_changed_meanwhile_is_compared_anew_and_seen_before_it_is_put_in_force() {
    let server = with_two().await;
    let (first, second) = (
        server.person("fengtao").await,
        server.person("linmei").await,
    );
    let text = watch_from("2026-12-01");
    let draft = first.drafts("settings", &[("watch.toml", &text)]).await;
    let seen = second.reads_draft(&draft).await;
    assert!(!seen.compared_anew);
    let sooner = watch_from("2026-11-25").replace("under_way_days = 2", "under_way_days = 5");
    let sooner = first.drafts("settings", &[("watch.toml", &sooner)]).await;
    second.puts_in_force(&sooner).await;
    let answer = second.decides_on_seen(&seen, "put_in_force", "").await;
    assert_eq!(codes(&answer), ["rules_changed_meanwhile"]);
    let anew = second.reads_draft(&draft).await;
    assert!(anew.compared_anew);
    let told = super::changes(&anew.looked);
    assert_eq!(told[0], "watch, from 2026-12-01: under_way_days: 5 → 2");
    second.puts_in_force(&anew).await;
}
