//! `saddlebag publish-products`: new tariffs of what the company sells, to every phone.

use crate::clock::Clock;
use crate::config::StorePlace;
use crate::finding_text::in_words;
use crate::store::audit::{self, Act, Actor, SETTINGS};
use crate::store::{Db, Store, Stored, catalogues};
use clap::Args;
use shared::audit::AuditAction;
use shared::finding::Finding;
use shared::product::{Catalogue, Product, Publication};
use shared::sync::fingerprint;
use shared::text::Language;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use std::path::{Path, PathBuf};

type Failure = Box<dyn core::error::Error>;

/// Publishes what the company sells: each file is a tariff, in the place of that of the same product and first day.
/// Tariffs that are not named stay as they are. Phones have it with their next exchange, the running server at
/// once. `products --to` writes what is there in the form that this reads.
#[derive(Debug, Args)]
pub struct PublishProducts {
    /// The files. The name of each begins with the code of its product, as in wl-a-2027.toml.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Says what would change, and keeps nothing.
    #[arg(long)]
    dry_run: bool,
    /// Takes what changes the tariffs by which was sold on days that are over.
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
pub async fn publish_products(command: &PublishProducts, clock: &Clock) -> Result<(), Failure> {
    let tariffs = read(&command.files)?;
    let store = Store::open_existing(&command.place.database()?).await?;
    let now = clock.now();
    let today = now.civil_date(CHINA_OFFSET_MINUTES);
    let today = today.ok_or("the clock of this machine shows no date")?;
    let tariffs = &tariffs;
    let published = store.write(SETTINGS, |mut db| async move {
        let sold = sold(&mut db).await?;
        let publication = match sold.with_tariffs(tariffs.clone(), today, command.backdated) {
            Ok(publication) => publication,
            Err(findings) => return Ok(Err(findings)),
        };
        if !publication.changed.is_empty() && !command.dry_run {
            publish(&mut db, &publication, now).await?;
            db.commit().await?;
        }
        Stored::Ok(Ok(publication.changed))
    });
    let published = published.await?;
    store.close().await;
    let changed = published.map_err(|findings| in_lines(&findings))?;
    if changed.is_empty() {
        println!("products: nothing is different");
    }
    for tariff in &changed {
        let what = match tariff.before {
            Some(_) => "different",
            None => "new",
        };
        println!("{tariff}: {what}");
        for difference in tariff.differences() {
            println!("  {difference}");
        }
    }
    Ok(())
}

fn read(files: &[PathBuf]) -> Result<Vec<Product>, Failure> {
    let mut read = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file)
            .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
        read.push((name_of(file), text));
    }
    let files: Vec<(&str, &str)> = read
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Ok(Catalogue::from_toml(&files)?.products)
}

/// Codes are written large or small alike.
fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().to_lowercase()
}

fn in_lines(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|found| in_words(found, Language::En));
    lines.collect::<Vec<_>>().join("\n")
}

async fn sold(db: &mut Db) -> Stored<Catalogue> {
    match catalogues::all(db).await?.pop() {
        Some((_, catalogue)) => Ok(catalogue),
        None => Ok(Catalogue::default()),
    }
}

/// Writes each tariff into the audit log, then publishes: that comes last.
async fn publish(db: &mut Db, publication: &Publication, now: Timestamp) -> Stored<()> {
    for tariff in &publication.changed {
        let act = Act {
            before: of_tariff(tariff.before.as_ref()),
            after: of_tariff(Some(&tariff.after)),
            ..Act::new(
                now,
                Actor::CommandLine,
                AuditAction::PublishProducts,
                tariff.to_string(),
            )
        };
        audit::append(db, SETTINGS, &act).await?;
    }
    catalogues::publish(db, &publication.catalogue, now).await?;
    Ok(())
}

fn of_tariff(tariff: Option<&Product>) -> String {
    let json = serde_json::to_value(tariff).unwrap_or_default();
    fingerprint(&json.to_string())
}
