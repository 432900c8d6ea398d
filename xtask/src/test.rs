//! Everything that has to hold before a change is taken.

use std::{ffi::OsString, process::Command};

use anyhow::{Context, Result};

use crate::{
    axe, browser,
    bundle::{self, Profile},
    postgres::{self, Postgres},
    process::{cargo, run, step, succeeds},
    project,
    scratch::Scratch,
};

const ALL_BUT_STORIES: [&str; 3] = ["--workspace", "--exclude", "tests"];

/// Of all tests those that open a store, whichever engine it is on.
const STORIES_OF_THE_STORE: &str = "package(server) and (test(store::) or binary(contract) or binary(payroll) or binary(command_line))";

/// Format, lints, tests of all crates, the bundle, then the stories in the real browser.
pub fn test(profile: Profile) -> Result<()> {
    step("Format", || run(cargo().args(["fmt", "--all", "--check"])))?;
    step("Lints", || run(&mut clippy()))?;
    step("Tests", || run(&mut all_but_stories()))?;
    step("Examples of the manual", || run(&mut examples()))?;
    if let Some(postgres) = postgres::start_or_say() {
        step("Tests of the server on PostgreSQL", || {
            run(&mut on_that(&postgres))
        })?;
    }
    let site = bundle::bundle(profile)?;
    let cases = bundle::cases()?;
    step("Server for the stories", || run(&mut server()))?;
    let browser = browser::find_or_install()?;
    let axe = axe::find_or_install()?;
    // A browser that is killed in a story leaves what it had among the temporary files.
    let scratch = Scratch::new("stories")?;
    step("Stories in the browser", || {
        let mut stories = test_command();
        stories
            .args(["--package", "tests"])
            .env("SADDLEBAG_SITE", &site)
            .env("SADDLEBAG_CASES", &cases)
            .env("SADDLEBAG_AXE", &axe)
            .env(
                "SADDLEBAG_SERVER",
                project::target().join("debug/saddlebag"),
            )
            .env("SADDLEBAG_CHROMIUM", &browser.chromium)
            .env("SADDLEBAG_CHROMEDRIVER", &browser.driver)
            .env("TMPDIR", scratch.path());
        run(&mut stories)
    })
}

/// Runs a command, such as single tests of the server, with a PostgreSQL for it.
///
/// # Errors
/// There is no PostgreSQL, or the command ended badly.
pub fn on_postgres(command: &[OsString]) -> Result<()> {
    let (program, arguments) = command
        .split_first()
        .context("no command: cargo xtask postgres COMMAND…")?;
    let postgres = Postgres::start()?;
    let mut command = Command::new(program);
    run(command
        .args(arguments)
        .env(postgres::VARIABLE, postgres.url()))
}

/// All stories of the store, with those that only PostgreSQL can tell. Chosen as for the other
/// tests, so that nothing is compiled twice.
fn on_that(postgres: &Postgres) -> Command {
    let mut command = test_command();
    let nextest = command
        .get_args()
        .next()
        .is_some_and(|runner| runner == "nextest");
    let chosen: &[&str] = match nextest {
        true => &["-E", STORIES_OF_THE_STORE, "--run-ignored", "all"],
        false => &[
            "--lib",
            "--test",
            "contract",
            "--test",
            "payroll",
            "--test",
            "command_line",
            "--",
            "--include-ignored",
        ],
    };
    command
        .args(ALL_BUT_STORIES)
        .args(chosen)
        .env(postgres::VARIABLE, postgres.url());
    command
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

/// The examples in the documentation of shared: nextest leaves them out.
fn examples() -> Command {
    let mut command = cargo();
    command.args(["test", "--quiet", "--doc", "--package", "shared"]);
    command
}

/// Chosen as for the tests, which compile it as well: other features would compile everything again.
fn server() -> Command {
    let mut command = cargo();
    command.arg("build").args(ALL_BUT_STORIES).arg("--tests");
    command
}

/// nextest where it is installed, else cargo's own runner. One that failed stops no other: a run of
/// this length has to tell everything that is wrong.
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
    command.arg("--no-fail-fast");
    command
}
