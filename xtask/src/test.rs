//! Everything that has to hold before a change is taken.

use std::process::Command;

use anyhow::Result;

use crate::{
    browser,
    bundle::{self, Profile},
    process::{cargo, run, step, succeeds},
    project,
};

const ALL_BUT_STORIES: [&str; 3] = ["--workspace", "--exclude", "tests"];

/// Format, lints, tests of all crates, the bundle, then the stories in the real browser.
pub fn test(profile: Profile) -> Result<()> {
    step("Format", || run(cargo().args(["fmt", "--all", "--check"])))?;
    step("Lints", || run(&mut clippy()))?;
    step("Tests", || run(&mut all_but_stories()))?;
    let site = bundle::bundle(profile)?;
    step("Server for the stories", || run(&mut server()))?;
    let browser = browser::find_or_install()?;
    step("Stories in the browser", || {
        let mut stories = test_command();
        stories
            .args(["--package", "tests"])
            .env("SADDLEBAG_SITE", &site)
            .env(
                "SADDLEBAG_SERVER",
                project::target().join("debug/saddlebag"),
            )
            .env("SADDLEBAG_CHROMIUM", &browser.chromium)
            .env("SADDLEBAG_CHROMEDRIVER", &browser.driver);
        run(&mut stories)
    })
}

fn clippy() -> Command {
    let mut command = cargo();
    command.args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]);
    command
}

fn all_but_stories() -> Command {
    let mut command = test_command();
    command.args(ALL_BUT_STORIES);
    command
}

/// Chosen as for the tests, which compile it as well: other features would compile everything again.
fn server() -> Command {
    let mut command = cargo();
    command.arg("build").args(ALL_BUT_STORIES).arg("--tests");
    command
}

/// nextest where it is installed, else cargo's own runner.
fn test_command() -> Command {
    let mut probe = cargo();
    probe.args(["nextest", "--version"]);
    probe
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    let mut command = cargo();
    if succeeds(&mut probe) {
        command.args(["nextest", "run", "--no-tests", "pass"]);
    } else {
        command.arg("test");
    }
    command
}
