//! The sync badge: five looks, each with icon and words.

use super::icon::{Icon, IconName};
use crate::format::count;
use crate::sync::Badge;
use crate::text::{t_of, tf};
use leptos::prelude::*;
use leptos_router::components::A;

/// The sync badge; leads to the page that says what is where.
#[component]
pub fn SyncBadge(
    /// What it says.
    badge: Memo<Badge>,
) -> impl IntoView {
    move || {
        let badge = badge.get();
        let state = words(badge);
        let label = tf(shared::key!("ui.badge.label"), &[("state", &state)]);
        view! {
            <A
                href="/sync"
                attr:class=format!("sync-badge sync-badge-{}", badge.as_str())
                attr:aria-label=label
            >
                <span>
                    <Icon name=icon_of(badge) turning={matches!(badge, Badge::Sending(_) | Badge::Fetching(_))}/>
                    {state}
                </span>
            </A>
        }
    }
}

/// The words of the badge, with how many it is about.
pub fn words(badge: Badge) -> String {
    let name = badge.as_str();
    if let Badge::Fetching(progress) = badge {
        let (n, m) = (count(progress.fetched), count(progress.all()));
        return tf(shared::key!("ui.badge.fetching"), &[("n", &n), ("m", &m)]);
    }
    match badge.count() {
        0 => t_of("ui.badge", name).to_owned(),
        n => tf(&format!("ui.badge.{name}_n"), &[("n", &n.to_string())]),
    }
}

/// The picture of the badge.
pub const fn icon_of(badge: Badge) -> IconName {
    match badge {
        Badge::UpToDate => IconName::Synced,
        Badge::Sending(_) | Badge::Fetching(_) => IconName::Sending,
        Badge::WaitingForNetwork(_) => IconName::Offline,
        Badge::NeedsYou(_) => IconName::Alert,
        Badge::UpdateReady => IconName::Update,
    }
}
