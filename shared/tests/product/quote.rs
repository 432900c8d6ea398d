//! Premiums worked out by hand from the tables, and every way to be refused one.

use crate::agent::{codes, day, ms_li, plan, quoted, refused, request, select, sum, yuan};
use shared::identity::Sex;
use shared::product::{Cover, OccupationClass, PaymentMode};

fn class(number: u8) -> OccupationClass {
    OccupationClass::try_new(number).unwrap()
}

#[test]
fn a_line_shows_every_number_it_was_computed_from() {
    let quote = quoted(&request());
    let line = &quote.lines[0];
    assert_eq!((line.age, line.tariff), (35, day("2024-01-01")));
    assert_eq!(line.base.to_string(), "500");
    assert_eq!(line.exact, line.rate * line.base);
    assert_eq!(quote.per_payment.yuan(), line.exact);
    assert_eq!(quote.first_year, quote.yearly);
}

#[test]
fn an_accident_policy_of_a_builder_costs_what_the_table_says() {
    // 1.20 per thousand × 300 thousands × 2.4 for class 4 = 864.00
    let mut request = request();
    request.insured.occupation_class = class(4);
    request.mode = PaymentMode::Single;
    request.main = select("AC-A", "single", "1_years", sum("300,000"));
    let quote = quoted(&request);
    assert_eq!(quote.per_payment, yuan("864"));
    assert_eq!(quote.lines[0].occupation_factor.to_string(), "2.4");
}

#[test]
fn each_line_is_rounded_half_a_fen_away_from_zero() {
    // A medical plan of 404.00 a year by the month: 36.36. A hospital rider, plan B, is 404.00 × 0.52 =
    // 210.08 a year; by the month 18.9072, rounded to 18.91.
    let mut request = request();
    request.mode = PaymentMode::Monthly;
    request.main = select("CI-A", "20_years", "whole_life", sum("50,000"));
    request.riders = vec![select("MD-R", "1_years", "1_years", plan("B"))];
    let quote = quoted(&request);
    let rider = &quote.lines[1];
    assert_eq!(
        (rider.exact.to_string().as_str(), rider.premium),
        ("18.9072", yuan("18.91"))
    );
    assert_eq!(rider.yearly, yuan("210.08"));
    assert_eq!(quote.per_payment, quote.lines[0].premium + rider.premium);
    assert_eq!(quote.first_year.fen(), quote.per_payment.fen() * 12);
}

#[test]
fn age_is_taken_on_the_date_of_effect() {
    let mut request = request();
    request.effect = day("2026-05-19");
    assert_eq!(quoted(&request).lines[0].age, 35);
    request.effect = day("2026-05-20");
    assert_eq!(quoted(&request).lines[0].age, 36);
}

#[test]
fn a_waiver_insures_the_yearly_premium_of_everything_beside_it() {
    let mut request = request();
    request.riders = vec![
        select("WP-R", "20_years", "20_years", Cover::WaivedPremiums),
        select("AC-R", "1_years", "1_years", sum("100,000")),
    ];
    let quote = quoted(&request);
    let [main, waiver, accident] = quote.lines.as_slice() else {
        panic!("three lines")
    };
    assert_eq!(waiver.sum_insured, main.yearly + accident.yearly);
}

#[test]
fn men_and_women_have_their_own_rates() {
    let hers = quoted(&request()).per_payment;
    let mut his = request();
    his.insured.sex = Sex::Male;
    assert!(quoted(&his).per_payment > hers);
}

#[test]
fn a_child_must_have_lived_twenty_eight_days() {
    let mut request = request();
    request.insured.birth_date = day("2026-02-02");
    request.main = select("WL-A", "10_years", "whole_life", sum("100,000"));
    assert_eq!(
        codes(&refused(&request)),
        [("insured_too_few_days", "Main BirthDate")]
    );
    request.insured.birth_date = day("2026-02-01");
    assert_eq!(quoted(&request).lines[0].age, 0);
}

#[test]
fn everything_wrong_is_said_at_once() {
    let mut request = request();
    request.insured.occupation_class = class(6);
    request.main = select("CI-A", "10_years", "to_age_70", sum("55,000"));
    request.riders = vec![select("NO-R", "1_years", "1_years", sum("1"))];
    request.mode = PaymentMode::Single;
    assert_eq!(
        codes(&refused(&request)),
        [
            ("sum_insured_off_step", "Main SumInsured"),
            ("occupation_not_insured", "Main OccupationClass"),
            ("payment_mode_does_not_fit", "Main PaymentMode"),
            ("product_unknown", "Rider(0) Product"),
        ]
    );
}

