//! The app as the browser gets it: compiled, split into chunks, put into one folder.

mod compile;
mod compress;
mod link;
mod names;
mod site;
mod sizes;
mod stamp;

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::{
    process::{say, step},
    project, toolchain,
};

/// How much effort goes into a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Built in seconds, with names in backtraces.
    Dev,
    /// As delivered: as small as we can make it.
    Release,
}

impl Profile {
    /// The name of the cargo profile for the browser.
    fn cargo_profile(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm-release",
        }
    }

    /// The features of the app that are compiled.
    fn features(self) -> &'static str {
        match self {
            Self::Dev => "probes",
            Self::Release => "",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }
}

/// Makes the folder that the server serves, unless it is up to date, and returns it.
pub fn bundle(profile: Profile) -> Result<PathBuf> {
    let toolchain = toolchain::find_or_install()?;
    let module = step("Compiling the app for the browser", || {
        compile::compile(&toolchain, profile)
    })?;
    let site = project::target().join("site").join(profile.folder());
    let stamp = stamp::of(&module, profile)?;
    if stamp::is_current(&site, &stamp) {
        say(&format!("  {} is up to date", site.display()));
        return Ok(site);
    }
    let fresh = site.with_extension("new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    let parts = step("Splitting it into chunks", || link::link(&module, profile))?;
    let build = step("Putting the folder together", || {
        site::assemble(&parts, &fresh)
    })?;
    step("Compressing", || compress::compress(&fresh, profile))?;
    replace(&site, &fresh)?;
    stamp::write(&site, &stamp)?;
    sizes::report(&site, &build)?;
    Ok(site)
}

/// Puts the fresh folder in the place of the old one.
fn replace(site: &PathBuf, fresh: &PathBuf) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    fs::rename(fresh, site).with_context(|| format!("could not write {}", site.display()))
}

/// Prints how much a phone loads of the delivered bundle, if there is one.
pub fn sizes_of_release() -> Result<()> {
    let site = project::target()
        .join("site")
        .join(Profile::Release.folder());
    let builds = fs::read_dir(site.join("a"));
    let build = builds.ok().and_then(|mut builds| builds.next());
    let Some(build) = build.transpose()? else {
        say("no delivered bundle to weigh: make it with cargo xtask bundle --release");
        return Ok(());
    };
    sizes::report(&site, &build.file_name().to_string_lossy())
}
