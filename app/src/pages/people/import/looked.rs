//! What a table comes to, and what came of it.

use super::importing::Importing;
use super::wrong::WrongRows;
use super::{seen_at, title};
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::{Chip, Tone};
use crate::components::notice::Notice;
use crate::format;
use crate::text::{language, t, tf};
use leptos::prelude::*;
use shared::directory::{RowsTaken, TableDifference, TableImported};
use shared::key;
use shared::people::difference_words;

/// So many that are different are shown at first.
const SHOWN: usize = 100;

/// What the table would come to, and the ways to take it.
#[component]
pub fn Looked(
    /// What becomes of it.
    importing: Importing,
    /// What it would come to.
    looked: TableImported,
) -> impl IntoView {
    let is_different = looked.new + looked.changed > 0;
    let n = format::count(looked.new + looked.changed);
    let button = move |label: &'static str, rows: RowsTaken| {
        view! {
            <Button
                label=tf(label, &[("n", &n)])
                weight=Weight::Primary
                busy=importing.busy
                on_press=Callback::new(move |()| importing.take(rows))
            />
        }
    };
    let taking = match (is_different, looked.wrong) {
        (true, 0) => Some(button(key!("imports.take_all"), RowsTaken::All)),
        (true, _) => Some(button(key!("imports.take_good"), RowsTaken::Good)),
        (false, _) => None,
    };
    let nothing = (!is_different).then(|| {
        view! { <Notice title=t(key!("imports.nothing"))/> }
    });
    let mended = (looked.wrong > 0).then(|| view! { <p>{t(key!("imports.mend"))}</p> });
    view! {
        <section class="stack" aria-labelledby="looked">
            <h2 id="looked">{t(key!("imports.looked"))}</h2>
            <Counts looked=looked.clone()/>
            {nothing}
            {mended}
            <div class="row row-wrap">{taking}</div>
            <WrongRows looked=looked.clone()/>
            <Different looked/>
        </section>
    }
}

/// What came of the table.
#[component]
pub fn Taken(
    /// What became of it.
    importing: Importing,
    /// What came of it.
    looked: TableImported,
) -> impl IntoView {
    let text = match looked.wrong {
        0 => t(key!("imports.taken_all")),
        _ => t(key!("imports.taken_good")),
    };
    let kind = importing.kind;
    view! {
        <section class="stack" aria-labelledby="looked">
            <div role="status">
                <Notice title=t(key!("imports.taken")) tone=Tone::Success>
                    <p>{text}</p>
                </Notice>
            </div>
            <h2 id="looked">{t(key!("imports.came"))}</h2>
            <Counts looked=looked.clone()/>
            <div class="row row-wrap">
                <LinkButton label=t(title(kind)) href=seen_at(kind)/>
            </div>
            <WrongRows looked/>
        </section>
    }
}

/// How many are new, changed, as they were, and wrong.
#[component]
fn Counts(looked: TableImported) -> impl IntoView {
    let count = |label: &'static str, n: u64, presses: bool| {
        view! {
            <div class:tally-presses=presses>
                <dt>{t(label)}</dt>
                <dd>{format::count(n)}</dd>
            </div>
        }
    };
    view! {
        <dl class="import-tally">
            {count(key!("imports.new"), looked.new, false)}
            {count(key!("imports.changed"), looked.changed, false)}
            {count(key!("imports.unchanged"), looked.unchanged, false)}
            {count(key!("imports.wrong"), looked.wrong, looked.wrong > 0)}
        </dl>
    }
}

/// Who or what is new or different, each with what it says then.
#[component]
fn Different(looked: TableImported) -> impl IntoView {
    let all = looked.new + looked.changed;
    let lines = StoredValue::new(looked.different);
    let most = RwSignal::new(SHOWN);
    let shown = move || {
        lines.with_value(|lines| {
            let lines = lines.iter().take(most.get()).cloned();
            lines.map(|line| view! { <Line line/> }).collect_view()
        })
    };
    let told = lines.with_value(Vec::len);
    let more = move || {
        (most.get() < told).then(|| {
            let on_press = Callback::new(move |()| most.update(|most| *most += SHOWN));
            view! { <Button label=t(key!("people.more")).to_owned() on_press/> }
        })
    };
    let untold = all.saturating_sub(u64::try_from(told).unwrap_or(u64::MAX));
    let rest = (untold > 0).then(|| {
        let n = format::count(untold);
        view! { <p class="soft">{tf(key!("imports.more"), &[("n", &n)])}</p> }
    });
    (all > 0).then(|| {
        view! {
            <h3>{t(key!("imports.different"))}</h3>
            <ul class="list import-different">{shown}</ul>
            {more}
            {rest}
        }
    })
}

#[component]
fn Line(line: TableDifference) -> impl IntoView {
    let rows = line.differences.iter().map(|it| {
        let (name, text) = difference_words(language(), it);
        view! { <div><dt>{name}</dt><dd>{text}</dd></div> }
    });
    let rows = rows.collect_view();
    view! {
        <li class="card">
            <h4>
                {line.name}
                <span class="soft tabular people-number">{line.number}</span>
                {line.is_new.then(|| view! { <Chip label=t(key!("imports.is_new")) tone=Tone::Accent/> })}
            </h4>
            <dl class="facts">{rows}</dl>
        </li>
    }
}
