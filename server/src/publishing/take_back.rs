//! What was published and does not hold yet is taken back: what held before goes on holding. Nothing that was stored
//! goes.

use super::company::refuse_others;
use super::draft::{changed_meanwhile, invalid, reason};
use super::plan::{Plan, Step, hash_of, unreadable};
use super::publish::{Publisher, publish, sell};
use super::see_products::{came_with as came_with_catalogue, row};
use super::see_tables::{called, came_with, first_day};
use super::tables;
use crate::auth::SignedIn;
use crate::compensation::known_today;
use crate::new_id::new_id;
use crate::problem::ApiError;
use crate::settings::{Kind, Through};
use crate::store::audit::{self, Act, SETTINGS};
use crate::store::rule_origins::{self, CATALOGUE, Origin};
use crate::store::settings::{self as stored_settings, Standing};
use crate::store::{Db, catalogues, compensation, settings, units};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use shared::audit::AuditAction;
use shared::commission::Rules;
use shared::finding::Finding;
use shared::product::Catalogue;
use shared::rule_book::{Publisher as SeenPublisher, RuleSubject, TakeBack};
use shared::setting::Setting;
use shared::time::Timestamp;

/// Takes back what was published last for a version that is to come.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever does not administer the whole company, and if there is no such version;
/// [`ApiError::ChangedMeanwhile`] if it is not as it was seen; [`ApiError::Invalid`] if it holds already, nothing is there to take back, or no reason is given.
pub async fn take_back(
    db: &mut Db,
    by: &SignedIn,
    asked: &TakeBack,
    now: Timestamp,
) -> Result<(), ApiError> {
    refuse_others(db, by).await?;
    let asked = TakeBack {
        reason: reason(&asked.reason)?,
        ..asked.clone()
    };
    let id = new_id()?.to_string();
    rule_origins::insert_take_back(db, &id, &asked, (&by.person, now)).await?;
    let taking = Taking {
        by,
        asked: &asked,
        today: units::company_day(db, now).await?,
        now,
        id,
    };
    match asked.subject {
        RuleSubject::Settings => {
            let kind = Kind::named(&asked.name).ok_or(ApiError::NotFound)?;
            kind.through(OfSetting {
                db,
                taking: &taking,
            })
            .await
        }
        RuleSubject::Products => taking.of_products(db).await,
        RuleSubject::Tables => taking.of_table(db).await,
    }
}

/// Who takes back what.
struct Taking<'t> {
    by: &'t SignedIn,
    asked: &'t TakeBack,
    today: NaiveDate,
    now: Timestamp,
    id: String,
}

