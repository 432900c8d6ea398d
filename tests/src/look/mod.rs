//! Whether a page can be seen, reached and heard by everybody: on a phone in both positions, with letters
//! twice as large, on a desk; by touch, by keyboard, by ear.

use crate::browser::{DESK, LANDSCAPE, PHONE, Size, Window};
use crate::server::target;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::env;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

/// Measures the page: gives a list of [`Told`].
const MEASURE: &str = include_str!("measure.js");
/// Asks axe: gives a list of [`Told`].
const ASK_AXE: &str = include_str!("ask_axe.js");
/// What has the keyboard.
const KEYBOARD: &str = "document.activeElement?.outerHTML.slice(0, 60) ?? 'nothing'";
/// Ends once nothing has come from the network and nothing on the page has changed for a moment.
const STILL: &str = include_str!("still.js");

/// One way to look at a page.
struct View {
    name: &'static str,
    size: Size,
    touched: bool,
    /// The phone's setting: how many times the usual size.
    text: f64,
    /// How much larger an older browser draws every text, lengths apart, in percent.
    zoom: u32,
    /// Whether axe may look as well, and whether in the dark.
    axe: Option<bool>,
    /// Whether every state is looked at so, or only the first of each page.
    always: bool,
}

const VIEWS: [View; 6] = [
    View {
        name: "360×780",
        size: PHONE,
        touched: true,
        text: 1.0,
        zoom: 100,
        axe: Some(false),
        always: true,
    },
    View {
        name: "740×360",
        size: LANDSCAPE,
        touched: true,
        text: 1.0,
        zoom: 100,
        axe: None,
        always: false,
    },
    View {
        name: "360×780, text 200 %",
        size: PHONE,
        touched: true,
        text: 2.0,
        zoom: 100,
        axe: None,
        always: true,
    },
    View {
        name: "360×780, texts alone 200 %",
        size: PHONE,
        touched: true,
        text: 1.0,
        zoom: 200,
        axe: None,
        always: false,
    },
    View {
        name: "1440×900",
        size: DESK,
        touched: false,
        text: 1.0,
        zoom: 100,
        axe: Some(true),
        always: true,
    },
    View {
        name: "1440×900, by finger",
        size: DESK,
        touched: true,
        text: 1.0,
        zoom: 100,
        axe: None,
        always: false,
    },
];

impl View {
    /// Ends once the page knows how it is looked at and is drawn so; with what it takes itself for, if that is
    /// something else.
    fn is_drawn(&self) -> String {
        let (width, _, _) = self.size;
        // The letters of the page itself are texts, too.
        let letters = 16.0 * self.text * f64::from(self.zoom) / 100.0;
        let dark = self.axe == Some(true);
        format!(
            "(async () => {{
                const frame = () => new Promise(requestAnimationFrame);
                const seen = () => [innerWidth, parseFloat(getComputedStyle(document.documentElement).fontSize),
                    matchMedia('(prefers-color-scheme: dark)').matches];
                const isSo = ([width, letters, dark]) =>
                    Math.abs(width - {width}) < 100 && letters === {letters} && dark === {dark};
                for (let frames = 0; frames < 300 && !isSo(seen()); frames += 1) await frame();
                await frame();
                await frame();
                await Promise.allSettled(document.getAnimations().map(moves => moves.finished));
                return isSo(seen()) ? '' : seen().join(' ');
            }})()"
        )
    }
}

/// What a script says is wrong.
#[derive(Deserialize)]
struct Told {
    rule: String,
    element: String,
    says: String,
}

/// What was found wrong, and where.
pub struct Report {
    /// Whether axe looks at the desk in the dark, or at the phone in the light. It takes as long as all else, and what
    /// it finds hangs on the words or on size and colours: who walks in two languages has it look at each once.
    dark: bool,
    /// By rule and element: what is said of it, and in which states and views.
    found: BTreeMap<(String, String), (String, Vec<String>)>,
}

impl Report {
    /// Nothing yet.
    pub const fn new(dark: bool) -> Self {
        Self {
            dark,
            found: BTreeMap::new(),
        }
    }

    /// Looks at the window in every view, or in those that show most; it is left as a phone.
    pub async fn looks(&mut self, window: &Window, state: &str, thoroughly: bool) {
        stands_still(window).await;
        for view in VIEWS.iter().filter(|view| thoroughly || view.always) {
            window.is_sized(view.size).await;
            window.is_touched(view.touched).await;
            window.has_text_of(view.text).await;
            zooms(window, view.zoom).await;
            window.is_dark(view.axe == Some(true)).await;
            let taken_for: String = window.learns(&view.is_drawn()).await;
            if view.zoom > 100 {
                stands_still(window).await;
            }
            let mut told: Vec<Told> = window.learns(MEASURE).await;
            if view.axe == Some(self.dark) {
                told.extend(asks_axe(window).await);
            }
            let place = format!("{state} · {}", view.name);
            if !taken_for.is_empty() {
                told.push(Told {
                    rule: "not drawn as asked".to_owned(),
                    element: view.name.to_owned(),
                    says: taken_for,
                });
            }
            for told in told {
                self.notes(told, &place);
            }
        }
        window.is_sized(PHONE).await;
        window.is_dark(false).await;
    }

    /// What the page holds once it stands still, or is noted.
    pub async fn holds(&mut self, window: &Window, truth: &str, rule: &str, place: &str) {
        for _ in 0..10 {
            stands_still(window).await;
            if window.learns(truth).await {
                return;
            }
        }
        let told = Told {
            rule: rule.to_owned(),
            element: window.learns(KEYBOARD).await,
            says: "has the keyboard".to_owned(),
        };
        self.notes(told, place);
    }

    fn notes(&mut self, told: Told, place: &str) {
        let key = (told.rule, told.element);
        let (_, places) = self.found.entry(key).or_insert((told.says, Vec::new()));
        places.push(place.to_owned());
    }

    /// # Panics
    /// If anything was found; says what, rule by rule.
    pub fn is_empty(&self) {
        let mut said = String::new();
        for ((rule, element), (says, places)) in &self.found {
            let first = places
                .iter()
                .take(3)
                .cloned()
                .collect::<Vec<_>>()
                .join("; ");
            let more = places.len().saturating_sub(3);
            let line = writeln!(said, "{rule}: {element}: {says}\n    {first} (+{more})");
            line.expect("a line");
        }
        assert!(said.is_empty(), "{} wrong:\n{said}", self.found.len());
    }
}

/// Waits until nothing comes and nothing changes any more.
pub async fn stands_still(window: &Window) {
    window.learns::<bool>(STILL).await;
}

/// Every text is drawn larger, lengths stay.
async fn zooms(window: &Window, percent: u32) {
    let set =
        format!("document.documentElement.style.setProperty('text-size-adjust', '{percent}%'), ''");
    window.asks(&set).await;
}

async fn asks_axe(window: &Window) -> Vec<Told> {
    if window.learns("typeof axe === 'undefined'").await {
        let script = fs::read_to_string(axe()).expect("axe-core: cargo xtask setup brings it");
        window.asks(&format!("{script}; ''")).await;
    }
    window.learns(ASK_AXE).await
}

fn axe() -> PathBuf {
    let brought = || target().join("axe/node_modules/axe-core/axe.min.js");
    env::var_os("SADDLEBAG_AXE").map_or_else(brought, PathBuf::from)
}
