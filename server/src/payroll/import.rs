//! `saddlebag import-facts`: what insurers and the office report, into the store.
//!
//! The good facts of a file are taken and those that are wrong are named: payroll of everybody must
//! not wait for one row. Nothing is lost by it: what was refused is corrected in the same file, and the file is
//! imported again; facts that are there already are left as they are. Each import is written into the audit log,
//! in the same transaction.

use super::checked::{Checked, Import};
use super::csv::Sheet;
use super::headings::every_heading;
use super::taking::Outcome;
use super::{csv, json};
use crate::clock::Clock;
use crate::compensation::{NONE, known_today};
use crate::config::StorePlace;
use crate::finding_text::in_words;
use crate::settings::publish_as_delivered;
use crate::store::Store;
use crate::table_files::text_of;
use clap::Args;
use shared::commission::Rules;
use shared::finding::Finding;
use shared::sync::fingerprint;
use shared::text::Language;
use std::path::{Path, PathBuf};

type Failure = Box<dyn core::error::Error>;

/// Imports facts: JSON lines, a JSON list, or a table of policy events, premiums, issued policies or reassignments.
#[derive(Debug, Args)]
#[command(after_long_help = every_heading())]
pub struct ImportFacts {
    /// The file; `.csv`, `.tsv` or `.txt` for a table, which the headings of its columns tell.
    file: PathBuf,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
    /// The first import of all: facts keep the days on which they were learned (`known`).
    #[arg(long)]
    history: bool,
    /// Says what would happen, and keeps nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Imports a file and says what became of it.
///
/// # Errors
/// If a fact was refused (the others are kept), or the store or file cannot be used.
pub async fn import_facts(command: &ImportFacts, clock: &Clock) -> Result<(), Failure> {
    let shown = command.file.display();
    let bytes =
        std::fs::read(&command.file).map_err(|error| format!("{shown} cannot be read: {error}"))?;
    let text = text_of(&bytes).map_err(|reason| format!("{shown} cannot be read: {reason}"))?;
    let sheet = sheet_of(&command.file, &text);
    if sheet.found.is_empty() {
        return Err(format!(
            "{shown} has no facts: nothing stands in it{}",
            match sheet.table {
                Some(table) => format!(" below the headings of {}", table.title),
                None => String::new(),
            }
        )
        .into());
    }
    let store = Store::open_existing(&command.place.database()?).await?;
    publish_as_delivered(&store, clock).await?;
    let rules = rules_of_today(&store, clock).await?;
    let import = Import {
        file: name_of(&command.file),
        hash: fingerprint(&bytes),
        sheet,
        rules,
        history: command.history,
        dry_run: command.dry_run,
        now: clock.now(),
    };
    let imported = import.run(&store).await?;
    store.close().await;
    let Checked { outcome, hints, .. } = imported?;
    if let Some(table) = import.sheet.table {
        let (title, count) = (table.title, import.sheet.found.len());
        eprintln!("{shown}: read as a table of {title}: {count}");
    }
    tell(&command.file, &outcome, &hints, command.dry_run)
}

/// The tables that policies are checked by.
async fn rules_of_today(store: &Store, clock: &Clock) -> Result<Rules, Failure> {
    let (_, rules) = known_today(&mut *store.read().await?, clock.now()).await?;
    Ok(rules.ok_or(NONE)?)
}

fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or(file.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Endings of files that hold tables.
const TABLES: [&str; 4] = ["csv", "tsv", "tab", "txt"];

fn sheet_of(file: &Path, text: &str) -> Sheet {
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let is_table = ending.is_some_and(|ending| TABLES.contains(&ending.as_str()));
    if is_table && !text.trim_start().starts_with(['{', '[']) {
        return csv::entries(text);
    }
    Sheet {
        found: json::entries(text),
        ..Sheet::default()
    }
}

fn tell(file: &Path, outcome: &Outcome, hints: &[Finding], dry_run: bool) -> Result<(), Failure> {
    for column in &outcome.unread {
        eprintln!(
            "{}, {column}: not read, facts have no such field",
            file.display()
        );
    }
    for refused in &outcome.refused {
        eprintln!("{}, {refused}", file.display());
    }
    for hint in hints {
        eprintln!("{}", in_words(hint, Language::En));
    }
    let kept = if dry_run { "would be added" } else { "added" };
    println!("{}", outcome.counted(kept));
    match outcome.refused.len() {
        0 => Ok(()),
        _ => Err("correct what was refused and import the file again: what is there already stays as it is".into()),
    }
}
