//! Publishing on the command line: all files or none.

use super::plan::{Given, plan};
use super::publish::{Publisher, publish};
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::finding_text::text_of;
use crate::settings::publish_as_delivered;
use crate::store::audit::SETTINGS;
use crate::store::{Store, Stored};
use shared::rule_book::{FileFinding, RuleChange, RuleFile, RuleSubject};
use shared::text::Language;
use std::path::PathBuf;

type Failure = Box<dyn core::error::Error>;

/// What whoever runs the server publishes.
pub struct Order<'o> {
    /// Of what.
    pub subject: RuleSubject,
    /// The files.
    pub files: &'o [PathBuf],
    /// Only says what would change.
    pub dry_run: bool,
    /// Takes what holds on days that are over.
    pub backdated: bool,
    /// Where the store is.
    pub place: &'o StorePlace,
}

/// Publishes all files or none; what is otherwise than before.
///
/// # Errors
/// What is wrong and in which file, or that the store cannot be used.
pub async fn publish_files(order: &Order<'_>, clock: &Clock) -> Result<Vec<RuleChange>, Failure> {
    let files = files_on_disk(order.files)?;
    let given = &Given {
        subject: order.subject,
        files: &files,
        backdated: order.backdated,
    };
    let store = Store::open_existing(&order.place.database()?).await?;
    publish_as_delivered(&store, clock).await?;
    let now = clock.now();
    let published = store.write(SETTINGS, |mut db| async move {
        let planned = plan(&mut db, given, now).await?;
        if planned.findings.is_empty() && !order.dry_run {
            publish(&mut db, &planned, &Publisher::CommandLine, now).await?;
            db.commit().await?;
        }
        Stored::Ok(planned.looked())
    });
    let looked = published.await?;
    store.close().await;
    match looked.findings.is_empty() {
        true => Ok(looked.changes),
        false => {
            let lines = looked.findings.iter().map(line);
            Err(lines.collect::<Vec<_>>().join("\n").into())
        }
    }
}

/// Files by what they are called, without the folders; names are written large or small alike.
///
/// # Errors
/// The file that cannot be read.
pub fn files_on_disk(files: &[PathBuf]) -> Result<Vec<RuleFile>, Failure> {
    let read = files.iter().map(|file| {
        let text = std::fs::read_to_string(file)
            .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
        let name = file.file_name().unwrap_or_default();
        let name = name.to_string_lossy().to_lowercase();
        Ok(RuleFile { name, text })
    });
    read.collect()
}

/// `gates.toml: TOML parse error at line 3, column 1: what is wrong, and what to do`.
fn line(found: &FileFinding) -> String {
    let place = found.line.zip(found.column);
    let place =
        place.map(|(line, column)| format!("TOML parse error at line {line}, column {column}"));
    let named = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let parts = [
        named(&found.file),
        place,
        named(&found.finding.path),
        Some(text_of(&found.finding, Language::En)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(": ")
}

/// Says what is otherwise of products and tables, as a line for each and what is different of it.
pub fn tell(subject: RuleSubject, changes: &[RuleChange]) {
    if changes.is_empty() {
        println!("{subject}: nothing is different");
    }
    for change in changes {
        let what = if change.is_new { "new" } else { "different" };
        println!("{change}: {what}");
        for difference in &change.differences {
            println!("  {difference}");
        }
    }
}
