//! Two decide a large amount: who comes second knows what the first wrote, need not write it anew, and is
//! asked before they go against it.

use shared::id::RecordId;
use shared::record::RecordKind;
use shared::sample;
use tests::browser::{DESK, Window};
use tests::clock::today;
use tests::desk::sees_the_case_to;
use tests::device::Phone;
use tests::people::{Person, decision_is_taken};
use tests::server::Server;
use tests::words::{t, tf};

const LARGE: u128 = 0x4_e4e5;
const NOTE: &str = "保单生效前已出险";

#[tokio::test]
async fn who_comes_second_is_asked_before_going_against_a_refusal_and_offered_its_words() {
    let server = Server::with_demo();
    a_large_claim_arrives(&server);
    let first = Person::new(&server, "reviewer", 1, DESK).await;
    let second = Person::new(&server, "manager", 0, DESK).await;
    let reason = t("reasons.not_covered");
    let confirm = t("desk.consequence.confirm");

    let desk = opens_the_claim(&server, &first).await;
    desk.presses("button", &t("desk.decide.reject")).await;
    desk.sets("combobox", &t("desk.reject.reason"), &reason)
        .await;
    desk.fills("textbox", &t("desk.reject.note"), NOTE).await;
    desk.presses("button", &t("desk.reject.first_confirm"))
        .await;
    desk.confirms(&confirm).await;
    decision_is_taken(&desk).await;

    let desk = opens_the_claim(&server, &second).await;
    let by = first.account.name.as_str();
    let told = [("name", by), ("reason", reason.as_str())];
    desk.presses("button", &t("desk.decide.accept_first")).await;
    desk.sees(&tf("desk.consequence.against_rejection", &told))
        .await;
    desk.declines().await;

    desk.presses("button", &t("desk.decide.reject")).await;
    desk.sees(&tf("desk.reject.proposed", &told)).await;
    desk.presses("button", &t("desk.reject.take_words")).await;
    desk.reads("textbox", &t("desk.reject.note"), NOTE).await;
    desk.presses("button", &t("desk.reject.confirm")).await;
    desk.confirms(&confirm).await;
    decision_is_taken(&desk).await;
    desk.goes_to(&server.at(&address())).await;
    desk.sees(&t("desk.status.rejected")).await;
    desk.sees(NOTE).await;
}

fn a_large_claim_arrives(server: &Server) {
    let mut phone = Phone::new(server, &server.account("agent", 0), 7_301);
    let claim = sample::loss_notice(4_811, today()).with("loss.estimate", "120000.00");
    phone.captures_as(RecordKind::LossNotice, LARGE, claim);
    phone.exchanges();
    assert!(phone.waiting().is_empty(), "{:?}", phone.outcomes);
}

async fn opens_the_claim(server: &Server, person: &Person) -> Window {
    let desk = person.signs_in(server).await;
    desk.goes_to(&server.at(&address())).await;
    sees_the_case_to(&desk, &t("desk.decide.accept_first")).await;
    desk
}

fn address() -> String {
    format!("/desk/cases/{}", RecordId::from_number(LARGE))
}
