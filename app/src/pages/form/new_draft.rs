//! Opens the form of a new record or of a correction.

use super::address;
use crate::pages::store_failed::StoreFailed;
use crate::store::StoreError;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use shared::id::RecordId;
use shared::key;
use shared::kinds::{self, OfficeKind};
use shared::record::RecordKind;

/// Opens the form of the kind in the address, begun with what the record `from` says if it names one, and
/// replaces this address by its own. Nothing is kept before the first answer.
#[component]
pub fn NewDraft() -> impl IntoView {
    let kind = use_params_map()
        .with_untracked(|params| RecordKind::from_name(&params.get("kind").unwrap_or_default()));
    let origin: Option<RecordId> =
        use_query_map().with_untracked(|query| query.get("from")?.parse().ok());
    let form = match kind.map(|kind| (kind, kinds::of(kind).office)) {
        None => "/".to_owned(),
        // The training pages make the secret, and pick the session.
        Some((_, OfficeKind::Roster)) => "/training/new".to_owned(),
        Some((_, OfficeKind::CheckIn)) => "/training/check-in".to_owned(),
        Some((kind, OfficeKind::Review)) => {
            address::overview(&use_work().new_draft_key(kind, origin))
        }
    };
    use_navigate()(&form, replacing());
}

/// Opens the correction of the record in the address, and replaces this address by its own.
#[component]
pub fn NewAmendment() -> impl IntoView {
    let work = use_work();
    let navigate = use_navigate();
    let failed = RwSignal::new(None::<StoreError>);
    let record =
        use_params_map().with_untracked(|params| params.get("id").unwrap_or_default().parse().ok());
    match record {
        None => navigate("/", replacing()),
        Some(record) => spawn_local(async move {
            match work.amendment_key(record).await {
                Ok(key) => navigate(&address::check(&key), replacing()),
                // Gone with the page, if it was left meanwhile.
                Err(error) => drop(failed.try_set(Some(error))),
            }
        }),
    }
    move || {
        let title = t(key!("form.new_failed"));
        failed
            .get()
            .map(|error| view! { <StoreFailed title error/> })
    }
}

/// Back must not make another draft.
pub fn replacing() -> NavigateOptions {
    NavigateOptions {
        replace: true,
        ..NavigateOptions::default()
    }
}
