//! What holds for every request, not only for the ones somebody thought of.

use crate::agent::catalogue;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use shared::identity::Sex;
use shared::money::Money;
use shared::product::{
    Catalogue, Cover, Insured, PaymentMode, Product, ProductClass, QuoteRequest, Selection,
    SumInsured, Term, quote,
};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(catalogue);

fn effect() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()
}

/// Born so that the age at effect is `age`, and at least 60 days old.
fn born(age: u8) -> NaiveDate {
    let birthday = NaiveDate::from_ymd_opt(2026 - i32::from(age), 3, 1).unwrap();
    birthday.checked_sub_days(Days::new(60)).unwrap()
}

fn request(
    product: &Product,
    term: &Term,
    age: u8,
    sex: Sex,
    mode: PaymentMode,
    cover: Cover,
) -> QuoteRequest {
    QuoteRequest {
        effect: effect(),
        insured: Insured {
            birth_date: born(age),
            sex,
            occupation_class: *product.occupations.keys().next().unwrap(),
        },
        mode,
        main: Selection {
            product: product.code.clone(),
            payment: term.payment,
            coverage: term.coverage,
            cover,
        },
        riders: Vec::new(),
    }
}

fn covers(product: &Product) -> Vec<Cover> {
    match &product.sum_insured {
        SumInsured::Chosen(limits) => {
            vec![Cover::SumInsured(limits.min), Cover::SumInsured(limits.max)]
        }
        SumInsured::Planned(plans) => plans
            .iter()
            .map(|plan| Cover::Plan(plan.code.clone()))
            .collect(),
        SumInsured::WaivedPremiums => vec![Cover::WaivedPremiums],
    }
}

#[test]
fn every_age_sex_payment_and_coverage_inside_the_limits_has_a_premium() {
    let mains = CATALOGUE
        .products
        .iter()
        .filter(|product| product.is_main());
    for (product, term) in
        mains.flat_map(|product| product.terms.iter().map(move |term| (product, term)))
    {
        for (age, sex) in product
            .ages_of(term)
            .ages()
            .flat_map(|age| Sex::ALL.map(|sex| (age, sex)))
        {
            for (mode, cover) in product
                .modes_for(term.payment)
                .flat_map(|mode| covers(product).into_iter().map(move |cover| (mode, cover)))
            {
                let request = request(product, term, age, sex, mode, cover);
                let quote = quote(&CATALOGUE, &request);
                assert!(
                    quote.is_ok_and(|quote| quote.per_payment > Money::ZERO),
                    "{request:?}"
                );
            }
        }
    }
}

#[test]
fn life_rates_never_fall_with_age() {
    let rising = |product: &&Product| product.class != ProductClass::Medical;
    for product in CATALOGUE.products.iter().filter(rising) {
        for table in product.terms.iter().flat_map(|term| &term.rates) {
            let bands = table.by_age.bands();
            assert!(
                bands.windows(2).all(|pair| pair[0].1 <= pair[1].1),
                "{}",
                product.code
            );
        }
    }
}

/// A main product where a sum is chosen, one of its terms, an age and a mode.
fn chosen() -> impl Strategy<Value = (&'static Product, &'static Term, u8, PaymentMode)> {
    let with_sum = |product: &&Product| product.is_main() && product.sum_limits().is_some();
    let products: Vec<_> = CATALOGUE.products.iter().filter(with_sum).collect();
    (
        proptest::sample::select(products),
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(product, term, age, mode)| {
            let term = term.get(&product.terms);
            let ages: Vec<_> = product.ages_of(term).ages().collect();
            let modes: Vec<_> = product.modes_for(term.payment).collect();
            (product, term, *age.get(&ages), *mode.get(&modes))
        })
}

proptest! {
    #[test]
    fn more_insured_never_costs_less((product, term, age, mode) in chosen(), steps: (u16, u16), sex in proptest::sample::select(&Sex::ALL[..])) {
        let limits = product.sum_limits().unwrap();
        let premium = |steps: u16| {
            let wanted = limits.min + Money::from_fen(limits.step.fen() * i64::from(steps));
            let cover = Cover::SumInsured(limits.at_most(wanted).unwrap());
            quote(&CATALOGUE, &request(product, term, age, sex, mode, cover)).unwrap().per_payment
        };
        let (few, many) = (steps.0.min(steps.1), steps.0.max(steps.1));
        prop_assert!(premium(few) <= premium(many));
    }

    #[test]
    fn the_lines_add_up_with_every_rider_that_fits((product, term, age, mode) in chosen(), steps: u16) {
        let limits = product.sum_limits().unwrap();
        let wanted = limits.min + Money::from_fen(limits.step.fen() * i64::from(steps));
        let sum = limits.at_most(wanted).unwrap();
        let mut request = request(product, term, age, Sex::Female, mode, Cover::SumInsured(sum));
        let riders: Vec<_> = CATALOGUE.riders_for(&request.main, &request.insured, request.effect)
            .filter(|rider| rider.modes.contains_key(&mode))
            .filter_map(|rider| Some(Selection {
                product: rider.code.clone(),
                payment: rider.term_beside(&request.main, &request.insured, request.effect)?.payment,
                coverage: rider.term_beside(&request.main, &request.insured, request.effect)?.coverage,
                cover: match rider.sum_limits() {
                    Some(_) => Cover::SumInsured(rider.sum_limits_beside(sum)?.max),
                    None => covers(rider).pop()?,
                },
            }))
            .collect();
        request.riders = riders;
        let quote = quote(&CATALOGUE, &request).map_err(|problems| TestCaseError::fail(format!("{problems:?}")))?;
        prop_assert_eq!(quote.lines.len(), 1 + request.riders.len());
        prop_assert_eq!(quote.per_payment, quote.lines.iter().map(|line| line.premium).sum());
        prop_assert_eq!(quote.yearly, quote.lines.iter().map(|line| line.yearly).sum());
        for line in &quote.lines {
            let apart = (line.premium.yuan() - line.exact).abs();
            prop_assert!(apart <= "0.005".parse().unwrap());
        }
    }

    #[test]
    fn an_allowed_sum_is_the_highest_that_is_not_above(fen in 0_i64..1_000_000_000) {
        let product = CATALOGUE.products.iter().find_map(Product::sum_limits).unwrap();
        match product.at_most(Money::from_fen(fen)) {
            Some(sum) => {
                prop_assert!(product.allow(sum) && sum.fen() <= fen);
                prop_assert!(sum == product.max || sum.fen() + product.step.fen() > fen);
            }
            None => prop_assert!(fen < product.min.fen()),
        }
    }
}
