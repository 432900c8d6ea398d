//! A new version comes while somebody fills in a form.

use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::sample;
use tests::browser::{PHONE, fills_form};
use tests::clock::today;
use tests::people::Person;
use tests::server::Server;
use tests::site::{build_id, later_build};
use tests::words::t;

const BUILD: &str = "document.documentElement.dataset.build";

#[tokio::test]
async fn an_update_waits_until_no_form_is_open_and_loses_nothing() {
    let mut server = Server::with_demo();
    let agent = Person::new(&server, "agent", 1, PHONE).await;
    let window = agent.signs_in(&server).await;
    window.has_its_worker().await;
    window.goes_to(&server.at("/new/application")).await;
    window.arrives("/draft/").await;
    window.presses("link", &t("form.begin")).await;
    let catalogue = Catalogue::demonstration().expect("the products");
    let answers = sample::application(5, today(), &catalogue);
    let kind = RecordKind::Application;
    fills_form(&window, kind, &answers, today(), "applicant_identity").await;
    let name = t("fields.person.name");
    window.fills("textbox", &name, "欧阳小满").await;

    let later = later_build("a0b1c2d3e4f5");
    server.is_killed();
    server.gets_site(later.path().to_owned());
    server.starts_again();
    // What the browser does by itself from time to time.
    window
        .asks("navigator.serviceWorker.ready.then(it => it.update()).then(() => '')")
        .await;
    window
        .waits("the new version to be installed", async || {
            let waiting = "navigator.serviceWorker.ready.then(it => it.waiting?.state ?? '')";
            (window.asks(waiting).await == "installed").then_some(())
        })
        .await;
    assert_eq!(window.asks(BUILD).await, build_id());
    let typed = "document.querySelector('form input').value";
    assert_eq!(window.asks(typed).await, "欧阳小满");

    window.presses("link", &t("form.sections")).await;
    window.presses("link", &t("ui.nav.settings")).await;
    window.presses("button", &t("ui.settings.update_now")).await;
    window
        .waits("the new version", async || {
            (window.asks(BUILD).await == "a0b1c2d3e4f5").then_some(())
        })
        .await;
    window.goes_to(&server.at("/work?status=draft")).await;
    window.finds("link", "欧阳小满").await;
}
