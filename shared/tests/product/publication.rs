//! What a company may change in what it sells, and when.

use crate::agent::catalogue;
use chrono::NaiveDate;
use shared::finding::Finding;
use shared::product::{Catalogue, Product};

const TODAY: &str = "2026-11-30";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The term life of the demonstration, which has begun and is open.
fn term_life() -> Product {
    let code = "TL-A".parse().unwrap();
    catalogue().tariffs(&code).next().unwrap().clone()
}

/// The codes of what is wrong with these tariffs today.
fn wrong(catalogue: &Catalogue, tariffs: &[Product], is_said: bool) -> Vec<String> {
    let published = catalogue.with_tariffs(tariffs.to_vec(), day(TODAY), is_said);
    let findings = published.err().unwrap_or_default();
    findings.iter().map(|it| it.code.to_string()).collect()
}

fn ended(last: &str) -> Product {
    Product {
        valid_until: Some(day(last)),
        ..term_life()
    }
}

fn begun_anew(first: &str) -> Product {
    Product {
        valid_from: day(first),
        min_days: 30,
        ..term_life()
    }
}

#[test]
fn a_new_tariff_begins_when_the_one_before_has_ended() {
    let tariffs = [begun_anew("2027-01-01"), ended("2026-12-31")];
    let published = catalogue().with_tariffs(tariffs.to_vec(), day(TODAY), false);
    let published = published.unwrap();
    let told: Vec<String> = published.changed.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["TL-A from 2027-01-01", "TL-A from 2024-01-01 to 2026-12-31"]
    );
    assert_eq!(published.changed[0].before, None);
    assert_eq!(published.changed[1].before, Some(term_life()));
    let code = "TL-A".parse().unwrap();
    let sold = |on| {
        published
            .catalogue
            .product(&code, day(on))
            .unwrap()
            .min_days
    };
    assert_eq!([sold("2026-12-31"), sold("2027-01-01")], [0, 30]);
    let others = published.catalogue.products.len() - 2;
    assert_eq!(others, catalogue().products.len() - 1, "the others stay");
    let different = published.changed[1].differences();
    assert_eq!(
        different[0].to_string(),
        "valid_until: open → 2026-12-31",
        "{different:?}"
    );
    assert_eq!(different.len(), 1);
    let again = published
        .catalogue
        .with_tariffs(tariffs.to_vec(), day(TODAY), false);
    assert_eq!(again.unwrap().changed, [], "the same again changes nothing");
}

#[test]
fn what_is_different_is_said() {
    let text = term_life().to_toml().unwrap();
    let line = text
        .lines()
        .find(|line| line.trim_start().starts_with("20 "))
        .unwrap();
    let dearer = text.replacen(line, &line.replacen('.', ".1", 1), 1);
    let other = dearer.replace("min_days = 0", "min_days = 30");
    let read = Catalogue::from_toml(&[("tl-a.toml", &other)]).unwrap();
    let published = catalogue().with_tariffs(read.products, day(TODAY), true);
    let different = published.unwrap().changed[0].differences();
    assert_eq!(different.len(), 2, "{different:?}");
    let rates = different[0].to_string();
    assert!(
        rates.starts_with("rates: 1 different, by "),
        "{different:?}"
    );
}

#[test]
fn what_nobody_sold_may_begin_today() {
    let new = |first: &str| Product {
        code: "TL-N".parse().unwrap(),
        ..begun_anew(first)
    };
    assert_eq!(wrong(&catalogue(), &[new(TODAY)], false), [""; 0]);
    assert_eq!(
        wrong(&catalogue(), &[new("2026-11-29")], false),
        ["tariff_backdated"]
    );
}

#[test]
fn what_was_sold_by_stays() {
    let dearer = Product {
        min_days: 30,
        ..term_life()
    };
    let over = ended("2026-11-29");
    let since = begun_anew(TODAY);
    for tariffs in [
        vec![dearer.clone()],
        vec![over.clone()],
        vec![since, ended("2026-11-29")],
    ] {
        let found = wrong(&catalogue(), &tariffs, false);
        assert!(
            found.iter().all(|code| code == "tariff_backdated"),
            "{found:?}"
        );
        assert!(!found.is_empty());
        assert_eq!(wrong(&catalogue(), &tariffs, true), [""; 0], "it is said");
    }
    // What ended is not opened again unsaid.
    let closed = catalogue().with_tariffs(vec![over], day(TODAY), true);
    let closed = closed.unwrap().catalogue;
    assert_eq!(wrong(&closed, &[term_life()], false), ["tariff_backdated"]);
    assert_eq!(wrong(&catalogue(), &[ended(TODAY)], false), [""; 0]);
}

#[test]
fn a_mistake_anywhere_publishes_nothing() {
    let overlapping = begun_anew("2027-01-01");
    assert_eq!(
        wrong(&catalogue(), &[overlapping], false),
        ["tariffs_overlap"]
    );
    let twice = [ended("2026-12-31"), ended("2027-12-31")];
    assert_eq!(wrong(&catalogue(), &twice, false), ["tariff_twice"]);
    let of_nobody = Catalogue {
        products: Vec::new(),
    };
    let rider = "WP-R".parse().unwrap();
    let rider = catalogue().tariffs(&rider).next().unwrap().clone();
    assert!(
        !wrong(&of_nobody, &[rider], true).is_empty(),
        "nothing to attach to"
    );
}

#[test]
fn a_tariff_comes_back_from_its_file_as_it_was() {
    for tariff in catalogue().products {
        let file = format!("{}.toml", tariff.code.as_str().to_lowercase());
        let written = tariff.to_toml().unwrap();
        let read = Catalogue::from_toml(&[(&file, &written)]).unwrap();
        assert_eq!(read.products, [tariff]);
    }
}

#[test]
fn what_is_to_come_is_taken_back_with_what_ended_for_it() {
    let ends = Product {
        valid_until: Some(day("2026-12-31")),
        ..term_life()
    };
    let tariffs = vec![ends, begun_anew("2027-01-01")];
    let publication = catalogue()
        .with_tariffs(tariffs, day(TODAY), false)
        .unwrap();
    let published = publication.catalogue;
    let back = |today| published.taking_back(&catalogue(), &published, day(today));
    assert_eq!(back(TODAY).unwrap(), catalogue());
    let codes = |findings: Vec<Finding>| {
        let codes = findings.iter().map(|it| it.code.as_str().to_owned());
        codes.collect::<Vec<_>>()
    };
    let begun = codes(back("2027-01-01").unwrap_err());
    assert_eq!(begun, ["tariff_has_begun", "tariff_has_begun"]);
    let gone = catalogue().taking_back(&catalogue(), &published, day(TODAY));
    let since = codes(gone.unwrap_err());
    assert_eq!(since, ["tariff_changed_since", "tariff_changed_since"]);
}
