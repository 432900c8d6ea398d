//! An agent with much work gets a second phone: the first sync is a named step that says how far it is;
//! afterwards everything is there, and there without network.

use shared::id::RecordId;
use shared::product::Catalogue;
use shared::sample;
use tests::browser::PHONE;
use tests::clock::today;
use tests::device;
use tests::fate::Fate;
use tests::people::Person;
use tests::proxy::Proxy;
use tests::server::{Server, target};
use tests::words::{t, tf};

/// More than a page of them.
const RECORDS: u64 = 230;
/// How many changes a phone asks for at once.
const PAGE: u32 = 200;

/// How high the notice of the first sync is.
const HEIGHT: &str = "String(document.querySelector('.notice:has(.layers)').offsetHeight)";

#[tokio::test]
async fn a_second_phone_says_how_far_it_is_and_has_everything_without_network_afterwards() {
    let mut server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let mut fate = Fate::of_seed(0);
    fate.healed = true;
    let mut first_phone = device::Phone::new(&server, &agent.account, fate.id());
    let catalogue = Catalogue::demonstration().expect("the products");
    let ids: Vec<u128> = (0..RECORDS).map(|_| fate.id()).collect();
    for (seed, id) in (0..).zip(&ids) {
        first_phone.captures(*id, sample::application(seed, today(), &catalogue));
    }
    first_phone.rides_out();
    let numbers = [ids.first(), ids.last()].map(|id| {
        let id = RecordId::from_number(*id.expect("a record"));
        first_phone.records()[&id].number.to_string()
    });
    let (n, m) = (
        first_phone.first_pages(1, PAGE).to_string(),
        first_phone.all_changes().to_string(),
    );

    let proxy = Proxy::before(&server, fate);
    proxy.holds_answers_after(1);
    let second = agent.signs_in_at(&proxy.at("/")).await;
    proxy.has_held_one().await;
    second.sees(&t("ui.first_sync.title")).await;
    let so_far = [("n", n.as_str()), ("m", &m)];
    second.sees(&tf("ui.first_sync.progress", &so_far)).await;
    second.sees(&t("ui.first_sync.may_leave")).await;
    let picture = target().join("stories/second-phone.png");
    second.picture(&picture).await;
    let before = second.asks(HEIGHT).await;
    proxy.lets_new_ones_pass();
    proxy.releases();
    agent.has_synced(&second).await;
    second.sees(&t("ui.first_sync.done")).await;
    let picture = target().join("stories/second-phone-done.png");
    second.picture(&picture).await;
    assert_eq!(second.asks(HEIGHT).await, before, "nothing beneath moves");
    assert!(!second.text().await.contains(&t("ui.first_sync.title")));
    second.has_its_worker().await;

    server.is_killed();
    second.goes_to(&proxy.at("/work")).await;
    for number in numbers {
        let found = format!("/work?search={number}");
        second.goes_to(&proxy.at(&found)).await;
        second.presses("link", &number).await;
        second.sees(&t("states.status.received")).await;
        second.sees(&t("ui.record.content")).await;
    }
    second.goes_to(&proxy.at("/new/application")).await;
    second.finds("link", &t("form.begin")).await;
}
