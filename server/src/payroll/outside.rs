//! What somebody outside wrote in a field, as a fact has it. What is not certain is refused with what to write.

use super::people::People;
use shared::date::{read_date, read_month};
use shared::input::{amount, half_width, is_invisible, trim};
use shared::money::Money;

/// Fields that hold a day.
pub(super) const DAYS: [&str; 6] = [
    "on",
    "known",
    "effective_on",
    "due_on",
    "until",
    "received_on",
];
/// Fields that hold a month.
const MONTHS: [&str; 3] = ["month", "from", "to"];
/// Fields that hold somebody.
const PEOPLE: [&str; 4] = ["agent", "recruiter", "leader", "nurturer"];
/// Fields that hold an amount of money.
const AMOUNTS: [&str; 2] = ["amount", "premium"];

/// What a field says.
///
/// # Errors
/// What to write instead.
pub(super) fn outside(field: &str, text: &str, people: &People) -> Result<String, String> {
    match field {
        field if DAYS.contains(&field) => read_date(text)
            .map(|day| day.to_string())
            .map_err(|refused| refused.to_string()),
        field if MONTHS.contains(&field) => read_month(text)
            .map(|month| month.to_string())
            .map_err(|refused| refused.to_string()),
        field if PEOPLE.contains(&field) => {
            people.meant(&code(text)?).map(|person| person.to_string())
        }
        field if AMOUNTS.contains(&field) => text
            .parse()
            .map(|amount: Money| amount.to_string())
            .map_err(|refused| format!("{text:?}: {refused}: write it as 6000.00")),
        "plan" => amount(text)
            .map(|plan| plan.to_string())
            .map_err(|refused| format!("{text:?}: {refused}: write it as 6000.00")),
        _ => code(text),
    }
}

/// A number or code: plain characters, nothing that cannot be seen.
fn code(text: &str) -> Result<String, String> {
    let seen = trim(text).chars().filter(|c| !is_invisible(*c));
    let code = half_width(&seen.collect::<String>());
    match is_shortened(&code) {
        true => Err(format!(
            "a spreadsheet has shortened this number to {code}: format the column as text and write every digit"
        )),
        false => Ok(code),
    }
}

/// As a spreadsheet shows a number that is too long for it: `3.7E+17`.
fn is_shortened(code: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    code.split_once("E+").is_some_and(|(figures, power)| {
        let (whole, places) = figures.split_once('.').unwrap_or((figures, "0"));
        digits(whole) && digits(places) && digits(power)
    })
}

#[cfg(test)]
mod tests {
    use super::super::entry::Found;
    use super::super::fact::fact_of;
    use super::super::{csv, json};
    use super::*;
    use serde_json::json;
    use shared::facts::FactKind;

    /// An amount as it is written: how it is read, or what is said of it.
    const AMOUNTS: [(&str, Result<&str, &str>); 14] = [
        ("6000", Ok("6000.00")),
        ("6,000.00", Ok("6000.00")),
        ("¥6,000", Ok("6000.00")),
        ("￥６０００．５", Ok("6000.50")),
        ("0.6万元", Ok("6000.00")),
        ("6000 元", Ok("6000.00")),
        ("\u{202D}6000\u{202C}", Ok("6000.00")),
        ("-6000", Ok("-6000.00")),
        ("60,00", Err("not an amount of money")),
        ("6.000,00", Err("not an amount of money")),
        ("6e3", Err("not an amount of money")),
        ("$6000", Err("not an amount of money")),
        ("6000.005", Err("at most two places")),
        ("六千", Err("not an amount of money")),
    ];

    /// The number of a policy likewise.
    const NUMBERS: [(&str, Result<&str, &str>); 8] = [
        ("P1", Ok("P1")),
        ("Ｐ１", Ok("P1")),
        ("\u{FEFF}P1\u{200B}", Ok("P1")),
        ("001", Ok("001")),
        ("310012345678901234", Ok("310012345678901234")),
        (
            "3.1001E+17",
            Err("a spreadsheet has shortened this number to 3.1001E+17"),
        ),
        (
            "3E+17",
            Err("a spreadsheet has shortened this number to 3E+17"),
        ),
        ("P 1", Err("without spaces")),
    ];

    fn told(found: Vec<Found>) -> Result<(String, String), String> {
        let nobody = People::of(&[]);
        let facts = found
            .into_iter()
            .map(|found| fact_of(&found.map_err(|refused| vec![refused])?, &nobody));
        let mut facts: Vec<_> = facts.collect();
        assert_eq!(facts.len(), 1);
        match facts
            .remove(0)
            .map_err(|refused| refused[0].to_string())?
            .what
        {
            FactKind::Premium(premium) => {
                Ok((premium.policy.to_string(), premium.amount.to_string()))
            }
            other => panic!("{other:?}"),
        }
    }

    /// A premium out of JSON and out of a table.
    fn premium(policy: &str, amount: &str) -> [Result<(String, String), String>; 2] {
        let what =
            json!({ "policy": policy, "product": "A", "due_on": "2026-01-20", "amount": amount });
        let text = json!({ "id": "p", "on": "2026-01-20", "premium": what });
        let table = format!(
            "id,on,policy,product,due_on,amount\np,2026-01-20,\"{policy}\",A,2026-01-20,\"{amount}\"\n"
        );
        [
            told(json::entries(&text.to_string())),
            told(csv::entries(&table).found),
        ]
    }

    fn is_as_expected(read: &Result<String, String>, expected: Result<&str, &str>) -> bool {
        match (read, expected) {
            (Ok(read), Ok(expected)) => read == expected,
            (Err(refused), Err(words)) => refused.contains(words),
            _ => false,
        }
    }

    #[test]
    fn amounts_and_numbers_are_read_or_refused_alike_in_json_and_in_tables() {
        for (text, expected) in AMOUNTS {
            for read in premium("P1", text) {
                let read = read.map(|(_, amount)| amount);
                assert!(is_as_expected(&read, expected), "{text}: {read:?}");
            }
        }
        for (text, expected) in NUMBERS {
            for read in premium(text, "1") {
                let read = read.map(|(policy, _)| policy);
                assert!(is_as_expected(&read, expected), "{text}: {read:?}");
            }
        }
    }
}