impl Taking<'_> {
    /// That something is taken back, of what there was and what there is.
    async fn write_down(&self, db: &mut Db, before: String, after: String) -> Result<(), ApiError> {
        let TakeBack {
            subject,
            name,
            version,
            ..
        } = self.asked;
        let subject = format!("{subject}: {name}, {version}");
        let act = Act {
            before,
            after,
            ..self.by.act(AuditAction::TakeBackRules, subject, self.now)
        };
        Ok(audit::append(db, SETTINGS, &act).await?)
    }

    fn publisher(&self) -> Publisher<'_> {
        Publisher::Administrator(self.by, Origin::TakeBack(self.id.clone()))
    }

    /// Nobody takes back what they have not seen.
    fn is_seen(&self, version: &impl Serialize) -> Result<(), ApiError> {
        match hash_of(version) == self.asked.hash {
            true => Ok(()),
            false => Err(changed_meanwhile()),
        }
    }

    fn has_begun(&self, day: NaiveDate) -> Result<(), ApiError> {
        match day > self.today {
            true => Ok(()),
            false => {
                let begun = Finding::error("rules_has_begun", "").with("day", day);
                Err(ApiError::Invalid(vec![begun]))
            }
        }
    }

    async fn of_products(&self, db: &mut Db) -> Result<(), ApiError> {
        let published = catalogues::all(db).await?;
        let nothing = Catalogue::default();
        let sold = published.last().map_or(&nothing, |(_, sold)| sold);
        let wanted = sold.products.iter().find(|tariff| {
            tariff.code.as_str() == self.asked.name
                && tariff.valid_from.to_string() == self.asked.version
        });
        let tariff = wanted.ok_or(ApiError::NotFound)?;
        self.is_seen(tariff)?;
        self.has_begun(tariff.valid_from)?;
        let number = came_with_catalogue(&published, tariff).ok_or(ApiError::NotFound)?;
        let which = (CATALOGUE.to_owned(), String::new(), row(number));
        refuse_again(db, RuleSubject::Products, &which).await?;
        let of = |place: usize| published.get(place).map(|(_, catalogue)| catalogue);
        let before = number.checked_sub(1).and_then(of).unwrap_or(&nothing);
        let came = of(number).unwrap_or(&nothing);
        let after = sold.taking_back(before, came, self.today);
        let after = after.map_err(ApiError::Invalid)?;
        self.write_down(db, hash_of(sold), hash_of(&after)).await?;
        sell(db, &after, &self.publisher(), self.now).await?;
        Ok(())
    }

    async fn of_table(&self, db: &mut Db) -> Result<(), ApiError> {
        let published = compensation::all_of(db, &self.asked.name).await?;
        let (last, before) = match published.as_slice() {
            [.., before, last] => (last, before),
            [_] => return Err(invalid("rules_taken_back_already")),
            [] => return Err(ApiError::NotFound),
        };
        let blocks = last.body.as_array().into_iter().flatten();
        let mut wanted = blocks.filter(|block| called(block) == Some(&self.asked.version));
        let block = wanted.next().ok_or(ApiError::NotFound)?;
        self.is_seen(block)?;
        self.has_begun(first_day(block).ok_or(ApiError::NotFound)?)?;
        let is_last = came_with(&published, block).map(|it| it.published_at);
        if is_last != Some(last.published_at) {
            return Err(invalid("rules_taken_back_already"));
        }
        let which = (self.asked.name.clone(), String::new(), last.published_at);
        refuse_again(db, RuleSubject::Tables, &which).await?;
        let steps = self.steps(db, &before.body).await?;
        let (was, is) = (hash_of(&last.body), hash_of(&before.body));
        self.write_down(db, was, is).await?;
        let plan = Plan::of(RuleSubject::Tables, &(), steps);
        publish(db, &plan, &self.publisher(), self.now).await?;
        Ok(())
    }

    /// What is to be written so that a table is as it was; nothing of it may hold already.
    async fn steps(&self, db: &mut Db, body: &Value) -> Result<Vec<Step>, ApiError> {
        let (_, rules) = known_today(db, self.now).await?;
        let rules = rules.ok_or(ApiError::NotFound)?;
        let mut tables = rules.tables().map_err(unreadable)?;
        tables.insert(self.asked.name.clone(), body.clone());
        let calendar = settings::pay_calendar(db).await?;
        let after = Rules::of_tables(tables, &calendar).map_err(unreadable)?;
        let changed = after.changed_since(Some(&rules));
        for table in &changed {
            if let Some(from) = table.from {
                self.has_begun(from)?;
            }
        }
        Ok(tables::steps(Some(&rules), &after, &changed, self.today)?)
    }
}

/// What itself came of taking back is not taken back.
async fn refuse_again(
    db: &mut Db,
    subject: RuleSubject,
    which: &rule_origins::Which,
) -> Result<(), ApiError> {
    let publishers = rule_origins::publishers(db, subject).await?;
    match publishers.get(which) {
        Some(SeenPublisher::TakenBack { .. }) => Err(invalid("rules_taken_back_already")),
        _ => Ok(()),
    }
}

struct OfSetting<'o> {
    db: &'o mut Db,
    taking: &'o Taking<'o>,
}

impl Through for OfSetting<'_> {
    type Output = Result<(), ApiError>;

    async fn of<S: Setting + Send + Sync>(self) -> Self::Output {
        let Self { db, taking } = self;
        let standing: Vec<Standing<S>> = stored_settings::standing(db).await?;
        let day = &taking.asked.version;
        let of_day = |it: &&Standing<S>| it.version.valid_from().to_string() == *day;
        let wanted = standing.iter().find(of_day).ok_or(ApiError::NotFound)?;
        let from = wanted.version.valid_from();
        taking.is_seen(&wanted.version)?;
        taking.has_begun(from)?;
        // Before the first version the first holds: it has begun, whatever its day.
        if standing.len() == 1 {
            taking.has_begun(taking.today)?;
        }
        stored_settings::take_back(db, wanted, &taking.id).await?;
        let after: Vec<S> = settings::versions(db).await?;
        let holds = S::in_force(&after, from);
        let (was, is) = (hash_of(&wanted.version), hash_of(&holds));
        taking.write_down(db, was, is).await
    }
}
