//! What files come to: what is wrong with them, by file and place, or what would be otherwise.

use super::words::{called, difference, place, said};
use crate::components::chip::{Chip, Tone};
use crate::components::notice::Notice;
use crate::format;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;
use shared::rule_book::{FileFinding, Looked, RuleChange, RuleSubject};

/// What files come to.
#[component]
pub fn Changes(
    /// Of what they are.
    subject: RuleSubject,
    /// What they come to.
    looked: Looked,
    /// The heading over what is otherwise.
    title: &'static str,
) -> impl IntoView {
    match (looked.findings.is_empty(), looked.changes.is_empty()) {
        (false, _) => view! { <Wrong findings=looked.findings/> }.into_any(),
        (true, true) => view! { <Notice title=t(key!("rule_book.nothing"))/> }.into_any(),
        (true, false) => {
            let rows = looked.changes.iter();
            let rows = rows.map(|change| row(subject, change)).collect_view();
            view! {
                <section class="stack-tight" aria-labelledby="changes">
                    <h2 id="changes">{title}</h2>
                    <ul class="list rules-changes">{rows}</ul>
                </section>
            }
            .into_any()
        }
    }
}

#[component]
fn Wrong(findings: Vec<FileFinding>) -> impl IntoView {
    let rows = findings.iter().map(|found| {
        view! {
            <li class="rules-wrong">
                <strong>{place(found)}</strong>
                <span>{said(&found.finding)}</span>
            </li>
        }
    });
    view! {
        <section class="stack-tight" aria-labelledby="wrong" role="alert">
            <h2 id="wrong">{t(key!("rule_book.wrong"))}</h2>
            <p>{t(key!("rule_book.wrong_lead"))}</p>
            <ul class="list">{rows.collect_view()}</ul>
        </section>
    }
}

fn row(subject: RuleSubject, change: &RuleChange) -> impl IntoView + use<> {
    let from = change.from.map(format::date);
    let from = from.map(|date| tf(key!("rule_book.from"), &[("from", &date)]));
    let lines = change.differences.iter().map(difference);
    let lines = lines.map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <li class="card">
            <h3>
                {called(subject, &change.name)}
                <span class="soft rules-from">{from}</span>
                {change.is_new.then(|| view! {
                    <Chip label=t(key!("rule_book.is_new")) tone=Tone::Accent/>
                })}
            </h3>
            <ul class="rules-differences">{lines}</ul>
        </li>
    }
}
