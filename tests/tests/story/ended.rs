//! What a page listens to, and does again and again, ends with it.

use tests::browser::{DESK, Window};
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

/// From now on the page counts what goes on until it is ended.
const COUNTS: &str = "(() => {
    window.goesOn = 0;
    for (const [begin, end] of [
        ['addEventListener', 'removeEventListener'],
        ['setInterval', 'clearInterval'],
    ]) {
        const [begins, ends] = [window[begin], window[end]];
        window[begin] = (...what) => {
            window.goesOn += 1;
            return begins.apply(window, what);
        };
        window[end] = (...what) => {
            window.goesOn -= 1;
            return ends.apply(window, what);
        };
    }
    return '';
})()";

#[tokio::test]
async fn what_a_case_listens_to_ends_when_it_is_left() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    desk.goes_to(&server.at("/desk?kind=application")).await;
    desk.finds("link", "A-").await;
    desk.asks(COUNTS).await;
    let once = goes_on_after_a_case(&desk).await;
    assert_eq!(goes_on_after_a_case(&desk).await, once);
}

/// Looks into a case; how much goes on when the queue is shown again.
async fn goes_on_after_a_case(desk: &Window) -> i32 {
    let before = goes_on(desk).await;
    desk.presses("link", "A-").await;
    desk.can_press("button", &t("desk.decide.accept")).await;
    assert!(goes_on(desk).await > before, "the case follows its reader");
    desk.presses("link", &t("desk.case.back")).await;
    desk.finds("link", "A-").await;
    goes_on(desk).await
}

async fn goes_on(desk: &Window) -> i32 {
    desk.learns("window.goesOn").await
}
