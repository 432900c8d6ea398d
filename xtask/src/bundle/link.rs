//! One WebAssembly module to what the browser loads: the first module, lazy chunks, JavaScript.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use super::{Profile, names::remove_names};
use crate::project;

/// Splits the module and writes the glue; returns the folder with the parts.
pub fn link(module: &Path, profile: Profile) -> Result<PathBuf> {
    let work = project::target().join("site-parts").join(profile.folder());
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    let parts = work.join("parts");
    fs::create_dir_all(&parts)?;
    let first = work.join("app.wasm");
    split(module, &first, &parts)?;
    write_glue(&first, &parts, profile)?;
    remove_names(&parts)?;
    Ok(parts)
}

/// The module without its lazy functions goes to `first`, the chunks go to `parts`.
fn split(module: &Path, first: &Path, parts: &Path) -> Result<()> {
    let input = fs::read(module)?;
    let mut options = Options::new(&input);
    options.output_dir = parts;
    options.main_out_path = first;
    options.main_module = "./app.js";
    options.link_name = "./__wasm_split.js";
    transform(options).map_err(|error| anyhow!("{error:#}"))?;
    Ok(())
}

fn write_glue(first: &Path, parts: &Path, profile: Profile) -> Result<()> {
    let release = profile == Profile::Release;
    Bindgen::new()
        .input_path(first)
        .out_name("app")
        .web(true)?
        .typescript(false)
        .demangle(!release)
        .remove_producers_section(release)
        // The chunks import what the first module exports.
        .keep_lld_exports(true)
        .generate(parts)
}
