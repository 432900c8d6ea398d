//! `saddlebag publish-settings`: new versions of what the company decides, into the store.

use super::difference::differences;
use super::{Kind, Through, publish_as_delivered};
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::finding_text::in_words;
use crate::store::audit::{self, Act, Actor, SETTINGS};
use crate::store::{Db, Store, Stored, facts, settings};
use clap::{Args, ValueEnum};
use shared::audit::AuditAction;
use shared::finding::Finding;
use shared::setting::{Backdating, Setting, SettingFault, check_backdated, from_toml};
use shared::sync::fingerprint;
use shared::text::Language;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use std::path::{Path, PathBuf};

type Failure = Box<dyn core::error::Error>;

/// Publishes what the company decides, each version from its day on. Versions that are there already stay as
/// they are; another version of the same day takes the place of the one before. `settings` prints what is
/// there in the form that this reads.
#[derive(Debug, Args)]
pub struct PublishSettings {
    /// The files, each named after what it decides: authority.toml, `fact_limits.toml`,
    /// `office_days.toml`, `pay_calendar.toml`, presence.toml, reasons.toml, sessions.toml, watch.toml.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Says what would change, and keeps nothing.
    #[arg(long)]
    dry_run: bool,
    /// Takes versions that hold on days that are over; not of what pay is counted by, once facts of pay are told.
    #[arg(long)]
    backdated: bool,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// Publishes all files or none, and says what is different from before.
///
/// # Errors
/// The file that is wrong and what is wrong with it, or that the store cannot be used.
pub async fn publish_settings(command: &PublishSettings, clock: &Clock) -> Result<(), Failure> {
    let mut files = Vec::new();
    for file in &command.files {
        files.push((kind_of(file)?, text_of(file)?));
    }
    let store = Store::open_existing(&command.place.database()?).await?;
    publish_as_delivered(&store, clock).await?;
    let (now, files) = (clock.now(), &files);
    let published = store.write(SETTINGS, |mut db| async move {
        let mut told = Vec::new();
        for (kind, text) in files {
            let publishing = Publishing {
                db: &mut db,
                text,
                now,
                backdated: command.backdated,
            };
            match kind.through(publishing).await? {
                Ok(lines) => told.extend(lines),
                Err(fault) => return Ok(Err(format!("{}.toml: {}", kind.name(), why(&fault)))),
            }
        }
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

fn kind_of(file: &Path) -> Result<Kind, Failure> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    Kind::named(&name).ok_or_else(|| {
        let known = Kind::value_variants().iter();
        let known: Vec<String> = known.map(|kind| format!("{}.toml", kind.name())).collect();
        let (file, known) = (file.display(), known.join(", "));
        format!("{file}: its name does not say what it decides: name it {known}").into()
    })
}

fn text_of(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|error| format!("{} cannot be read: {error}", file.display()).into())
}

fn why(fault: &SettingFault) -> String {
    match fault {
        SettingFault::Mistaken(findings) => {
            let found = findings.iter().map(|found| in_words(found, Language::En));
            found.collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}

struct Publishing<'p> {
    db: &'p mut Db,
    text: &'p str,
    now: Timestamp,
    backdated: bool,
}

impl Through for Publishing<'_> {
    type Output = Stored<Result<Vec<String>, SettingFault>>;

    async fn of<S: Setting + Send + Sync>(self) -> Self::Output {
        let versions: Vec<S> = match from_toml(self.text) {
            Ok(versions) => versions,
            Err(fault) => return Ok(Err(fault)),
        };
        let before: Vec<S> = settings::versions(self.db).await?;
        let new = || versions.iter().filter(|version| !before.contains(version));
        let backdating = Backdating {
            is_said: self.backdated,
            pay_is_counted: facts::total(self.db).await? > 0,
        };
        let today = self.now.civil_date(CHINA_OFFSET_MINUTES);
        let refused: Vec<Finding> = new()
            .filter_map(|version| check_backdated(version, today?, backdating))
            .collect();
        if !refused.is_empty() {
            return Ok(Err(SettingFault::Mistaken(refused)));
        }
        let mut told = Vec::new();
        for version in new() {
            let held = S::in_force(&before, version.valid_from());
            settings::publish(self.db, version, self.now).await?;
            told.push(write_down(self.db, held, version, self.now).await?);
        }
        if told.is_empty() {
            told.push(format!("{}: nothing is different", S::NAME));
        }
        Ok(Ok(told))
    }
}

/// Writes a version into the audit log, and says how it differs from the one that held on its first day.
async fn write_down<S: Setting>(
    db: &mut Db,
    held: Option<&S>,
    version: &S,
    now: Timestamp,
) -> Stored<String> {
    let json = |version: &S| serde_json::to_value(version).unwrap_or_default();
    let (before, after) = (held.map(json).unwrap_or_default(), json(version));
    let subject = format!("{}, from {}", S::NAME, version.valid_from());
    let act = Act {
        before: fingerprint(&before.to_string()),
        after: fingerprint(&after.to_string()),
        ..Act::new(
            now,
            Actor::CommandLine,
            AuditAction::PublishSetting,
            &subject,
        )
    };
    audit::append(db, SETTINGS, &act).await?;
    let lines = differences(&before, &after);
    Ok(format!("{subject}:\n  {}", lines.join("\n  ")))
}
