//! The commands of the audit log.

use super::heads::{AuditHeads, Heads};
use super::shown::Shown;
use crate::clock::Clock;
use crate::config::StorePlace;
use crate::signing::SigningKey;
use crate::store::audit::{self, Report, Strayed, StrayedFacts, held_facts, strayed, verify};
use crate::store::{Store, signing_keys};
use clap::Args;
use serde::Serialize;
use shared::sync::PublicKey;
use shared::time::Timestamp;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Failure = Box<dyn core::error::Error>;

/// Which log's heads are exported.
#[derive(Debug, Args)]
pub struct AuditHead {
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
    /// The key that signs it [default: signing.key in the data folder].
    #[arg(long, env = "SADDLEBAG_SIGNING_KEY", value_name = "FILE")]
    signing_key: Option<PathBuf>,
}

/// Which log is checked, and against what.
#[derive(Debug, Args)]
pub struct VerifyAudit {
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
    /// An export of `audit-head`: finds a chain that was cut off or rewritten since.
    #[arg(long, value_name = "FILE")]
    head: Option<PathBuf>,
    /// The key that must have signed the export; without it, any key that the database knows.
    #[arg(long, value_name = "KEY", requires = "head")]
    public_key: Option<PublicKey>,
    /// Says it in one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Writes the heads of all chains, signed, as JSON to the standard output.
pub async fn audit_head(asked: AuditHead, clock: &Clock) -> Result<(), Failure> {
    let key = SigningKey::existing(asked.signing_key.as_deref(), &asked.place.data)?;
    let store = Store::open_existing(&asked.place.database()?).await?;
    let heads = audit::heads(&mut *store.read().await?).await?;
    let heads = Heads {
        exported_at: clock.now(),
        epoch: store.epoch().to_owned(),
        heads,
    };
    store.close().await;
    println!("{}", serde_json::to_string_pretty(&heads.signed(&key))?);
    Ok(())
}

/// What `verify-audit` found.
#[derive(Debug, Serialize)]
struct Told {
    #[serde(flatten)]
    report: Report,
    /// How many records were held against the log.
    records: u64,
    /// Those that are not as it last saw them.
    strayed: Vec<Strayed>,
    /// How many facts of pay were held against the log.
    facts: u64,
    /// Those among them of which the log does not say what they were.
    unproven_facts: u64,
    /// The facts that are not as an import left them.
    strayed_facts: Vec<StrayedFacts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exported: Option<Exported>,
}

/// What is to be said of the export itself.
#[derive(Debug, Serialize)]
struct Exported {
    exported_at: i64,
    /// As its key signed it.
    as_signed: bool,
    /// Signed by a key that is trusted.
    key_trusted: bool,
    /// Of the store as it is now; not if a backup was restored since.
    same_epoch: bool,
}

/// Follows every chain, holds every record and fact against it and tells what is wrong. Exit code 0: nothing; 1: something.
pub async fn verify_audit(asked: VerifyAudit) -> Result<ExitCode, Failure> {
    let head = asked.head.as_deref().map(read_head).transpose()?;
    let store = Store::open_existing(&asked.place.database()?).await?;
    let mut db = store.read().await?;
    let exported = match &head {
        Some(head) => {
            let known = signing_keys::all(&mut db).await?;
            let mut known = known.into_iter().map(|known| known.public_key);
            Some(Exported {
                exported_at: head.heads.exported_at.millis(),
                as_signed: head.is_as_signed(),
                key_trusted: match asked.public_key {
                    Some(key) => key == head.key,
                    None => known.any(|key| key == head.key),
                },
                same_epoch: head.heads.epoch == store.epoch(),
            })
        }
        None => None,
    };
    let heads = head.map(|head| head.heads.heads).unwrap_or_default();
    let heads = match &exported {
        Some(exported) if !exported.is_trusted() => Vec::new(),
        _ => heads,
    };
    let mut report = verify(&mut db, &heads).await?;
    let shown = Shown::of(&mut db, &report).await?;
    let (strayed, records) = strayed(&mut db).await?;
    let held = held_facts(&mut db).await?;
    report.whole &= strayed.is_empty() && held.strayed.is_empty();
    drop(db);
    store.close().await;
    let told = Told {
        report,
        records,
        strayed,
        facts: held.facts,
        unproven_facts: held.unproven,
        strayed_facts: held.strayed,
        exported,
    };
    if asked.json {
        println!("{}", serde_json::to_string(&told)?);
    } else {
        println!("{}", told.in_words(&shown));
    }
    Ok(ExitCode::from(u8::from(!told.is_well())))
}

fn read_head(file: &Path) -> Result<AuditHeads, String> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| {
        format!("{shown} cannot be read ({error}): give a file that audit-head has written")
    })?;
    serde_json::from_str(&text).map_err(|error| {
        format!("{shown} is no export of audit-head, or was changed ({error}): give another")
    })
}

impl Exported {
    const fn is_trusted(&self) -> bool {
        self.as_signed && self.key_trusted
    }

    fn in_words(&self, shown: &Shown) -> String {
        let at = shown.time(Timestamp::from_millis(self.exported_at));
        match (self.as_signed, self.key_trusted) {
            (false, _) => "head: was changed after it was exported, its signature does not fit; it was not used".to_owned(),
            (_, false) => "head: is signed with a key that is not this server's; it was not used".to_owned(),
            _ if !self.same_epoch => format!("head: exported {at}, before a backup was restored: rows that came after the backup are rightly missing"),
            _ => format!("head: exported {at}, its signature holds"),
        }
    }
}

impl Told {
    fn is_well(&self) -> bool {
        self.report.whole && self.exported.as_ref().is_none_or(Exported::is_trusted)
    }

    fn in_words(&self, shown: &Shown) -> String {
        let report = &self.report;
        let faults = report.faults.iter();
        let mut lines: Vec<String> = faults.map(|fault| shown.fault(fault)).collect();
        let strayed = self.strayed.iter();
        lines.extend(strayed.map(|it| format!("broken: record {}: {}", it.record, it.means)));
        lines.extend(self.strayed_facts.iter().map(|it| shown.strayed_facts(it)));
        if report.whole {
            let (rows, chains) = (report.rows, report.heads.len());
            let (records, facts) = (self.records, self.facts - self.unproven_facts);
            lines.push(format!(
                "whole: {rows} rows in {chains} chains; {records} records as the log last saw them, {facts} facts of pay as they were told"
            ));
        } else {
            lines.push("compare these with a backup".to_owned());
        }
        if self.unproven_facts > 0 {
            lines.push(format!(
                "not proven: {} facts of pay were told before the log knew what an import leaves",
                self.unproven_facts
            ));
        }
        lines.extend(report.heads.iter().map(|head| shown.head(head)));
        lines.extend(
            self.exported
                .as_ref()
                .map(|exported| exported.in_words(shown)),
        );
        lines.join("\n")
    }
}
