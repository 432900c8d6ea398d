//! Rust to one WebAssembly module.

use std::path::PathBuf;

use anyhow::Result;

use super::Profile;
use crate::{
    process::run,
    project,
    toolchain::{TARGET, WasmToolchain},
};

/// Splitting into chunks needs the relocations, to know who calls whom. Erased components keep the
/// types of large pages short: they compile faster and share code.
const COMPILER_FLAGS: &str = "-Clink-args=--emit-relocs --cfg=erase_components";

/// Compiles the app; cargo skips what is up to date. Returns the module's path.
pub fn compile(toolchain: &WasmToolchain, profile: Profile) -> Result<PathBuf> {
    let folder = project::target().join(toolchain.folder());
    let mut cargo = toolchain.cargo_build();
    cargo
        .args(["--package", "app", "--features", profile.features()])
        .args(["--profile", profile.cargo_profile()])
        .arg("--target-dir")
        .arg(&folder)
        .env("RUSTFLAGS", COMPILER_FLAGS)
        .stdout(std::io::stderr());
    run(&mut cargo)?;
    Ok(folder
        .join(TARGET)
        .join(profile.cargo_profile())
        .join("app.wasm"))
}
