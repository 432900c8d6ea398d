//! The frame of a form: loads the draft of the address and keeps it open for the pages inside.

use super::named_by_key::named_by_key;
use super::new_draft::replacing;
use super::open_draft::OpenDraft;
use super::refusal::entry_of;
use super::restore::{change_of, submission_of};
use crate::components::button::LinkButton;
use crate::components::empty::Empty;
use crate::components::icon::Name;
use crate::store::{Draft, StoreError};
use crate::text::t;
use crate::update::use_open_form;
use crate::work::{Work, use_work};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_navigate, use_params_map};
use shared::key;
use shared::record::RecordView;

/// Loads the draft named in the address.
#[component]
pub fn DraftFrame() -> impl IntoView {
    named_by_key(
        load,
        |draft| view! { <Opened draft/> }.into_any(),
        || view! { <Missing/> }.into_any(),
    )
}

/// The draft; one that a set-aside entry was made of can be had back from the entry, and one that nobody
/// has answered yet is as its key says.
pub(super) async fn load(work: Work, key: String) -> Result<Option<Draft>, StoreError> {
    if let Some(draft) = work.draft(&key).await? {
        return Ok(Some(draft));
    }
    let restored = restored(work, &key);
    let Some(draft) = restored else {
        return work.begun_draft(&key).await;
    };
    work.save_draft(draft.clone()).await?;
    Ok(Some(draft))
}

fn restored(work: Work, key: &str) -> Option<Draft> {
    let entry = work
        .outbox
        .with_untracked(|outbox| entry_of(outbox, key).cloned())?;
    let record = work.records.with_untracked(|records| {
        let mut records = records.iter();
        records
            .find(|record| record.record_id == entry.record_id)
            .cloned()
    });
    submission_of(&entry).or_else(|| change_of(&entry, &record?))
}

#[component]
fn Opened(draft: Draft) -> impl IntoView {
    use_open_form();
    let open = OpenDraft::new(use_work(), draft);
    provide_context(open);
    if !open.on_its_way.get_untracked() {
        open.begin();
    }
    view! { <div class="form-page page"><Outlet/></div> }
}

/// No such draft on this device; if it has become a record, that is what was meant.
#[component]
pub(super) fn Missing() -> impl IntoView {
    let key = use_params_map().with_untracked(|params| params.get("key").unwrap_or_default());
    let is_of = |record: &&RecordView| key.ends_with(&record.record_id.to_string());
    let record = use_work().records.with_untracked(|records| {
        let record = records.iter().find(is_of);
        record.map(|record| record.record_id)
    });
    if let Some(record) = record {
        use_navigate()(&format!("/records/{record}"), replacing());
    }
    view! {
        <Empty
            is_page=true
            icon=Name::Draft
            title=t(key!("form.missing.title"))
            text=t(key!("form.missing.text"))
        >
            <LinkButton label=t(key!("form.missing.button")) href="/work"/>
        </Empty>
    }
}
