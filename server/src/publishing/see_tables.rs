//! Tables as they are seen.

use super::plan::{hash_of, unreadable};
use super::see::{Seeing, Seen};
use crate::compensation::known_today;
use crate::store::compensation::{self, Published};
use crate::store::rule_origins;
use crate::store::{Db, Stored, settings};
use chrono::NaiveDate;
use serde_json::Value;
use shared::commission::{Rules, TABLES};
use shared::rule_book::{Publisher, RuleSubject, RuleText, RuleVersion};
use shared::setting::{RuleDifference, differences};
use shared::time::Timestamp;

const SUBJECT: RuleSubject = RuleSubject::Tables;

/// Every table that is published.
pub(super) async fn all(db: &mut Db, seeing: Seeing, now: Timestamp) -> Stored<Vec<Seen>> {
    let publishers = rule_origins::publishers(db, SUBJECT).await?;
    let Some(rules) = known_today(db, now).await?.1 else {
        return Ok(Vec::new());
    };
    let tables = rules.tables().map_err(unreadable)?;
    let mut all = Vec::new();
    for name in TABLES {
        let published = compensation::all_of(db, name).await?;
        let blocks = tables.get(name).and_then(Value::as_array);
        let versions = blocks.into_iter().flatten().filter_map(|block| {
            let came = came_with(&published, block)?;
            let which = (name.to_owned(), String::new(), came.published_at);
            let by = publishers.get(&which).cloned();
            let by = by.unwrap_or(Publisher::CommandLine {
                at: Timestamp::from_millis(came.published_at),
            });
            let is_last = published.last().map(|it| it.published_at) == Some(came.published_at);
            let is_first = published.first().map(|it| it.published_at) == Some(came.published_at);
            let is_again = matches!(by, Publisher::TakenBack { .. });
            let from = first_day(block)?;
            let takes_back = from > seeing.today && is_last && !is_first && !is_again;
            Some(RuleVersion {
                version: called(block)?.to_owned(),
                from,
                until: last_day(block),
                hash: hash_of(block),
                may_take_back: seeing.may_change && takes_back,
                by,
            })
        });
        let mut versions: Vec<RuleVersion> = versions.collect();
        versions.sort_by_key(|version| core::cmp::Reverse(version.from));
        all.push(Seen {
            subject: SUBJECT,
            name: name.to_owned(),
            title: None,
            versions,
        });
    }
    Ok(all)
}

/// The publication with which a version came as it stands now.
pub(super) fn came_with<'p>(published: &'p [Published], block: &Value) -> Option<&'p Published> {
    let has = |it: &Published| it.body.as_array().is_some_and(|all| all.contains(block));
    let without = published.iter().rposition(|it| !has(it));
    published.get(without.map_or(0, |without| without + 1))
}

/// What a version, or a scheme, is called.
pub(super) fn called(block: &Value) -> Option<&str> {
    let text = |key: &str| block.get(key).and_then(Value::as_str);
    text("version").or_else(|| text("code"))
}

/// Its first day; of a scheme that of its first month.
pub(super) fn first_day(block: &Value) -> Option<NaiveDate> {
    let text = block.get("from").and_then(Value::as_str)?;
    let month = || text.parse().ok().map(shared::month::Month::first_day);
    text.parse().ok().or_else(month)
}

fn last_day(block: &Value) -> Option<NaiveDate> {
    let text = |key: &str| block.get(key).and_then(Value::as_str);
    let until = text("until").and_then(|day| day.parse().ok());
    let month = || Some(text("to")?.parse::<shared::month::Month>().ok()?.last_day());
    until.or_else(month)
}

/// A table as publishing reads it: whole, or with one of its versions alone, to be looked at.
pub(super) async fn text(
    db: &mut Db,
    name: &str,
    version: Option<&str>,
    now: Timestamp,
) -> Stored<Option<RuleText>> {
    let Some(rules) = known_today(db, now).await?.1 else {
        return Ok(None);
    };
    let rules = match version {
        None => rules,
        Some(version) => match alone(db, &rules, name, version).await? {
            Some(rules) => rules,
            None => return Ok(None),
        },
    };
    let files = rules.to_toml().map_err(unreadable)?;
    let file = format!("{name}.toml");
    let mut files = files.into_iter();
    let found = files.find(|(name, _)| *name == file);
    Ok(found.map(|(name, text)| RuleText {
        name: name.to_owned(),
        text,
        differences: None,
    }))
}

async fn alone(db: &mut Db, rules: &Rules, name: &str, version: &str) -> Stored<Option<Rules>> {
    let mut tables = rules.tables().map_err(unreadable)?;
    let Some(Value::Array(blocks)) = tables.get_mut(name) else {
        return Ok(None);
    };
    blocks.retain(|block| called(block) == Some(version));
    if blocks.is_empty() {
        return Ok(None);
    }
    let calendar = settings::pay_calendar(db).await?;
    Rules::of_tables(tables, &calendar)
        .map(Some)
        .map_err(unreadable)
}

/// What one version says otherwise than another.
pub(super) async fn between(
    db: &mut Db,
    name: &str,
    (before, after): (&str, &str),
    now: Timestamp,
) -> Stored<Option<Vec<RuleDifference>>> {
    let Some(rules) = known_today(db, now).await?.1 else {
        return Ok(None);
    };
    let tables = rules.tables().map_err(unreadable)?;
    let blocks = tables.get(name).and_then(Value::as_array);
    let of = |version: &str| {
        let mut blocks = blocks.into_iter().flatten();
        blocks.find(|block| called(block) == Some(version))
    };
    let both = of(before).zip(of(after));
    Ok(both.map(|(was, is)| differences(was, is)))
}
