//! What payroll was told held against the log: facts are only ever added, and decide pay.

use super::{self as audit, FACTS, Row};
use crate::store::facts::{self, Told};
use crate::store::{Db, Stored};
use serde::Serialize;
use shared::audit::AuditAction;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Facts that are not as an import left them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StrayedFacts {
    /// When they say that they were told, in milliseconds.
    pub at: Timestamp,
    /// The file that told them, and how many it brought; empty if the log knows of none.
    pub file: String,
    /// What is wrong.
    pub fault: FactsStray,
    /// The same in words.
    pub means: &'static str,
}

/// What can be wrong with facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FactsStray {
    /// They are not those that the import left.
    Altered,
    /// No import in the log told them.
    Unlogged,
}

impl FactsStray {
    const fn means(self) -> &'static str {
        match self {
            Self::Altered => {
                "facts were changed, taken out or put in in the database after the import"
            }
            Self::Unlogged => "facts were put into the database: no import in the log told them",
        }
    }

    fn of(self, at: Timestamp, file: &str) -> StrayedFacts {
        StrayedFacts {
            at,
            file: file.to_owned(),
            fault: self,
            means: self.means(),
        }
    }
}

/// How many facts there are, and how they fit the log.
#[derive(Debug, Default)]
pub struct HeldFacts {
    /// All facts.
    pub facts: u64,
    /// Those of imports before the log knew what each left: nothing can be said of them.
    pub unproven: u64,
    /// What does not fit.
    pub strayed: Vec<StrayedFacts>,
}

/// Holds every fact against the import that told it.
pub async fn held_facts(db: &mut Db) -> Stored<HeldFacts> {
    let mut imports = imports(db).await?;
    let mut held = HeldFacts::default();
    for (at, told) in facts::told(db).await? {
        held.facts += told.facts;
        match imports.remove(&at) {
            None => held.strayed.push(FactsStray::Unlogged.of(at, "")),
            Some(import) if import.is_proof() => {
                held.strayed.extend(import.stray(at, Some(&told)));
            }
            Some(_) => held.unproven += told.facts,
        }
    }
    let emptied = imports.iter().filter(|(_, import)| import.is_proof());
    held.strayed
        .extend(emptied.filter_map(|(at, import)| import.stray(*at, None)));
    Ok(held)
}

/// What the log says of the imports of one moment: the last row counts, which knows what all left.
struct Import {
    file: String,
    /// SHA-256 of what was told; empty in rows that do not know what was left.
    source: String,
    /// [`Told::hash`] afterwards; empty if nothing was added.
    left: String,
}

impl Import {
    fn is_proof(&self) -> bool {
        !self.source.is_empty()
    }

    fn stray(&self, at: Timestamp, told: Option<&Told>) -> Option<StrayedFacts> {
        let hash = told.map_or("", |told| told.hash.as_str());
        (hash != self.left).then(|| FactsStray::Altered.of(at, &self.file))
    }
}

async fn imports(db: &mut Db) -> Stored<BTreeMap<Timestamp, Import>> {
    let mut imports = BTreeMap::new();
    let mut page = audit::rows(db, FACTS, None).await?;
    while let Some(last) = page.last().map(|row| row.seq) {
        let told = page
            .into_iter()
            .filter(|row| row.action() == AuditAction::ImportFacts.as_str());
        imports.extend(told.map(import));
        page = audit::rows(db, FACTS, Some(last)).await?;
    }
    Ok(imports)
}

fn import(row: Row) -> (Timestamp, Import) {
    let at = row.at();
    let import = Import {
        file: row.subject,
        source: row.before,
        left: row.after,
    };
    (at, import)
}
