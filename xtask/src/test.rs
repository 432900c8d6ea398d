//! Everything that has to hold before a change is taken.

use std::{ffi::OsString, num::NonZero, path::PathBuf, process::Command, thread, time::Instant};

use anyhow::{Context, Error, Result, anyhow, ensure};

use crate::{
    axe, browser,
    bundle::{self, Profile},
    postgres::{self, Postgres},
    process::{cargo, run, say, say_steps, step, succeeds},
    project,
    scratch::Scratch,
};

/// Not with them this program: its libraries would be compiled again in the form in which the others use theirs.
const ALL_BUT_STORIES: [&str; 5] = ["--workspace", "--exclude", "tests", "--exclude", "xtask"];

/// Of all tests those that open a store, whichever engine it is on.
const STORIES_OF_THE_STORE: &str = "package(server) and (test(store::) or binary(contract) or binary(payroll) or binary(command_line))";

/// Format, tests of all crates with their lints, and meanwhile the bundle; then the stories in the real browser.
///
/// # Errors
/// Whatever did not pass, all of it.
pub fn test(profile: Profile) -> Result<()> {
    let begun = Instant::now();
    let mut outcome = Outcome::default();
    outcome.step("Format", || run(cargo().args(["fmt", "--all", "--check"])));
    // The last crate of either compilation occupies one core for minutes: the other goes on beside it.
    let bundles = thread::scope(|beside| {
        let bundles = beside.spawn(|| bundles(profile));
        natively(&mut outcome);
        bundles.join()
    });
    let bundles = bundles.unwrap_or_else(|_| Err(anyhow!("making the bundle broke off")));
    outcome.add(bundles.and_then(|bundles| stories(&bundles)));
    say_steps(begun.elapsed());
    outcome.end()
}

/// What needs no browser.
fn natively(outcome: &mut Outcome) {
    outcome.step("Tests and lints", || run(&mut all_but_stories()));
    outcome.step("Tests of this program", || run(&mut of_this_program()));
    outcome.step("Examples of the manual", || run(&mut examples()));
    if let Some(postgres) = postgres::start_or_say() {
        outcome.step("Tests of the server on PostgreSQL", || {
            run(&mut on_that(&postgres))
        });
    }
}

/// What did not pass. The rest goes on: a run of this length has to tell everything that is wrong.
#[derive(Default)]
struct Outcome(Vec<Error>);

impl Outcome {
    fn step(&mut self, title: &str, work: impl FnOnce() -> Result<()>) {
        self.add(step(title, work));
    }

    fn add(&mut self, outcome: Result<()>) {
        if let Err(error) = outcome {
            say(&format!("  failed: {error:#}"));
            self.0.push(error);
        }
    }

    fn end(self) -> Result<()> {
        let failed: Vec<String> = self.0.iter().map(|error| format!("{error:#}")).collect();
        ensure!(failed.is_empty(), "{}", failed.join("; "));
        Ok(())
    }
}

/// The app as the browser gets it, and once more with what answers probes: what is delivered does not.
struct Bundles {
    site: PathBuf,
    probes: PathBuf,
}

fn bundles(profile: Profile) -> Result<Bundles> {
    let probes = bundle::bundle(Profile::Dev)?;
    let site = match profile {
        Profile::Dev => probes.clone(),
        Profile::Release => bundle::bundle(profile)?,
    };
    Ok(Bundles { site, probes })
}

/// What people do with it in the real browser.
fn stories(Bundles { site, probes }: &Bundles) -> Result<()> {
    step("Programs", || run(&mut programs()))?;
    let browser = browser::find_or_install()?;
    let axe = axe::find_or_install()?;
    // A browser that is killed in a story leaves what it had among the temporary files.
    let scratch = Scratch::new("stories")?;
    step("Stories in the browser", || {
        let mut stories = test_command();
        stories
            .args(["--package", "tests"])
            .env("NEXTEST_TEST_THREADS", at_once().to_string())
            .env("SADDLEBAG_SITE", site)
            .env("SADDLEBAG_PROBES", probes)
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

/// How many stories are told at once: each waits for its browser a good part of its time.
fn at_once() -> usize {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    cores + cores.div_ceil(2)
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

fn all_but_stories() -> Command {
    let mut command = test_command();
    command.args(ALL_BUT_STORIES);
    command
}

fn of_this_program() -> Command {
    let mut command = test_command();
    command.args(["--package", "xtask"]);
    command
}

/// The examples in the documentation: nextest leaves them out. Chosen as for the tests, so that nothing is
/// compiled twice.
fn examples() -> Command {
    let mut command = linting_cargo();
    command
        .args(["test", "--quiet", "--doc"])
        .args(ALL_BUT_STORIES);
    command
}

/// The server for the stories; with it the app once more, as what only a test uses is dead code in it.
/// Chosen as for the tests: other features would compile everything again.
fn programs() -> Command {
    let mut command = linting_cargo();
    command
        .arg("build")
        .args(ALL_BUT_STORIES)
        .args(["--bins", "--tests"]);
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
    let mut command = linting_cargo();
    if succeeds(&mut probe) {
        command.args(["nextest", "run", "--no-tests", "pass"]);
    } else {
        command.arg("test");
    }
    command.arg("--no-fail-fast");
    command
}

/// Cargo that compiles our crates with the compiler's form that lints, and takes no warning. To lint in a
/// pass of its own means to compile everything that we use a second time.
fn linting_cargo() -> Command {
    let mut command = cargo();
    command
        .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
        // As `cargo clippy -- -D warnings` tells it.
        .env(
            "CLIPPY_ARGS",
            "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__",
        );
    command
}
