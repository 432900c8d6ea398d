//! Reasons as a company decides them.

use super::*;
use crate::setting::{from_toml, to_toml};
use crate::text::{Language, lookup};

fn demonstrated() -> ReasonCodes {
    ReasonCodes::as_delivered().unwrap().remove(0)
}

fn found(codes: &ReasonCodes) -> Vec<(String, String)> {
    let found = codes.check().into_iter();
    found
        .map(|found| (found.code.as_str().to_owned(), found.path))
        .collect()
}

#[test]
fn what_no_reviewer_could_use_is_named() {
    let mut codes = demonstrated();
    codes.reasons.push(Reason {
        words: Names {
            zh_hans: " ".to_owned(),
            en: "Duplicate".to_owned(),
        },
        explains: Vec::new(),
        ..codes.reasons[0].clone()
    });
    let at = "reasons (2016-01-01), unclear".to_owned();
    let told = [
        "reason_twice",
        "reason_without_words",
        "reason_explains_nothing",
    ];
    let told = told.map(|code| (code.to_owned(), at.clone()));
    assert_eq!(found(&codes), told);

    let mut codes = demonstrated();
    codes
        .reasons
        .retain(|reason| reason.code.as_str() == "not_covered");
    codes.reasons[0].code = "unanswered".parse().unwrap();
    let told = found(&codes);
    assert_eq!(told[0].0, "reason_taken");
    let lacking = told.iter().filter(|(code, _)| code == "reason_lacking");
    assert_eq!(
        lacking.count(),
        8,
        "a claim report alone can be turned down"
    );
}

#[test]
fn a_code_of_before_stays_readable() {
    let mut later = demonstrated();
    later.valid_from = "2026-12-01".parse().unwrap();
    later
        .reasons
        .retain(|reason| reason.code.as_str() != "duplicate");
    later.reasons[0].words.en = "Not clear".to_owned();
    let versions = [demonstrated(), later];
    let words = |code: &str, day: &str| {
        let named = ReasonCodes::named(&versions, code, day.parse().unwrap());
        named.map(|reason| reason.words.en.clone())
    };
    assert_eq!(
        words("duplicate", "2026-12-02").as_deref(),
        Some("Duplicate")
    );
    assert_eq!(words("unclear", "2026-11-30").as_deref(), Some("Unclear"));
    assert_eq!(words("unclear", "2026-12-01").as_deref(), Some("Not clear"));
    assert_eq!(words("nonsense", "2026-12-01"), None);
}

/// Phones that have not heard of the company's have those of the program.
#[test]
fn the_demonstration_says_what_the_program_says() {
    for Reason { code, words, .. } in demonstrated().reasons {
        for language in [Language::ZhHans, Language::En] {
            let text = lookup(language, &format!("reasons.{code}"));
            assert_eq!(text, Some(words.in_language(language)), "{code}");
        }
    }
}

#[test]
fn a_code_is_short_and_plain() {
    for wrong in [
        "",
        "Duplicate",
        "8_days",
        "no reason",
        "理由",
        &"a".repeat(41),
    ] {
        assert_eq!(wrong.parse::<ReasonCode>(), Err(NotAReasonCode), "{wrong}");
    }
    let file = to_toml(&[demonstrated()]).unwrap();
    let refused = from_toml::<ReasonCodes>(&file.replace("\"unclear\"", "\"Un clear\""));
    let refused = refused.unwrap_err().to_string();
    assert!(
        refused.contains("no code of a reason: write up to 40"),
        "{refused}"
    );
}
