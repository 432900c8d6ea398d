//! The command line.

use crate::config::{Config, StorePlace};
use crate::copies::{BackUp, Restore};
use crate::payroll::{ImportFacts, PrintStatement, import_facts, print_statement};
use crate::serve::serve;
use crate::store::{Store, audit};
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Saddlebag: the office in an agent's pocket.
#[derive(Debug, Parser)]
#[command(name = "saddlebag", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the app and its API.
    Serve(Config),
    /// Follows the audit log's hash chains; says where one is broken.
    VerifyAudit(StorePlace),
    ImportFacts(ImportFacts),
    Statement(PrintStatement),
    /// Writes one consistent copy of everything to a file, while the server runs.
    #[command(name = "backup")]
    BackUp(BackUp),
    /// Loads a backup into an empty store, of either engine.
    Restore(Restore),
}

/// Runs what the command line asks for.
pub fn run() -> ExitCode {
    let filter = EnvFilter::try_from_env("SADDLEBAG_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,server=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let command = CommandLine::parse().command;
    match in_runtime(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("saddlebag: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn in_runtime(command: Command) -> Result<(), Box<dyn core::error::Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command {
            Command::Serve(config) => serve(config).await,
            Command::VerifyAudit(place) => verify_audit(&place).await,
            Command::ImportFacts(command) => import_facts(&command).await,
            Command::Statement(command) => print_statement(&command).await,
            Command::BackUp(backup) => backup.run().await,
            Command::Restore(restore) => restore.run().await,
        }
    })
}

async fn verify_audit(place: &StorePlace) -> Result<(), Box<dyn core::error::Error>> {
    let store = Store::open(&place.database()?).await?;
    let mut db = store.read().await?;
    match audit::verify(&mut db).await? {
        audit::Verified::Whole(rows) => {
            println!("whole: {rows} rows");
            Ok(())
        }
        audit::Verified::Broken { chain, seq } => {
            Err(format!("broken: row {seq} of the chain of {chain} does not fit what comes before; compare it with a backup").into())
        }
    }
}
