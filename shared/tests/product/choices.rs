//! What the form offers.

use crate::agent::{catalogue, day, ms_li, request, select, sum, yuan};
use shared::product::{Cover, Insured, OccupationClass, PaymentMode, Product};
use shared::text::Language;

fn codes<'a>(products: impl Iterator<Item = &'a Product>) -> Vec<&'a str> {
    products.map(|product| product.code.as_str()).collect()
}

#[test]
fn a_newborn_is_offered_what_insures_newborns() {
    let baby = Insured {
        birth_date: day("2026-02-01"),
        ..ms_li()
    };
    let catalogue = catalogue();
    let offered = codes(catalogue.mains_for(&baby, day("2026-03-01")));
    assert_eq!(offered, ["WL-A", "EN-A", "AN-A", "CI-A", "MD-A"]);
}

#[test]
fn dangerous_work_leaves_fewer_products() {
    let miner = Insured {
        occupation_class: OccupationClass::try_new(6).unwrap(),
        ..ms_li()
    };
    let catalogue = catalogue();
    let offered = codes(catalogue.mains_for(&miner, day("2026-03-01")));
    assert_eq!(offered, ["TL-A", "WL-A", "EN-A", "AN-A", "AC-A", "GA-A"]);
}

#[test]
fn nothing_is_offered_before_the_first_tariff() {
    assert_eq!(
        catalogue().mains_for(&ms_li(), day("2023-12-31")).count(),
        0
    );
}

#[test]
fn only_riders_that_fit_the_main_are_offered() {
    let catalogue = catalogue();
    let asked = request();
    let offered = codes(catalogue.riders_for(&asked.main, &asked.insured, asked.effect));
    assert_eq!(offered, ["CI-R", "WP-R", "MD-R", "AC-R"]);
    let single = select("TL-A", "single", "20_years", sum("500,000"));
    let offered = codes(catalogue.riders_for(&single, &asked.insured, asked.effect));
    assert!(
        offered.is_empty(),
        "a regular rider needs a regular main: {offered:?}"
    );
}

#[test]
fn a_rider_takes_the_term_of_its_main_or_the_longest_below() {
    let catalogue = catalogue();
    let asked = request();
    let rider = catalogue
        .product(&"CI-R".parse().unwrap(), asked.effect)
        .unwrap();
    let terms =
        [("20_years", "to_age_70"), ("15_years", "whole_life")].map(|(payment, coverage)| {
            let main = select("WL-A", payment, coverage, sum("500,000"));
            let term = rider
                .term_beside(&main, &asked.insured, asked.effect)
                .unwrap();
            format!("{}/{}", term.payment, term.coverage)
        });
    assert_eq!(terms, ["20_years/to_age_70", "10_years/to_age_70"]);
}

#[test]
fn terms_and_modes_follow_age_and_each_other() {
    let catalogue = catalogue();
    let product = catalogue
        .product(&"TL-A".parse().unwrap(), day("2026-03-01"))
        .unwrap();
    let at_56 = product.coverages_at(56);
    let labels: Vec<_> = at_56
        .iter()
        .map(|term| term.label(Language::ZhHans))
        .collect();
    assert_eq!(labels, ["保 20 年", "保至 70 周岁"]);
    let payments = product.payments_at(56, "20_years".parse().unwrap());
    let labels: Vec<_> = payments
        .iter()
        .map(|term| term.label(Language::En))
        .collect();
    assert_eq!(labels, ["Single premium", "Paid for 10 years"]);
    let modes: Vec<_> = product.modes_for("single".parse().unwrap()).collect();
    assert_eq!(modes, [PaymentMode::Single]);
}

#[test]
fn the_sums_of_a_rider_end_at_its_ratio() {
    let catalogue = catalogue();
    let rider = catalogue
        .product(&"CI-R".parse().unwrap(), day("2026-03-01"))
        .unwrap();
    let limits = rider.sum_limits_beside(yuan("105,000")).unwrap();
    assert_eq!((limits.min, limits.max), (yuan("50,000"), yuan("100,000")));
    assert_eq!(rider.sum_limits_beside(yuan("49,999")), None);
}

#[test]
fn an_answer_means_what_the_product_wants() {
    let catalogue = catalogue();
    let cover = |product: &str, answer: &str| {
        let product = catalogue.product(&product.parse().unwrap(), day("2026-03-01"));
        product.unwrap().cover(answer)
    };
    assert_eq!(cover("TL-A", "500,000"), Some(sum("500,000")));
    assert_eq!(cover("TL-A", "BASIC"), None);
    assert_eq!(
        cover("MD-A", "BASIC"),
        Some(Cover::Plan("BASIC".parse().unwrap()))
    );
    assert_eq!(cover("WP-R", ""), Some(Cover::WaivedPremiums));
}

#[test]
fn documents_depend_on_the_sum() {
    let catalogue = catalogue();
    let product = catalogue
        .product(&"TL-A".parse().unwrap(), day("2026-03-01"))
        .unwrap();
    let kinds = |sum| {
        let documents = product.documents_for(35, yuan(sum));
        documents
            .map(|document| document.kind.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds("990,000"), [""; 0]);
    assert_eq!(kinds("1,000,000"), ["health_report"]);
    assert_eq!(kinds("2,000,000"), ["health_report", "income_proof"]);
}
