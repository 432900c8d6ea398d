//! Deciding at the desk: nothing is decided that nobody saw, and no decision is lost,
//! whatever is held, clicked twice, reloaded, killed or ended.

use tests::browser::{DESK, PHONE, Size, Window};
use tests::desk::{Reviewer, nothing_waits, sees_the_case};
use tests::people::{Person, decision_is_taken, decisions_are_taken};
use tests::server::Server;
use tests::words::{t, tf};

/// Clicks the button that accepts, and once more where it stood.
const CLICKS_TWICE: &str = "(() => {
    const click = detail => document.querySelector('.desk-action-row .button')
        ?.dispatchEvent(new MouseEvent('click', { detail, bubbles: true }));
    click(1);
    requestAnimationFrame(() => click(2));
    return '';
})()";
/// Whether the open case could be decided now.
const IS_ARMED: &str = "document.querySelector('.desk-action-row .button:first-child:not([aria-disabled])') ? 'yes' : ''";

#[tokio::test]
async fn a_held_key_decides_the_case_that_was_shown_and_none_after_it() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let (desk, first) = (&reviewer.desk, &reviewer.case);
    desk.key_held('a', false).await;
    let second = shows_the_next_case_while_held(desk, first).await;
    desk.key_let_go('a').await;

    // Pressed anew it decides what is shown by now, and again nothing after it.
    desk.key_held('a', false).await;
    let third = shows_the_next_case_while_held(desk, &second).await;
    desk.key_let_go('a').await;
    desk.finds("button", &t("desk.undo.button")).await;

    decisions_are_taken(desk, 2).await;
    nothing_waits(desk).await;
    for decided in [first, &second] {
        desk.goes_to(&server.at(decided)).await;
        desk.sees(&t("desk.status.accepted")).await;
    }
    desk.goes_to(&server.at(&third)).await;
    sees_the_case(desk).await;
}

/// The keyboard repeats until another case than this could be decided, and goes on for a while.
async fn shows_the_next_case_while_held(desk: &Window, case: &str) -> String {
    desk.waits("the next case", async || {
        desk.key_held('a', true).await;
        let is_next = desk.path().await != case;
        (is_next && desk.asks(IS_ARMED).await == "yes").then_some(())
    })
    .await;
    let next = desk.path().await;
    for _ in 0..20 {
        desk.key_held('a', true).await;
    }
    assert_eq!(desk.path().await, next, "nobody decided it");
    next
}

/// A desk screen of which a magnifier shows a strip.
const STRIP: Size = (1440, 300, 1.0);
/// Opens the first case with warnings that the reviewer may decide.
const OPENS_A_WARNED_CASE: &str = "[...document.querySelectorAll('.desk-row')]
    .find(row => row.querySelector('.desk-warnings') && !row.querySelector('.desk-refusal, .desk-holder'))
    ?.querySelector('.desk-row-link')?.click(), ''";

#[tokio::test]
async fn a_case_is_accepted_only_once_what_matters_in_it_was_on_the_screen() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    desk.is_sized(STRIP).await;
    desk.goes_to(&server.at("/desk?kind=application&with_warnings=yes"))
        .await;
    desk.waits("a case with warnings", async || {
        desk.asks(OPENS_A_WARNED_CASE).await;
        desk.path().await.starts_with("/desk/cases/").then_some(())
    })
    .await;
    let case = desk.path().await;
    desk.can_press("button", &t("desk.decide.accept")).await;
    desk.key("a").await;
    let shown = t("desk.decide.unseen");
    desk.sees(shown.rsplit("{n}").next().unwrap_or_default())
        .await;
    assert_eq!(desk.path().await, case, "nothing is decided");
    sees_the_case(&desk).await;
    desk.key("a").await;
    desk.leaves(&case).await;
    decision_is_taken(&desk).await;
}

#[tokio::test]
async fn a_double_click_decides_one_case() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let desk = &reviewer.desk;
    desk.asks(CLICKS_TWICE).await;
    desk.leaves(&reviewer.case).await;
    let next = desk.path().await;
    sees_the_case(desk).await;
    decision_is_taken(desk).await;
    desk.goes_to(&server.at(&next)).await;
    sees_the_case(desk).await;
}

#[tokio::test]
async fn a_decision_can_be_taken_back_after_the_page_is_loaded_anew_or_is_sent_once() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let (desk, said) = (&reviewer.desk, reviewer.said());
    desk.clock_stands_still().await;
    reviewer.accepts().await;
    desk.sees(&said).await;
    desk.reloads().await;
    desk.sees(&said).await;
    reviewer.undoes().await;
    desk.arrives(&reviewer.case).await;
    sees_the_case(desk).await;
    assert!(!desk.text().await.contains(&said));

    reviewer.accepts().await;
    desk.sees(&said).await;
    desk.reloads().await;
    desk.sees(&said).await;
    desk.clock_goes_on().await;
    decision_is_taken(desk).await;
    nothing_waits(desk).await;
    reviewer.finds_it_accepted(&server).await;
}

/// Clicks the button that accepts, and the one that takes it back as soon as it is there; tells after how many
/// milliseconds.
const ACCEPTS_AND_UNDOES: &str = "new Promise(done => {
    const click = what => what.dispatchEvent(new MouseEvent('click', {
        detail: 1, bubbles: true, cancelable: true,
        clientX: what.getBoundingClientRect().x, clientY: what.getBoundingClientRect().y,
    }));
    const begun = performance.now();
    click(document.querySelector('.desk-action-row .button'));
    const look = () => {
        const undo = document.querySelector('.desk-undo-button');
        if (!undo) return requestAnimationFrame(look);
        click(undo);
        done(String(performance.now() - begun));
    };
    look();
})";

