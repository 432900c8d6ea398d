//! The phone has no room left: it is said, nothing typed is lost, and it is saved when there is room.

use tests::browser::PHONE;
use tests::fate::Fate;
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::t;

use super::slip::Slip;

#[tokio::test]
async fn a_full_phone_says_so_loses_nothing_typed_and_saves_it_by_itself() {
    let mut fate = Fate::of_run();
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    agent.has_synced(&window).await;
    window.has_its_worker().await;
    window.goes_to(&server.at("/new/loss_notice")).await;
    window.arrives("/draft/").await;
    let page = format!("{}/loss_description", window.path().await);
    window.goes_to(&server.at(&page)).await;
    let field = t("fields.loss.description");
    window.fills("textbox", &field, "第一句").await;
    window.sees(&t("form.kept")).await;

    window.room(Some(0.0)).await;
    window.fills("textbox", &field, "第一句，第二句").await;
    window.sees(&t("form.not_kept")).await;
    window.sees(&t("ui.store.full")).await;
    window.sees(&t("form.not_kept_goes_on")).await;
    window.picture(&target().join("stories/full.png")).await;
    let typed = "document.querySelector('form textarea').value";
    assert_eq!(window.asks(typed).await, "第一句，第二句");

    // Nobody touches it: the room alone is enough.
    window.room(None).await;
    window.sees(&t("form.kept")).await;
    window.reloads().await;
    window.finds("textbox", &field).await;
    assert_eq!(window.asks(typed).await, "第一句，第二句");

    let slip = Slip::new(&mut fate);
    let check_in = server.at("/training/check-in");
    slip.is_typed(&window, &check_in).await;
    window.room(Some(0.0)).await;
    let save = t("training.check_in.save");
    window.presses("button", &save).await;
    window.sees(&t("training.check_in.failed")).await;
    window.sees(&t("ui.store.full")).await;
    window.room(None).await;
    window.presses("button", &save).await;
    window
        .finds("link", &t("training.check_in.to_attendance"))
        .await;
    agent.has_synced(&window).await;
}
