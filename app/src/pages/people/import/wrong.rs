//! The rows that cannot be taken: which, where in them, what is wrong and what to do.

use crate::finding_text::finding_text;
use crate::format;
use crate::text::{language, t, tf};
use leptos::prelude::*;
use shared::directory::{TableImported, WrongRow};
use shared::key;
use shared::text::lookup;
use std::collections::BTreeSet;

/// The rows that cannot be taken; nothing if there are none.
#[component]
pub fn WrongRows(
    /// What the table comes to.
    looked: TableImported,
) -> impl IntoView {
    let told: BTreeSet<u32> = looked.rows.iter().map(|it| it.row).collect();
    let told = u64::try_from(told.len()).unwrap_or(u64::MAX);
    let untold = looked.wrong.saturating_sub(told);
    let rest = (untold > 0).then(|| {
        let n = format::count(untold);
        view! { <p class="soft">{tf(key!("imports.more_rows"), &[("n", &n)])}</p> }
    });
    (looked.wrong > 0).then(|| {
        view! {
            <h3 id="wrong">{t(key!("imports.wrong_rows"))}</h3>
            <table class="import-wrong" aria-labelledby="wrong">
                <thead>
                    <tr>
                        <th scope="col">{t(key!("imports.row"))}</th>
                        <th scope="col">{t(key!("imports.column"))}</th>
                        <th scope="col">{t(key!("imports.why"))}</th>
                    </tr>
                </thead>
                <tbody>{looked.rows.iter().map(row).collect_view()}</tbody>
            </table>
            {rest}
        }
    })
}

fn row(wrong: &WrongRow) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row">
                <span class="import-row-word">{t(key!("imports.row"))}" "</span>
                {wrong.row}
            </th>
            <td>{column(wrong)}</td>
            <td>{finding_text(language(), &wrong.finding, None)}</td>
        </tr>
    }
}

/// The heading over the cell, else what the field is called that it is about.
fn column(wrong: &WrongRow) -> String {
    let field = || {
        lookup(
            language(),
            &format!("states.changed.{}", wrong.finding.path),
        )
    };
    let heading = wrong.column.clone();
    heading.unwrap_or_else(|| field().unwrap_or("—").to_owned())
}
