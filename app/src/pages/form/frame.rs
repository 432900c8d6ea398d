//! The frame of a form: loads the draft of the address and keeps it open for the pages inside.

use super::named_by_key::named_by_key;
use super::new_draft::replacing;
use crate::components::button::LinkButton;
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::drafting::{OpenDraft, change_of, entry_of, submission_of};
use crate::store::{Draft, DraftKey, StoreError};
use crate::text::t;
use crate::update::use_open_form;
use crate::work::{Work, use_work};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_navigate, use_params_map};
use shared::id::RecordId;
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

/// The draft; one that a set-aside entry was made of can be had back from the entry, and one that was opened
/// here and that nobody has answered yet is as its key says.
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
    let record = work.all::<RecordView>().with_untracked(|records| {
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

/// No such draft on this device; if it has become a record, that is what was meant. What changed a record
/// leads to it.
#[component]
pub(super) fn Missing() -> impl IntoView {
    let key = use_params_map().with_untracked(|params| params.get("key").unwrap_or_default());
    let records = use_work().all::<RecordView>();
    let find = move |is_it: &dyn Fn(&RecordId) -> bool| {
        records.with_untracked(|records| {
            let mut ids = records.iter().map(|record| record.record_id);
            ids.find(|id| is_it(id))
        })
    };
    if let Some(record) = find(&|id| key.ends_with(&id.to_string())) {
        use_navigate()(&format!("/records/{record}"), replacing());
    }
    let changed = match DraftKey::read(&key) {
        Some(DraftKey::Amendment { record, .. }) => Some(record),
        Some(DraftKey::NewRecord { .. } | DraftKey::Answer(_)) | None => None,
    };
    let (label, href) = match find(&|id| changed == Some(*id)) {
        Some(record) => (t(key!("form.sent.open")), format!("/records/{record}")),
        None => (t(key!("form.missing.button")), "/work".to_owned()),
    };
    view! {
        <Empty
            is_page=true
            icon=IconName::Draft
            title=t(key!("form.missing.title"))
            text=t(key!("form.missing.text"))
        >
            <LinkButton label href/>
        </Empty>
    }
}
