//! One draft is open in two tabs: what is typed in one stands in the other, and neither loses a word.

use tests::agent::opens_a_query;
use tests::browser::{PHONE, Window};
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

#[tokio::test]
async fn a_form_open_in_two_tabs_keeps_what_is_typed_in_both() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let here = agent.signs_in(&server).await;
    agent.has_synced(&here).await;
    here.goes_to(&server.at("/new/application")).await;
    here.arrives("/draft/").await;
    let page = format!("{}/applicant_contact", here.path().await);
    here.goes_to(&server.at(&page)).await;
    let there = agent.opens(&server, &page).await;

    let (district, address) = (t("fields.person.district"), t("fields.person.address"));
    two_tabs_type(&here, &there, [&district, &address]).await;
}

#[tokio::test]
async fn an_answer_open_in_two_tabs_keeps_what_is_typed_in_both() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let here = agent.signs_in(&server).await;
    agent.has_synced(&here).await;
    opens_a_query(&server, &here).await;
    let there = agent.opens(&server, &here.path().await).await;

    let (answer, remark) = (t("form.answer.new_answer"), t("form.answer.remark"));
    two_tabs_type(&here, &there, [&answer, &remark]).await;
}

/// Two fields of one draft, by their labels: one after the other, then both at the same moment.
async fn two_tabs_type(here: &Window, there: &Window, [one, other]: [&str; 2]) {
    here.comes_to_front().await;
    here.fills("textbox", one, "1").await;
    there.comes_to_front().await;
    there.reads("textbox", one, "1").await;
    there.fills("textbox", other, "2").await;
    both_read(here, there, [(one, "1"), (other, "2")]).await;

    // Quicker than either tab keeps what is typed.
    there.asks(&types_when_told(other, "4")).await;
    here.asks(&types_and_tells(one, "3")).await;
    both_read(here, there, [(one, "3"), (other, "4")]).await;
    here.reloads().await;
    there.reloads().await;
    both_read(here, there, [(one, "3"), (other, "4")]).await;
}

async fn both_read(here: &Window, there: &Window, fields: [(&str, &str); 2]) {
    for window in [here, there] {
        window.comes_to_front().await;
        for (label, text) in fields {
            window.reads("textbox", label, text).await;
        }
    }
}

fn types_when_told(label: &str, text: &str) -> String {
    let types = types(label, text);
    format!("(new BroadcastChannel('story')).onmessage = () => {{ {types} }}, ''")
}

fn types_and_tells(label: &str, text: &str) -> String {
    let types = types(label, text);
    format!("(() => {{ {types}; new BroadcastChannel('story').postMessage('now'); return '' }})()")
}

fn types(label: &str, text: &str) -> String {
    format!(
        "const field = [...document.querySelectorAll('input, textarea')]
            .find(field => field.labels[0]?.innerText.includes({label:?}));
        field.value = {text:?};
        field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));"
    )
}
