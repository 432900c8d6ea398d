//! One window: where it is, what stands in it, and the patience of who waits for something there.

mod circumstances;
mod elements;
mod eyes;

use crate::server::target;
use chromiumoxide::Page;
use chromiumoxide::browser::Browser as Chromium;
use chromiumoxide::cdp::browser_protocol::page::{CaptureScreenshotParams, ScriptIdentifier};
use chromiumoxide::cdp::browser_protocol::target::SetAutoAttachParams;
use chromiumoxide::layout::Point;
use shared::text::Language;
use std::cell::{Cell, RefCell};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a person waits for something before they say it does not work: long, for a busy machine
/// is no fault of what is waited for.
const PATIENCE: Duration = Duration::from_secs(90);

/// Width and height in CSS pixels, and pixels for each.
pub type Size = (i64, i64, f64);
/// A cheap phone.
pub const PHONE: Size = (360, 780, 2.0);
/// A desk screen.
pub const DESK: Size = (1440, 900, 1.0);
/// A cheap phone on its side.
pub const LANDSCAPE: Size = (740, 360, 2.0);

/// One window of a browser.
pub struct Window {
    page: Page,
    /// What makes the clock stand still on every page that is loaded.
    still: RefCell<Option<ScriptIdentifier>>,
    /// Where it was last clicked.
    clicked: Cell<Option<Point>>,
}

impl Window {
    pub(super) async fn open(chromium: &Chromium, size: Size, address: &str) -> Self {
        let page = chromium.new_page("about:blank").await.expect("a window");
        // The library would hold every service worker at its start, waiting for a debugger.
        let attach = SetAutoAttachParams::new(false, false);
        page.execute(attach).await.expect("workers run free");
        let window = Self {
            page,
            still: RefCell::new(None),
            clicked: Cell::new(None),
        };
        window.is_sized(size).await;
        window.goes_to(address).await;
        window
    }

    /// Types the address.
    pub async fn goes_to(&self, address: &str) {
        self.page.goto(address).await.expect("the address opens");
    }

    /// Loads the page again.
    pub async fn reloads(&self) {
        self.page.reload().await.expect("the page loads again");
    }

    /// From now on the app speaks this language here.
    pub async fn speaks(&self, language: Language) {
        let tag = language.tag();
        self.asks(&format!("localStorage.setItem('language', '{tag}'), ''"))
            .await;
        self.reloads().await;
    }

    /// The person closes it.
    pub async fn closes(self) {
        self.page.close().await.expect("it closes");
    }

    /// The address the window shows.
    pub async fn address(&self) -> String {
        self.asks("location.href").await
    }

    /// The path and query of the address.
    pub async fn path(&self) -> String {
        self.asks("location.pathname + location.search").await
    }

    /// Waits until the window shows another path than this.
    pub async fn leaves(&self, path: &str) {
        self.waits(&format!("another page than {path}"), async || {
            (self.path().await != path).then_some(())
        })
        .await;
    }

    /// Waits until the window shows a path that begins so.
    pub async fn arrives(&self, path: &str) {
        self.waits(&format!("the page {path}"), async || {
            self.path().await.starts_with(path).then_some(())
        })
        .await;
    }

    /// The page's answer to a script: for what a person cannot see.
    pub async fn asks(&self, script: &str) -> String {
        // A page that is just going away answers nothing.
        let answer = self.page.evaluate(script).await.ok();
        answer
            .and_then(|answer| answer.into_value().ok())
            .unwrap_or_default()
    }

    /// Waits until the text stands on the page.
    pub async fn sees(&self, text: &str) {
        self.waits(&format!("the text {text:?}"), async || {
            self.text().await.contains(text).then_some(())
        })
        .await;
    }

    /// Everything that can be read on the page.
    pub async fn text(&self) -> String {
        let read = self.page.evaluate("document.body?.innerText ?? ''").await;
        read.ok()
            .and_then(|text| text.into_value().ok())
            .unwrap_or_default()
    }

    /// A picture of what stands in the window.
    pub async fn picture(&self, file: &Path) {
        let picture = self.page.screenshot(CaptureScreenshotParams::default());
        let bytes = picture.await.expect("a picture");
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("the folder");
        std::fs::write(file, bytes).expect("the picture is kept");
    }

    /// Looks again after every change of the page until it is there.
    ///
    /// # Panics
    /// When a person's patience is over; prints what stands on the page.
    pub async fn waits<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if begun.elapsed() > PATIENCE {
                let picture = target().join("stories/gave-up.png");
                self.picture(&picture).await;
                panic!(
                    "waited for {what}, but the page at {} reads (see {}):\n{}\nlinks: {:?}",
                    self.address().await,
                    picture.display(),
                    self.text().await,
                    self.names("link").await,
                );
            }
            self.next_change().await;
        }
    }

    /// Not at every single one: to look costs the page more than most of its changes.
    async fn next_change(&self) {
        let change = "new Promise(done => {
            const over = () => { seen.disconnect(); setTimeout(done, 50, '') };
            const seen = new MutationObserver(over);
            seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
            setTimeout(over, 150);
        })";
        if self.page.evaluate(change).await.is_err() {
            tokio::task::yield_now().await;
        }
    }
}
