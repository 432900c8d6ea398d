//! Other programs and what a person sees of them. All of it goes to stderr: stdout is for results.

use std::{
    path::Path,
    process::Command,
    sync::Mutex,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

/// One line for the person at the terminal.
pub fn say(line: &str) {
    eprintln!("{line}");
}

/// What took how long, in the order in which it ended.
static STEPS: Mutex<Vec<(String, Duration)>> = Mutex::new(Vec::new());

/// Announces a long step, does it, and says how long it took.
pub fn step<T>(title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(&format!("▸ {title}"));
    let begun = Instant::now();
    let outcome = work().with_context(|| title.to_owned());
    let took = begun.elapsed();
    let ended = if outcome.is_ok() { "done" } else { "failed" };
    say(&format!("  {title}: {ended} in {}", seconds(took)));
    if let Ok(mut steps) = STEPS.lock() {
        steps.push((title.to_owned(), took));
    }
    outcome
}

/// Says once more how long each step took, and all of them: in a long run it was said far above. Some go on beside
/// others.
pub fn say_steps(together: Duration) {
    let Ok(steps) = STEPS.lock() else { return };
    say("▸ All steps");
    for (title, took) in steps.iter() {
        say(&format!("{:>12}  {title}", seconds(*took)));
    }
    say(&format!("{:>12}  together", seconds(together)));
}

fn seconds(took: Duration) -> String {
    format!("{}.{:03} s", took.as_secs(), took.subsec_millis())
}

/// Runs a program that shows its own progress.
///
/// # Errors
/// It could not be started or did not end well.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("could not start {}", name(command)))?;
    ensure!(status.success(), "{} ended with {status}", name(command));
    Ok(())
}

/// The program as a person would name it; its own output has told the rest.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default();
    let task = command.get_args().next().unwrap_or_default();
    format!("{} {}", program.to_string_lossy(), task.to_string_lossy())
}

/// Whether the program could be started and ended well. It may write to the terminal.
pub fn succeeds(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}

/// What the program wrote to stdout, without the white space around it.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("could not start {command:?}"))?;
    ensure!(
        output.status.success(),
        "{command:?} ended with {}",
        output.status
    );
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// The cargo that started this program.
pub fn cargo() -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(crate::project::root());
    if std::env::var_os("CI").is_some() {
        // To prepare for a second compilation is time lost where none follows.
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}
