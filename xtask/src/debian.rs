//! Debian's packages, for what the machine lacks.

use std::{fs, process::Command};

use anyhow::{Result, bail};

use crate::process::{output, run, say};

/// Installs packages if this is Debian or a descendant and we are root.
///
/// # Errors
/// Otherwise it stops with the one command that a person has to give: apt-get with sudo, or
/// `elsewhere` on other systems. `purpose` says what for.
pub fn install(purpose: &str, packages: &[&str], elsewhere: &str) -> Result<()> {
    let names = packages.join(" ");
    if !is_debian() {
        bail!("{purpose} is missing. Give this command, then start again:\n  {elsewhere}");
    }
    if !is_root() {
        bail!(
            "{purpose} is missing. Give this command, then start again:\n  {}",
            command(&names)
        );
    }
    say(&format!(
        "  {purpose} is missing: installing the Debian packages {names}"
    ));
    run(&mut apt(&["update", "-qq"]))?;
    let options = ["install", "-y", "-qq", "--no-install-recommends"];
    run(apt(&options).args(packages).stdout(std::io::stderr()))
}

fn command(names: &str) -> String {
    format!("sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}")
}

fn apt(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|release| {
        release
            .lines()
            .filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")))
            .any(|value| value.contains("debian") || value.contains("ubuntu"))
    })
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}
