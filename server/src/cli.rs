//! The command line.

use crate::audit::{AuditHead, VerifyAudit, audit_head, verify_audit};
use crate::beginning::{Init, Invite, init, invite};
use crate::clock::Clock;
use crate::compensation::{PublishTables, ShowTables, publish_tables, show_tables};
use crate::config::Config;
use crate::copies::{BackUp, Restore};
use crate::exports::{ExportTable, export_table};
use crate::imports::{ImportTable, import_table};
use crate::payroll::{ImportFacts, PrintStatement, import_facts, print_statement};
use crate::products::{PublishProducts, ShowProducts, publish_products, show_products};
use crate::serve::serve;
use crate::settings::{PublishSettings, ShowSettings, publish_settings, show_settings};
use crate::verify_receipt::{VerifyReceipt, verify_receipt};
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

type Failure = Box<dyn core::error::Error>;

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
    Init(Init),
    Invite(Invite),
    /// Follows the audit log's hash chains and holds every record against it; says what does not fit.
    VerifyAudit(VerifyAudit),
    /// Exports the heads of the audit log's chains, signed: to be kept elsewhere.
    AuditHead(AuditHead),
    /// Says whether a saved proof of arrival holds. Needs no network.
    VerifyReceipt(VerifyReceipt),
    #[command(name = "import")]
    ImportTable(ImportTable),
    #[command(name = "export")]
    ExportTable(ExportTable),
    ImportFacts(ImportFacts),
    Statement(PrintStatement),
    #[command(name = "settings")]
    ShowSettings(ShowSettings),
    PublishSettings(PublishSettings),
    #[command(name = "products")]
    ShowProducts(ShowProducts),
    PublishProducts(PublishProducts),
    #[command(name = "tables")]
    ShowTables(ShowTables),
    PublishTables(PublishTables),
    /// Writes one consistent copy of everything to a file, while the server runs.
    #[command(name = "backup")]
    BackUp(BackUp),
    /// Loads a backup into an empty store, of either engine.
    Restore(Restore),
}

/// Runs what the command line asks for, by the clock of this machine.
pub fn run() -> ExitCode {
    run_by(&Clock::of_machine(), std::env::args_os())
}

/// Runs what a command line asks for; its first word is the program.
pub fn run_by(clock: &Clock, words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let filter = EnvFilter::try_from_env("SADDLEBAG_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,server=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let command = CommandLine::parse_from(words).command;
    if !matches!(command, Command::Serve(_)) {
        // Who reads the first lines of a long statement wants no more; a server goes on all the same.
        sigpipe::reset();
    }
    match in_runtime(command, clock) {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("saddlebag: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn in_runtime(command: Command, clock: &Clock) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command {
            Command::Serve(config) => done(serve(config, clock.clone()).await),
            Command::Init(command) => done(init(&command, clock).await),
            Command::Invite(command) => done(invite(&command, clock).await),
            Command::VerifyAudit(asked) => verify_audit(asked).await,
            Command::AuditHead(asked) => done(audit_head(asked, clock).await),
            Command::VerifyReceipt(asked) => verify_receipt(asked).await,
            Command::ImportTable(command) => done(import_table(&command, clock).await),
            Command::ExportTable(command) => done(export_table(&command, clock).await),
            Command::ImportFacts(command) => done(import_facts(&command, clock).await),
            Command::Statement(command) => done(print_statement(&command, clock).await),
            Command::ShowSettings(command) => done(show_settings(&command, clock).await),
            Command::PublishSettings(command) => done(publish_settings(&command, clock).await),
            Command::ShowProducts(command) => done(show_products(&command).await),
            Command::PublishProducts(command) => done(publish_products(&command, clock).await),
            Command::ShowTables(command) => done(show_tables(&command, clock).await),
            Command::PublishTables(command) => done(publish_tables(&command, clock).await),
            Command::BackUp(backup) => done(backup.run(clock).await),
            Command::Restore(restore) => done(restore.run(clock).await),
        }
    })
}

/// A command that fails says why as an error.
fn done(result: Result<(), Failure>) -> Result<ExitCode, Failure> {
    result.map(|()| ExitCode::SUCCESS)
}
