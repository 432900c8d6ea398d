//! What is corrected in an answer to a query carries along what was filled in by it: an identity number sex and birth
//! date, the sum insured the premium.

use shared::answers::{Answers, read};
use shared::id::RecordId;
use shared::kinds::application::rules::product::quoted;
use shared::money::Money;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::sample;
use tests::browser::{DESK, PHONE, Window};
use tests::clock::today;
use tests::desk::sees_the_case;
use tests::device;
use tests::people::{Person, decision_is_taken};
use tests::server::{Server, target};
use tests::words::{t, tf};

const ASKED: u128 = 0xa5_ced;
/// Of a man born on 7 March 1990.
const NUMBER: &str = "110101199003070134";

#[tokio::test]
async fn sex_and_birth_date_follow_a_number_that_is_corrected_in_an_answer() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let mut phone = device::Phone::new(&server, &agent.account, 7_401);
    phone.captures_as(RecordKind::Application, ASKED, of_one_person());
    phone.exchanges();
    assert!(phone.waiting().is_empty(), "{:?}", phone.outcomes);
    asks_about(&server, "applicant.identity_number").await;

    let window = is_asked(&server, &agent).await;
    assert!(!window.text().await.contains("1990"));
    let number = t("fields.person.identity_number");
    window.fills("textbox", &number, NUMBER).await;
    window.asks("document.activeElement.blur(), ''").await;
    window.sees("1990").await;
    window.sees(&t("fields.person.birth_date")).await;
    window
        .picture(&target().join("stories/number-asked.png"))
        .await;
    window.reloads().await;
    window.sees("1990").await;
    window.reads("textbox", &number, NUMBER).await;
}

#[tokio::test]
async fn the_premium_follows_a_sum_that_is_corrected_in_an_answer() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let mut phone = device::Phone::new(&server, &agent.account, 7_402);
    let (answers, sum, premium) = of_a_sum_that_can_be_doubled();
    phone.captures_as(RecordKind::Application, ASKED, answers);
    phone.exchanges();
    assert!(phone.waiting().is_empty(), "{:?}", phone.outcomes);
    asks_about(&server, "product.sum_insured").await;

    let window = is_asked(&server, &agent).await;
    assert!(!window.text().await.contains(&premium), "{premium}");
    let label = t("fields.product.sum_insured");
    window.fills("textbox", &label, &sum).await;
    window.asks("document.activeElement.blur(), ''").await;
    window.sees(&t("fields.product.premium")).await;
    window.sees(&premium).await;
    window.reloads().await;
    window.sees(&premium).await;

    // It follows by itself: nobody is asked why.
    window.sees(&t("form.beside.follows")).await;
    assert!(!window.text().await.contains(&t("form.amend.note")));
    window.presses("button", &t("form.answer.send")).await;
    window.sees(&t("form.answer.sent_title")).await;
    agent.has_synced(&window).await;
    phone.exchanges();
    let records = phone.records();
    let record = &records[&RecordId::from_number(ASKED)];
    let taken = read::money_at(&record.content, "product.sum_insured");
    assert_eq!(taken, sum.parse().ok());
}

/// Opens the answer to the query.
async fn is_asked(server: &Server, agent: &Person) -> Window {
    let window = agent.signs_in(server).await;
    agent.has_synced(&window).await;
    let record = format!("/records/{}", RecordId::from_number(ASKED));
    window.goes_to(&server.at(&record)).await;
    window.presses("link", &t("ui.record.answer")).await;
    window.arrives("/answer/").await;
    window
}

async fn asks_about(server: &Server, path: &str) {
    let reviewer = Person::new(server, "manager", 0, DESK).await;
    let desk: Window = reviewer.signs_in(server).await;
    let case = format!("/desk/cases/{}", RecordId::from_number(ASKED));
    desk.goes_to(&server.at(&case)).await;
    sees_the_case(&desk).await;
    let ticks = format!("document.querySelector('[data-path={path:?}] .desk-pick').click(), ''");
    desk.asks(&ticks).await;
    let reason = t("reasons.identity_mismatch");
    desk.sets("combobox", &t("desk.query.reason"), &reason)
        .await;
    desk.fills("textbox", &t("desk.query.note"), "号码与证件照片不符")
        .await;
    let send = tf("desk.query.send", &[("n", "1")]);
    desk.presses("button", &send).await;
    decision_is_taken(&desk).await;
}

/// An application of somebody who insures themselves, small enough for one reviewer.
fn of_one_person() -> Answers {
    let catalogue = Catalogue::demonstration().expect("the products");
    let mut sampled = (1..).map(|seed| sample::application(seed, today(), &catalogue));
    let fits = |answers: &Answers| {
        let born = answers.typed("applicant.birth_date");
        let premium = answers.typed("product.premium").parse::<f64>();
        answers.is("insured.relation", "self")
            && answers.is("applicant.identity_kind", "resident_id")
            && !born.starts_with("1990")
            && premium.is_ok_and(|premium| premium < 1_000.0)
    };
    sampled.find(fits).expect("one of them")
}

/// Such an application, twice its sum, and the premium of that.
fn of_a_sum_that_can_be_doubled() -> (Answers, String, String) {
    let catalogue = Catalogue::demonstration().expect("the products");
    let mut sampled = (1..500).map(|seed| sample::application(seed, today(), &catalogue));
    let found = sampled.find_map(|answers| {
        let sum = read::money_at(&answers, "product.sum_insured")?;
        let doubled = (sum + sum).to_string();
        let dearer = answers.clone().with("product.sum_insured", &doubled);
        let [now, then] = [&answers, &dearer].map(|it| Some(quoted(it, &catalogue)?.per_payment));
        let then = then.filter(|then| *then < Money::from_yuan(1_000))?;
        (now? != then).then(|| (answers, doubled, then.to_string()))
    });
    found.expect("one of them")
}
