//! The queue as a table; on a narrow screen the same rows stand as cards.

use super::row::QueueRow;
use crate::store::KeptDecision;
use crate::text::t;
use crate::work::decisions::Decisions;
use leptos::prelude::*;
use shared::desk::QueueEntry;
use shared::id::{PersonId, RecordId};
use shared::key;
use shared::product::Catalogue;
use shared::submission::Status;
use shared::time::Timestamp;
use std::sync::Arc;

/// The links that the keys move along.
pub const ROW_LINK: &str = ".desk-row-link";

/// The queue as a table. Roles are written out: laid out as cards it stays a table to screen readers.
#[component]
pub fn QueueTable(
    /// The cases, in their order.
    entries: RwSignal<Vec<QueueEntry>>,
    /// What is decided, and on its way.
    decisions: Decisions,
    /// The products, once they are there.
    #[prop(into)]
    catalogue: Signal<Option<Arc<Catalogue>>>,
    /// Minutes the branch's clock is ahead of UTC.
    offset_minutes: i32,
    /// When it was read: ages are told as of then.
    read_at: RwSignal<Timestamp>,
) -> impl IntoView {
    let columns = [
        ("desk-col-age", key!("desk.column.age")),
        ("", key!("desk.column.status")),
        ("", key!("desk.column.title")),
        ("", key!("desk.column.number")),
        ("", key!("desk.column.subject")),
        ("desk-col-amount", key!("desk.column.amount")),
        ("", key!("desk.column.agent")),
        ("desk-col-warnings", key!("desk.column.warnings")),
        ("", key!("desk.column.authority")),
    ];
    let head = columns.map(|(class, text)| {
        view! { <th scope="col" role="columnheader" class=class>{t(text)}</th> }
    });
    let row = move |entry: QueueEntry| {
        let id = entry.record_id;
        let waits = Memo::new(move |_| {
            let waits = |kept: &Vec<KeptDecision>| kept.iter().any(|it| it.record_id == id);
            decisions.kept.with(waits)
        });
        view! { <QueueRow entry waits catalogue offset_minutes read_at/> }
    };
    view! {
        <div class="desk-table-frame">
            <table class="desk-table" role="table" aria-label=t(key!("desk.title"))>
                <thead role="rowgroup">
                    <tr role="row">{head.collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || entries.get() key=row_key children=row/>
                </tbody>
            </table>
        </div>
    }
}

/// A row is drawn anew when something of it changes that its reader acts on.
fn row_key(entry: &QueueEntry) -> (RecordId, Status, Option<&'static str>, Option<PersonId>) {
    (
        entry.record_id,
        entry.status,
        entry.refusal.map(|refusal| refusal.as_str()),
        entry.holder.as_ref().map(|holder| holder.person.id),
    )
}
