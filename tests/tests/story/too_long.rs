//! What is pasted stays whole, also where it is too long: by how much is said, and it is not sent before it is
//! short enough.

use tests::agent::{opens_a_query, says_something_to_each_item, sends_the_answer};
use tests::browser::{PHONE, Window};
use tests::people::Person;
use tests::server::Server;
use tests::words::{t, tf};

fn too_long(over: &str, most: &str) -> String {
    tf("ui.written.too_long", &[("n", over), ("most", most)])
}

/// The page of a new claim report on which the loss is described.
async fn describes_a_loss(server: &Server, agent: &Person) -> Window {
    let window = agent.is_ready_for_the_field(server).await;
    window.goes_to(&server.at("/new/loss_notice")).await;
    window.arrives("/draft/").await;
    let page = format!("{}/loss_description", window.path().await);
    window.goes_to(&server.at(&page)).await;
    window
}

#[tokio::test]
async fn a_description_pasted_into_a_form_is_not_cut_off() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = describes_a_loss(&server, &agent).await;
    let pasted = "客户说的话".repeat(401);
    let description = t("fields.loss.description");
    window.fills("textbox", &description, &pasted).await;
    window.sees(&too_long("5", "2,000")).await;
    window.reads("textbox", &description, &pasted).await;
    let place = t("fields.loss.place");
    let pasted = "某某路".repeat(67);
    window.fills("textbox", &place, &pasted).await;
    window.sees(&too_long("1", "200")).await;
    window.reads("textbox", &place, &pasted).await;
}

/// More characters than an answer that is sent can have at all.
const A_WHOLE_LETTER: usize = 8_000;

#[tokio::test]
async fn a_draft_into_which_a_whole_letter_was_pasted_opens_again_and_is_kept_once_it_is_shorter() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = describes_a_loss(&server, &agent).await;
    let description = t("fields.loss.description");
    let pasted = "信".repeat(A_WHOLE_LETTER);
    window.fills("textbox", &description, &pasted).await;
    window.sees(&too_long("6,000", "2,000")).await;
    window.sees(&t("form.kept")).await;
    window.reloads().await;
    window.reads("textbox", &description, &pasted).await;

    window.fills("textbox", &description, "客户追尾").await;
    window.sees(&t("form.kept")).await;
    window.reloads().await;
    window.reads("textbox", &description, "客户追尾").await;
}

#[tokio::test]
async fn a_remark_to_a_query_is_not_sent_before_it_is_short_enough() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    opens_a_query(&server, &window).await;
    says_something_to_each_item(&window).await;
    window
        .asks(&first_remark_says("客户说的话".repeat(201)))
        .await;
    window.sees(&too_long("5", "1,000")).await;
    window.presses("button", &t("form.answer.send")).await;
    window.sees(&t("form.answer.remark_too_long")).await;
    window.asks(&first_remark_says("已核对".to_owned())).await;
    sends_the_answer(&window).await;
}

fn first_remark_says(text: String) -> String {
    format!(
        "(() => {{
            const remark = document.querySelector('[id$=\"-remark\"]');
            remark.value = {text:?};
            remark.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
            return '';
        }})()"
    )
}
