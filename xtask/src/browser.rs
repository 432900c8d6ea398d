//! The real browser for tests and pictures, and a font that has Chinese.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{debian, process::output};

/// Chromium and the program that drives it (WebDriver).
#[derive(Debug)]
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

/// The browser that is there, else Debian's.
///
/// # Errors
/// It is missing and could not be installed; the message holds the command to give.
pub fn find_or_install() -> Result<Browser> {
    if find().is_none() {
        debian::install(
            "Chromium",
            &["chromium", "chromium-driver"],
            "brew install chromium chromedriver",
        )?;
    }
    if !has_chinese_font() {
        debian::install(
            "a font with Chinese",
            &["fonts-noto-cjk", "fontconfig"],
            "brew install font-noto-sans-cjk fontconfig",
        )?;
    }
    find().context("Chromium is installed but was not found on PATH")
}

fn find() -> Option<Browser> {
    let chromium = on_path(&["chromium", "chromium-browser", "google-chrome"])?;
    let driver = on_path(&["chromedriver"])?;
    Some(Browser { chromium, driver })
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let mut candidates = names
        .iter()
        .flat_map(|name| folders.iter().map(move |dir| dir.join(name)));
    candidates.find(|candidate| Path::is_file(candidate))
}

fn has_chinese_font() -> bool {
    output(Command::new("fc-list").arg(":lang=zh-cn")).is_ok_and(|fonts| !fonts.is_empty())
}
