//! Nobody accepts what they have not seen: what another case brought while this one was open, what is
//! higher than the screen, what a bar lies over.

use shared::answers::Answers;
use shared::id::RecordId;
use shared::record::RecordKind;
use shared::sample;
use std::cell::Cell;
use tests::agent::{SAID, opens_a_query, says_something_to_each_item, sends_the_answer};
use tests::browser::{DESK, LANDSCAPE, PHONE, Window};
use tests::clock::today;
use tests::desk::{Reviewer, sees_the_case};
use tests::device::Phone;
use tests::people::{Person, decision_is_taken};
use tests::server::{Server, target};
use tests::words::{t, tf};

const ACCOUNT: &str = "payee.account_number";
/// The records of this story.
const FIRST: u128 = 0x5ee_0001;
const SECOND: u128 = 0x5ee_0002;

#[tokio::test]
async fn a_warning_that_comes_while_a_case_is_open_is_told_before_the_case_is_accepted() {
    let server = Server::with_demo();
    let mut phone = Phone::new(&server, &server.account("agent", 0), 7_101);
    let [first, second] = two_with_one_account();
    arrives(&mut phone, FIRST, first);
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    let case = address(FIRST);
    desk.goes_to(&server.at(&case)).await;
    let number = sees_the_case(&desk).await;
    arrives(&mut phone, SECOND, second);

    desk.presses("button", &t("desk.decide.accept")).await;
    desk.sees(&tf("desk.failed.title", &[("number", &number)]))
        .await;
    desk.goes_to(&server.at(&case)).await;
    desk.sees(&t("desk.case.changed_title")).await;
    desk.sees(&new_is()).await;
    sees_the_case(&desk).await;
    desk.presses("button", &t("desk.decide.accept")).await;
    decision_is_taken(&desk).await;
    desk.goes_to(&server.at(&case)).await;
    desk.sees(&t("desk.status.accepted")).await;
}

/// Everything that matters is higher than two screens.
const IS_HIGH: &str = "(() => {
    const style = document.createElement('style');
    style.textContent = '[data-matter], .desk-answer { min-height: 250vh !important }';
    document.head.append(style);
    return '';
})()";

#[tokio::test]
async fn what_is_higher_than_the_screen_is_seen_part_by_part_and_never_out_of_reach() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    desk.is_sized(LANDSCAPE).await;
    desk.has_text_of(2.0).await;
    let case = opens_a_warned_case(&server, &desk).await;
    desk.asks(IS_HIGH).await;
    desk.can_press("button", &t("desk.decide.accept")).await;
    let presses = Cell::new(0);
    desk.waits("the decision", async || {
        desk.key("a").await;
        presses.set(presses.get() + 1);
        (desk.path().await != case).then_some(())
    })
    .await;
    assert!(presses.get() > 2, "{} were enough", presses.get());
    decision_is_taken(&desk).await;
}

/// Whether everything that the decision is about stands on the screen, under no bar.
const ESSENTIALS_ARE_THERE: &str = "(() => {
    const lines = [...document.querySelectorAll('.desk-essentials > div')];
    const top = document.querySelector('.desk-case-top').getBoundingClientRect().bottom;
    const within = lines.every(line => {
        const place = line.getBoundingClientRect();
        return place.top >= top - 1 && place.bottom <= innerHeight;
    });
    return lines.length > 3 && within ? 'yes' : `${lines.length} lines`;
})()";

#[tokio::test]
async fn what_a_decision_is_about_is_on_the_first_screen_of_a_desk() {
    let server = Server::with_demo();
    let reviewer = Reviewer::at_a_case(&server).await;
    let desk = &reviewer.desk;
    desk.reloads().await;
    desk.can_press("button", &t("desk.decide.accept")).await;
    assert_eq!(desk.asks(ESSENTIALS_ARE_THERE).await, "yes");
    desk.picture(&target().join("stories/essentials.png")).await;
}

