//! What files come to is written, and written down.

use super::plan::{Plan, Step, What};
use crate::auth::SignedIn;
use crate::store::audit::{self, Act, Actor, SETTINGS};
use crate::store::rule_origins::{self, CATALOGUE, Origin};
use crate::store::{Db, Stored, catalogues, compensation, settings, units};
use shared::audit::AuditAction;
use shared::product::Catalogue;
use shared::rule_book::RuleSubject;
use shared::time::Timestamp;

/// Who publishes.
pub(super) enum Publisher<'p> {
    /// Whoever has the server's machine.
    CommandLine,
    /// An administrator, and why what they publish came to be.
    Administrator(&'p SignedIn, Origin),
}

impl Publisher<'_> {
    fn act(&self, action: AuditAction, subject: String, now: Timestamp) -> Act {
        match self {
            Self::CommandLine => Act::new(now, Actor::CommandLine, action, subject),
            Self::Administrator(by, _) => by.act(action, subject, now),
        }
    }

    async fn is_origin_of(
        &self,
        db: &mut Db,
        subject: RuleSubject,
        which: rule_origins::Which,
    ) -> Stored<()> {
        match self {
            Self::CommandLine => Ok(()),
            Self::Administrator(_, origin) => {
                rule_origins::insert(db, subject, which, origin).await
            }
        }
    }
}

/// Writes each step into the audit log and into the store. What is sold comes last of all, for phones are told of it.
pub(super) async fn publish(
    db: &mut Db,
    plan: &Plan,
    by: &Publisher<'_>,
    now: Timestamp,
) -> Stored<()> {
    let action = match plan.subject {
        RuleSubject::Settings => AuditAction::PublishSetting,
        RuleSubject::Products => AuditAction::PublishProducts,
        RuleSubject::Tables => AuditAction::PublishTables,
    };
    for step in &plan.steps {
        let act = Act {
            before: step.before.clone(),
            after: step.after.clone(),
            ..by.act(action, step.change.to_string(), now)
        };
        audit::append(db, SETTINGS, &act).await?;
        write(db, step, by, now).await?;
    }
    match &plan.catalogue {
        Some(catalogue) if !plan.steps.is_empty() => sell(db, catalogue, by, now).await,
        _ => Ok(()),
    }
}

async fn write(db: &mut Db, step: &Step, by: &Publisher<'_>, now: Timestamp) -> Stored<()> {
    match &step.what {
        What::Setting(version) => {
            let at = settings::publish(db, version, now).await?;
            let first_day = version.valid_from().to_string();
            let which = (version.name().to_owned(), first_day, at);
            by.is_origin_of(db, RuleSubject::Settings, which).await
        }
        What::Tariff => Ok(()),
        What::Table {
            name,
            body,
            known_from,
        } => {
            let today = units::company_day(db, now).await?;
            let days = (today, *known_from);
            let at = compensation::publish(db, (name, body), days, now).await?;
            let which = ((*name).to_owned(), String::new(), at);
            by.is_origin_of(db, RuleSubject::Tables, which).await
        }
    }
}

/// Publishes a catalogue: the last statements of a transaction.
pub(super) async fn sell(
    db: &mut Db,
    catalogue: &Catalogue,
    by: &Publisher<'_>,
    now: Timestamp,
) -> Stored<()> {
    let next = catalogues::version(db).await?.saturating_add(1);
    let number = i64::try_from(next).unwrap_or(i64::MAX);
    let which = (CATALOGUE.to_owned(), String::new(), number);
    by.is_origin_of(db, RuleSubject::Products, which).await?;
    catalogues::publish(db, catalogue, now).await?;
    Ok(())
}
