//! How much a phone has to load.

use std::path::Path;

use anyhow::Result;

use super::site::{self, Files};
use crate::process::say;

/// Bytes as they are and as they travel (brotli, where it was worth it).
#[derive(Clone, Copy, Default)]
struct Size {
    raw: usize,
    brotli: usize,
}

impl Size {
    fn of(name: &str, files: &Files) -> Self {
        let raw = files.get(name).map_or(0, Vec::len);
        let brotli = files.get(&format!("{name}.br")).map_or(raw, Vec::len);
        Self { raw, brotli }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            brotli: self.brotli + other.brotli,
        }
    }

    fn line(self, title: &str) -> String {
        format!("  {:>9} B {:>9} B br  {title}", self.raw, self.brotli)
    }
}

/// Prints the size of every file the app loads, then the sum of an agent's first load.
pub fn report(site: &Path, build: &str) -> Result<()> {
    let files = site::read(site)?;
    let versioned = format!("a/{build}/");
    let is_loaded = |name: &str| name == "index.html" || name.starts_with(&versioned);
    let plain = |name: &str| !name.ends_with(".br") && !name.ends_with(".gz");
    let mut first_load = Size::default();
    for name in files.keys().filter(|name| is_loaded(name) && plain(name)) {
        let size = Size::of(name, &files);
        let short = name.trim_start_matches(&versioned);
        if is_lazy(short) {
            say(&size.line(&format!("{short} (lazy)")));
        } else {
            say(&size.line(short));
            first_load = first_load.plus(size);
        }
    }
    say(&first_load.line(&format!("first load of an agent, build {build}")));
    Ok(())
}

/// The names that wasm splitting gives: one per lazy page, and what several of them share.
fn is_lazy(name: &str) -> bool {
    name.ends_with(".wasm") && (name.starts_with("split_") || name.starts_with("chunk_"))
}
