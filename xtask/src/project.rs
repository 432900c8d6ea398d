//! Where things are.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Cargo says where the source is now; where it was compiled it need not be any more.
static XTASK: LazyLock<PathBuf> = LazyLock::new(|| {
    let compiled = || env!("CARGO_MANIFEST_DIR").into();
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(compiled, PathBuf::from)
});

/// The repository.
pub fn root() -> &'static Path {
    XTASK.parent().unwrap_or(&XTASK)
}

/// The target folder of the native build.
pub fn target() -> PathBuf {
    let named = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    root().join(named)
}

/// The folder of the server's database and photos, unless another is named.
pub fn data() -> PathBuf {
    root().join("data")
}
