//! What pay costs to count, what a server goes through, and what a phone has to load.

use anyhow::Result;

use crate::{
    bundle,
    process::{cargo, run},
    project::target,
};

/// Counts, compiled with optimisation; then the sizes of the delivered bundle, if one was made.
pub fn bench() -> Result<()> {
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "pay"]);
    run(command.args(["--bin", "bench"]))?;
    pressure()?;
    bundle::sizes_of_release()
}

/// A server after an outage, and when everybody signs in.
fn pressure() -> Result<()> {
    let mut server = cargo();
    server.args(["build", "--quiet", "--release", "--package", "server"]);
    run(&mut server)?;
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "tests"]);
    command.env("SADDLEBAG_SERVER", target().join("release/saddlebag"));
    command.env("SADDLEBAG_LOG", "off");
    run(command.args(["--bin", "pressure"]))
}
