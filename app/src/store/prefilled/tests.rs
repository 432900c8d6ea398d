//! What is filled in follows its source; what is typed stays.

use super::*;

fn suggest(all: &[(&str, &str)]) -> Suggestions {
    let suggestion = |value: &str| Suggestion {
        value: value.to_owned(),
        source: Source::Policy,
        guess: false,
    };
    all.iter()
        .map(|(path, value)| ((*path).to_owned(), suggestion(value)))
        .collect()
}

/// A form in which these were suggested one after the other.
fn followed(rounds: &[&[(&str, &str)]]) -> (Prefilled, Answers) {
    let (mut prefilled, mut answers) = (Prefilled::default(), Answers::new());
    for round in rounds {
        prefilled.follow(&suggest(round), &mut answers);
    }
    (prefilled, answers)
}

#[test]
fn an_untouched_answer_changes_with_its_source_and_goes_with_it() {
    let (prefilled, answers) = followed(&[&[("name", "王芳")], &[("name", "李娜")]]);
    assert_eq!(answers.get("name"), Some("李娜"));
    assert_eq!(prefilled.source("name", &answers), Some(Source::Policy));
    let (prefilled, answers) = followed(&[&[("name", "王芳")], &[]]);
    assert_eq!(answers.get("name"), None);
    assert!(prefilled.is_empty());
}

#[test]
fn what_somebody_typed_stays_even_if_it_is_what_was_suggested() {
    for typed in ["王芳", "王方"] {
        let (mut prefilled, mut answers) = followed(&[&[("name", "王芳")]]);
        answers.set("name", typed);
        prefilled.type_at("name");
        assert_eq!(prefilled.source("name", &answers), None);
        prefilled.follow(&suggest(&[("name", "李娜")]), &mut answers);
        prefilled.follow(&suggest(&[]), &mut answers);
        assert_eq!(answers.get("name"), Some(typed));
    }
}

#[test]
fn what_was_emptied_on_purpose_stays_empty_until_something_new_is_known() {
    let (mut prefilled, mut answers) = followed(&[&[("name", "王芳")]]);
    answers.remove("name");
    prefilled.type_at("name");
    prefilled.follow(&suggest(&[("name", "王芳")]), &mut answers);
    assert_eq!(answers.get("name"), None);
    prefilled.follow(&suggest(&[("name", "李娜")]), &mut answers);
    assert_eq!(answers.get("name"), Some("李娜"));
}

#[test]
fn a_draft_of_an_older_build_is_taken_over_as_it_stands() {
    let (mut prefilled, mut answers) = (Prefilled::default(), Answers::new());
    answers.set("name", "王芳");
    answers.set("mobile", "13900139000");
    let suggested = suggest(&[
        ("name", "王芳"),
        ("mobile", "13800138000"),
        ("email", "w@example.org"),
    ]);
    prefilled.adopt(&suggested, &answers);
    prefilled.follow(&suggested, &mut answers);
    assert_eq!(answers.len(), 2);
    prefilled.follow(&suggest(&[]), &mut answers);
    let left: Vec<_> = answers.iter().collect();
    assert_eq!(left, [("mobile", "13900139000")]);
}

#[test]
fn what_is_known_of_an_item_moves_with_it() {
    let first = [("people.0.share", "60"), ("people.1.share", "40")];
    let (mut prefilled, mut answers) = followed(&[&first]);
    answers.remove_item("people", 0);
    prefilled.remove_item("people", 0);
    assert_eq!(
        prefilled.source("people.0.share", &answers),
        Some(Source::Policy)
    );
    prefilled.follow(&suggest(&[("people.0.share", "100")]), &mut answers);
    assert_eq!(
        answers.iter().collect::<Vec<_>>(),
        [("people.0.share", "100")]
    );
}

#[test]
fn it_holds_after_a_reload_and_in_another_tab() {
    let (prefilled, mut answers) = followed(&[&[("name", "王芳")]]);
    let stored = serde_json::to_string(&prefilled).unwrap();
    let mut again: Prefilled = serde_json::from_str(&stored).unwrap();
    assert_eq!(again, prefilled);
    let mut other = Prefilled::default();
    other.learn(&Prefilled::default(), &prefilled);
    assert_eq!(other, prefilled);
    again.follow(&suggest(&[]), &mut answers);
    assert_eq!(answers.get("name"), None);
}
