//! `saddlebag import-facts`: what insurers and the office report, into the store.
//!
//! The good facts of a file are taken and those that are wrong are named: payroll of everybody must
//! not wait for one row. Nothing is lost by it: what was refused is corrected in the same file, and the file is
//! imported again; facts that are there already are left as they are. Each import is written into the audit log,
//! in the same transaction.

use super::csv::read_events;
use super::gather::gather;
use super::known::{Knowing, say_the_same};
use super::reading::{Read, Refused, read_facts};
use super::tables::rules;
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::store::audit::{self, Act, Actor};
use crate::store::changes::{self, Touched};
use crate::store::{Db, Store, Stored, facts, policies, units};
use chrono::NaiveDate;
use clap::Args;
use shared::commission::{Fact, FactId, Reassigned, Rules, What, loose_ends};
use shared::finding::Finding;
use shared::sync::fingerprint;
use shared::text::{Language, fill, lookup};
use shared::time::Timestamp;
use sqlx::{Any, Transaction};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

type Failure = Box<dyn core::error::Error>;

/// Imports facts: JSON lines, a JSON list, or a CSV table of policy events (id, on, policy, event).
#[derive(Debug, Args)]
pub struct ImportFacts {
    /// The file; `.csv` for a table of policy events.
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

/// The lane of the writers of facts, and the chain of the audit log that says what was imported.
const FACTS: &str = "facts";

/// What became of a file.
#[derive(Debug, Default)]
struct Outcome {
    added: BTreeSet<FactId>,
    there_already: usize,
    refused: Vec<Refused>,
}

impl Outcome {
    /// How many of each, with what is said of those that are new.
    fn counted(&self, kept: &str) -> String {
        format!(
            "{} {kept}, {} there already, {} refused",
            self.added.len(),
            self.there_already,
            self.refused.len()
        )
    }
}

/// Imports a file and says what became of it.
///
/// # Errors
/// If a fact was refused (the others are kept), or the store or file cannot be used.
pub async fn import_facts(command: &ImportFacts) -> Result<(), Failure> {
    let text = std::fs::read_to_string(&command.file)
        .map_err(|error| format!("{} cannot be read: {error}", command.file.display()))?;
    let rules = rules(command.tables.as_deref())?;
    let store = Store::open(&command.place.database()?).await?;
    let now = Clock::of_machine().now();
    let import = Import {
        file: name_of(&command.file),
        hash: fingerprint(&text),
        read: read(&command.file, &text),
        rules,
        history: command.history,
        dry_run: command.dry_run,
        now,
    };
    let imported = store.write(FACTS, |db| import.run(db)).await?;
    store.close().await;
    let (outcome, hints) = imported?;
    tell(&command.file, &outcome, &hints, command.dry_run)
}

/// A file on its way into the store.
struct Import {
    /// Its name, without the folders.
    file: String,
    /// SHA-256 of what stands in it.
    hash: String,
    read: Vec<Read>,
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
        let mut outcome = Outcome::default();
        for read in &self.read {
            take(&mut db, read.clone(), knowing, self.now, &mut outcome).await?;
        }
        self.write_down(&mut db, &outcome).await?;
        let all = gather(&mut db, today).await?;
        give_policies(&mut db, &all, &outcome.added, today).await?;
        let hints = hints(&all, &outcome.added, today, &self.rules);
        if !self.dry_run {
            db.commit().await?;
        }
        Ok(Ok((outcome, hints)))
    }

    /// Which file told what: a statement can be followed back to it.
    async fn write_down(&self, db: &mut Db, outcome: &Outcome) -> Stored<()> {
        let act = Act {
            at: self.now,
            person: Actor::CommandLine,
            action: "import_facts".to_owned(),
            subject: format!("{}: {}", self.file, outcome.counted("added")),
            before: String::new(),
            after: self.hash.clone(),
        };
        audit::append(db, FACTS, &act).await
    }
}

