//! Signing in, and opening without network afterwards.

use tests::browser::{Browser, PHONE};
use tests::server::Server;

#[tokio::test]
async fn the_start_page_says_what_it_is() {
    let server = Server::with_demo();
    let browser = Browser::new().await;
    let window = browser.open(PHONE, server.url()).await;
    window.sees("鞍囊").await;
}
