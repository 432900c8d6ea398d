//! Products as they are seen.

use super::plan::{hash_of, unreadable};
use super::see::{Seeing, Seen};
use crate::products::file_name;
use crate::store::rule_origins::{self, CATALOGUE};
use crate::store::{Db, Stored, catalogues};
use shared::product::{Catalogue, ChangedTariff, Product};
use shared::rule_book::{Publisher, RuleSubject, RuleText, RuleVersion};
use shared::setting::RuleDifference;
use shared::time::Timestamp;

const SUBJECT: RuleSubject = RuleSubject::Products;

/// Every catalogue that was published, with when, in their order; the first is number 1.
pub(super) type Published = Vec<(Timestamp, Catalogue)>;

/// Every product, in the order of the catalogue.
pub(super) async fn all(db: &mut Db, seeing: Seeing) -> Stored<Vec<Seen>> {
    let publishers = rule_origins::publishers(db, SUBJECT).await?;
    let published = catalogues::all(db).await?;
    let mut all: Vec<Seen> = Vec::new();
    let sold = published.last().map(|(_, catalogue)| catalogue);
    for tariff in sold.into_iter().flat_map(|sold| &sold.products) {
        let Some(number) = came_with(&published, tariff) else {
            continue;
        };
        let which = (CATALOGUE.to_owned(), String::new(), row(number));
        let at = published.get(number).map(|(at, _)| *at);
        let command_line = || Publisher::CommandLine {
            at: at.unwrap_or(Timestamp::from_millis(0)),
        };
        let by = publishers.get(&which).cloned();
        let by = by.unwrap_or_else(command_line);
        let is_again = matches!(by, Publisher::TakenBack { .. });
        let version = RuleVersion {
            version: tariff.valid_from.to_string(),
            from: tariff.valid_from,
            until: tariff.valid_until,
            hash: hash_of(tariff),
            may_take_back: seeing.may_change && tariff.valid_from > seeing.today && !is_again,
            by,
        };
        let name = tariff.code.to_string();
        match all.iter_mut().find(|seen| seen.name == name) {
            Some(seen) => seen.versions.push(version),
            None => all.push(Seen {
                subject: SUBJECT,
                name,
                title: Some(tariff.name.clone()),
                versions: vec![version],
            }),
        }
    }
    for seen in &mut all {
        seen.versions
            .sort_by_key(|version| core::cmp::Reverse(version.from));
    }
    Ok(all)
}

/// With which of the catalogues a tariff came as it stands in the last, from 0.
pub(super) fn came_with(published: &Published, tariff: &Product) -> Option<usize> {
    let has = |(_, catalogue): &(Timestamp, Catalogue)| catalogue.products.contains(tariff);
    let without = published.iter().rposition(|it| !has(it));
    let number = without.map_or(0, |without| without + 1);
    (number < published.len()).then_some(number)
}

/// The number of a catalogue as its row has it.
pub(super) fn row(place: usize) -> i64 {
    i64::try_from(place + 1).unwrap_or(i64::MAX)
}

/// A tariff, or the last of them, as publishing reads it.
pub(super) async fn text(
    db: &mut Db,
    name: &str,
    version: Option<&str>,
) -> Stored<Option<RuleText>> {
    let sold = super::products::sold(db).await?;
    let mut tariffs = tariffs(&sold, name);
    let found = match version {
        Some(day) => tariffs.find(|tariff| tariff.valid_from.to_string() == day),
        None => tariffs.max_by_key(|tariff| tariff.valid_from),
    };
    let text = found.map(|tariff| {
        Ok(RuleText {
            name: file_name(tariff),
            text: tariff.to_toml().map_err(unreadable)?,
            differences: None,
        })
    });
    text.transpose()
}

/// What one tariff says otherwise than another.
pub(super) async fn between(
    db: &mut Db,
    name: &str,
    (before, after): (&str, &str),
) -> Stored<Option<Vec<RuleDifference>>> {
    let sold = super::products::sold(db).await?;
    let of = |day: &str| {
        let mut tariffs = tariffs(&sold, name);
        tariffs
            .find(|tariff| tariff.valid_from.to_string() == day)
            .cloned()
    };
    let both = of(before).zip(of(after));
    Ok(both.map(|(before, after)| {
        let before = Some(before);
        ChangedTariff { before, after }.differences()
    }))
}

fn tariffs<'a>(sold: &'a Catalogue, name: &'a str) -> impl Iterator<Item = &'a Product> {
    let products = sold.products.iter();
    products.filter(move |tariff| tariff.code.as_str() == name)
}
