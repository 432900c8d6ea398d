//! The tree of an administrator, on any day.

use crate::world::{BRANCH, DAWN, OTHER_BRANCH, TestServer, VOYAGE};
use shared::directory::UnitTree;
use shared::people::{Role, UnitKind};

#[tokio::test]
async fn the_tree_begins_at_what_is_administered_and_counts_everybody_once() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    server.is_also("guoyan", Role::Auditor, DAWN).await;
    let tree = server.person("fengtao").await.units("").await;
    assert_eq!(tree.on.to_string(), "2026-11-20");
    let told = tree.units.iter();
    let told: Vec<_> = told
        .map(|it| (it.kind, it.name.as_str(), it.people_today))
        .collect();
    let team = UnitKind::Team;
    assert_eq!(
        told,
        [
            (UnitKind::Branch, "华东分公司", 17),
            (UnitKind::Department, "徐汇营业部", 13),
            (team, "晨曦组", 5),
            (team, "磐石组", 4),
            (team, "远航组", 4),
        ]
    );
    assert_eq!((tree.units[0].id, tree.units[0].parent), (BRANCH, None));
    assert_eq!(tree.units[1].parent, Some(BRANCH));
    let leaders = tree.units.iter().map(|it| it.leader.as_ref());
    let leaders: Vec<_> = leaders.map(|it| it.map(|it| it.name.as_str())).collect();
    assert_eq!(leaders, [None, None, Some("李强"), None, Some("陈静")]);
}

#[tokio::test]
async fn a_move_and_a_closing_are_seen_on_their_days() {
    let server = TestServer::start().await;
    server
        .by_hand(&format!(
            "UPDATE unit_place SET until_date = '2026-12-14' WHERE unit_id = '{DAWN}'"
        ))
        .await;
    let administrator = server.person("fengtao").await;
    let has = |tree: &UnitTree| tree.units.iter().any(|unit| unit.id == DAWN);
    let today = administrator.units("?on=2026-12-14").await;
    let closing = today.units.iter().find(|unit| unit.id == DAWN).unwrap();
    assert_eq!(closing.until, Some("2026-12-14".parse().unwrap()));
    assert!(!has(&administrator.units("?on=2026-12-15").await));
    let before_all = administrator.units("?on=2001-01-01").await;
    assert_eq!(before_all.units, []);
    let answer = administrator.get("/api/units?on=soon").await;
    assert_eq!(answer.refusal(), (400, "malformed".to_owned()));
}

#[tokio::test]
async fn who_administers_a_team_and_a_branch_sees_both_each_once() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    server.is_also("fengtao", Role::Administrator, VOYAGE).await;
    server
        .is_also("fengtao", Role::Administrator, OTHER_BRANCH)
        .await;
    let tree = server.person("fengtao").await.units("").await;
    let ids: Vec<_> = tree.units.iter().map(|unit| unit.id).collect();
    assert_eq!(ids.iter().filter(|id| **id == VOYAGE).count(), 1);
    assert_eq!(
        tree.units.iter().filter(|it| it.parent.is_none()).count(),
        2
    );
    assert!(ids.contains(&OTHER_BRANCH));
}
