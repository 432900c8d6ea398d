//! Above the answers, in words: what the decision is about, what the rules found, every yes of the health declaration and what the agent
//! answered to a query, each with the way to its place.

use super::replies::Replies;
use super::seen::{MATTER, Seen};
use crate::components::icon::{Icon, IconName};
use crate::pages::desk::focus;
use crate::pages::desk::sheet::{Asked, Essential, Matter, Remark, Sheet};
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;

/// What matters of the case.
#[component]
pub fn Matters(
    /// The case laid out.
    sheet: Sheet,
    /// Which of it was on the screen.
    seen: Seen,
    /// Whether the reader decides: only they are told what they have not seen.
    decides: Signal<bool>,
) -> impl IntoView {
    let count = sheet.remark_count();
    let yes = sheet.yes_count();
    let matters = sheet.matters();
    let some = !matters.is_empty();
    let above = sheet.essentials.len();
    let list = some.then(|| {
        let items = (above..).zip(matters);
        let items = items.map(|(at, matter)| view! { <MatterItem at matter/> });
        view! { <ul>{items.collect_view()}</ul> }
    });
    view! {
        <Essentials essentials=sheet.essentials/>
        <div class="desk-matters" class:desk-matters-some=some>
            <p class="desk-findings-line" class:desk-findings-some=some>
                <Icon name={if some { IconName::Alert } else { IconName::Accepted }}/>
                {found(count)}
                {(yes > 0)
                    .then(|| {
                        let said = tf(key!("desk.case.health_yes"), &[("n", &yes.to_string())]);
                        view! { <span class="desk-yes-count">{said}</span> }
                    })}
                {move || decides.get().then(|| unseen(seen))}
            </p>
            {list}
        </div>
    }
}

/// What the decision is about.
#[component]
fn Essentials(
    /// Line by line.
    essentials: Vec<Essential>,
) -> impl IntoView {
    let line = |(at, line): (usize, Essential)| {
        view! {
            <div tabindex="-1" data-matter=at.to_string()>
                <dt>{line.label}</dt>
                <dd>{line.text}</dd>
            </div>
        }
    };
    (!essentials.is_empty()).then(|| {
        let lines = essentials.into_iter().enumerate().map(line);
        view! { <dl class="desk-essentials">{lines.collect_view()}</dl> }
    })
}

fn found(count: usize) -> String {
    match count {
        0 => t(key!("desk.case.no_findings")).to_owned(),
        n => tf(key!("desk.case.findings"), &[("n", &n.to_string())]),
    }
}

/// How much of it was not on the screen yet.
fn unseen(seen: Seen) -> Option<impl IntoView> {
    let n = seen.unseen();
    (n > 0).then(|| {
        let said = tf(key!("desk.case.unseen"), &[("n", &n.to_string())]);
        view! { <span class="desk-unseen">{said}</span> }
    })
}

#[component]
fn MatterItem(
    /// Which of them.
    at: usize,
    /// What it is about.
    matter: Matter,
) -> impl IntoView {
    let Matter {
        path,
        name,
        text,
        asked,
        replies,
        remarks,
        explained_at: _,
    } = matter;
    // What has no place among the answers is a stop of the key for findings here.
    let is_whole = path.is_none();
    let place = path.map(|path| {
        view! {
            <button
                type="button"
                class="desk-matter-name"
                on:click=move |_| focus::show_answer(&path)
            >
                {name}
            </button>
            " "
            <strong>{text}</strong>
        }
    });
    view! {
        <li class=MATTER class:desk-remark=is_whole tabindex="-1" data-matter=at.to_string()>
            {place}
            {answered(asked)}
            <Replies replies/>
            {remarks.into_iter().map(remark).collect_view()}
        </li>
    }
}

/// Whether the agent changed it, and what stood there.
fn answered(asked: Asked) -> Option<impl IntoView> {
    let (said, before) = match asked {
        Asked::No => return None,
        Asked::Unchanged => (t(key!("desk.case.unchanged")), None),
        Asked::Changed(before) => (t(key!("desk.case.changed")), Some(before)),
    };
    let before = before.map(|before| match before.is_empty() {
        true => t(key!("desk.case.not_answered")).to_owned(),
        false => before,
    });
    Some(view! {
        <span class="desk-reply">
            {said}
            {before
                .map(|before| view! { " · "{t(key!("desk.case.before"))}" "<del>{before}</del> })}
        </span>
    })
}

fn remark(remark: Remark) -> impl IntoView {
    let kind = match remark.is_error {
        true => t(key!("desk.case.error")),
        false => t(key!("desk.case.warning")),
    };
    view! {
        <span class="desk-matter-remark" class:desk-remark-error=remark.is_error>
            {kind}
            " "
            {remark.text}
        </span>
    }
}
