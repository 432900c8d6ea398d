//! Histories of the sync protocol, many more than the tests play.

use anyhow::Result;

use crate::process::{cargo, run};

/// Which histories to play.
pub struct Histories {
    pub count: u64,
    pub first_seed: u64,
}

/// Plays them, compiled with optimisation; fails with the seeds of those in which a promise broke.
pub fn simulate(histories: &Histories) -> Result<()> {
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "tests"]);
    command.args(["--bin", "simulate", "--"]);
    command
        .arg("--histories")
        .arg(histories.count.to_string())
        .arg("--seed")
        .arg(histories.first_seed.to_string());
    run(&mut command)
}
