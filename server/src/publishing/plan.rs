//! What files come to beside what holds: what is wrong, or what would be otherwise and what is to be written for it.

use super::{products, settings, tables};
use crate::store::settings::NewVersion;
use crate::store::{Db, StoreError, Stored, facts, units};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use shared::finding::Finding;
use shared::product::Catalogue;
use shared::rule_book::{FileFinding, Looked, RuleChange, RuleFile, RuleSubject};
use shared::sync::fingerprint;
use shared::time::Timestamp;

/// Files on their way into what holds.
pub(super) struct Given<'f> {
    pub(super) subject: RuleSubject,
    pub(super) files: &'f [RuleFile],
    /// Whether who publishes them says that days which are over are to change.
    pub(super) backdated: bool,
}

/// Under what they are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Under {
    pub(super) today: NaiveDate,
    pub(super) backdated: bool,
    /// Whether facts of pay were told already.
    pub(super) pay_is_counted: bool,
}

/// What files come to.
pub(super) struct Plan {
    pub(super) subject: RuleSubject,
    pub(super) findings: Vec<FileFinding>,
    pub(super) steps: Vec<Step>,
    /// What is sold once it is in force; only of products.
    pub(super) catalogue: Option<Catalogue>,
    /// Stands for what holds now.
    held: String,
}

/// One thing that is to be otherwise.
pub(super) struct Step {
    pub(super) change: RuleChange,
    /// SHA-256 of what held, and of what is to hold.
    pub(super) before: String,
    pub(super) after: String,
    pub(super) what: What,
}

/// What is to be written for it.
pub(super) enum What {
    Setting(NewVersion),
    /// It stands in the catalogue.
    Tariff,
    Table {
        name: &'static str,
        body: Value,
        known_from: NaiveDate,
    },
}

impl Plan {
    /// What these steps come to, beside what holds.
    pub(super) fn of(subject: RuleSubject, held: &impl Serialize, steps: Vec<Step>) -> Self {
        Self {
            subject,
            findings: Vec::new(),
            steps,
            catalogue: None,
            held: hash_of(held),
        }
    }

    /// The same, after which this is sold.
    pub(super) fn selling(self, catalogue: Catalogue) -> Self {
        Self {
            catalogue: Some(catalogue),
            ..self
        }
    }

    /// It is wrong; nothing comes of it.
    pub(super) fn wrong(
        subject: RuleSubject,
        held: &impl Serialize,
        findings: Vec<FileFinding>,
    ) -> Self {
        Self {
            findings,
            ..Self::of(subject, held, Vec::new())
        }
    }

    /// As whoever looks at it is told. Its token is another if anything else would come of it, or holds.
    pub(super) fn looked(&self) -> Looked {
        let changes: Vec<RuleChange> = self.steps.iter().map(|step| step.change.clone()).collect();
        let hashes: Vec<&str> = self.steps.iter().map(|step| step.after.as_str()).collect();
        Looked {
            token: hash_of(&(&self.held, &self.findings, &changes, hashes)),
            findings: self.findings.clone(),
            changes,
        }
    }
}

/// What files come to; only reads.
pub(super) async fn plan(db: &mut Db, given: &Given<'_>, now: Timestamp) -> Stored<Plan> {
    let under = Under {
        today: units::company_day(db, now).await?,
        backdated: given.backdated,
        pay_is_counted: facts::total(db).await? > 0,
    };
    match given.subject {
        RuleSubject::Settings => settings::plan(db, given.files, under).await,
        RuleSubject::Products => products::plan(db, given.files, under).await,
        RuleSubject::Tables => tables::plan(db, given.files, under).await,
    }
}

/// What is wrong with a file as a whole, or at one place of it.
pub(super) fn of_file(file: &str, place: Option<(u32, u32)>, finding: Finding) -> FileFinding {
    FileFinding {
        file: file.to_owned(),
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
        finding,
    }
}

/// What is wrong with none of them alone.
pub(super) fn of_all(finding: Finding) -> FileFinding {
    of_file("", None, finding)
}

/// SHA-256 of it, as JSON.
pub(super) fn hash_of(value: &impl Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    fingerprint(&json.to_string())
}

/// What stands in the store, or is to, is not what it should be.
pub(super) fn unreadable(reason: impl ToString) -> StoreError {
    StoreError::Unreadable {
        column: "body",
        reason: reason.to_string(),
    }
}