#[tokio::test]
async fn who_takes_a_decision_back_at_once_is_heard() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let desk = &reviewer.desk;
    desk.clock_stands_still().await;
    let after = desk.asks(ACCEPTS_AND_UNDOES).await;
    desk.sees(&tf("desk.undo.undone", &[("number", &reviewer.number)]))
        .await;
    desk.arrives(&reviewer.case).await;
    sees_the_case(desk).await;
    assert!(!desk.text().await.contains(&reviewer.said()), "{after} ms");
    desk.clock_goes_on().await;
    desk.goes_to(&server.at("/desk")).await;
    desk.sees(&tf("desk.queue.done_today", &[("n", "0")])).await;
}

/// What is written comes to the disk only when `letIt` is called.
const SLOW_DISK: &str = "(() => {
    const put = IDBObjectStore.prototype.put;
    let is_let = false;
    globalThis.letIt = () => { is_let = true; };
    IDBTransaction.prototype.commit = () => {};
    IDBObjectStore.prototype.put = function (...what) {
        const hold = () => { if (!is_let) this.get('').onsuccess = hold; };
        const written = put.apply(this, what);
        hold();
        return written;
    };
    return '';
})()";

#[tokio::test]
async fn a_decision_is_said_to_be_taken_when_a_reload_cannot_lose_it_any_more() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let (desk, said) = (&reviewer.desk, reviewer.said());
    desk.clock_stands_still().await;
    desk.asks(SLOW_DISK).await;
    reviewer.accepts().await;
    desk.leaves(&reviewer.case).await;
    sees_the_case(desk).await;
    assert!(!desk.text().await.contains(&said));
    desk.asks("letIt(), ''").await;
    desk.sees(&said).await;
    desk.reloads().await;
    desk.sees(&said).await;
}

/// The device takes nothing more.
const NO_ROOM: &str = "IDBObjectStore.prototype.put = () => {
    throw new DOMException('no room', 'QuotaExceededError');
}, ''";

#[tokio::test]
async fn a_decision_for_which_the_device_has_no_room_is_sent_all_the_same() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let desk = &reviewer.desk;
    desk.asks(NO_ROOM).await;
    desk.clock_stands_still().await;
    reviewer.accepts().await;
    reviewer.undoes().await;
    desk.arrives(&reviewer.case).await;
    sees_the_case(desk).await;
    reviewer.accepts().await;
    desk.clock_goes_on().await;
    decision_is_taken(desk).await;
    reviewer.finds_it_accepted(&server).await;
}

#[tokio::test]
async fn a_decision_waits_for_a_server_that_is_gone_and_nobody_is_told_otherwise() {
    let mut server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let desk = &reviewer.desk;
    server.is_killed();
    reviewer.accepts().await;
    desk.sees(&tf("desk.failed.waiting_title", &[("n", "1")]))
        .await;
    assert!(!desk.text().await.contains(&t("ui.badge.up_to_date")));
    server.starts_again();
    decision_is_taken(desk).await;
}

#[tokio::test]
async fn more_taps_than_one_on_a_phone_decide_one_case_and_stay_at_the_desk() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case_on(&server, PHONE).await;
    let (desk, accept) = (&reviewer.desk, t("desk.decide.accept"));
    desk.can_press("button", &accept).await;
    desk.taps_thrice("button", &accept).await;
    desk.leaves(&reviewer.case).await;
    desk.finds("button", &t("desk.undo.button")).await;
    assert!(
        desk.path().await.starts_with("/desk"),
        "nobody was led away"
    );
    decisions_are_taken(desk, 1).await;
}

#[tokio::test]
async fn nothing_half_written_is_lost_by_a_case_that_is_accepted_meanwhile() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let desk = &reviewer.desk;
    desk.presses("button", &t("desk.decide.reject")).await;
    let note = t("desk.reject.note");
    desk.fills("textbox", &note, "告知不全").await;
    reviewer.accepts().await;
    desk.sees(&t("desk.decide.unfinished")).await;
    assert_eq!(desk.path().await, reviewer.case, "nothing is decided");
    desk.reads("textbox", &note, "告知不全").await;
    desk.presses("button", &t("desk.decide.discard")).await;
    reviewer.accepts().await;
    desk.leaves(&reviewer.case).await;
    decision_is_taken(desk).await;
}

#[tokio::test]
async fn a_session_that_ends_keeps_the_decision_and_what_is_half_written() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let desk = &reviewer.desk;
    desk.presses("button", &t("desk.decide.reject")).await;
    desk.fills("textbox", &t("desk.reject.note"), "告知不全")
        .await;
    desk.presses("button", &t("desk.decide.skip")).await;
    desk.leaves(&reviewer.case).await;
    sees_the_case(desk).await;
    let decided = desk.path().await;
    reviewer.accepts().await;
    desk.is_cleared("cookies").await;
    desk.sees(&t("desk.session.title")).await;
    desk.sees(&tf("desk.session.unsent", &[("n", "1")])).await;
    signs_in_in_place(desk, &reviewer.person).await;
    decision_is_taken(desk).await;
    desk.goes_to(&server.at(&decided)).await;
    desk.sees(&t("desk.status.accepted")).await;
    desk.goes_to(&server.at(&reviewer.case)).await;
    desk.reads("textbox", &t("desk.reject.note"), "告知不全")
        .await;
}

async fn signs_in_in_place(desk: &Window, reviewer: &Person) {
    let password = &reviewer.account.password;
    desk.fills("textbox", &t("ui.sign_in.password"), password)
        .await;
    desk.presses("button", &t("ui.sign_in.submit")).await;
}
