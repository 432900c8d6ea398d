//! The words for people: how they come in, what they do, what is different of them.

use crate::api::ApiError;
use crate::components::chip::Tone;
use crate::finding_text::finding_text;
use crate::format;
use crate::text::{language, t, t_of, tf};
use chrono::NaiveDate;
use shared::directory::{PersonLine, SignInState};
use shared::key;
use shared::people::{Changed, Difference, Period, Role};
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
    let from = format::date(period.from);
    match period.until {
        Some(until) => tf(
            key!("people.from_until"),
            &[("from", &from), ("until", &format::date(until))],
        ),
        None => tf(key!("people.from"), &[("from", &from)]),
    }
}

/// What is different, as a name and what it says: from what to what.
pub fn difference(difference: &Difference) -> (String, String) {
    let name = t_of("states.changed", difference.changed.as_str()).to_owned();
    let unit = difference.unit.clone().unwrap_or_default();
    let text = match difference.changed {
        Changed::Appointed {
            role, period: when, ..
        } => {
            return (
                name,
                format!(
                    "{} · {unit} · {}",
                    t_of("ui.role", role.as_str()),
                    period(when)
                ),
            );
        }
        Changed::Under { period: when, .. } => return (name, format!("{unit} · {}", period(when))),
        Changed::Level { role, .. } | Changed::Until { role, .. } => {
            format!("{name} ({} · {unit})", t_of("ui.role", role.as_str()))
        }
        Changed::UnderUntil { .. } => format!("{name} ({unit})"),
        Changed::Code
        | Changed::Name
        | Changed::FoundedOn
        | Changed::StaffNumber
        | Changed::Login
        | Changed::Mobile
        | Changed::IdentityNumber
        | Changed::LicenceNumber
        | Changed::LicenceExpiresOn
        | Changed::JoinedOn
        | Changed::LeftOn
        | Changed::LeftBecause => name,
    };
    if difference.from.is_none() && difference.to.is_none() {
        return (text, String::new());
    }
    let said = |value: &Option<String>| match value {
        Some(value) => value
            .parse::<NaiveDate>()
            .map_or_else(|_| value.clone(), format::date),
        None => "—".to_owned(),
    };
    let (from, to) = (said(&difference.from), said(&difference.to));
    (
        text,
        tf(key!("people.from_to"), &[("from", &from), ("to", &to)]),
    )
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
}

/// Why the server did not do it: each thing it found.
pub fn refusal(error: &ApiError) -> Vec<Refused> {
    let said = |text: &str| Refused {
        path: String::new(),
        text: text.to_owned(),
    };
    let found: Vec<Refused> = match error {
        ApiError::Problem(problem) => {
            let findings = problem.findings.iter();
            let refused = findings.map(|finding| {
                let text = finding_text(language(), finding, None);
                let label = lookup(language(), &format!("states.changed.{}", finding.path));
                Refused {
                    path: finding.path.clone(),
                    text: match label {
                        Some(label) => tf(
                            key!("form.summary_line"),
                            &[("label", label), ("text", &text)],
                        ),
                        None => text,
                    },
                }
            });
            refused.collect()
        }
        ApiError::Unreachable | ApiError::SignIn | ApiError::NotNow { .. } => Vec::new(),
    };
    match found.is_empty() {
        _ if is_conflict(error) => {
            let meanwhile = said(t(key!("people.changed_meanwhile")));
            core::iter::once(meanwhile).chain(found).collect()
        }
        true => vec![said(t(&error.text_key()))],
        false => found,
    }
}
