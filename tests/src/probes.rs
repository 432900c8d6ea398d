//! What the app answers that nobody who uses it asks.

use crate::browser::{Browser, PHONE, Window};
use crate::server::{Server, target};
use crate::words::t;
use std::env;
use std::path::PathBuf;

/// The app in a browser, ready to be asked.
pub struct Probes {
    window: Window,
    _browser: Browser,
    _server: Server,
}

impl Probes {
    /// In a browser that nobody has used.
    pub async fn new() -> Self {
        let server = Server::with_site(folder());
        let browser = Browser::new().await;
        let window = browser.open(PHONE, server.url()).await;
        window.finds("button", &t("ui.sign_in.submit")).await;
        Self {
            window,
            _browser: browser,
            _server: server,
        }
    }

    /// What comes out of a golden case.
    pub async fn pay(&self, case: &str) -> String {
        let case = serde_json::to_string(case).expect("a text");
        self.asks(&format!("probe_pay({case})")).await
    }

    /// The promises of a device's store that this one does not keep, each with why.
    pub async fn broken_promises_of_the_store(&self) -> Vec<String> {
        read(&self.asks("probe_store_promises()").await)
    }

    /// All that the store answers and keeps in the history of this seed.
    pub async fn history_of_the_store(&self, seed: u32) -> Vec<String> {
        read(&self.asks(&format!("probe_store_history({seed})")).await)
    }

    async fn asks(&self, probe: &str) -> String {
        let script = format!(
            "import(document.querySelector('link[rel=modulepreload][href$=\"app.js\"]').href)
                .then(app => app.{probe})"
        );
        self.window.asks(&script).await
    }
}

fn read(told: &str) -> Vec<String> {
    serde_json::from_str(told).unwrap_or_else(|_| panic!("no list: {told:?}"))
}

/// The app as it is built for the stories: what is delivered answers no probes.
fn folder() -> PathBuf {
    env::var_os("SADDLEBAG_PROBES").map_or_else(|| target().join("site/dev"), PathBuf::from)
}