#[test]
fn limits_of_the_sum_insured_come_with_the_refusal() {
    let mut request = request();
    for (amount, code, limit) in [
        ("90,000", "sum_insured_too_small", ("min", "100000.00")),
        ("3,010,000", "sum_insured_too_large", ("max", "3000000.00")),
        ("105,000", "sum_insured_off_step", ("step", "10000.00")),
    ] {
        request.main.cover = sum(amount);
        let findings = refused(&request);
        assert_eq!(codes(&findings), [(code, "Main SumInsured")]);
        assert_eq!(findings[0].params[limit.0], limit.1);
        assert_eq!(findings[0].params["product"], "TL-A");
    }
}

#[test]
fn a_person_outside_the_ages_of_the_term_is_refused_with_those_ages() {
    let mut request = request();
    request.insured.birth_date = day("1965-01-01");
    let findings = refused(&request);
    assert_eq!(
        codes(&findings),
        [("insured_age_not_insured", "Main BirthDate")]
    );
    assert_eq!(
        (
            findings[0].params["from"].as_str(),
            findings[0].params["to"].as_str()
        ),
        ("18", "50")
    );
}

#[test]
fn nobody_is_insured_before_birth() {
    let mut request = request();
    request.insured.birth_date = day("2026-03-02");
    assert_eq!(
        codes(&refused(&request)),
        [("insured_not_born", "Main BirthDate")]
    );
}

#[test]
fn a_tariff_holds_from_its_first_day() {
    let mut request = request();
    request.effect = day("2023-12-31");
    assert_eq!(
        codes(&refused(&request)),
        [("product_not_on_sale", "Main Effect")]
    );
    request.effect = day("2024-01-01");
    quoted(&request);
}

#[test]
fn a_product_with_plans_wants_one_of_them() {
    let mut request = request();
    for (cover, code) in [
        (sum("1,000,000"), "plan_missing"),
        (plan("GOLD"), "plan_unknown"),
    ] {
        request.main = select("MD-A", "1_years", "1_years", cover);
        assert_eq!(codes(&refused(&request)), [(code, "Main Plan")]);
    }
    request.main.cover = plan("BASIC");
    assert_eq!(quoted(&request).per_payment, yuan("404"));
}

#[test]
fn a_product_with_sums_wants_a_sum() {
    let mut request = request();
    request.main.cover = plan("BASIC");
    assert_eq!(
        codes(&refused(&request)),
        [("sum_insured_missing", "Main SumInsured")]
    );
}

#[test]
fn a_waiver_has_nothing_to_choose() {
    let mut request = request();
    request.riders = vec![select("WP-R", "20_years", "20_years", sum("1,000"))];
    assert_eq!(
        codes(&refused(&request)),
        [("sum_insured_not_chosen", "Rider(0) SumInsured")]
    );
}

#[test]
fn a_rider_is_no_main_and_a_main_no_rider() {
    let mut request = request();
    request.riders = vec![select("WL-A", "10_years", "whole_life", sum("100,000"))];
    assert_eq!(
        codes(&refused(&request)),
        [("product_is_a_main", "Rider(0) Product")]
    );
    request.riders.clear();
    request.main = select("AC-R", "1_years", "1_years", sum("100,000"));
    assert_eq!(
        codes(&refused(&request)),
        [("product_is_a_rider", "Main Product")]
    );
}

#[test]
fn a_rider_is_bound_to_its_main() {
    let mut request = request();
    request.riders = vec![
        select("CI-R", "20_years", "to_age_70", sum("510,000")),
        select("AC-R", "1_years", "1_years", sum("100,000")),
        select("AC-R", "1_years", "1_years", sum("100,000")),
    ];
    assert_eq!(
        codes(&refused(&request)),
        [
            ("rider_above_ratio", "Rider(0) SumInsured"),
            ("rider_chosen_twice", "Rider(2) Product"),
        ]
    );
    request.main = select("CI-A", "20_years", "to_age_70", sum("500,000"));
    request.riders.truncate(1);
    assert_eq!(
        codes(&refused(&request)),
        [("rider_not_attachable", "Rider(0) Product")]
    );
}

#[test]
fn a_rider_lasts_no_longer_than_its_main() {
    let mut request = request();
    request.main = select("TL-A", "10_years", "20_years", sum("500,000"));
    request.riders = vec![select("CI-R", "20_years", "30_years", sum("100,000"))];
    assert_eq!(
        codes(&refused(&request)),
        [
            ("rider_covers_longer", "Rider(0) CoverageTerm"),
            ("rider_paid_longer", "Rider(0) PaymentTerm"),
        ]
    );
}

#[test]
fn a_term_or_mode_that_is_not_sold_is_refused() {
    let mut request = request();
    request.main.payment = "7_years".parse().unwrap();
    assert_eq!(
        codes(&refused(&request)),
        [("term_not_offered", "Main PaymentTerm")]
    );
    request.insured = ms_li();
    request.mode = PaymentMode::Quarterly;
    request.main = select("MD-A", "1_years", "1_years", plan("BASIC"));
    assert_eq!(
        codes(&refused(&request)),
        [("payment_mode_not_offered", "Main PaymentMode")]
    );
}
