//! A reviewer signs out in one tab and has another one open: nothing is shown there any more, nothing is
//! decided there, and what was decided and not sent goes only if they say so when they are back.

use tests::browser::{DESK, Window};
use tests::desk::{nothing_waits, opens_a_case, sees_the_case, signs_out};
use tests::people::{Person, decision_is_taken};
use tests::server::Server;
use tests::words::{t, tf};

/// What a reviewer presses who has not noticed.
const KEYS: [&str; 4] = ["n", "a", "a", "n"];

#[tokio::test]
async fn who_signs_out_in_one_tab_leaves_nothing_to_see_or_decide_in_another() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let here = reviewer.signs_in(&server).await;
    let there = reviewer.opens(&server, "/settings").await;
    here.comes_to_front().await;
    let number = opens_a_case(&server, &here).await;
    let case = here.path().await;

    there.comes_to_front().await;
    there.presses("button", &t("ui.settings.sign_out")).await;
    signs_out(&there).await;
    is_locked(&here, &number).await;
    for key in KEYS {
        here.key(key).await;
    }

    there.comes_to_front().await;
    reviewer.signs_in_on(&there).await;
    here.comes_to_front().await;
    here.finds("navigation", &t("ui.nav.label")).await;
    assert_eq!(here.path().await, "/");
    there.comes_to_front().await;
    there.goes_to(&server.at("/desk")).await;
    nothing_waits(&there).await;
    there
        .sees(&tf("desk.queue.done_today", &[("n", "0")]))
        .await;
    there.goes_to(&server.at(&case)).await;
    sees_the_case(&there).await;
}

#[tokio::test]
async fn who_signs_in_as_another_person_empties_every_tab_of_the_first() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let colleague = Person::new(&server, "reviewer", 1, DESK).await;
    let here = reviewer.signs_in(&server).await;
    let there = reviewer.opens(&server, "/desk").await;
    here.comes_to_front().await;
    let number = opens_a_case(&server, &here).await;
    let case = here.path().await;

    there.comes_to_front().await;
    there.is_cleared("cookies").await;
    there.goes_to(&server.at("/desk")).await;
    there.sees(&t("desk.session.title")).await;
    colleague.signs_in_on(&there).await;
    here.comes_to_front().await;
    here.leaves(&case).await;
    here.finds("navigation", &t("ui.nav.label")).await;
    assert!(!here.text().await.contains(&number));
}

#[tokio::test]
async fn what_was_decided_before_signing_out_is_sent_only_when_that_is_said() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let here = reviewer.signs_in(&server).await;
    let number = opens_a_case(&server, &here).await;
    let case = here.path().await;
    let there = reviewer.opens(&server, "/settings").await;
    there.finds("navigation", &t("ui.nav.label")).await;
    here.comes_to_front().await;
    here.clock_stands_still().await;
    there.clock_stands_at(&here).await;
    here.presses("button", &t("desk.decide.accept")).await;
    here.sees(&tf("desk.undo.accepted", &[("number", &number)]))
        .await;

    there.comes_to_front().await;
    there.presses("button", &t("ui.settings.sign_out")).await;
    there
        .sees(&tf("ui.settings.sign_out_decisions", &[("n", "1")]))
        .await;
    signs_out(&there).await;
    there.clock_goes_on().await;
    reviewer.signs_in_on(&there).await;
    there.goes_to(&server.at("/desk")).await;
    there
        .sees(&tf("desk.left_behind.title", &[("number", &number)]))
        .await;
    there
        .sees(&tf("desk.queue.done_today", &[("n", "0")]))
        .await;
    there.presses("button", &t("desk.left_behind.send")).await;
    decision_is_taken(&there).await;
    there.goes_to(&server.at(&case)).await;
    there.sees(&t("desk.status.accepted")).await;
}

#[tokio::test]
async fn what_one_tab_sends_of_what_was_left_behind_another_does_not_drop() {
    let mut server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let here = reviewer.signs_in(&server).await;
    let number = opens_a_case(&server, &here).await;
    let case = here.path().await;
    leaves_a_decision_behind(&here).await;
    reviewer.signs_in_on(&here).await;
    let left = tf("desk.left_behind.title", &[("number", &number)]);
    here.goes_to(&server.at("/desk")).await;
    here.sees(&left).await;
    let there = reviewer.opens(&server, "/desk").await;
    there.sees(&left).await;

    server.is_killed();
    here.comes_to_front().await;
    here.presses("button", &t("desk.left_behind.send")).await;
    here.sees(&tf("desk.failed.waiting_title", &[("n", "1")]))
        .await;
    there.comes_to_front().await;
    there.presses("button", &t("desk.failed.drop")).await;
    there
        .waits("the question to be gone", async || {
            (!there.text().await.contains(&left)).then_some(())
        })
        .await;
    server.starts_again();
    here.comes_to_front().await;
    decision_is_taken(&here).await;
    here.goes_to(&server.at(&case)).await;
    here.sees(&t("desk.status.accepted")).await;
}

/// From now on nobody can write into the databases of people that are there by now.
const CANNOT_BE_TOLD: &str = "indexedDB.databases().then(all => {
    const theirs = all.map(it => it.name).filter(name => name !== 'saddlebag');
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, ...more) {
        if (mode === 'readwrite' && theirs.includes(this.name)) {
            throw new DOMException('no room', 'QuotaExceededError');
        }
        return transaction.call(this, stores, mode, ...more);
    };
    return 'broken';
})";

#[tokio::test]
async fn who_comes_gets_in_though_the_first_cannot_be_seen_off() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let colleague = Person::new(&server, "reviewer", 1, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    let number = opens_a_case(&server, &desk).await;
    desk.clock_stands_still().await;
    desk.presses("button", &t("desk.decide.accept")).await;
    desk.sees(&tf("desk.undo.accepted", &[("number", &number)]))
        .await;
    desk.is_cleared("cookies").await;
    desk.presses("button", &t("desk.decide.skip")).await;
    desk.sees(&t("desk.session.title")).await;
    assert_eq!(desk.asks(CANNOT_BE_TOLD).await, "broken");
    colleague.signs_in_on(&desk).await;
    desk.waits("the desk of the colleague", async || {
        let ended = desk.text().await.contains(&t("desk.session.title"));
        (!ended).then_some(())
    })
    .await;
    desk.goes_to(&server.at("/settings")).await;
    desk.sees(&colleague.account.name).await;
    desk.presses("button", &t("ui.settings.sign_out")).await;
    signs_out(&desk).await;
    desk.clock_goes_on().await;
    reviewer.signs_in_on(&desk).await;
    desk.goes_to(&server.at("/desk")).await;
    desk.sees(&tf("desk.left_behind.title", &[("number", &number)]))
        .await;
    desk.sees(&tf("desk.queue.done_today", &[("n", "0")])).await;
}

/// Accepts the open case and signs out before it is sent.
async fn leaves_a_decision_behind(desk: &Window) {
    desk.clock_stands_still().await;
    desk.presses("button", &t("desk.decide.accept")).await;
    desk.finds("button", &t("desk.undo.button")).await;
    desk.presses("link", &t("ui.nav.settings")).await;
    desk.presses("button", &t("ui.settings.sign_out")).await;
    signs_out(desk).await;
    desk.clock_goes_on().await;
}

/// Nobody works in this tab any more, and nothing of the case stands there.
async fn is_locked(tab: &Window, number: &str) {
    tab.comes_to_front().await;
    tab.finds("textbox", &t("ui.sign_in.login")).await;
    assert!(!tab.text().await.contains(number));
}
