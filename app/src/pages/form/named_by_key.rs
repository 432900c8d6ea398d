//! What the key in the address names, once the device has read it.

use crate::pages::store_failed::StoreFailed;
use crate::store::StoreError;
use crate::text::t;
use crate::work::{Work, use_work};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::key;

/// Shows what the key in the address names, read anew for each key.
pub fn named_by_key<T, Reading>(
    read: fn(Work, String) -> Reading,
    shown: fn(T) -> AnyView,
    missing: fn() -> AnyView,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    Reading: Future<Output = Result<Option<T>, StoreError>> + 'static,
{
    let work = use_work();
    let params = use_params_map();
    let key = Memo::new(move |_| params.with(|params| params.get("key").unwrap_or_default()));
    let found = LocalResource::new(move || read(work, key.get()));
    view! {
        <Suspense>
            {move || {
                found.get().map(|found| match found {
                    Ok(Some(found)) => shown(found),
                    Ok(None) => missing(),
                    Err(error) => {
                        view! { <StoreFailed title=t(key!("form.new_failed")) error/> }.into_any()
                    }
                })
            }}
        </Suspense>
    }
}
