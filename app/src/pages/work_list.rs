//! All records of the person. The address is the state of the list: `?status=…&kind=…&search=…`.

use crate::clock::{now, today};
use crate::components::button::{LinkButton, Weight};
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::components::record_row::RecordRow;
use crate::format::ago;
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use crate::work::item::WorkItem;
use crate::work::place::Place;
use crate::work::use_work;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::key;
use shared::record::RecordKind;

/// Which records are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Filter {
    place: Option<Place>,
    kind: Option<RecordKind>,
    search: String,
}

impl Filter {
    fn takes(&self, item: &WorkItem) -> bool {
        let search = self.search.to_lowercase();
        let number = item.number.as_ref().map_or("", |number| number.as_str());
        let number = number.to_lowercase();
        self.place.is_none_or(|place| place == item.place)
            && self.takes_kind(item)
            && (item.title.to_lowercase().contains(&search) || number.contains(&search))
    }

    fn takes_kind(&self, item: &WorkItem) -> bool {
        self.kind.is_none_or(|kind| kind == item.kind)
    }

    fn address(&self) -> String {
        let place = self
            .place
            .map(|place| ("status", place.as_str().to_owned()));
        let kind = self.kind.map(|kind| ("kind", kind.as_str().to_owned()));
        let search = (!self.search.is_empty()).then(|| {
            let encoded = js_sys::encode_uri_component(&self.search);
            ("search", String::from(encoded))
        });
        let query: Vec<String> = [place, kind, search]
            .into_iter()
            .flatten()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        match query.is_empty() {
            true => "/work".to_owned(),
            false => format!("/work?{}", query.join("&")),
        }
    }

    fn with_place(&self, place: Option<Place>) -> Self {
        Self {
            place,
            ..self.clone()
        }
    }

    fn with_kind(&self, kind: Option<RecordKind>) -> Self {
        Self {
            kind,
            ..self.clone()
        }
    }
}

/// All records of the person.
#[component]
pub fn WorkList() -> impl IntoView {
    let work = use_work();
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        query.with(|query| Filter {
            place: query.get("status").and_then(|name| Place::from_name(&name)),
            kind: query
                .get("kind")
                .and_then(|name| RecordKind::from_name(&name)),
            search: query.get("search").unwrap_or_default(),
        })
    });
    let all = Memo::new(move |_| work.items());
    view! {
        <div class="page">
            <div class="row-between">
                <h1>{t(key!("ui.work.title"))}</h1>
                <LinkButton
                    label=t(key!("ui.home.new_application"))
                    href="/new/application"
                    icon=IconName::Add
                    weight=Weight::Primary
                />
            </div>
            <div class="stack-tight">
                <Search filter/>
                <PlacePills filter all/>
                <KindPills filter/>
            </div>
            <Found filter all/>
        </div>
    }
}

#[component]
fn Search(filter: Memo<Filter>) -> impl IntoView {
    let navigate = use_navigate();
    let typed = move |event: web_sys::Event| {
        let search = event_target_value(&event);
        let wanted = Filter {
            search,
            ..filter.get_untracked()
        };
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        navigate(&wanted.address(), options);
    };
    view! {
        <input
            class="entry-input"
            type="search"
            aria-label=t(key!("ui.work.search"))
            placeholder=t(key!("ui.work.search"))
            prop:value=move || filter.with(|filter| filter.search.clone())
            on:input=typed
        />
    }
}

/// Only the places where something is, and the one that is chosen.
#[component]
fn PlacePills(filter: Memo<Filter>, all: Memo<Vec<WorkItem>>) -> impl IntoView {
    let counted = move || {
        let filter = filter.get();
        let of_kind = all.with(|all| {
            all.iter()
                .filter(|item| filter.takes_kind(item))
                .map(|item| item.place)
                .collect::<Vec<_>>()
        });
        let everything = (None, of_kind.len());
        let each = Place::ALL.into_iter().map(|place| {
            let n = of_kind.iter().filter(|other| **other == place).count();
            (Some(place), n)
        });
        core::iter::once(everything)
            .chain(each.filter(|(place, n)| *n > 0 || *place == filter.place))
            .map(|(place, n)| {
                let label = match place {
                    Some(place) => t_of("states.status", place.as_str()),
                    None => t(key!("ui.work.all")),
                };
                let chosen = filter.place == place;
                let href = filter.with_place(place).address();
                view! { <Pill label href chosen count=n/> }
            })
            .collect_view()
    };
    view! {
        <nav class="pills" aria-label=t(key!("ui.work.filter_status"))>{counted}</nav>
    }
}

#[component]
fn KindPills(filter: Memo<Filter>) -> impl IntoView {
    let pills = move || {
        let filter = filter.get();
        let reviewed = RecordKind::ALL
            .into_iter()
            .filter(|kind| kind.is_reviewed());
        let kinds = core::iter::once(None).chain(reviewed.map(Some));
        kinds
            .map(|kind| {
                let label = match kind {
                    Some(kind) => t_of("states.kind", kind.as_str()),
                    None => t(key!("ui.work.all_kinds")),
                };
                let chosen = filter.kind == kind;
                let href = filter.with_kind(kind).address();
                view! { <Pill label href chosen/> }
            })
            .collect_view()
    };
    view! { <nav class="pills" aria-label=t(key!("ui.work.filter_kind"))>{pills}</nav> }
}

#[component]
fn Pill(
    label: &'static str,
    href: String,
    chosen: bool,
    #[prop(optional, into)] count: Option<usize>,
) -> impl IntoView {
    view! {
        <a href=href data-noscroll="" class="pill" aria-current=chosen.then_some("true")>
            {label}
            {count.map(|n| view! { <span class="pill-count">{n}</span> })}
        </a>
    }
}

#[component]
fn Found(filter: Memo<Filter>, all: Memo<Vec<WorkItem>>) -> impl IntoView {
    let offset = use_profile().get_untracked().branch.offset_minutes;
    move || {
        let wanted = filter.get();
        let found = all.with(|all| {
            all.iter()
                .filter(|item| wanted.takes(item))
                .cloned()
                .collect::<Vec<_>>()
        });
        if found.is_empty() {
            return view! { <Nothing filtered={wanted != Filter::default()}/> }.into_any();
        }
        let count = tf(key!("ui.work.count"), &[("n", &found.len().to_string())]);
        let rows = found
            .into_iter()
            .map(|item| {
                let when = ago(item.changed_at, now(), offset);
                view! { <li><RecordRow item when today=today(offset)/></li> }
            })
            .collect_view();
        view! {
            <div class="stack-tight">
                <p class="small soft" role="status">{count}</p>
                <ul class="list">{rows}</ul>
            </div>
        }
        .into_any()
    }
}

#[component]
fn Nothing(filtered: bool) -> impl IntoView {
    if filtered {
        return view! {
            <Empty
                icon=IconName::Search
                title=t(key!("ui.work.no_match_title"))
                text=t(key!("ui.work.no_match_text"))
            >
                <LinkButton label=t(key!("ui.work.clear_filter")) href="/work"/>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty
            icon=IconName::Work
            title=t(key!("ui.work.empty_title"))
            text=t(key!("ui.work.empty_text"))
        />
    }
    .into_any()
}
