//! Signing in, and opening without network afterwards.

use tests::browser::PHONE;
use tests::people::Person;
use tests::server::Server;
use tests::words::t;

#[tokio::test]
async fn once_signed_in_the_app_opens_cold_without_any_network() {
    let mut server = Server::with_demo();
    let mut agent = Person::new(&server, "agent", 0, PHONE).await;
    agent.is_ready_for_the_field(&server).await;

    server.is_killed();
    agent.browser.restart().await;
    let window = agent.opens(&server, "/").await;
    window.finds("link", &t("ui.home.new_application")).await;
    window.presses("link", &t("ui.nav.work")).await;
    window.finds("heading", &t("ui.work.title")).await;
}

#[tokio::test]
async fn a_wrong_password_says_so_and_keeps_the_name() {
    let server = Server::with_demo();
    let mut agent = Person::new(&server, "agent", 0, PHONE).await;
    agent.account.password = "wrong".to_owned();
    let window = agent.opens(&server, "/").await;
    let name = t("ui.sign_in.login");
    window.fills("textbox", &name, &agent.account.login).await;
    window
        .fills("textbox", &t("ui.sign_in.password"), "wrong")
        .await;
    window.presses("button", &t("ui.sign_in.submit")).await;
    window.sees(&t("problems.wrong_login")).await;
    window.finds("textbox", &name).await;
}
