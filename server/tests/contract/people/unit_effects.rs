//! What a change of a unit means for those who see and are seen: on both sides of its day.

use super::{day, id_of};
use crate::world::{BRANCH, DAWN, DAY, TestServer};
use shared::desk::QueueFilter;
use shared::id::{RecordId, UnitId};
use shared::people::{Role, UnitStep};

/// 徐汇营业部
const DEPARTMENT: UnitId = UnitId::from_number(0x5add_1e02);

async fn queued(server: &TestServer, login: &str) -> Vec<RecordId> {
    let desk = server.person(login).await;
    let queue = desk.queue(&QueueFilter::default()).await;
    queue.entries.iter().map(|entry| entry.record_id).collect()
}

#[tokio::test]
async fn a_move_in_the_middle_of_a_month_divides_what_each_desk_sees() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let other = administrator
        .founds("department", "静安营业部", "0102", BRANCH)
        .await;
    // One reads the desk of the department of before, one that of the department of then, and neither the branch's.
    server.ends_appointment("dongxue", "2026-10-31").await;
    server.ends_appointment("hejun", "2026-10-31").await;
    server.is_also("dongxue", Role::Auditor, DEPARTMENT).await;
    server.is_also("hejun", Role::Auditor, other).await;
    let moves = UnitStep::Move {
        parent: other,
        from: day("2026-12-15"),
    };
    administrator.changes_unit(DAWN, &moves).await;
    server.wait(24 * DAY);
    let mut agent = server.person("wangfang").await;
    let before = agent.a_loss_of(1_000);
    agent.sends(&[&before]).await;
    server.wait(DAY);
    let mut agent = server.person_again(&agent).await;
    let after = agent.a_loss_of(2_000);
    agent.sends(&[&after]).await;
    let (old, new) = (
        queued(&server, "dongxue").await,
        queued(&server, "hejun").await,
    );
    assert!(old.contains(&before.record) && !old.contains(&after.record));
    assert!(new.contains(&after.record) && !new.contains(&before.record));
}

#[tokio::test]
async fn a_trainer_s_phone_hears_of_those_who_come_below_and_of_those_who_are_gone() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let other = administrator
        .founds("department", "静安营业部", "0102", BRANCH)
        .await;
    for (login, unit) in [("guoyan", other), ("dongxue", DEPARTMENT)] {
        server.ends_appointment(login, "2026-10-31").await;
        server.is_also(login, Role::Trainer, unit).await;
    }
    let (mut there, mut here) = (
        server.person("guoyan").await,
        server.person("dongxue").await,
    );
    for trainer in [&mut there, &mut here] {
        trainer.pulls().await;
    }
    let moves = UnitStep::Move {
        parent: other,
        from: day("2026-11-20"),
    };
    administrator.changes_unit(DAWN, &moves).await;
    for trainer in [&mut there, &mut here] {
        trainer.pulls().await;
    }
    assert_eq!(there.sees("王芳").team, "晨曦组");
    let agent = id_of(&server, "wangfang").await;
    let gone = &here.held[&("person".to_owned(), agent.to_string())];
    assert!(gone.body.is_none());
}

#[tokio::test]
async fn a_unit_that_splits_off_takes_its_people_along_and_is_taken_back_as_a_whole() {
    let server = TestServer::start().await;
    let administrator = server.person("fengtao").await;
    let (agent, other) = (
        id_of(&server, "wangfang").await,
        id_of(&server, "zhangmin").await,
    );
    let split = UnitStep::Split {
        code: "010104".to_owned(),
        name: "朝阳组".to_owned(),
        from: day("2026-12-15"),
        leader: Some(agent),
        people: vec![agent, other],
    };
    let changed = administrator.changes_unit(DAWN, &split).await;
    let unit = changed.unit_id;
    assert_eq!(changed.people.len(), 2);
    let line = administrator.unit_on(unit, "2026-12-15").await.unwrap();
    assert_eq!(line.leader.unwrap().id, agent);
    let page = administrator.unit_page(unit).await;
    assert_eq!(page.mother.unwrap().id, DAWN);
    let back = UnitStep::TakeBack {
        from: day("2026-12-15"),
    };
    let taken_back = administrator.changes_unit(unit, &back).await;
    assert!(taken_back.units[0].gone);
    let answer = administrator.get(&format!("/api/units/{unit}")).await;
    assert_eq!(answer.status, 404, "it was never there");
    let held = administrator.looks_up(agent).await.appointments;
    assert_eq!((held.len(), held[0].period.until), (1, None));
    let actions = server.acts_on(&unit.to_string()).await;
    let actions: Vec<&str> = actions.iter().map(|act| act.action.as_str()).collect();
    assert_eq!(actions, ["found_unit", "take_back_unit"]);
}
