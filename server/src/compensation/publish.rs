//! `saddlebag publish-tables`: new versions of the tables that pay is counted by.

use super::differences::table_differences;
use super::files::read_files;
use super::in_force::known_today;
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::finding_text::in_words;
use crate::settings::publish_as_delivered;
use crate::store::audit::{self, Act, Actor, SETTINGS};
use crate::store::{Db, Store, StoreError, Stored, compensation, facts, settings};
use chrono::NaiveDate;
use clap::Args;
use serde_json::{Map, Value};
use shared::audit::AuditAction;
use shared::commission::{ChangedTable, Publishing, Rules};
use shared::finding::Finding;
use shared::sync::fingerprint;
use shared::text::Language;
use shared::time::Timestamp;
use std::path::PathBuf;

type Failure = Box<dyn core::error::Error>;

/// Publishes the tables by which pay is counted: each file is a table, whole, with all its versions, in the place of
/// that of the same name. Tables that are not named stay as they are; the first time all are named. `tables --to`
/// writes what is there in the form that this reads, and `statement --try` says what files would change, before.
#[derive(Debug, Args)]
pub struct PublishTables {
    /// The files, each named after its table, as in `commission_rates.toml`.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Says what would change, and keeps nothing.
    #[arg(long)]
    dry_run: bool,
    /// Takes what changes days that are over; never those of months that are closed, once facts of pay are told.
    #[arg(long)]
    backdated: bool,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// Publishes all files or none, and says what is different from before.
///
/// # Errors
/// What is wrong and in which file, or that the store cannot be used.
pub async fn publish_tables(command: &PublishTables, clock: &Clock) -> Result<(), Failure> {
    let store = Store::open_existing(&command.place.database()?).await?;
    publish_as_delivered(&store, clock).await?;
    let now = clock.now();
    let published = store.write(SETTINGS, |mut db| async move {
        let told = match command.publish(&mut db, now).await? {
            Ok(told) => told,
            Err(reason) => return Ok(Err(reason)),
        };
        if !command.dry_run {
            db.commit().await?;
        }
        Stored::Ok(Ok(told))
    });
    let told = published.await?;
    store.close().await;
    for line in told? {
        println!("{line}");
    }
    Ok(())
}

impl PublishTables {
    async fn publish(&self, db: &mut Db, now: Timestamp) -> Stored<Result<Vec<String>, String>> {
        let (today, before) = known_today(db, now).await?;
        let calendar = settings::pay_calendar(db).await?;
        let after = match read_files(before.as_ref(), &self.files, &calendar) {
            Ok(after) => after,
            Err(reason) => return Ok(Err(reason.to_string())),
        };
        let changed = after.changed_since(before.as_ref());
        let publishing = Publishing {
            today,
            is_said: self.backdated,
            pay_is_counted: facts::total(db).await? > 0,
        };
        let refused = before.as_ref();
        let refused = refused.map(|before| before.check_changes(&changed, publishing));
        if let Some(refused) = refused.filter(|refused| !refused.is_empty()) {
            return Ok(Err(in_lines(&refused)));
        }
        let (tables_before, tables) = (stored(before.as_ref())?, stored(Some(&after))?);
        let mut told = Vec::new();
        for table in &changed {
            let known_from = before.as_ref();
            let known_from = known_from.map_or(today, |before| before.known_from(table, today));
            let (was, is) = (tables_before.get(table.table), tables.get(table.table));
            if let Some(is) = is {
                publish_table(db, table, (was, is), (today, known_from), now).await?;
                told.extend(in_words_of(table, was, is));
            }
        }
        if told.is_empty() {
            told.push("tables: nothing is different".to_owned());
        }
        Ok(Ok(told))
    }
}

fn in_lines(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|found| in_words(found, Language::En));
    lines.collect::<Vec<_>>().join("\n")
}

fn stored(rules: Option<&Rules>) -> Stored<Map<String, Value>> {
    let tables = rules.map_or_else(|| Ok(Map::new()), Rules::tables);
    tables.map_err(|error| StoreError::Unreadable {
        column: "body",
        reason: error.to_string(),
    })
}

async fn publish_table(
    db: &mut Db,
    table: &ChangedTable,
    (was, is): (Option<&Value>, &Value),
    days: (NaiveDate, NaiveDate),
    now: Timestamp,
) -> Stored<()> {
    let of = |table: Option<&Value>| fingerprint(&table.cloned().unwrap_or_default().to_string());
    let act = Act {
        before: of(was),
        after: of(Some(is)),
        ..Act::new(
            now,
            Actor::CommandLine,
            AuditAction::PublishTables,
            table.to_string(),
        )
    };
    audit::append(db, SETTINGS, &act).await?;
    compensation::publish(db, (table.table, is), days, now).await
}

fn in_words_of(table: &ChangedTable, was: Option<&Value>, is: &Value) -> Vec<String> {
    let Some(was) = was else {
        return vec![format!("{table}: new")];
    };
    let differences = table_differences(was, is).into_iter();
    let differences = differences.map(|line| format!("  {line}"));
    core::iter::once(format!("{table}: different"))
        .chain(differences)
        .collect()
}
