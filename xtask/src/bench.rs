//! What pay costs to count, and what a phone has to load.

use anyhow::Result;

use crate::{
    bundle,
    process::{cargo, run},
};

/// Counts, compiled with optimisation; then the sizes of the delivered bundle, if one was made.
pub fn bench() -> Result<()> {
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "pay"]);
    run(command.args(["--bin", "bench"]))?;
    bundle::sizes_of_release()
}
