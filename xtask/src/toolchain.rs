//! The compiler for the browser (wasm32).
//!
//! Everything native stays on the toolchain of rustup. For the browser a standard library is
//! needed that rustup may not be able to fetch; Debian ships one as source with its own compiler.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    debian,
    process::{cargo, output, say, succeeds},
};

/// The target that browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_COMPILER: &str = "/usr/bin/rustc";
const DEBIAN_LIBRARY: &str = "/usr/lib/rustlib/src/rust/library/std";
const DEBIAN_LINKERS: [&str; 2] = ["/usr/bin/wasm-ld-22", "/usr/bin/wasm-ld"];
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "rust-web-src", "lld-22"];

/// A compiler that can build for the browser.
#[derive(Debug)]
pub enum WasmToolchain {
    /// The toolchain in use has the target.
    Rustup,
    /// Debian's compiler builds its standard library along; it needs a linker of its own.
    Debian { linker: PathBuf },
}

impl WasmToolchain {
    /// `cargo build` for the browser with this compiler.
    pub fn cargo_build(&self) -> Command {
        let mut command = cargo();
        command.args(["build", "--target", TARGET]);
        if let Self::Debian { linker } = self {
            // build-std is unstable: both cargo and the compiler ask for this permission.
            command
                .env("RUSTC", DEBIAN_COMPILER)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                .arg("-Zbuild-std=std,panic_abort");
        }
        command
    }

    /// The folder below `target/` for its work: two compilers in one throw each other's away.
    pub fn folder(&self) -> &'static str {
        match self {
            Self::Rustup => "wasm",
            Self::Debian { .. } => "wasm-debian",
        }
    }
}

/// The compiler that is there, else one through rustup, else Debian's.
///
/// # Errors
/// Nothing worked; the message holds the command to give.
pub fn find_or_install() -> Result<WasmToolchain> {
    if let Some(found) = rustup_target().or_else(debian_toolchain) {
        return Ok(found);
    }
    say(&format!(
        "  no standard library for {TARGET}: asking rustup for it"
    ));
    if succeeds(Command::new("rustup").args(["target", "add", TARGET])) {
        return Ok(WasmToolchain::Rustup);
    }
    let elsewhere = format!("rustup target add {TARGET}");
    debian::install("the compiler for the browser", &DEBIAN_PACKAGES, &elsewhere)?;
    debian_toolchain().context("Debian's packages are installed but hold no usable compiler")
}

fn rustup_target() -> Option<WasmToolchain> {
    let mut rustc = Command::new("rustc");
    let libraries = output(rustc.args(["--print", "target-libdir", "--target", TARGET])).ok()?;
    Path::new(&libraries)
        .is_dir()
        .then_some(WasmToolchain::Rustup)
}

fn debian_toolchain() -> Option<WasmToolchain> {
    let complete = Path::new(DEBIAN_COMPILER).exists() && Path::new(DEBIAN_LIBRARY).exists();
    let linker = DEBIAN_LINKERS
        .iter()
        .map(PathBuf::from)
        .find(|linker| linker.exists());
    linker
        .filter(|_| complete)
        .map(|linker| WasmToolchain::Debian { linker })
}
