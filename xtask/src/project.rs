//! Where things are.

use std::path::{Path, PathBuf};

/// The folder of the server's database and photos, unless another is named.
pub const DATA: &str = "data";

/// The repository.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The target folder of the native build.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
