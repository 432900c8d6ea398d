//! What the log says, put together from the catalogue.

use crate::api::ApiError;
use crate::finding_text::finding_text;
use crate::format;
use crate::text::{language, t, t_of, tf};
use chrono::NaiveDate;
use shared::audit::{AuditAction, LogActor, LogChain, LogEntry, LogSubject, LookedFor};
use shared::key;

/// Who did it.
pub fn actor(actor: &LogActor) -> String {
    match actor {
        LogActor::Person { person } => person.name.clone(),
        LogActor::Nobody => t(key!("audit.actor.nobody")).to_owned(),
        LogActor::CommandLine => t(key!("audit.actor.command_line")).to_owned(),
        LogActor::Key { name } => tf(key!("audit.actor.key"), &[("name", name)]),
        LogActor::Unknown => t(key!("audit.actor.unknown")).to_owned(),
    }
}

/// What they did.
pub fn action(entry: &LogEntry) -> &'static str {
    match entry.action {
        Some(action) => t_of("audit.action", action.as_str()),
        None => t(key!("audit.unknown_action")),
    }
}

/// What it was done to, if that is no record.
pub fn subject(subject: &LogSubject, action: Option<AuditAction>) -> Option<String> {
    Some(match subject {
        LogSubject::Record { .. } => return None,
        LogSubject::Device {
            number: Some(number),
        } => tf(
            key!("audit.subject.device"),
            &[("n", &number.get().to_string())],
        ),
        LogSubject::Device { number: None } => t(key!("audit.subject.device_unknown")).to_owned(),
        LogSubject::Person { person } => {
            let key = match action {
                Some(AuditAction::SignInFailed) => key!("audit.subject.person"),
                _ => key!("audit.subject.given_to"),
            };
            tf(key, &[("name", &person.name)])
        }
        LogSubject::UnknownLogin { pseudonym } => tf(
            key!("audit.subject.unknown_login"),
            &[("pseudonym", pseudonym)],
        ),
        LogSubject::Address { pseudonym } => {
            tf(key!("audit.subject.address"), &[("pseudonym", pseudonym)])
        }
        LogSubject::Unit { name } | LogSubject::Connection { name } => name.clone(),
        LogSubject::File { text } => text.clone(),
        LogSubject::Log => t(key!("audit.subject.log")).to_owned(),
        LogSubject::Unknown => t(key!("audit.subject.unknown")).to_owned(),
    })
}

/// Where in the log it stands: so the command line names it, too.
pub fn row(entry: &LogEntry) -> String {
    let chain = match &entry.chain {
        LogChain::Branch { name } => name.as_str(),
        LogChain::Facts => t(key!("audit.chain.facts")),
        LogChain::Settings => t(key!("audit.chain.settings")),
        LogChain::SignIn => t(key!("audit.chain.sign_in")),
    };
    let n = entry.seq.to_string();
    tf(key!("audit.row"), &[("chain", chain), ("n", &n)])
}

/// What somebody looked for in the log.
pub fn looked_for(looked: &LookedFor) -> String {
    let people = looked
        .people
        .as_ref()
        .map(|people| match people.as_slice() {
            [] => t(key!("audit.looked_nobody")).to_owned(),
            [one] => one.name.clone(),
            [first, rest @ ..] => {
                let n = rest.len().to_string();
                tf(
                    key!("audit.looked_many"),
                    &[("name", &first.name), ("n", &n)],
                )
            }
        });
    let day = |key, day: Option<NaiveDate>| day.map(|day| tf(key, &[("day", &format::date(day))]));
    let action = looked.action.map(|it| t_of("audit.action", it.as_str()));
    let parts: Vec<String> = [
        people,
        looked.record.as_ref().map(ToString::to_string),
        action.map(str::to_owned),
        day(key!("audit.since"), looked.from),
        day(key!("audit.up_to"), looked.until),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.is_empty() {
        true => t(key!("audit.looked_all")).to_owned(),
        false => parts.join(" · "),
    }
}

/// Why the log could not be read; what is to be written differently comes first.
pub fn api_error(error: &ApiError) -> String {
    let found = match error {
        ApiError::Problem(problem) => problem.findings.first(),
        _ => None,
    };
    found.map_or_else(
        || t(&error.text_key()).to_owned(),
        |finding| finding_text(language(), finding, None),
    )
}
