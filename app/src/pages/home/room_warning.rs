//! Says before it is too late that the phone runs out of room.

use crate::components::button::LinkButton;
use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::storage_quota::StorageQuota;
use crate::text::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::key;

/// Says that the phone runs out of room; nothing while there is enough.
#[component]
pub fn RoomWarning() -> impl IntoView {
    let nearly_full = RwSignal::new(false);
    spawn_local(async move {
        let room = StorageQuota::ask().await;
        // The page may have been left.
        nearly_full.try_set(room.is_some_and(StorageQuota::is_nearly_full));
    });
    move || {
        nearly_full.get().then(|| {
            view! {
                <Notice title=t(key!("ui.sync.storage_low")) tone=Tone::Warning>
                    <LinkButton label=t(key!("ui.settings.sync")) href="/sync"/>
                </Notice>
            }
        })
    }
}
