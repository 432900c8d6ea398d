//! Settings as they are seen.

use super::plan::{hash_of, unreadable};
use super::see::{Seeing, Seen};
use crate::settings::{Kind, Through};
use crate::store::rule_origins::{self, Which};
use crate::store::settings::{self, Standing};
use crate::store::{Db, Stored};
use chrono::NaiveDate;
use shared::rule_book::{Publisher, RuleSubject, RuleText, RuleVersion};
use shared::setting::{RuleDifference, Setting, differences, to_toml};
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Every setting.
pub(super) async fn all(db: &mut Db, seeing: Seeing) -> Stored<Vec<Seen>> {
    let publishers = rule_origins::publishers(db, RuleSubject::Settings).await?;
    let mut all = Vec::new();
    for kind in Kind::all() {
        let versions = kind.through(Reading {
            db,
            seeing,
            publishers: &publishers,
        });
        all.push(Seen {
            subject: RuleSubject::Settings,
            name: kind.name().to_owned(),
            title: None,
            versions: versions.await?,
        });
    }
    Ok(all)
}

struct Reading<'r> {
    db: &'r mut Db,
    seeing: Seeing,
    publishers: &'r BTreeMap<Which, Publisher>,
}

impl Through for Reading<'_> {
    type Output = Stored<Vec<RuleVersion>>;

    async fn of<S: Setting + Send + Sync>(self) -> Self::Output {
        let standing: Vec<Standing<S>> = settings::standing(self.db).await?;
        let delivered = S::as_delivered().map_err(unreadable)?;
        let mut versions = Vec::new();
        let mut next: Option<NaiveDate> = None;
        for standing in standing.iter().rev() {
            let (first, at) = (standing.version.valid_from(), standing.published_at);
            let which = (S::NAME.to_owned(), first.to_string(), at);
            let by = match self.publishers.get(&which) {
                Some(publisher) => publisher.clone(),
                None if delivered.contains(&standing.version) => Publisher::AsDelivered {},
                None => Publisher::CommandLine {
                    at: Timestamp::from_millis(at),
                },
            };
            let is_to_come = first > self.seeing.today;
            let is_decided = by != Publisher::AsDelivered {};
            versions.push(RuleVersion {
                version: first.to_string(),
                from: first,
                until: next.and_then(|next| next.pred_opt()),
                hash: hash_of(&standing.version),
                may_take_back: self.seeing.may_change && is_to_come && is_decided,
                by,
            });
            next = Some(first);
        }
        Ok(versions)
    }
}

/// All versions, or one, as publishing reads them.
pub(super) async fn text(
    db: &mut Db,
    name: &str,
    version: Option<&str>,
) -> Stored<Option<RuleText>> {
    let Some(kind) = Kind::named(name) else {
        return Ok(None);
    };
    let text = kind.through(Writing { db, version }).await?;
    Ok(text.map(|text| RuleText {
        name: format!("{name}.toml"),
        text,
        differences: None,
    }))
}

struct Writing<'w> {
    db: &'w mut Db,
    version: Option<&'w str>,
}

impl Through for Writing<'_> {
    type Output = Stored<Option<String>>;

    async fn of<S: Setting + Send + Sync>(self) -> Self::Output {
        let mut versions: Vec<S> = settings::versions(self.db).await?;
        if let Some(wanted) = self.version {
            versions.retain(|version| version.valid_from().to_string() == wanted);
        }
        if versions.is_empty() {
            return Ok(None);
        }
        to_toml(&versions).map(Some).map_err(unreadable)
    }
}

/// What one version says otherwise than another.
pub(super) async fn between(
    db: &mut Db,
    name: &str,
    versions: (&str, &str),
) -> Stored<Option<Vec<RuleDifference>>> {
    match Kind::named(name) {
        Some(kind) => kind.through(Comparing { db, versions }).await,
        None => Ok(None),
    }
}

struct Comparing<'c> {
    db: &'c mut Db,
    versions: (&'c str, &'c str),
}

impl Through for Comparing<'_> {
    type Output = Stored<Option<Vec<RuleDifference>>>;

    async fn of<S: Setting + Send + Sync>(self) -> Self::Output {
        let versions: Vec<S> = settings::versions(self.db).await?;
        let of = |day: &str| {
            let mut versions = versions.iter();
            let found = versions.find(|version| version.valid_from().to_string() == day);
            found.map(|version| serde_json::to_value(version).unwrap_or_default())
        };
        let both = of(self.versions.0).zip(of(self.versions.1));
        Ok(both.map(|(was, is)| differences(&was, &is)))
    }
}
