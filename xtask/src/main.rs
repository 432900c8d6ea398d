//! Builds, runs and tests the project. `cargo xtask help` lists the tasks.

mod axe;
mod bench;
mod browser;
mod bundle;
mod command_line;
mod debian;
mod postgres;
mod process;
mod project;
mod run;
mod scratch;
mod simulate;
mod test;
mod toolchain;

use std::process::ExitCode;

use anyhow::Result;
use command_line::{HELP, Task};

fn main() -> ExitCode {
    match perform() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            process::say(&format!("Failed: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn perform() -> Result<()> {
    match command_line::parse()? {
        Task::Help => print!("{HELP}"),
        Task::Setup => setup()?,
        Task::Bundle(profile) => {
            bundle::bundle(profile)?;
        }
        Task::Run(options) => run::run(&options)?,
        Task::Test(profile) => test::test(profile)?,
        Task::Bench => bench::bench()?,
        Task::Simulate(histories) => simulate::simulate(&histories)?,
        Task::Postgres(command) => test::on_postgres(&command)?,
    }
    Ok(())
}

/// Everything that building and testing need from outside the repository.
fn setup() -> Result<()> {
    toolchain::find_or_install()?;
    browser::find_or_install()?;
    axe::find_or_install()?;
    process::say(
        "Ready: compiler for the browser, Chromium, a Chinese font and axe-core are there.",
    );
    Ok(())
}
