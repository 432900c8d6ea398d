//! Around every page: header, navigation, content.

use crate::components::badge::SyncBadge;
use crate::components::chip::Tone;
use crate::components::icon::{Icon, IconName};
use crate::components::language_switch::LanguageSwitch;
use crate::components::notice::Notice;
use crate::focus::{MAIN, use_focus};
use crate::session::use_profile;
use crate::text::t;
use crate::work::item::WorkItem;
use crate::work::place;
use crate::work::{Work, use_work};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use shared::key;
use shared::people::Role;
use shared::session::Profile;
use shared::submission::Status;

/// Around every page: header, navigation, content. The focus goes to the heading of a new page.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let work = use_work();
    begin_new_page_at_top();
    view! {
        <div class="shell">
            <a class="skip-link" href="#main">{move || t(key!("ui.skip_to_content"))}</a>
            <header class="header">
                <A href="/" attr:class="brand">
                    <img src="/icons/icon.svg" alt="" width="28" height="28"/>
                    <span>{move || t(key!("ui.app_name"))}</span>
                </A>
                <div class="header-end">
                    <SyncBadge badge=work.badge/>
                    <LanguageSwitch/>
                </div>
            </header>
            <Navigation work/>
            <main class="main" id=MAIN tabindex="-1">
                <Left/>
                {children()}
            </main>
        </div>
    }
}

/// Above every page of who has left: why nothing more is asked of them, and where what they did stands.
#[component]
fn Left() -> impl IntoView {
    let profile = use_profile();
    let left = Memo::new(move |_| profile.with(Profile::has_left));
    move || {
        left.get().then(|| {
            view! {
                <Notice title=t(key!("ui.left.title")) tone=Tone::Warning>
                    <p>{t(key!("ui.left.text"))}</p>
                    <A href="/sync">{t(key!("ui.left.see"))}</A>
                </Notice>
            }
        })
    }
}

/// A new page starts at its top, and the keyboard and screen readers start there too.
fn begin_new_page_at_top() {
    let path = use_location().pathname;
    let focus = use_focus();
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            focus.arrive();
        }
        now
    });
}

#[derive(Clone, Copy)]
struct Place {
    href: &'static str,
    text_key: &'static str,
    icon: IconName,
}

/// Where this person has something to do.
fn places(profile: &Profile) -> Vec<Place> {
    let place = |href, text_key, icon| Place {
        href,
        text_key,
        icon,
    };
    let mut places = vec![place("/", key!("ui.nav.home"), IconName::Home)];
    if profile.any_role(Role::captures) {
        places.push(place("/work", key!("ui.nav.work"), IconName::Work));
    }
    if profile.has(Role::TeamLeader) {
        places.push(place("/team", key!("ui.nav.team"), IconName::People));
    }
    if profile.any_role(Role::reads_desk) {
        places.push(place("/desk", key!("ui.nav.desk"), IconName::Desk));
    }
    if profile.has(Role::Administrator) {
        places.push(place("/people", key!("ui.nav.people"), IconName::People));
        places.push(place("/units", key!("ui.nav.units"), IconName::Units));
        places.push(place("/rules", key!("ui.nav.rules"), IconName::Note));
        places.push(place(
            "/connections",
            key!("ui.nav.connections"),
            IconName::Connections,
        ));
    }
    if profile.has(Role::Auditor) {
        places.push(place("/audit", key!("ui.nav.audit"), IconName::Seen));
    }
    if profile.any_role(|role| role.captures() || role.decides() || role == Role::Trainer) {
        places.push(place(
            "/training",
            key!("ui.nav.training"),
            IconName::Training,
        ));
    }
    places.push(place(
        "/settings",
        key!("ui.nav.settings"),
        IconName::Person,
    ));
    places
}

/// At the thumb on a phone, at the side on a wide screen.
#[component]
fn Navigation(
    /// Its queries are counted.
    work: Work,
) -> impl IntoView {
    let profile = use_profile();
    view! {
        <nav class="nav" aria-label=move || t(key!("ui.nav.label"))>
            <ul>
                {move || {
                    profile
                        .with(places)
                        .into_iter()
                        .map(|place| view! { <li><NavigationLink place work/></li> })
                        .collect_view()
                }}
            </ul>
        </nav>
    }
}

#[component]
fn NavigationLink(place: Place, work: Work) -> impl IntoView {
    let queries = move || match place.href {
        // What is answered and waits to be sent needs nobody any more.
        "/work" => {
            let queried = |item: &WorkItem| item.place == place::Place::At(Status::Queried);
            work.items().iter().filter(|item| queried(item)).count()
        }
        _ => 0,
    };
    view! {
        <A href=place.href exact={place.href == "/"}>
            <Icon name=place.icon/>
            <span>{move || t(place.text_key)}</span>
            {move || {
                let n = queries();
                (n > 0).then(|| view! { <span class="nav-count">{n}</span> })
            }}
        </A>
    }
}
