//! Whether a bundle still is what its sources would give.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;
use sha2::{Digest, Sha256};

use super::{Profile, site};
use crate::project;

/// What besides the compiled module goes into a bundle; the way it is made counts too.
const SOURCES: [&str; 4] = ["public", "app/style", "app/worker", "xtask/src"];

/// The hash of everything that goes into the bundle.
pub fn of(module: &Path, profile: Profile) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(profile.folder());
    hash.update(fs::read(module)?);
    hash.update(fs::read(project::root().join("Cargo.lock"))?);
    for folder in SOURCES {
        for (name, content) in site::read(&project::root().join(folder))? {
            hash.update(name);
            hash.update(Sha256::digest(content));
        }
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// Whether the site was made from what `stamp` stands for.
pub fn is_current(site: &Path, stamp: &str) -> bool {
    site.exists() && fs::read_to_string(path(site)).is_ok_and(|found| found == stamp)
}

/// Notes what the site was made from.
pub fn write(site: &Path, stamp: &str) -> Result<()> {
    Ok(fs::write(path(site), stamp)?)
}

fn path(site: &Path) -> PathBuf {
    site.with_extension("stamp")
}
