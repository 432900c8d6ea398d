//! `saddlebag import-facts`: what insurers and the office report, into the store.
//!
//! The good facts of a file are taken and those that are wrong are named: payroll of everybody must
//! not wait for one row. Nothing is lost by it: what was refused is corrected in the same file, and the file is
//! imported again; facts that are there already are left as they are. Each import is written into the audit log,
//! in the same transaction.

use super::check::Ground;
use super::csv::Sheet;
use super::encoding::text_of;
use super::gather::gather;
use super::headings::every_heading;
use super::known::Knowing;
use super::people::People;
use super::tables::rules;
use super::taking::{Outcome, Taking};
use super::{client_books, csv, json};
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::finding_text::in_words;
use crate::store::audit::{self, FACTS};
use crate::settings::publish_demonstration;
use crate::store::{Store, Stored, catalogues, facts, people, settings, units};
use chrono::NaiveDate;
use clap::Args;
use shared::commission::{Fact, FactId, PolicyNumber, Rules, loose_ends, unpaid};
use shared::finding::Finding;
use shared::sync::fingerprint;
use shared::text::Language;
use shared::time::Timestamp;
use sqlx::{Any, Transaction};
use std::collections::BTreeSet;
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
    /// A folder with the company's own tables, to check policies by; else the demonstration's.
    #[arg(long)]
    tables: Option<PathBuf>,
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
    let rules = rules(command.tables.as_deref())?;
    let store = Store::open_existing(&command.place.database()?).await?;
    publish_demonstration(&store, clock).await?;
    let now = clock.now();
    let import = Import {
        file: name_of(&command.file),
        hash: fingerprint(&bytes),
        sheet,
        rules,
        history: command.history,
        dry_run: command.dry_run,
        now,
    };
    let imported = store.write(FACTS, |db| import.run(db)).await?;
    store.close().await;
    let (outcome, hints) = imported?;
    if let Some(table) = import.sheet.table {
        let (title, count) = (table.title, import.sheet.found.len());
        eprintln!("{shown}: read as a table of {title}: {count}");
    }
    tell(&command.file, &outcome, &hints, command.dry_run)
}

/// A file on its way into the store.
struct Import {
    /// Its name, without the folders.
    file: String,
    /// SHA-256 of what stands in it.
    hash: String,
    sheet: Sheet,
    rules: Rules,
    history: bool,
    dry_run: bool,
    now: Timestamp,
}

impl Import {
    /// Takes the whole file, in one transaction.
    async fn run(
        &self,
        mut db: Transaction<'static, Any>,
    ) -> Stored<Result<(Outcome, Vec<Finding>), String>> {
        let today = units::company_day(&mut db, self.now).await?;
        let knowing = match knowing(self.history, facts::total(&mut db).await?, today) {
            Ok(knowing) => knowing,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let people = People::of(&people::all(&mut db).await?);
        let published = catalogues::all(&mut db).await?.pop();
        let catalogue = published.map(|(_, catalogue)| catalogue);
        let limits = settings::versions(&mut db).await?;
        let known = gather(&mut db, today).await?;
        let mut taking = Taking {
            ground: Ground::new(today, &people, &self.rules, catalogue, limits, &known),
            knowing,
            now: self.now,
            outcome: Outcome::default(),
        };
        for (entry, fact) in taking.read(&self.sheet.found, &people) {
            taking.take(&mut db, entry, fact).await?;
        }
        let outcome = taking.ended(self.sheet.unread.clone());
        let subject = format!("{}: {}", self.file, outcome.counted("added"));
        audit::append_import(&mut db, self.now, subject, self.hash.clone()).await?;
        let all = gather(&mut db, today).await?;
        client_books::tell(&mut db, &all, &outcome.added, today).await?;
        let hints = hints(&all, &outcome.added, today, &self.rules);
        if !self.dry_run {
            db.commit().await?;
        }
        Ok(Ok((outcome, hints)))
    }
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

fn knowing(history: bool, told: u64, today: NaiveDate) -> Result<Knowing, String> {
    match (history, told) {
        (false, _) => Ok(Knowing::Today(today)),
        (true, 0) => Ok(Knowing::History),
        (true, told) => Err(format!(
            "--history is for the first import of all, and the store has {told} facts already, on which statements may \
             have been paid: leave --history out; what is told now is known from today on"
        )),
    }
}

/// What the new facts lead to that cannot be, or lacks something.
fn hints(all: &[Fact], added: &BTreeSet<FactId>, today: NaiveDate, rules: &Rules) -> Vec<Finding> {
    let is_new = |id: &str| id.parse().is_ok_and(|id: FactId| added.contains(&id));
    let policies_told: BTreeSet<&PolicyNumber> = all
        .iter()
        .filter(|fact| added.contains(&fact.id))
        .filter_map(super::gather::policy_of)
        .collect();
    let loose = loose_ends(all, today).into_iter();
    let impossible = shared::policy::policies(all, today, &rules.gates)
        .findings
        .into_iter();
    let was_told = |number: &str| {
        let number = number.parse::<PolicyNumber>();
        number.is_ok_and(|number| policies_told.contains(&number))
    };
    let unpaid = unpaid(all, today).into_iter();
    let unpaid = unpaid.filter(|(id, _)| added.contains(id));
    loose
        .filter(|finding| is_new(&finding.path))
        .chain(impossible.filter(|finding| was_told(&finding.path)))
        .chain(unpaid.map(|(_, finding)| finding))
        .collect()
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
