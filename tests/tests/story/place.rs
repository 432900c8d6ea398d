//! A reviewer comes back from a case to the queue as they left it, by key and by eye.

use tests::browser::{DESK, Window};
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

/// Opens the last case but one.
const OPENS_THE_LAST: &str = "[...document.querySelectorAll('.desk-row-link')].at(-2)?.click(), ''";
/// How many rows are shown.
const ROWS: &str = "`${document.querySelectorAll('.desk-row-link').length}`";
/// Where the link leads that has the keyboard.
const AT: &str = "document.activeElement?.getAttribute('href') ?? ''";
/// Where the last row leads.
const LAST: &str =
    "[...document.querySelectorAll('.desk-row-link')].at(-1)?.getAttribute('href') ?? ''";
/// Whether the row with the keyboard is on the screen.
const IS_SEEN: &str = "(() => {
    const at = document.activeElement.getBoundingClientRect();
    return at.top >= 0 && at.bottom <= innerHeight ? 'yes' : 'no';
})()";

#[tokio::test]
async fn who_comes_back_from_a_case_goes_on_from_its_row() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    desk.goes_to(&server.at("/desk?status=any")).await;
    let rows = has_rows(&desk).await;
    desk.asks(OPENS_THE_LAST).await;
    desk.arrives("/desk/cases/").await;
    let case = desk.path().await;
    desk.presses("link", &t("desk.case.back")).await;
    desk.waits("the row of the case", async || {
        (desk.asks(AT).await == case).then_some(())
    })
    .await;
    assert_eq!(has_rows(&desk).await, rows);
    assert_eq!(desk.asks(IS_SEEN).await, "yes");
    desk.key("j").await;
    assert_eq!(desk.asks(AT).await, desk.asks(LAST).await);
}

#[tokio::test]
async fn the_first_result_of_a_search_is_one_key_away() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    desk.goes_to(&server.at("/desk")).await;
    let search = t("desk.queue.search");
    desk.fills("searchbox", &search, "A-").await;
    desk.key("Enter").await;
    let first = "document.querySelector('.desk-row-link')?.getAttribute('href') ?? 'none'";
    desk.waits("the first result to have the keyboard", async || {
        (desk.asks(AT).await == desk.asks(first).await).then_some(())
    })
    .await;
}

/// The rows of the list, once they are shown.
async fn has_rows(desk: &Window) -> usize {
    desk.waits("rows", async || {
        let rows: usize = desk.asks(ROWS).await.parse().ok()?;
        (rows > 2).then_some(rows)
    })
    .await
}
