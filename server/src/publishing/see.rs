//! What is published, as administrators see it: what holds today, what is to come, what held before, and whose doing
//! it is.

use super::company::{has_second_person, is_of_company, refuse_strangers};
use super::{see_products, see_settings, see_tables};
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::rule_drafts;
use crate::store::{Db, Stored, units};
use chrono::NaiveDate;
use shared::product::Names;
use shared::rule_book::{RuleItem, RulePage, RuleSubject, RuleText, RuleVersion, RulesPage};
use shared::time::Timestamp;

/// A setting, product or table with all its versions, the latest first.
pub(super) struct Seen {
    pub(super) subject: RuleSubject,
    pub(super) name: String,
    /// What the company calls it; only of a product.
    pub(super) title: Option<Names>,
    pub(super) versions: Vec<RuleVersion>,
}

/// Under what it is seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seeing {
    pub(super) today: NaiveDate,
    /// Whether the reader takes back what is to come.
    pub(super) may_change: bool,
}

impl Seen {
    fn item(&self, today: NaiveDate) -> RuleItem {
        let mut versions = self.versions.iter();
        let holds = |version: &&RuleVersion| {
            version.from <= today && version.until.is_none_or(|until| until >= today)
        };
        let count = |wanted: &dyn Fn(&RuleVersion) -> bool| {
            let found = self.versions.iter().filter(|version| wanted(version));
            u64::try_from(found.count()).unwrap_or(u64::MAX)
        };
        RuleItem {
            subject: self.subject,
            name: self.name.clone(),
            title: self.title.clone(),
            in_force: versions.find(holds).cloned(),
            to_come: count(&|version| version.from > today),
            past: count(&|version| version.until.is_some_and(|until| until < today)),
        }
    }
}

/// Everything that is published, and the drafts.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever administers nothing.
pub async fn overview(db: &mut Db, by: &SignedIn, now: Timestamp) -> Result<RulesPage, ApiError> {
    refuse_strangers(by)?;
    let seeing = seeing(db, by, now).await?;
    let mut items = Vec::new();
    for subject in RuleSubject::ALL {
        let seen = all(db, subject, seeing, now).await?;
        items.extend(seen.iter().map(|seen| seen.item(seeing.today)));
    }
    Ok(RulesPage {
        today: seeing.today,
        may_change: seeing.may_change,
        has_second_person: has_second_person(db, by).await?,
        drafts: rule_drafts::list(db).await?,
        items,
    })
}

/// Everything of a setting, product or table.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever administers nothing, and if nothing of this name is published.
pub async fn item(
    db: &mut Db,
    by: &SignedIn,
    (subject, name): (RuleSubject, &str),
    now: Timestamp,
) -> Result<RulePage, ApiError> {
    refuse_strangers(by)?;
    let seeing = seeing(db, by, now).await?;
    let mut seen = all(db, subject, seeing, now).await?.into_iter();
    let seen = seen.find(|seen| seen.name == name);
    let seen = seen.ok_or(ApiError::NotFound)?;
    let file = text(db, (subject, name, None), now).await?;
    Ok(RulePage {
        today: seeing.today,
        item: seen.item(seeing.today),
        may_change: seeing.may_change,
        versions: seen.versions,
        file: file.ok_or(ApiError::NotFound)?,
    })
}

/// One version as a file, held against another if that is asked.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever administers nothing, and if there is no such version.
pub async fn version(
    db: &mut Db,
    by: &SignedIn,
    (subject, name, version): (RuleSubject, &str, &str),
    against: Option<&str>,
    now: Timestamp,
) -> Result<RuleText, ApiError> {
    refuse_strangers(by)?;
    let found = text(db, (subject, name, Some(version)), now).await?;
    let mut found = found.ok_or(ApiError::NotFound)?;
    if let Some(against) = against {
        let versions = (against, version);
        let differences = match subject {
            RuleSubject::Settings => see_settings::between(db, name, versions).await?,
            RuleSubject::Products => see_products::between(db, name, versions).await?,
            RuleSubject::Tables => see_tables::between(db, name, versions, now).await?,
        };
        found.differences = Some(differences.ok_or(ApiError::NotFound)?);
    }
    Ok(found)
}

async fn seeing(db: &mut Db, by: &SignedIn, now: Timestamp) -> Stored<Seeing> {
    Ok(Seeing {
        today: units::company_day(db, now).await?,
        may_change: is_of_company(db, by).await?,
    })
}

async fn all(
    db: &mut Db,
    subject: RuleSubject,
    seeing: Seeing,
    now: Timestamp,
) -> Stored<Vec<Seen>> {
    match subject {
        RuleSubject::Settings => see_settings::all(db, seeing).await,
        RuleSubject::Products => see_products::all(db, seeing).await,
        RuleSubject::Tables => see_tables::all(db, seeing, now).await,
    }
}

/// All of it, or one version, as publishing reads it.
async fn text(
    db: &mut Db,
    (subject, name, version): (RuleSubject, &str, Option<&str>),
    now: Timestamp,
) -> Stored<Option<RuleText>> {
    match subject {
        RuleSubject::Settings => see_settings::text(db, name, version).await,
        RuleSubject::Products => see_products::text(db, name, version).await,
        RuleSubject::Tables => see_tables::text(db, name, version, now).await,
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::Kind;
    use shared::commission::TABLES;
    use shared::text::{Language, lookup};

    #[test]
    fn every_setting_and_table_is_called_something() {
        let settings = Kind::all().map(Kind::name);
        for name in settings.chain(TABLES) {
            for language in [Language::ZhHans, Language::En] {
                let words = lookup(language, &format!("rule_book.name.{name}"));
                assert!(words.is_some(), "{name}");
            }
        }
    }
}
