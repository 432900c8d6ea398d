//! Whose pay a draft of tables would change.

use super::words::{refusal, refused};
use crate::api;
use crate::components::button::Button;
use crate::format;
use crate::task::Task;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::id::DraftId;
use shared::key;
use shared::rule_book::{Tried, TriedPay};

/// Tries a draft on the last month when it is asked.
#[component]
pub fn Trial(
    /// Which.
    draft: DraftId,
) -> impl IntoView {
    let tried = RwSignal::new(None::<Tried>);
    let failed = RwSignal::new(Vec::new());
    let task = Task::new();
    let on_press = Callback::new(move |()| {
        task.run(async move {
            let path = format!("/api/rules/drafts/{draft}/trial");
            match api::get::<Tried>(&path).await {
                Ok(answer) => {
                    failed.try_set(Vec::new());
                    tried.try_set(Some(answer));
                }
                Err(error) => drop(failed.try_set(refusal(&error))),
            }
        });
    });
    let busy = task.is_busy();
    view! {
        <section class="stack-tight" aria-labelledby="trial">
            <h2 id="trial">{t(key!("rule_book.trial"))}</h2>
            <Button label=t(key!("rule_book.trial_button")).to_owned() busy on_press/>
            <div role="status">
                {move || busy.get().then(|| view! { <p>{t(key!("rule_book.trial_busy"))}</p> })}
                {move || tried.get().map(|tried| view! { <Different tried/> })}
            </div>
            {refused(failed)}
        </section>
    }
}

#[component]
fn Different(tried: Tried) -> impl IntoView {
    let n = u64::try_from(tried.different.len()).unwrap_or(u64::MAX);
    let lead = tf(
        key!("rule_book.trial_lead"),
        &[
            ("month", &tried.month.to_string()),
            ("counted", &format::count(tried.counted)),
            ("n", &format::count(n)),
        ],
    );
    let as_if = tried
        .as_if_begun
        .then(|| view! { <p class="soft">{t(key!("rule_book.trial_as_if"))}</p> });
    let rows = match tried.different.is_empty() {
        true => view! { <p>{t(key!("rule_book.trial_nobody"))}</p> }.into_any(),
        false => view! { <Table rows=tried.different/> }.into_any(),
    };
    view! {
        <p>{lead}</p>
        {as_if}
        {rows}
    }
}

#[component]
fn Table(rows: Vec<TriedPay>) -> impl IntoView {
    let row = |pay: TriedPay| {
        let number = pay.staff_number;
        view! {
            <tr>
                <th scope="row">
                    {pay.name}
                    {number.map(|number| view! { <span class="soft tabular"> " " {number}</span> })}
                </th>
                <td class="tabular">{pay.published.to_string()}</td>
                <td class="tabular">{pay.tried.to_string()}</td>
                <td class="tabular"><strong>{pay.more.to_string()}</strong></td>
            </tr>
        }
    };
    view! {
        <div class="rules-trial">
            <table aria-labelledby="trial">
                <thead>
                    <tr>
                        <th scope="col">{t(key!("rule_book.trial_person"))}</th>
                        <th scope="col">{t(key!("rule_book.trial_published"))}</th>
                        <th scope="col">{t(key!("rule_book.trial_tried"))}</th>
                        <th scope="col">{t(key!("rule_book.trial_more"))}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
