//! Every date, moment and amount there is.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use shared::commission::example;
use shared::money::Money;
use shared::money_words::in_capitals;
use shared::month::Month;
use shared::policy::Terms;
use shared::rules::Settings;
use shared::submission::QuerySettings;
use shared::time::{Timestamp, age_at};

fn date() -> impl Strategy<Value = NaiveDate> {
    (0u64..192_000_000).prop_map(|days| {
        NaiveDate::MIN
            .checked_add_days(Days::new(days))
            .unwrap_or(NaiveDate::MAX)
    })
}

proptest! {
    #[test]
    fn any_two_days_have_an_age_or_none(one in date(), other in date()) {
        prop_assert_eq!(age_at(one, other).is_some(), other >= one);
    }

    #[test]
    fn any_day_is_in_a_month_and_has_settings(day in date(), months: i32) {
        let month = Month::of(day).plus(months);
        prop_assert!(month.first_day() <= month.last_day());
        let _ = (Settings::in_force(day), QuerySettings::in_force(day));
    }

    #[test]
    fn any_moment_has_a_civil_time_or_none(millis: i64, offset: i32) {
        let at = Timestamp::from_millis(millis);
        if let Some(civil) = at.civil(offset) {
            let _ = Timestamp::from_civil(civil, offset);
        }
    }

    #[test]
    fn any_amount_can_be_written_in_capitals(fen: i64) {
        prop_assert!(in_capitals(Money::from_fen(fen)).starts_with("人民币"));
    }
}

#[test]
fn a_policy_at_the_end_of_time_still_has_its_terms() {
    let rules = example::rules();
    for day in [NaiveDate::MIN, NaiveDate::MAX] {
        let terms = Terms::of(day, rules.cooling_off_days(day));
        assert!(terms.cooling_off_until(day) >= day);
        assert!(terms.reinstatable_until(day) >= day);
    }
}
