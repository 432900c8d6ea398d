//! Products: a file is a tariff, in the place of that of the same product and first day.

use super::plan::{Plan, Step, Under, What, hash_of, of_all, of_file};
use crate::store::{Db, Stored, catalogues};
use shared::finding::Finding;
use shared::product::{Catalogue, ChangedTariff, Product};
use shared::rule_book::{FileFinding, RuleChange, RuleFile, RuleSubject};

const SUBJECT: RuleSubject = RuleSubject::Products;

/// What files of products come to. Tariffs that are not given stay as they are.
pub(super) async fn plan(db: &mut Db, files: &[RuleFile], under: Under) -> Stored<Plan> {
    let sold = sold(db).await?;
    let tariffs = match read(files) {
        Ok(tariffs) => tariffs,
        Err(findings) => return Ok(Plan::wrong(SUBJECT, &sold, findings)),
    };
    let publication = match sold.with_tariffs(tariffs, under.today, under.backdated) {
        Ok(publication) => publication,
        Err(findings) => {
            let findings = findings.into_iter().map(of_all).collect();
            return Ok(Plan::wrong(SUBJECT, &sold, findings));
        }
    };
    let steps = publication.changed.iter().map(step).collect();
    Ok(Plan::of(SUBJECT, &sold, steps).selling(publication.catalogue))
}

/// What is sold, and was; nothing of a company that has published nothing.
pub(super) async fn sold(db: &mut Db) -> Stored<Catalogue> {
    match catalogues::all(db).await?.pop() {
        Some((_, catalogue)) => Ok(catalogue),
        None => Ok(Catalogue::default()),
    }
}

/// Every file that is no product is named.
fn read(files: &[RuleFile]) -> Result<Vec<Product>, Vec<FileFinding>> {
    let (mut tariffs, mut findings) = (Vec::new(), Vec::new());
    for file in files {
        match Catalogue::from_toml(&[(&file.name, &file.text)]) {
            Ok(catalogue) => tariffs.extend(catalogue.products),
            Err(wrong) => findings.push(of_file(&file.name, wrong.place(), wrong.finding())),
        }
    }
    if files.is_empty() {
        findings.push(of_all(Finding::error("rules_no_files", "")));
    }
    match findings.is_empty() {
        true => Ok(tariffs),
        false => Err(findings),
    }
}

fn step(tariff: &ChangedTariff) -> Step {
    Step {
        change: RuleChange {
            name: tariff.after.code.to_string(),
            from: Some(tariff.after.valid_from),
            until: tariff.after.valid_until,
            is_new: tariff.before.is_none(),
            differences: tariff.differences(),
        },
        before: hash_of(&tariff.before),
        after: hash_of(&tariff.after),
        what: What::Tariff,
    }
}
