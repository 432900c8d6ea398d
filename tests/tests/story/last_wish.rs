//! Who presses something else while a page is loading comes to what they pressed last.

use tests::browser::PHONE;
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

/// Two links of the same page, one after the other, before the page can have come.
const TWO_CLICKS: &str = "(async () => {
    for (const address of ['/training/new', '/training/check-in']) {
        const link = document.createElement('a');
        link.href = address;
        document.querySelector('main').append(link);
        link.click();
        link.remove();
        await new Promise(done => setTimeout(done, 0));
    }
    return '';
})()";

#[tokio::test]
async fn of_two_clicks_on_a_page_that_is_loading_the_last_leads_there() {
    let server = Server::with_demo();
    let agent = Person::new(&server, "agent", 0, PHONE).await;
    let phone = agent.signs_in(&server).await;
    agent.has_synced(&phone).await;
    phone.asks(TWO_CLICKS).await;
    phone.finds("heading", &t("training.check_in.title")).await;
    phone.arrives("/training/check-in").await;
    // The page goes on from there as from anywhere.
    phone.presses("link", &t("ui.nav.home")).await;
    phone.finds("region", &t("ui.home.capture")).await;
}
