//! The people of the stories: who they are, in which browser, at which server.

use crate::browser::{Browser, Size, Window};
use crate::server::{Account, Server};
use crate::words::{t, tf};

/// Somebody with a browser of their own.
pub struct Person {
    /// Their sign-in.
    pub account: Account,
    /// Their browser.
    pub browser: Browser,
    size: Size,
}

impl Person {
    /// Somebody who has a role and a browser nobody has used.
    pub async fn new(server: &Server, role: &str, nth: usize, size: Size) -> Self {
        Self::with(server.account(role, nth), size).await
    }

    /// Somebody with this account and a browser nobody has used.
    pub async fn with(account: Account, size: Size) -> Self {
        Self {
            account,
            browser: Browser::new().await,
            size,
        }
    }

    /// Opens a path in a new window.
    pub async fn opens(&self, server: &Server, path: &str) -> Window {
        self.browser.open(self.size, &server.at(path)).await
    }

    /// Opens the app for the first time and signs in; ready when the first sync has come.
    pub async fn signs_in(&self, server: &Server) -> Window {
        self.signs_in_at(&server.at("/")).await
    }

    /// The same, and waits until everything has come and the app works without network.
    pub async fn is_ready_for_the_field(&self, server: &Server) -> Window {
        let window = self.signs_in(server).await;
        self.has_synced(&window).await;
        window.has_its_worker().await;
        window
    }

    /// The same as [`Self::signs_in`] at an address that leads to the server.
    pub async fn signs_in_at(&self, address: &str) -> Window {
        let window = self.browser.open(self.size, address).await;
        self.signs_in_on(&window).await;
        window
    }

    /// Types name and password.
    pub async fn signs_in_on(&self, window: &Window) {
        window
            .fills("textbox", &t("ui.sign_in.login"), &self.account.login)
            .await;
        window
            .fills("textbox", &t("ui.sign_in.password"), &self.account.password)
            .await;
        window.presses("button", &t("ui.sign_in.submit")).await;
        window.finds("navigation", &t("ui.nav.label")).await;
    }

    /// Waits until nothing waits to be sent and everything has come.
    pub async fn has_synced(&self, window: &Window) {
        let quiet = [
            t("ui.badge.up_to_date"),
            tf("ui.badge.needs_you_n", &[("n", "")]),
        ];
        window
            .waits("a quiet sync badge", async || {
                let links = window.names("link").await;
                let badge = links.iter().find(|name| name.contains(&badge_begins()))?;
                quiet
                    .iter()
                    .any(|state| badge.contains(state.trim()))
                    .then_some(())
            })
            .await;
    }
}

/// Waits until the server has the first decision of the day of who works in this window.
pub async fn decision_is_taken(desk: &Window) {
    decisions_are_taken(desk, 1).await;
}

/// Waits until the server has so many decisions of the day, no more: the time to undo them is over, and
/// the queue counts them only then. Goes there from the case that came next.
pub async fn decisions_are_taken(desk: &Window, n: u32) {
    let counted = tf("desk.queue.done_today", &[("n", &n.to_string())]);
    let back = format!(
        "[...document.querySelectorAll('a')].find(it => it.textContent.trim() === {:?})?.click(), ''",
        t("desk.case.back")
    );
    desk.waits(&format!("the text {counted:?}"), async || {
        desk.asks(&back).await;
        desk.text().await.contains(&counted).then_some(())
    })
    .await;
}

/// Waits until the case stands among the accepted ones. The decisions of the day do not say so of a case that was
/// decided before, by a query: each case counts once.
pub async fn acceptance_is_taken(server: &Server, desk: &Window, number: &str) {
    desk.goes_to(&server.at("/desk?status=accepted&order=newest"))
        .await;
    desk.sees(number).await;
}

/// What the accessible name of the sync badge begins with.
fn badge_begins() -> String {
    let label = t("ui.badge.label");
    label.split('{').next().unwrap_or_default().to_owned()
}