/// Whoever serves a policy now has it in the client book. Scopes count last in a transaction.
async fn give_policies(
    db: &mut Db,
    all: &[Fact],
    added: &BTreeSet<FactId>,
    today: NaiveDate,
) -> Stored<()> {
    let mut given: Vec<(NaiveDate, &Reassigned)> = all
        .iter()
        .filter(|fact| added.contains(&fact.id) && fact.on <= today)
        .filter_map(|fact| match &fact.what {
            What::Reassigned(reassigned) => Some((fact.on, reassigned)),
            _ => None,
        })
        .collect();
    given.sort_by_key(|(on, _)| *on);
    let mut touched = Touched::default();
    for (_, Reassigned { policy, agent }) in given {
        policies::give(db, policy.as_str(), *agent, &mut touched).await?;
    }
    changes::publish(db, touched).await
}

fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or(file.as_os_str());
    name.to_string_lossy().into_owned()
}

fn read(file: &Path, text: &str) -> Vec<Read> {
    let is_table = file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    if is_table {
        read_events(text)
    } else {
        read_facts(text)
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

async fn take(
    db: &mut Db,
    read: Read,
    knowing: Knowing,
    now: Timestamp,
    outcome: &mut Outcome,
) -> Stored<()> {
    let (line, fact) = match read {
        Ok(read) => read,
        Err(refused) => {
            outcome.refused.push(refused);
            return Ok(());
        }
    };
    let mut refuse = |field: &str, reason: String| {
        outcome.refused.push(Refused {
            line,
            field: field.to_owned(),
            reason,
        });
    };
    if fact.id.as_str().starts_with(super::gather::DERIVED) {
        refuse(
            "id",
            format!(
                "ids that begin with {} are the store's own: give it another",
                super::gather::DERIVED
            ),
        );
        return Ok(());
    }
    match (facts::find(db, &fact.id).await?, knowing.of(fact.clone())) {
        (Some(told), _) if say_the_same(&told, &fact) => outcome.there_already += 1,
        (Some(told), _) => refuse("id", told_differently(&told)),
        (None, Err(reason)) => refuse("known", reason.to_owned()),
        (None, Ok(known)) => {
            facts::insert(db, &known, now).await?;
            outcome.added.insert(known.id);
        }
    }
    Ok(())
}

fn told_differently(told: &Fact) -> String {
    format!(
        "{id} was told before and says something else (of {on}): give this fact an id of its own; if the earlier one \
         was wrong, take it back with {{\"id\": \"…\", \"on\": \"{on}\", \"retracted\": {{\"fact\": \"{id}\"}}}}",
        id = told.id,
        on = told.on,
    )
}

/// What the new facts lead to that cannot be, or lacks something.
fn hints(all: &[Fact], added: &BTreeSet<FactId>, today: NaiveDate, rules: &Rules) -> Vec<Finding> {
    let is_new = |id: &str| id.parse().is_ok_and(|id: FactId| added.contains(&id));
    let policies_told: BTreeSet<&str> = all
        .iter()
        .filter(|fact| added.contains(&fact.id))
        .filter_map(super::gather::policy_of)
        .collect();
    let loose = loose_ends(all, today).into_iter();
    let impossible = shared::policy::policies(all, today, &rules.gates)
        .findings
        .into_iter();
    loose
        .filter(|finding| is_new(&finding.path))
        .chain(impossible.filter(|finding| policies_told.contains(finding.path.as_str())))
        .collect()
}

/// A finding in words.
pub(super) fn in_words(finding: &Finding, language: Language) -> String {
    let code = finding.code.as_str();
    let text = lookup(language, &format!("findings.{code}")).unwrap_or(code);
    let params = finding.params.iter();
    let text = fill(
        text,
        params.map(|(name, value)| (name.as_str(), value.as_str())),
    );
    format!("{}: {text}", finding.path)
}

fn tell(file: &Path, outcome: &Outcome, hints: &[Finding], dry_run: bool) -> Result<(), Failure> {
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
