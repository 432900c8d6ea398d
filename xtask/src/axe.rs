//! axe-core, the checker of accessibility that runs in the page: npm's package of it, one version and
//! one content.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Result, ensure};
use sha2::{Digest, Sha256};

use crate::{
    debian,
    process::{run, say, succeeds},
    project,
};

const VERSION: &str = "4.14.1";
const SHA256: &str = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";

/// Its script; brought once into `target/`.
///
/// # Errors
/// npm is missing or does not reach its registry, or the script is not the one that was looked at.
pub fn find_or_install() -> Result<PathBuf> {
    let folder = project::target().join("axe");
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if !is_the_one(&script) {
        install(&folder)?;
    }
    ensure!(
        is_the_one(&script),
        "{} is not axe-core {VERSION} as it was published",
        script.display()
    );
    Ok(script)
}

/// A package without dependencies; nothing of it runs.
fn install(folder: &Path) -> Result<()> {
    let mut probe = Command::new("npm");
    probe.arg("--version").stdout(Stdio::null());
    if !succeeds(&mut probe) {
        debian::install("npm", &["npm"], "brew install node")?;
    }
    say(&format!("  bringing axe-core {VERSION}"));
    let mut npm = Command::new("npm");
    npm.args(["install", "--ignore-scripts", "--no-save", "--no-audit"])
        .args(["--no-fund", "--silent", "--prefix"])
        .arg(folder)
        .arg(format!("axe-core@{VERSION}"))
        .stdout(std::io::stderr());
    run(&mut npm)
}

fn is_the_one(script: &Path) -> bool {
    let digest = fs::read(script).map(Sha256::digest);
    let hex =
        |digest: &[u8]| -> String { digest.iter().map(|byte| format!("{byte:02x}")).collect() };
    digest.is_ok_and(|digest| hex(&digest) == SHA256)
}
