//! Who walks: goes from page to page as the app does, looks at each, and knows where they have been.

use shared::text::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use tests::browser::Window;
use tests::look::Report;
use tests::people::Person;
use tests::server::Server;
use uuid::Uuid;

/// Everything that leads elsewhere in the app.
const LINKS: &str =
    "[...document.querySelectorAll('a[href^=\"/\"]')].map(link => link.getAttribute('href'))";
/// Whether there is something closed on the page, opened now.
const OPENS_DETAILS: &str = "(() => {
    const closed = [...document.querySelectorAll('main details:not([open])')];
    closed.forEach(details => { details.open = true });
    return closed.length > 0;
})()";
/// Opens the nth question of the page; its title.
const OPENS_DIALOG: &str = "(() => {
    if (document.querySelector('dialog:modal')) return '';
    const dialog = document.querySelectorAll('dialog:not([open])')[NTH];
    dialog?.showModal();
    return dialog?.getAttribute('aria-label') ?? '';
})()";
const CLOSES_DIALOG: &str = "document.querySelector('dialog:modal')?.close(), ''";
/// The page's heading is there and has the keyboard.
const ARRIVED: &str = "document.activeElement?.matches('main :is(h1, h2)') ?? false";
/// The keyboard is somewhere on the page.
const SOMEWHERE: &str = "!!document.activeElement?.matches('body *')";

/// Walks through the app.
pub struct Walker {
    address: String,
    language: Language,
    /// Who walks now.
    role: String,
    /// What was found on the way.
    pub report: Report,
    /// The patterns of the addresses that were looked at.
    pub walked: BTreeSet<String>,
    /// The same, of the one who walks now.
    own: BTreeSet<String>,
    /// The same, of those that were looked at and not only passed.
    seen: BTreeSet<String>,
    /// The questions that were looked at.
    asked: BTreeSet<String>,
}

impl Walker {
    pub fn new(server: &Server, language: Language) -> Self {
        Self {
            address: server.at(""),
            language,
            role: String::new(),
            report: Report::new(language == Language::En),
            walked: BTreeSet::new(),
            own: BTreeSet::new(),
            seen: BTreeSet::new(),
            asked: BTreeSet::new(),
        }
    }

    /// Opens the app in the language of this walk, and signs in.
    pub async fn signs_in(&mut self, person: &Person) -> Window {
        self.role.clone_from(&person.account.role);
        self.own.clear();
        let window = person
            .browser
            .open(tests::browser::PHONE, &self.address)
            .await;
        window.speaks(self.language).await;
        window
            .finds("button", &tests::words::t("ui.sign_in.submit"))
            .await;
        if self.walked.is_empty() {
            self.looks(&window, "sign-in").await;
            window
                .presses("button", &tests::words::t("ui.sign_in.submit"))
                .await;
            self.looks(&window, "sign-in, nothing filled in").await;
        }
        person.signs_in_on(&window).await;
        person.has_synced(&window).await;
        self.arrives(&window, "after signing in").await;
        window
    }

    /// Goes where a link in the app would lead, and looks.
    pub async fn goes(&mut self, window: &Window, address: &str, state: &str) {
        // What leads on to another address was there as well.
        self.comes_by(pattern(address));
        self.goes_blindly(window, address).await;
        self.looks(window, state).await;
    }

    fn comes_by(&mut self, pattern: String) {
        self.walked.insert(pattern.clone());
        self.own.insert(pattern);
    }

