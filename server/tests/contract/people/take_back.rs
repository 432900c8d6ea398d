//! What was to come of a person is taken back, and one role of several ends.

use super::{changed, day, id_of, told, wrong};
use crate::world::{BRANCH, DAWN, OTHER_BRANCH, TestServer, VOYAGE};
use serde_json::json;
use shared::people::Role;

#[tokio::test]
async fn a_transfer_to_come_is_taken_back_and_a_leave_before_it_is_possible_then() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let agent = id_of(&server, "wangfang").await;
    let stood = administrator.looks_up(agent).await;
    let there = json!({ "unit": VOYAGE, "role": "agent", "from": "2026-12-15" });
    changed(&administrator.asks("transfer", agent, there).await);
    let leaves = json!({ "on": "2026-11-30", "reason": "个人原因" });
    let answer = administrator.asks("leave", agent, leaves.clone()).await;
    assert_eq!(wrong(&answer)[0].1, "later_appointment");
    let back = json!({ "from": "2026-12-15", "preview": true });
    let would_be = changed(&administrator.asks("take-back", agent, back).await);
    let since = stood.appointments[0].period.from;
    assert_eq!(
        told(&would_be),
        [
            format!("agent in 晨曦组 from {since}, until: 2026-12-14 → open"),
            "taken back: agent in 远航组 from 2026-12-15".to_owned(),
        ]
    );
    let back = json!({ "from": "2026-12-15" });
    changed(&administrator.asks("take-back", agent, back.clone()).await);
    let page = administrator.looks_up(agent).await;
    assert_eq!(page.version, stood.version, "as if nobody had ever said it");
    assert_eq!(page.changes.len(), 2, "and who said it is known");
    let answer = administrator.asks("take-back", agent, back).await;
    assert_eq!(wrong(&answer)[0].1, "nothing_changes_then");
    changed(&administrator.asks("leave", agent, leaves).await);
    // Whoever was to leave stays, too.
    let back = json!({ "from": "2026-12-01" });
    changed(&administrator.asks("take-back", agent, back).await);
    let page = administrator.looks_up(agent).await;
    assert_eq!((page.version, page.left_because), (stood.version, None));
}

#[tokio::test]
async fn nobody_takes_back_their_own_transfer_or_one_to_a_unit_that_is_not_theirs() {
    let server = TestServer::start().await;
    server.has_another_branch().await;
    let administrator = server.person("fengtao").await;
    let own = administrator.profile.person.id;
    let back = json!({ "from": "2026-12-15" });
    let answer = administrator.asks("take-back", own, back.clone()).await;
    assert_eq!(wrong(&answer), [("from".to_owned(), "own_role".to_owned())]);
    let agent = id_of(&server, "wangfang").await;
    server
        .by_hand(&format!(
            "UPDATE appointment SET until_date = '2026-12-14' WHERE person_id = '{agent}';
             INSERT INTO appointment VALUES
             ('{agent}', '{OTHER_BRANCH}', 'agent', NULL, '2026-12-15', '9999-12-31')"
        ))
        .await;
    let answer = administrator.asks("take-back", agent, back).await;
    let from = ("from".to_owned(), "unit_not_theirs".to_owned());
    assert_eq!(wrong(&answer), [from]);
}

#[tokio::test]
async fn one_role_of_two_ends_and_the_other_goes_on() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let reviewer = id_of(&server, "hejun").await;
    let besides = json!({ "unit": BRANCH, "role": "auditor", "from": "2026-11-20",
        "besides": true });
    changed(&administrator.asks("transfer", reviewer, besides).await);
    let ends = json!({ "unit": BRANCH, "role": "auditor", "from": "2026-11-20",
        "on": "2026-11-30" });
    changed(&administrator.asks("end-role", reviewer, ends.clone()).await);
    let held = administrator.looks_up(reviewer).await.appointments;
    let untils: Vec<_> = held.iter().map(|it| (it.role, it.period.until)).collect();
    let ended = (Role::Auditor, Some(day("2026-11-30")));
    assert!(untils.contains(&ended) && untils.contains(&(Role::Reviewer, None)));
    let since = held.iter().find(|it| it.role == Role::Reviewer).unwrap();
    let mut last = ends;
    last["role"] = json!("reviewer");
    last["from"] = json!(since.period.from);
    last["on"] = json!("2026-12-31");
    let answer = administrator.asks("end-role", reviewer, last).await;
    assert_eq!(wrong(&answer), [("on".to_owned(), "only_role".to_owned())]);
}

#[tokio::test]
async fn a_transfer_to_where_they_are_or_before_they_joined_is_refused() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let agent = id_of(&server, "wangfang").await;
    for (unit, from, field, code) in [
        (DAWN, "2026-12-15", "role", "role_held_already"),
        (VOYAGE, "2020-01-01", "from", "before_joining"),
    ] {
        let there = json!({ "unit": unit, "role": "agent", "from": from });
        let answer = administrator.asks("transfer", agent, there).await;
        assert_eq!(wrong(&answer), [(field.to_owned(), code.to_owned())]);
    }
}
