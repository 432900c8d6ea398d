//! Two tabs of one reviewer, and two reviewers, at the same case: no decision is lost, none counts
//! twice, and whose was not taken is told.

use tests::browser::DESK;
use tests::desk::{nothing_waits, opens_a_case, sees_the_case};
use tests::people::{Person, decision_is_taken};
use tests::server::Server;
use tests::words::{t, tf};

#[tokio::test]
async fn what_is_decided_in_one_tab_is_taken_back_in_another_and_neither_sends_it() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let here = reviewer.signs_in(&server).await;
    let there = reviewer.opens(&server, "/").await;
    there.finds("navigation", &t("ui.nav.label")).await;
    here.comes_to_front().await;
    let number = opens_a_case(&server, &here).await;
    let case = here.path().await;
    let said = tf("desk.undo.accepted", &[("number", &number)]);
    // Both before it is decided: a tab that opens slowly would come when the time to undo is over.
    here.clock_stands_still().await;
    there.clock_stands_at(&here).await;
    here.presses("button", &t("desk.decide.accept")).await;
    here.sees(&said).await;

    there.comes_to_front().await;
    there.goes_to(&server.at("/desk")).await;
    there.sees(&said).await;
    there.presses("button", &t("desk.undo.button")).await;
    there.arrives(&case).await;
    sees_the_case(&there).await;

    here.clock_goes_on().await;
    nothing_waits(&here).await;
    there.clock_goes_on().await;
    there.presses("button", &t("desk.decide.accept")).await;
    decision_is_taken(&there).await;
    for tab in [&here, &there] {
        tab.goes_to(&server.at(&case)).await;
        tab.sees(&t("desk.status.accepted")).await;
        let failed = tf("desk.failed.title", &[("number", &number)]);
        assert!(!tab.text().await.contains(&failed), "it was sent once");
    }
}

#[tokio::test]
async fn what_is_decided_in_a_tab_that_is_closed_is_sent_by_the_other() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let here = reviewer.signs_in(&server).await;
    let there = reviewer.opens(&server, "/desk").await;
    here.comes_to_front().await;
    let number = opens_a_case(&server, &here).await;
    let case = here.path().await;
    here.clock_stands_still().await;
    here.presses("button", &t("desk.decide.accept")).await;
    here.sees(&tf("desk.undo.accepted", &[("number", &number)]))
        .await;
    here.closes().await;

    there.comes_to_front().await;
    there.goes_to(&server.at("/desk")).await;
    decision_is_taken(&there).await;
    there.goes_to(&server.at(&case)).await;
    there.sees(&t("desk.status.accepted")).await;
}

#[tokio::test]
async fn two_tabs_that_decide_one_case_decide_it_once_and_say_which_was_not_taken() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let here = reviewer.signs_in(&server).await;
    let number = opens_a_case(&server, &here).await;
    let case = here.path().await;
    let there = reviewer.opens(&server, &case).await;
    sees_the_case(&there).await;
    here.comes_to_front().await;
    here.presses("button", &t("desk.decide.accept")).await;
    there.comes_to_front().await;
    there.presses("button", &t("desk.decide.accept")).await;
    decision_is_taken(&here).await;
    nothing_waits(&there).await;
    here.comes_to_front().await;
    let failed = tf("desk.failed.title", &[("number", &number)]);
    here.goes_to(&server.at("/desk")).await;
    here.sees(&failed).await;
    let (by, step) = (&reviewer.account.name, t("states.step.accepted"));
    here.sees(&tf(
        "desk.case.changed_steps",
        &[("name", by), ("step", &step)],
    ))
    .await;
    here.presses("button", &t("desk.failed.drop")).await;
    decision_is_taken(&here).await;
    here.goes_to(&server.at(&case)).await;
    here.sees(&t("desk.status.accepted")).await;
}

#[tokio::test]
async fn what_is_decided_on_a_case_that_a_colleague_took_over_is_not_taken_and_that_is_said() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let colleague = Person::new(&server, "reviewer", 1, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    let number = opens_a_case(&server, &desk).await;
    let case = desk.path().await;
    let other = colleague.signs_in(&server).await;
    other.goes_to(&server.at(&case)).await;
    other.presses("button", &t("desk.held_by.take_over")).await;
    sees_the_case(&other).await;

    desk.presses("button", &t("desk.decide.accept")).await;
    let failed = tf("desk.failed.title", &[("number", &number)]);
    desk.sees(&failed).await;
    let taken = [("name", colleague.account.name.as_str())];
    desk.sees(&tf("desk.held_by.refused", &taken)).await;
    other.presses("button", &t("desk.decide.accept")).await;
    decision_is_taken(&other).await;

    // The other way about nothing is hidden either: it stays until it is dropped.
    desk.goes_to(&server.at(&case)).await;
    desk.sees(&t("desk.status.accepted")).await;
    desk.sees(&failed).await;
    desk.presses("button", &t("desk.failed.drop")).await;
    desk.waits("nothing more about it", async || {
        (!desk.text().await.contains(&failed)).then_some(())
    })
    .await;
    desk.goes_to(&server.at("/desk")).await;
    desk.sees(&tf("desk.queue.done_today", &[("n", "0")])).await;
    assert!(!desk.text().await.contains(&failed));
}
