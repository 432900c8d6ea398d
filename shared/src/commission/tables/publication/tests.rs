//! What may be published beside what holds.

use super::*;

/// What holds, on a day on which October is closed and November is not.
const TODAY: &str = "2026-11-20";

fn changed(table: &str, from: &str, to: &str) -> (Rules, Rules) {
    let before = Rules::demonstration().unwrap();
    let files = Rules::demonstration_files();
    let file = format!("{table}.toml");
    let (_, text) = files.iter().find(|(name, _)| *name == file).unwrap();
    assert!(text.contains(from), "{table} has no {from}");
    let text = text.replacen(from, to, 1);
    let after = before.with_toml(&[(&file, &text)]).unwrap();
    (before, after)
}

fn refused(table: &str, from: &str, to: &str, (is_said, pay_is_counted): (bool, bool)) -> String {
    let (before, after) = changed(table, from, to);
    let publishing = Publishing {
        today: TODAY.parse().unwrap(),
        is_said,
        pay_is_counted,
    };
    let found = before.check_changes(&after.changed_since(Some(&before)), publishing);
    let codes = found.iter().map(|found| found.code.as_str().to_owned());
    codes.collect::<Vec<_>>().join(", ")
}

#[test]
fn tables_are_stored_and_written_as_they_are_read() {
    let rules = Rules::demonstration().unwrap();
    let again = Rules::of_tables(rules.tables().unwrap(), &rules.pay_calendar).unwrap();
    assert_eq!(again, rules);
    assert_eq!(rules.tables().unwrap().len(), TABLES.len());
    let files = rules.to_toml().unwrap();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, &text[..]))
        .collect();
    assert_eq!(
        Rules::from_toml(&files, rules.pay_calendar.clone()),
        Ok(rules.clone())
    );
    assert_eq!(rules.changed_since(Some(&rules)), []);
    assert_eq!(rules.changed_since(None).len(), TABLES.len());
}

#[test]
fn a_version_that_begins_on_a_day_to_come_differs_from_that_day_on() {
    let before = Rules::demonstration().unwrap();
    let files = Rules::demonstration_files();
    let (name, text) = files[9];
    let first_day = "from = \"2023-01-01\"";
    let (_, table) = text.split_once(first_day).unwrap();
    let ended = text.replace(first_day, &format!("{first_day}\nuntil = \"2026-11-20\""));
    let next = "[[version]]\nversion = \"2026-2\"\nfrom = \"2026-11-21\"";
    let both = format!("{ended}\n{next}{}", table.replace("0.01", "3%"));
    let after = before.with_toml(&[(name, &both)]).unwrap();
    let changes = after.changed_since(Some(&before));
    let told: Vec<String> = changes.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["value_added_tax, from 2026-11-21"]);
    let publishing = Publishing {
        today: TODAY.parse().unwrap(),
        is_said: false,
        pay_is_counted: true,
    };
    assert_eq!(before.check_changes(&changes, publishing), []);
    // It is taken back as it was published, before its first day.
    assert_eq!(
        after.check_changes(&before.changed_since(Some(&after)), publishing),
        []
    );
}

#[test]
fn what_decided_a_closed_month_stays_once_pay_is_counted() {
    let rate = (
        "commission_rates",
        "from = \"2026-01-01\"",
        "from = \"2026-01-01\"\nuntil = \"2026-10-30\"",
    );
    assert_eq!(
        refused(rate.0, rate.1, rate.2, (true, true)),
        "table_counted_in_pay"
    );
    assert_eq!(
        refused(rate.0, rate.1, rate.2, (false, false)),
        "table_backdated"
    );
    assert_eq!(refused(rate.0, rate.1, rate.2, (true, false)), "");
    let open = "from = \"2026-01-01\"\nuntil = \"2026-10-31\"";
    assert_eq!(
        refused(rate.0, rate.1, open, (false, true)),
        "table_backdated"
    );
    assert_eq!(refused(rate.0, rate.1, open, (true, true)), "");
    let to_come = "from = \"2026-01-01\"\nuntil = \"2026-11-20\"";
    assert_eq!(refused(rate.0, rate.1, to_come, (false, true)), "");
}

