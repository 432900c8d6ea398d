//! The words for people: how they come in, what they do, what is different of them.

use crate::api::ApiError;
use crate::components::chip::Tone;
use crate::finding_text::finding_text;
use crate::format;
use crate::text::{language, t, t_of, tf};
use chrono::NaiveDate;
use shared::directory::{PersonLine, SignInState};
use shared::finding::Finding;
use shared::key;
use shared::people::{Period, Role};
use shared::text::lookup;

/// What somebody does, in words.
pub fn roles(roles: &[Role]) -> String {
    let names: Vec<&str> = roles
        .iter()
        .map(|role| t_of("ui.role", role.as_str()))
        .collect();
    names.join(t(key!("ui.between_names")))
}

/// Where somebody belongs and what they do there.
pub fn place(person: &PersonLine) -> String {
    match (person.begins_on, person.roles.as_slice()) {
        (Some(day), _) => {
            let begins = tf(key!("people.begins_on"), &[("date", &format::date(day))]);
            format!("{} · {begins}", person.unit)
        }
        (None, []) => person.unit.clone(),
        (None, held) => format!("{} · {}", person.unit, roles(held)),
    }
}

/// What is to be seen at once of how somebody comes in; nothing if all is well.
pub fn sign_in_tone(state: SignInState) -> Option<Tone> {
    match state {
        SignInState::NeverInvited | SignInState::CodeLapsed { .. } => Some(Tone::Warning),
        SignInState::CodeWaits { .. } | SignInState::Left => Some(Tone::Neutral),
        SignInState::Passphrase { .. } => None,
    }
}

/// From when until when.
pub fn period(period: Period) -> String {
    match period.until {
        Some(until) => tf(
            key!("people.from_until"),
            &[
                ("from", &format::date(period.from)),
                ("until", &format::date(until)),
            ],
        ),
        None => since(period.from),
    }
}

/// From when on.
pub fn since(from: NaiveDate) -> String {
    tf(key!("people.from"), &[("from", &format::date(from))])
}

/// Whether somebody else was quicker.
pub fn is_conflict(error: &ApiError) -> bool {
    matches!(error, ApiError::Problem(problem) if problem.status == 409)
}

/// Why the server did not do something.
pub struct Refused {
    /// Of which field; empty if of none.
    pub path: String,
    /// In words, with the way out.
    pub text: String,
    /// The page of who or what is in the way, if it is somebody or a unit.
    pub href: Option<String>,
}

impl Refused {
    /// Of no field.
    pub fn whole(text: &str) -> Self {
        Self {
            path: String::new(),
            text: text.to_owned(),
            href: None,
        }
    }
}

/// Why the server did not do it: each thing it found.
pub fn refusal(error: &ApiError) -> Vec<Refused> {
    let found: Vec<Refused> = match error {
        ApiError::Problem(problem) => problem.findings.iter().map(refused).collect(),
        ApiError::Unreachable | ApiError::SignIn | ApiError::NotNow { .. } => Vec::new(),
    };
    match found.is_empty() {
        _ if is_conflict(error) => {
            let meanwhile = Refused::whole(t(key!("people.changed_meanwhile")));
            core::iter::once(meanwhile).chain(found).collect()
        }
        true => vec![Refused::whole(t(&error.text_key()))],
        false => found,
    }
}

/// What was found, under the name of its field, or of whom it is about among several.
fn refused(finding: &Finding) -> Refused {
    let text = finding_text(language(), finding, None);
    let param = |name: &str| finding.params.get(name).map(String::as_str);
    let label = match finding.path.as_str() {
        "people" => param("person"),
        path => lookup(language(), &format!("states.changed.{path}")),
    };
    let person = param("person_id").map(|id| format!("/people/{id}"));
    let unit = param("unit_id").map(|id| format!("/units/{id}"));
    Refused {
        path: finding.path.clone(),
        text: match label {
            Some(label) => tf(
                key!("form.summary_line"),
                &[("label", label), ("text", &text)],
            ),
            None => text,
        },
        href: person.or(unit),
    }
}
