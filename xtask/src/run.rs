//! The whole product on this machine.

use std::path::PathBuf;

use anyhow::Result;

use crate::{
    bundle::{self, Profile},
    process::{cargo, run as run_command, step},
    project,
};

/// How to start the server.
pub struct RunOptions {
    pub port: u16,
    pub data: PathBuf,
    pub profile: Profile,
    /// Demonstration people and records in an empty database.
    pub demo: bool,
    /// The server says on stdout, in one line of JSON, where it is and who can sign in.
    pub json: bool,
}

/// Builds what is not up to date, then serves until it is stopped.
pub fn run(options: &RunOptions) -> Result<()> {
    let site = bundle::bundle(options.profile)?;
    step("Compiling the server", || {
        run_command(&mut build(options.profile))
    })?;
    let mut server = std::process::Command::new(binary(options.profile));
    server.arg("serve").arg("--site").arg(site);
    server.arg("--port").arg(options.port.to_string());
    server.arg("--data").arg(&options.data);
    if options.demo {
        server.arg("--demo");
    }
    if options.json {
        server.arg("--json");
    }
    run_command(&mut server)
}

fn build(profile: Profile) -> std::process::Command {
    let mut command = cargo();
    command
        .args(["build", "--package", "server"])
        .stdout(std::io::stderr());
    if profile == Profile::Release {
        command.arg("--release");
    }
    command
}

fn binary(profile: Profile) -> PathBuf {
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    project::target()
        .join(folder)
        .join(format!("saddlebag{}", std::env::consts::EXE_SUFFIX))
}