    /// Goes where a link in the app would lead.
    pub async fn goes_blindly(&mut self, window: &Window, address: &str) {
        let before = window.path().await;
        let follow = format!(
            "(() => {{ const link = document.createElement('a'); link.href = {address:?};
            document.querySelector('main').append(link); link.focus(); link.click(); link.remove(); return '' }})()"
        );
        window.asks(&follow).await;
        match plain(&before) == plain(address) {
            // Another state of the same page: the keyboard stays with what was pressed.
            true => self.keeps_focus(window, &format!("to {address}")).await,
            false => self.arrives(window, &format!("to {address}")).await,
        }
    }

    /// The keyboard stands at the heading of the page that was opened.
    async fn arrives(&mut self, window: &Window, how: &str) {
        let place = format!("{} {how}", self.role);
        self.report
            .holds(window, ARRIVED, "focus not at the heading", &place)
            .await;
    }

    /// Looks at what stands in the window: as it is, then with what is closed there opened, then at every
    /// question it can ask.
    pub async fn looks(&mut self, window: &Window, state: &str) {
        let path = window.path().await;
        let pattern = pattern(&path);
        let place = format!("{} {pattern} {state}", self.role);
        let first = !self.seen.contains(&pattern);
        self.seen.insert(pattern.clone());
        self.comes_by(pattern);
        self.report.looks(window, &place, first).await;
        if window.learns(OPENS_DETAILS).await {
            let place = format!("{place}, opened");
            self.report.looks(window, &place, first).await;
        }
        for nth in 0.. {
            let open = OPENS_DIALOG.replace("NTH", &nth.to_string());
            let title: String = window.learns(&open).await;
            if title.is_empty() {
                break;
            }
            if self.asked.insert(title.clone()) {
                let place = format!("{place}, asked “{title}”");
                self.report.looks(window, &place, true).await;
            }
            window.asks(CLOSES_DIALOG).await;
        }
    }

    /// The keyboard was not lost by what was done last.
    pub async fn keeps_focus(&mut self, window: &Window, state: &str) {
        let place = format!("{} {state}", self.role);
        self.report
            .holds(window, SOMEWHERE, "focus lost", &place)
            .await;
    }

    /// Presses something, looks at what came of it; the keyboard is not lost by it.
    pub async fn presses(&mut self, window: &Window, role: &str, name: &str, state: &str) {
        window.presses(role, name).await;
        self.keeps_focus(window, state).await;
        self.looks(window, state).await;
    }

    /// Escape closes what is open; the keyboard is not lost by it.
    pub async fn escapes(&mut self, window: &Window, state: &str) {
        window.key("Escape").await;
        self.keeps_focus(window, &format!("after {state}")).await;
    }

    /// Goes on until no link leads to a page of another kind than those that were looked at.
    pub async fn follows_every_link(&mut self, window: &Window) {
        let mut ahead = BTreeMap::from([("/".to_owned(), "/".to_owned())]);
        while let Some((pattern, address)) = ahead.pop_first() {
            if self.own.contains(&pattern) {
                self.goes_blindly(window, &address).await;
            } else {
                self.goes(window, &address, "").await;
            }
            let links: Vec<String> = window.learns(LINKS).await;
            for link in links {
                let pattern = self::pattern(&link);
                if !self.own.contains(&pattern) {
                    ahead.insert(pattern, link);
                }
            }
        }
    }
}

/// The path alone.
fn plain(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// An address without what is only this record's, as the router writes it.
pub fn pattern(address: &str) -> String {
    let steps: Vec<&str> = plain(address)
        .split('/')
        .filter(|step| !step.is_empty())
        .collect();
    let mut pattern = String::new();
    for (at, step) in steps.iter().enumerate() {
        let named = match (steps[0], at) {
            ("draft" | "answer", 1) => ":key",
            ("new", 1) => ":kind",
            ("choose", 1) => ":seq",
            ("rules", 2) if steps[1] != "new" && Uuid::parse_str(step).is_err() => ":name",
            ("rules", 3) => ":name",
            ("draft", 2) if !["check", "sent"].contains(step) => ":page",
            _ if Uuid::parse_str(step).is_ok() => ":id",
            _ => step,
        };
        write!(pattern, "/{named}").expect("a step");
    }
    if pattern.is_empty() {
        "/".to_owned()
    } else {
        pattern
    }
}