/// How far the end of the case is under the bar, once the page is scrolled to its end.
const UNDER_THE_BAR: &str = "(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
    const edge = (what, side) => document.querySelector(what)?.getBoundingClientRect()[side];
    const [end, bar] = [edge('.desk-case', 'bottom'), edge('.desk-undo', 'top')];
    return end === undefined || bar === undefined ? '' : end <= bar + 1 ? 'free' : `${end - bar}`;
})()";

#[tokio::test]
async fn the_bar_that_takes_back_leaves_the_end_of_the_next_case_free() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    let case = opens_a_warned_case(&server, &desk).await;
    sees_the_case(&desk).await;
    desk.clock_stands_still().await;
    desk.presses("button", &t("desk.decide.accept")).await;
    desk.leaves(&case).await;
    desk.finds("button", &t("desk.undo.button")).await;
    for text in [1.0, 2.0] {
        desk.is_sized(LANDSCAPE).await;
        desk.has_text_of(text).await;
        desk.waits("the end of the case to be free", async || {
            (desk.asks(UNDER_THE_BAR).await == "free").then_some(())
        })
        .await;
    }
    desk.clock_goes_on().await;
}

#[tokio::test]
async fn what_the_agent_answered_to_a_query_was_on_the_screen_before_the_case_is_accepted() {
    let server = Server::with_demo();
    let record = answers_a_query(&server).await;
    let reviewer = Person::new(&server, "reviewer", 1, LANDSCAPE).await;
    let desk = reviewer.signs_in(&server).await;
    let case = record.replace("/records/", "/desk/cases/");
    desk.goes_to(&server.at(&case)).await;
    desk.can_press("button", &t("desk.decide.accept")).await;
    desk.key("a").await;
    let shown = t("desk.decide.unseen");
    desk.sees(shown.rsplit("{n}").next().unwrap_or_default())
        .await;
    assert_eq!(desk.path().await, case, "nothing is decided");
    sees_the_case(&desk).await;
    desk.sees(SAID).await;
}

/// An agent answers what a record of theirs is asked about. Returns its path.
async fn answers_a_query(server: &Server) -> String {
    let agent = Person::new(server, "agent", 0, PHONE).await;
    let window = agent.is_ready_for_the_field(server).await;
    let record = opens_a_query(server, &window).await;
    says_something_to_each_item(&window).await;
    sends_the_answer(&window).await;
    agent.has_synced(&window).await;
    record
}

/// Opens a case with a warning that this reviewer may decide. Returns its path.
async fn opens_a_warned_case(server: &Server, desk: &Window) -> String {
    let mut phone = Phone::new(server, &server.account("agent", 0), 7_101);
    let [first, second] = two_with_one_account();
    arrives(&mut phone, FIRST, first);
    arrives(&mut phone, SECOND, second);
    let case = address(FIRST);
    desk.goes_to(&server.at(&case)).await;
    desk.finds("button", &t("desk.decide.accept")).await;
    case
}

/// Claim reports of two people who are to be paid to one account.
fn two_with_one_account() -> [Answers; 2] {
    let loss = |seed| sample::loss_notice(seed, today()).with("loss.estimate", "3000.00");
    let (first, second) = (loss(4_711), loss(4_712));
    let account = first.typed(ACCOUNT).to_owned();
    let second = second.with(ACCOUNT, &account);
    [first, second]
}

fn arrives(phone: &mut Phone, id: u128, answers: Answers) {
    phone.captures_as(RecordKind::LossNotice, id, answers);
    phone.exchanges();
    assert!(phone.waiting().is_empty(), "{:?}", phone.outcomes);
}

fn address(id: u128) -> String {
    format!("/desk/cases/{}", RecordId::from_number(id))
}

/// What begins a line that tells of a new warning.
fn new_is() -> String {
    let line = t("desk.case.changed_found");
    line.split('{').next().unwrap_or_default().trim().to_owned()
}
