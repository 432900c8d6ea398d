//! Rules in words.

use crate::api::ApiError;
use crate::finding_text::finding_text;
use crate::format;
use crate::session::use_profile;
use crate::text::{language, t, t_of, tf};
use leptos::prelude::*;
use shared::finding::Finding;
use shared::key;
use shared::rule_book::{DraftState, FileFinding, Publisher, RuleItem, RuleSubject, RuleVersion};
use shared::setting::RuleDifference;
use shared::text::lookup;
use shared::time::Timestamp;

/// What a setting, product or table is called.
pub fn called(subject: RuleSubject, name: &str) -> String {
    let words = match subject {
        RuleSubject::Products => None,
        RuleSubject::Settings | RuleSubject::Tables => {
            lookup(language(), &format!("rule_book.name.{name}"))
        }
    };
    words.unwrap_or(name).to_owned()
}

/// The same with the name that the company gave it.
pub fn called_in_full(item: &RuleItem) -> String {
    let code = called(item.subject, &item.name);
    match &item.title {
        Some(title) => format!("{} · {code}", title.in_language(language())),
        None => code,
    }
}

/// A moment at the reader's branch.
pub fn moment(at: Timestamp) -> String {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    format::moment(at, offset)
}

/// Whose doing a version is.
pub fn publisher(by: &Publisher) -> String {
    match by {
        Publisher::AsDelivered {} => t(key!("rule_book.publisher.as_delivered")).to_owned(),
        Publisher::CommandLine { at } => tf(
            key!("rule_book.publisher.command_line"),
            &[("at", &moment(*at))],
        ),
        Publisher::People {
            at,
            drafted_by,
            put_in_force_by,
        } => tf(
            key!("rule_book.publisher.people"),
            &[
                ("drafted_by", &drafted_by.name),
                ("put_in_force_by", &put_in_force_by.name),
                ("at", &moment(*at)),
            ],
        ),
        Publisher::TakenBack { at, by } => tf(
            key!("rule_book.publisher.taken_back"),
            &[("by", &by.name), ("at", &moment(*at))],
        ),
    }
}

/// From when until when a version holds.
pub fn period(version: &RuleVersion) -> String {
    let from = format::date(version.from);
    match version.until.map(format::date) {
        Some(until) => tf(
            key!("rule_book.from_until"),
            &[("from", &from), ("until", &until)],
        ),
        None => tf(key!("rule_book.from"), &[("from", &from)]),
    }
}

/// One thing that is otherwise.
pub fn difference(it: &RuleDifference) -> String {
    let key = format!("rule_book.differs.{}", it.as_str());
    match it {
        RuleDifference::Changed { path, was, is } => {
            tf(&key, &[("path", path), ("was", was), ("is", is)])
        }
        RuleDifference::Added { path, is } => tf(&key, &[("path", path), ("is", is)]),
        RuleDifference::Gone { path, was } => tf(&key, &[("path", path), ("was", was)]),
        RuleDifference::Rates { n, least, most } => tf(
            &key,
            &[("n", &format::count(*n)), ("least", least), ("most", most)],
        ),
        RuleDifference::RatesAdded { n } | RuleDifference::RatesGone { n } => {
            tf(&key, &[("n", &format::count(*n))])
        }
        RuleDifference::Terms {} => t(&key).to_owned(),
    }
}

/// Where something is wrong: the file and the place in it, or the place alone.
pub fn place(found: &FileFinding) -> String {
    let place = found.line.zip(found.column).map(|(line, column)| {
        tf(
            key!("rule_book.place"),
            &[("line", &line.to_string()), ("column", &column.to_string())],
        )
    });
    let path = Some(found.finding.path.clone()).filter(|path| !path.is_empty());
    let file = Some(found.file.clone()).filter(|file| !file.is_empty());
    let parts: Vec<String> = [file, place, path].into_iter().flatten().collect();
    parts.join(" · ")
}

/// How it stands with a draft.
pub fn state(state: DraftState) -> &'static str {
    t_of("rule_book.state", state.as_str())
}

/// What is wrong, and what to do.
pub fn said(finding: &Finding) -> String {
    finding_text(language(), finding, None)
}

/// Whether somebody else was quicker.
pub fn is_conflict(error: &ApiError) -> bool {
    matches!(error, ApiError::Problem(problem) if problem.status == 409)
}

/// Why the server did not do it: each thing it found.
pub fn refusal(error: &ApiError) -> Vec<String> {
    let found: Vec<String> = match error {
        ApiError::Problem(problem) => problem.findings.iter().map(said).collect(),
        ApiError::Unreachable | ApiError::SignIn | ApiError::NotNow { .. } => Vec::new(),
    };
    match found.is_empty() {
        true => vec![t(&error.text_key()).to_owned()],
        false => found,
    }
}

/// Why something was not done, if anything is said.
pub fn refused(texts: RwSignal<Vec<String>>) -> impl IntoView {
    move || {
        let texts = texts.get();
        (!texts.is_empty()).then(|| {
            let lines = texts.into_iter().map(|text| view! { <li>{text}</li> });
            view! {
                <div role="alert">
                    <crate::components::notice::Notice
                        title=t(key!("people.cannot"))
                        tone=crate::components::chip::Tone::Warning
                    >
                        <ul class="bullets">{lines.collect_view()}</ul>
                    </crate::components::notice::Notice>
                </div>
            }
        })
    }
}
