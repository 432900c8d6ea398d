//! The golden cases of pay for the browser: one module and its JavaScript, without the app.

use std::{fs, path::PathBuf};

use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

use super::{Profile, compile};
use crate::{process::step, project, toolchain};

/// Builds them into `target/cases` and returns the folder.
pub fn cases() -> Result<PathBuf> {
    let toolchain = toolchain::find_or_install()?;
    let module = step("Compiling the golden cases for the browser", || {
        compile::compile(&toolchain, Profile::Dev, "pay")
    })?;
    let folder = project::target().join("cases");
    fs::create_dir_all(&folder)?;
    Bindgen::new()
        .input_path(module)
        .out_name("pay")
        // A plain script: a page without a server can be given it.
        .no_modules(true)?
        .typescript(false)
        .generate(&folder)?;
    Ok(folder)
}
