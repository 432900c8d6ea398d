//! The page of one person: what it shows, what it hides, and who may read the whole.

use super::id_of;
use crate::world::{DAWN, TestServer};
use shared::audit::{AuditAction, LogActor};
use shared::directory::IdentityShown;
use shared::people::Role;
use shared::session::Platform;

const NUMBER: &str = "11010519491231002X";

async fn is_known_well(server: &TestServer, login: &str) {
    server
        .by_hand(&format!(
            "UPDATE person SET identity_kind = 'resident_id', identity_number = '{NUMBER}',
             mobile = '13800138002', licence_number = 'L123', licence_expires_on = '2028-12-31'
             WHERE login = '{login}'"
        ))
        .await;
}

#[tokio::test]
async fn a_page_has_everything_of_a_person_and_masks_what_identifies_them() {
    let server = TestServer::start().await;
    is_known_well(&server, "wangfang").await;
    let agent = server.person("wangfang").await;
    let administrator = server.person("fengtao").await;
    let page = administrator.looks_up(agent.profile.person.id).await;
    assert_eq!(page.mobile.as_deref(), Some("138****8002"));
    let identity = page.identity.unwrap();
    assert_eq!(identity.number, "110***********002X");
    assert_eq!(page.licence_number.as_deref(), Some("L123"));
    let [held] = &page.appointments[..] else {
        panic!("{:?}", page.appointments);
    };
    assert_eq!((held.unit_id, held.role), (DAWN, Role::Agent));
    let [device] = page.devices[..] else {
        panic!("{:?}", page.devices);
    };
    assert_eq!(device.number, agent.profile.device_number);
    assert_eq!(
        (device.platform, device.begun_at),
        (Platform::Other, server.now())
    );
    assert!(page.changeable);
}

#[tokio::test]
async fn the_whole_number_is_read_on_a_route_of_its_own_and_that_is_written_down() {
    let server = TestServer::start().await;
    is_known_well(&server, "wangfang").await;
    let agent = id_of(&server, "wangfang").await;
    let administrator = server.person("fengtao").await;
    let path = format!("/api/people/{agent}/identity-number");
    let answer = administrator.post_text(&path, String::new()).await;
    let read: IdentityShown = answer.json();
    assert_eq!(read.number, NUMBER);
    let page = administrator.looks_up(agent).await;
    let [change] = &page.changes[..] else {
        panic!("{:?}", page.changes);
    };
    let person = administrator.profile.person.clone();
    assert_eq!(change.by, LogActor::Person { person });
    assert_eq!(change.action, AuditAction::ReadIdentityNumber);
    let [act] = &server.acts_on(&agent.to_string()).await[..] else {
        panic!("more than one act");
    };
    let branch = administrator.profile.branch.unit_id.to_string();
    assert_eq!(
        (act.action.as_str(), &act.chain),
        ("read_identity_number", &branch)
    );
    let other = id_of(&server, "zhangmin").await;
    let path = format!("/api/people/{other}/identity-number");
    let answer = administrator.post_text(&path, String::new()).await;
    assert_eq!(answer.status, 404, "there is none");
}

#[tokio::test]
async fn all_sign_ins_of_somebody_end_at_once_and_what_they_captured_is_still_taken() {
    let server = TestServer::start().await;
    let mut phone = server.person("wangfang").await;
    let (desk, other) = (
        server.person("wangfang").await,
        server.person("zhangmin").await,
    );
    let unsent = phone.an_application();
    let administrator = server.person("fengtao").await;
    let agent = phone.profile.person.id;
    let path = format!("/api/people/{agent}/sessions");
    assert_eq!(administrator.delete(&path).await.status, 204);
    assert!(!phone.is_signed_in().await && !desk.is_signed_in().await);
    assert!(other.is_signed_in().await && administrator.is_signed_in().await);
    assert_eq!(administrator.delete(&path).await.status, 204);
    let acts = server.acts_on(&agent.to_string()).await;
    let actions: Vec<&str> = acts.iter().map(|act| act.action.as_str()).collect();
    assert_eq!(
        actions,
        ["end_sign_ins"],
        "once: the second time nothing ended"
    );
    let mut again = server.person_again(&phone).await;
    again.sent = phone.sent;
    assert_eq!(again.sends(&[&unsent]).await.len(), 1);
}
