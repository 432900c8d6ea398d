//! Two reviewers at one queue: a case is found by a name wherever it stands, one of them has it open,
//! the other takes it over; and a list that is empty does not pretend that all is done.

use tests::browser::{DESK, Window};
use tests::desk::sees_the_case;
use tests::people::{Person, decision_is_taken};
use tests::server::{Server, target};
use tests::words::{t, tf};

#[tokio::test]
async fn a_case_is_found_by_a_name_and_taken_over_from_a_colleague() {
    let server = Server::with_demo();
    let reviewer = Person::new(&server, "reviewer", 0, DESK).await;
    let colleague = Person::new(&server, "reviewer", 1, DESK).await;
    let desk = reviewer.signs_in(&server).await;
    desk.goes_to(&server.at("/desk")).await;
    let name = free_case(&desk).await;

    desk.fills("searchbox", &t("desk.queue.search"), &name)
        .await;
    let number = found(&desk, &name).await;
    assert_eq!(desk.path().await, "/desk", "no name stands in the address");
    desk.presses("link", &number).await;
    desk.arrives("/desk/cases/").await;
    desk.finds("button", &t("desk.decide.accept")).await;
    let case = desk.path().await;

    let other = colleague.signs_in(&server).await;
    other.goes_to(&server.at(&case)).await;
    let held = tf("desk.held_by.title", &[("name", &reviewer.account.name)]);
    other.sees(&held).await;
    other.picture(&target().join("stories/held.png")).await;
    other.presses("button", &t("desk.held_by.take_over")).await;
    other
        .waits("the case to be theirs", async || {
            (!other.text().await.contains(&held)).then_some(())
        })
        .await;
    desk.reloads().await;
    let taken = tf("desk.held_by.title", &[("name", &colleague.account.name)]);
    desk.sees(&taken).await;

    other
        .goes_to(&server.at(&format!("/desk?search={number}")))
        .await;
    other.presses("link", &number).await;
    sees_the_case(&other).await;
    other.presses("button", &t("desk.decide.accept")).await;
    decision_is_taken(&other).await;
    // The list of what they looked for is at its end, and their work is not done.
    assert!(!other.text().await.contains(&t("desk.queue.finished")));
}

/// The name in the first case that anybody may open and decide.
async fn free_case(desk: &Window) -> String {
    let script = "[...document.querySelectorAll('.desk-row')]
        .find(row => !row.querySelector('.desk-refusal, .desk-holder'))
        ?.querySelector('.desk-col-title')?.textContent ?? ''";
    desk.waits("a case that is free", async || {
        let name = desk.asks(script).await;
        (!name.is_empty()).then_some(name)
    })
    .await
}

/// The number of the case with this name, once it is looked for everywhere.
async fn found(desk: &Window, name: &str) -> String {
    let script = "JSON.stringify([...document.querySelectorAll('.desk-row')]
        .filter(row => !row.querySelector('.desk-refusal, .desk-holder'))
        .map(row => [row.querySelector('.desk-col-title').textContent,
                     row.querySelector('.desk-row-link').textContent]))";
    desk.waits(&format!("{name:?} among all"), async || {
        let rows = desk.asks(script).await;
        let rows: Vec<(String, String)> = serde_json::from_str(&rows).ok()?;
        let first = rows.iter().find(|(title, _)| title == name)?.1.clone();
        let everywhere =
            desk.asks("document.querySelector('.pill[aria-current]')?.textContent ?? ''");
        let everywhere = everywhere.await;
        everywhere
            .starts_with(&t("desk.queue.any"))
            .then_some(first)
    })
    .await
}