#[test]
fn income_tax_decided_october_on_the_day_on_which_it_was_paid() {
    let until = |day: &str| {
        let ended = format!("from = \"2019-01-01\"\nuntil = \"{day}\"");
        refused("income_tax", "from = \"2019-01-01\"", &ended, (true, true))
    };
    assert_eq!(until("2026-11-12"), "table_counted_in_pay");
    assert_eq!(until("2026-11-13"), "");
}

#[test]
fn days_on_which_nothing_was_in_force_can_still_be_given_something() {
    let earlier = "from = \"2019-06-01\"";
    let of_2020 = "from = \"2020-01-01\"";
    assert_eq!(refused("gates", of_2020, earlier, (true, true)), "");
    assert_eq!(
        refused("gates", of_2020, earlier, (false, true)),
        "table_backdated"
    );
    let later = "from = \"2020-06-01\"";
    assert_eq!(
        refused("gates", of_2020, later, (true, true)),
        "table_counted_in_pay"
    );
}

#[test]
fn what_was_taken_before_the_first_day_stays_what_it_was() {
    let earlier = "from = \"2019-06-01\"\nuntil = \"2019-12-31\"\n[version.table]\ncooling_off_days = 10\nearned_without_documents = \"0.5\"\nforfeited_after_months = 6\n[[version]]\nversion = \"2020-2\"\nfrom = \"2020-01-01\"";
    let of_2020 = "from = \"2020-01-01\"";
    assert_eq!(
        refused("gates", of_2020, earlier, (true, true)),
        "table_counted_in_pay"
    );
}

#[test]
fn what_closed_months_lacked_counts_as_known_since_then() {
    let since = |table: &str, from: &str, to: &str| {
        let (before, after) = changed(table, from, to);
        let changes = after.changed_since(Some(&before));
        before
            .known_from(&changes[0], TODAY.parse().unwrap())
            .to_string()
    };
    let of_2020 = "from = \"2020-01-01\"";
    assert_eq!(
        since("gates", of_2020, "from = \"2019-06-01\""),
        "2019-06-01"
    );
    let open = "from = \"2026-01-01\"\nuntil = \"2026-10-31\"";
    assert_eq!(
        since("commission_rates", "from = \"2026-01-01\"", open),
        TODAY
    );
    let to_come = "from = \"2026-01-01\"\nuntil = \"2026-12-31\"";
    assert_eq!(
        since("commission_rates", "from = \"2026-01-01\"", to_come),
        TODAY
    );
}

#[test]
fn a_scheme_that_was_paid_stays_and_one_that_runs_changes_if_it_is_said() {
    let paid = ("schemes", "amount = \"300.00\"", "amount = \"400.00\"");
    assert_eq!(
        refused(paid.0, paid.1, paid.2, (true, true)),
        "table_counted_in_pay"
    );
    let longer = ("schemes", "to = \"2026-09\"", "to = \"2026-12\"");
    assert_eq!(
        refused(longer.0, longer.1, longer.2, (true, true)),
        "table_counted_in_pay"
    );
    let before = Rules::demonstration().unwrap();
    let mut after = before.clone();
    let mut scheme = after.schemes[0].clone();
    scheme.code = "2026-Q4".parse().unwrap();
    scheme.from = "2026-10".parse().unwrap();
    scheme.to = "2026-12".parse().unwrap();
    after.schemes.push(scheme);
    let publishing = |is_said| Publishing {
        today: TODAY.parse().unwrap(),
        is_said,
        pay_is_counted: true,
    };
    let changes = after.changed_since(Some(&before));
    assert_eq!(before.check_changes(&changes, publishing(true)), []);
    assert_eq!(before.check_changes(&changes, publishing(false)).len(), 1);
}

#[test]
fn every_mistake_of_a_publication_has_words() {
    use crate::text::{Language, lookup};
    for code in ["table_backdated", "table_counted_in_pay"] {
        for language in [Language::ZhHans, Language::En] {
            assert!(
                lookup(language, &format!("findings.{code}")).is_some(),
                "{code}"
            );
        }
    }
}
