//! What comes next on a record that is decided: a new one with what may be taken over, the policy's number
//! once the insurer has told it, and a claim under that policy.

use shared::form::person::insured_prefix;
use shared::record::{RecordKind, RecordView};
use shared::submission::Status;
use std::fs;
use tests::browser::PHONE;
use tests::clock::today;
use tests::device;
use tests::people::Person;
use tests::server::{Server, target};
use tests::words::{t, tf};

#[tokio::test]
async fn what_was_rejected_is_begun_anew_with_what_may_be_taken_over() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.signs_in(&server).await;
    agent.has_synced(&window).await;
    let rejected = a_decided_application(&server, &agent, Status::Rejected);
    let number = rejected.number.to_string();
    let record = format!("/records/{}", rejected.record_id);
    window.goes_to(&server.at(&record)).await;
    window.sees(&t("ui.record.rejected_title")).await;
    window.presses("link", &t("ui.record.anew")).await;
    window.arrives("/draft/application:").await;
    window
        .sees(&tf("form.copied.title", &[("number", &number)]))
        .await;
    window.sees(&t("form.copied.application")).await;
    window.picture(&target().join("stories/copied.png")).await;
    let overview = window.path().await;
    let page = |id: &str| server.at(&format!("{overview}/{id}"));

    window.goes_to(&page("applicant_identity")).await;
    let name = rejected.content.typed("applicant.name");
    window
        .reads("textbox", &t("fields.person.name"), name)
        .await;
    window.sees(&t("form.prefilled.copied")).await;
    window.picture(&target().join("stories/marked.png")).await;
    for id in ["health_habits", "application_consents"] {
        window.goes_to(&page(id)).await;
        window.finds("button", &t("form.continue")).await;
        assert_eq!(window.asks(ANSWERED).await, "0", "{id}");
    }
    // Looking is not beginning.
    window.goes_to(&server.at("/work?status=draft")).await;
    window.sees(&t("ui.work.no_match_title")).await;

    window.goes_to(&page("applicant_contact")).await;
    let email = t("fields.person.email");
    window.fills("textbox", &email, "wang@example.com").await;
    window.sees(&t("form.kept")).await;
    window.goes_to(&server.at(&record)).await;
    window.presses("link", &t("ui.record.begun_continue")).await;
    window.arrives(&overview).await;
}

#[tokio::test]
async fn an_accepted_application_tells_its_policy_once_issued_and_a_claim_and_a_change_begin_from_it()
 {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let window = agent.is_ready_for_the_field(&server).await;
    let accepted = a_decided_application(&server, &agent, Status::Accepted);
    let record = server.at(&format!("/records/{}", accepted.record_id));
    window.goes_to(&record).await;
    window.sees(&t("ui.record.not_issued")).await;
    window.finds("link", &t("ui.record.copy")).await;

    is_issued(&server, &agent, &accepted, "P-2026-7001");
    window.reloads().await;
    let policy = tf("ui.record.policy", &[("number", "P-2026-7001")]);
    window.sees(&policy).await;
    window.picture(&target().join("stories/issued.png")).await;

    window.network(false).await;
    window.presses("link", &t("ui.record.report_claim")).await;
    window.arrives("/draft/loss_notice:").await;
    let overview = window.path().await;
    window
        .goes_to(&server.at(&format!("{overview}/policy")))
        .await;
    window
        .reads("combobox", &t("fields.policy.number"), "P-2026-7001")
        .await;
    window
        .goes_to(&server.at(&format!("{overview}/loss_insured")))
        .await;
    let insured = insured_prefix(&accepted.content);
    let name = accepted.content.typed(&format!("{insured}.name"));
    window
        .reads("textbox", &t("fields.person.name"), name)
        .await;
    window.sees(&t("form.prefilled.policy")).await;

    window.goes_to(&record).await;
    window.presses("link", &t("ui.record.change_policy")).await;
    window.arrives("/draft/service_request:").await;
    let overview = window.path().await;
    window
        .goes_to(&server.at(&format!("{overview}/policy")))
        .await;
    window
        .reads("combobox", &t("fields.policy.number"), "P-2026-7001")
        .await;
    window
        .goes_to(&server.at(&format!("{overview}/service_policyholder")))
        .await;
    let name = accepted.content.typed("applicant.name");
    window
        .reads("textbox", &t("fields.person.name"), name)
        .await;
}

/// How many boxes and choices are ticked.
const ANSWERED: &str = "`${document.querySelectorAll('main input:checked').length}`";

/// An application of the agent that the office has decided so.
fn a_decided_application(server: &Server, agent: &Person, status: Status) -> RecordView {
    let mut phone = device::Phone::new(server, &agent.account, 7_001);
    phone.exchanges();
    let mut records = phone.records().into_values();
    let found = records
        .find(|record| record.kind == RecordKind::Application && record.status() == Some(status));
    found.expect("a decided application")
}

/// The insurer reports the policy that was issued on an application.
fn is_issued(server: &Server, agent: &Person, application: &RecordView, policy: &str) {
    let fact = serde_json::json!({
        "id": format!("{policy}/issued"), "on": today(),
        "issued": {
            "policy": policy, "application": application.number, "agent": agent.account.login,
            "insured": "K-1", "effective_on": today(),
            "lines": [{
                "product": "WL-A", "line": "long_term", "payment_years": 20, "premium": "6000.00",
            }],
        },
    });
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("issued.json");
    fs::write(&file, fact.to_string()).expect("the file");
    let imported = server.checks(&["import-facts", &file.to_string_lossy()]);
    assert_eq!(imported.code, 0, "{}", imported.told);
}
