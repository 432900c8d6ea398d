//! What was asked for on the command line.

use std::{ffi::OsString, path::PathBuf};

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::{bundle::Profile, project, run::RunOptions, simulate::Histories};

pub const HELP: &str = "\
cargo xtask TASK [options]

  setup     find or install the compiler for the browser, Chromium, a Chinese font and axe-core
  bundle    build the app for the browser into target/site/{dev,release}
              --release    small and precompressed with all effort, as delivered
  run       build everything and start the server
              --port N     default 8080
              --data DIR   default ./data
              --release    the bundle and the server as delivered
              --no-demo    without demonstration people and records
              --json       one line on stdout: {\"url\", \"accounts\": [{role, login, password}]}
  test      format, lints, all tests, the bundle, stories in the real browser
              --release    in the browser: the bundle as delivered
  simulate  histories of the sync protocol under faults; a failing seed is printed and replays
              --histories N   how many (1000)
              --seed S        the first seed (1)
  postgres COMMAND…
            start a PostgreSQL for the tests of the server, run the command, end both
  bench     what pay costs to count, what a server goes through after an outage, and the sizes of the delivered bundle
  help      this text
";

/// A task with its options.
pub enum Task {
    Help,
    Setup,
    Bundle(Profile),
    Run(RunOptions),
    Test(Profile),
    Simulate(Histories),
    Bench,
    Postgres(Vec<OsString>),
}

/// Reads the arguments of this process.
pub fn parse() -> Result<Task> {
    let mut arguments = lexopt::Parser::from_env();
    match arguments.next()? {
        None | Some(Short('h') | Long("help")) => Ok(Task::Help),
        Some(Value(task)) => match task.string()?.as_str() {
            "help" => Ok(Task::Help),
            "setup" => Ok(Task::Setup),
            "bundle" => Ok(Task::Bundle(profile(arguments)?)),
            "run" => Ok(Task::Run(run_options(arguments)?)),
            "test" => Ok(Task::Test(profile(arguments)?)),
            "bench" => no_more(arguments, Task::Bench),
            "simulate" => Ok(Task::Simulate(histories(arguments)?)),
            "postgres" => Ok(Task::Postgres(arguments.raw_args()?.collect())),
            other => bail!("there is no task {other:?}; see cargo xtask help"),
        },
        Some(other) => Err(other.unexpected().into()),
    }
}

fn no_more(mut arguments: lexopt::Parser, task: Task) -> Result<Task> {
    match arguments.next()? {
        None => Ok(task),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn profile(mut arguments: lexopt::Parser) -> Result<Profile> {
    let mut profile = Profile::Dev;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("release") => profile = Profile::Release,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(profile)
}

fn run_options(mut arguments: lexopt::Parser) -> Result<RunOptions> {
    let mut options = RunOptions {
        port: 8080,
        data: project::data(),
        profile: Profile::Dev,
        demo: true,
        json: false,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => options.port = arguments.value()?.parse()?,
            Long("data") => options.data = PathBuf::from(arguments.value()?),
            Long("release") => options.profile = Profile::Release,
            Long("no-demo") => options.demo = false,
            Long("json") => options.json = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn histories(mut arguments: lexopt::Parser) -> Result<Histories> {
    let mut histories = Histories {
        count: 1_000,
        first_seed: 1,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("histories") => histories.count = arguments.value()?.parse()?,
            Long("seed") => histories.first_seed = arguments.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(histories)
}
