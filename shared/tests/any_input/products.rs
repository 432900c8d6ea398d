//! Any premium may be asked for, of any catalogue.

use crate::fixtures::CATALOGUE;
use crate::near::near;
use chrono::NaiveDate;
use proptest::prelude::*;
use shared::identity::Sex;
use shared::money::Money;
use shared::product::{
    Catalogue, Cover, CoverageTerm, Insured, OccupationClass, PaymentMode, PaymentTerm, PlanCode,
    QuoteRequest, Selection, quote,
};

fn date() -> impl Strategy<Value = NaiveDate> {
    let near = (-40_000i64..40_000).prop_map(|days| {
        NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + chrono::TimeDelta::days(days)
    });
    prop_oneof![9 => near, 1 => Just(NaiveDate::MIN), 1 => Just(NaiveDate::MAX)]
}

fn selection() -> impl Strategy<Value = Selection> {
    let code = proptest::sample::select(
        CATALOGUE
            .products
            .iter()
            .map(|product| product.code.clone())
            .collect::<Vec<_>>(),
    );
    let payment = prop_oneof![
        Just(PaymentTerm::Single),
        prop_oneof![Just(10), Just(20), any::<u8>()].prop_map(PaymentTerm::Years),
        any::<u8>().prop_map(PaymentTerm::ToAge),
    ];
    let coverage = prop_oneof![
        Just(CoverageTerm::WholeLife),
        prop_oneof![Just(1), Just(20), any::<u8>()].prop_map(CoverageTerm::Years),
        prop_oneof![Just(70), any::<u8>()].prop_map(CoverageTerm::ToAge),
    ];
    let cover = prop_oneof![
        (0i32..200).prop_map(|steps| Cover::SumInsured(Money::from_yuan(steps * 10_000))),
        any::<i64>().prop_map(|fen| Cover::SumInsured(Money::from_fen(fen))),
        "[A-C]".prop_map(|code| Cover::Plan(code.parse::<PlanCode>().unwrap())),
        Just(Cover::WaivedPremiums),
    ];
    // Half of them are terms the product has, so that premiums come about.
    (
        code,
        payment,
        coverage,
        cover,
        any::<Option<prop::sample::Index>>(),
    )
        .prop_map(|(code, payment, coverage, cover, offered)| {
            let product = CATALOGUE
                .products
                .iter()
                .find(|product| product.code == code)
                .unwrap();
            let term = offered.map(|at| at.get(&product.terms));
            Selection {
                product: code,
                payment: term.map_or(payment, |term| term.payment),
                coverage: term.map_or(coverage, |term| term.coverage),
                cover,
            }
        })
}

fn request() -> impl Strategy<Value = QuoteRequest> {
    let insured =
        (date(), any::<bool>(), 1u8..=6).prop_map(|(birth_date, is_male, class)| Insured {
            birth_date,
            sex: if is_male { Sex::Male } else { Sex::Female },
            occupation_class: OccupationClass::try_new(class).unwrap(),
        });
    let mode = proptest::sample::select(PaymentMode::ALL.to_vec());
    (
        date(),
        insured,
        mode,
        selection(),
        proptest::collection::vec(selection(), 0..4),
    )
        .prop_map(|(effect, insured, mode, main, riders)| QuoteRequest {
            effect,
            insured,
            mode,
            main,
            riders,
        })
}

/// A file of the demonstration with slips of the pen.
fn product_file() -> impl Strategy<Value = (&'static str, String)> {
    prop_oneof![
        near(include_str!("../../data/products/tl-a.toml"), 3).prop_map(|text| ("tl-a.toml", text)),
        near(include_str!("../../data/products/md-a.toml"), 3).prop_map(|text| ("md-a.toml", text)),
        near(include_str!("../../data/products/wp-r.toml"), 3).prop_map(|text| ("wp-r.toml", text)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_request_has_a_premium_or_reasons(request in request()) {
        match quote(&CATALOGUE, &request) {
            Ok(quote) => {
                let lines: Money = quote.lines.iter().map(|line| line.premium).sum();
                prop_assert_eq!(quote.per_payment, lines);
                prop_assert_eq!(quote.lines.len(), 1 + request.riders.len());
                prop_assert!(quote.lines.iter().all(|line| !line.premium.is_negative()));
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }

}

proptest! {
    // Checking a catalogue asks for every age of every term.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_product_file_with_slips_is_refused_or_checked_and_can_be_asked(
        (file, text) in product_file(), request in request(),
    ) {
        if let Ok(catalogue) = Catalogue::from_toml(&[(file, text.as_str())]) {
            let _ = (catalogue.check(), quote(&catalogue, &request));
            let json = serde_json::to_string(&catalogue).unwrap();
            prop_assert_eq!(serde_json::from_str::<Catalogue>(&json).unwrap(), catalogue);
        }
    }
}
