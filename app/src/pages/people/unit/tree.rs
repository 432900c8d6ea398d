//! The tree of units on any day: looked at, and searched by name and code.

use super::page_on;
use crate::api::{self, ApiError};
use crate::clock::today;
use crate::components::button::{LinkButton, Weight};
use crate::components::empty::Empty;
use crate::components::filter::Typed;
use crate::components::icon::{Icon, IconName};
use crate::components::take_out::TakeOut;
use crate::format;
use crate::pages::people::import::import_page_of;
use crate::pages::people::units::path_on;
use crate::pages::people::unread::Unread;
use crate::session::use_profile;
use crate::taking_out::{TakingOut, address};
use crate::text::{t, t_of, tf};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use shared::directory::{UnitLine, UnitTree};
use shared::id::UnitId;
use shared::key;
use shared::people::import::TableKind;
use std::collections::BTreeSet;

/// The most that is looked for, in characters.
const LONGEST_SEARCH: u32 = 64;

/// What has been read of the tree.
#[derive(Clone, Copy)]
pub struct TreeReading {
    /// The day, as it is typed.
    pub on: RwSignal<String>,
    tree: RwSignal<Option<UnitTree>>,
    error: RwSignal<Option<ApiError>>,
    search: RwSignal<String>,
}

impl TreeReading {
    /// Of today; nothing is read yet.
    pub fn begin() -> Self {
        let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
        Self {
            on: RwSignal::new(today(offset).to_string()),
            tree: RwSignal::new(None),
            error: RwSignal::new(None),
            search: RwSignal::new(String::new()),
        }
    }

    /// Asks for the tree of the day that is typed, if it is one.
    fn read(self) {
        let day = self.on.with_untracked(|text| text.parse::<NaiveDate>());
        let Ok(day) = day else { return };
        spawn_local(async move {
            let answer = api::get::<UnitTree>(&path_on(day)).await;
            let typed = self.on.try_with_untracked(|text| text.parse::<NaiveDate>());
            // An answer that was overtaken by another day is no answer; nor is one to nobody.
            if typed != Some(Ok(day)) {
                return;
            }
            match answer {
                Ok(tree) => {
                    self.error.set(None);
                    self.tree.set(Some(tree));
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }
}

/// All units over time, as a file that can be imported again.
#[component]
fn TakeUnitsOut() -> impl IntoView {
    let taking = TakingOut::new();
    let on_take = Callback::new(move |format| taking.take(address("units", format)));
    view! {
        <section class="stack-tight">
            <TakeOut busy=taking.is_busy() error=taking.error() on_take/>
        </section>
    }
}

/// The tree.
#[component]
pub fn Tree(
    /// What is read.
    reading: TreeReading,
) -> impl IntoView {
    // Something may have been changed since.
    reading.read();
    let is_read = Signal::derive(move || reading.tree.with(Option::is_some));
    view! {
        <div class="page page-wide page-people">
            <header class="row-between row-wrap">
                <h1>{t(key!("organisation.title"))}</h1>
                <div class="row row-wrap">
                    <LinkButton
                        label=t(key!("imports.button"))
                        href=import_page_of(TableKind::Units)
                        weight=Weight::Quiet
                    />
                    <LinkButton
                        label=t(key!("organisation.found.button"))
                        href="/units/new"
                        weight=Weight::Primary
                        icon=IconName::Add
                    />
                </div>
            </header>
            <form class="people-filter" role="search" on:submit=move |event| event.prevent_default()>
                <label class="entry">
                    <span class="entry-label">{t(key!("organisation.search"))}</span>
                    <input
                        class="entry-input"
                        type="search"
                        autocomplete="off"
                        spellcheck="false"
                        maxlength=LONGEST_SEARCH
                        prop:value=move || reading.search.get()
                        on:input=move |event| reading.search.set(event_target_value(&event))
                    />
                </label>
                <Typed
                    label=t(key!("organisation.on"))
                    kind="date"
                    typed=reading.on.into()
                    on_type=Callback::new(move |day: String| {
                        reading.on.set(day);
                        reading.read();
                    })
                />
            </form>
            <Unread
                error=reading.error
                is_read
                reading=t(key!("organisation.reading"))
                again=Callback::new(move |()| reading.read())
            />
            {move || is_read.get().then(|| view! { <Found reading/> })}
            <TakeUnitsOut/>
        </div>
    }
}

#[component]
fn Found(reading: TreeReading) -> impl IntoView {
    let units = Memo::new(move |_| {
        let words = reading.search.with(|text| text.trim().to_lowercase());
        let tree = reading.tree.get();
        let units = tree.map(|tree| tree.units).unwrap_or_default();
        wanted(units, &words)
    });
    let day = Memo::new(move |_| reading.tree.with(|tree| tree.as_ref().map(|tree| tree.on)));
    let total = move || {
        let n = units.with(|(_, found)| found.len());
        let n = format::count(u64::try_from(n).unwrap_or(u64::MAX));
        tf(key!("organisation.total"), &[("n", &n)])
    };
    view! {
        <p class="soft small" role="status">{total}</p>
        {move || match units.with(|(units, _)| units.is_empty()) {
            true => view! {
                <Empty
                    icon=IconName::Search
                    title=t(key!("organisation.none_title"))
                    text=t(key!("organisation.none_text"))
                />
            }
            .into_any(),
            false => view! {
                <nav class="card unit-tree" aria-label=t(key!("organisation.title"))>
                    {branch(&units.read().0, None, day.get())}
                </nav>
            }
            .into_any(),
        }}
    }
}

/// Those that are looked for with all that is above them, and which of them they are.
fn wanted(units: Vec<UnitLine>, words: &str) -> (Vec<UnitLine>, BTreeSet<UnitId>) {
    let has_them = |unit: &UnitLine| {
        let code = unit.code.as_deref().unwrap_or_default().to_lowercase();
        unit.name.to_lowercase().contains(words) || code.starts_with(words)
    };
    let found: BTreeSet<UnitId> = units
        .iter()
        .filter(|unit| has_them(unit))
        .map(|unit| unit.id)
        .collect();
    let mut shown = found.clone();
    // Each stands after the one above it.
    for unit in units.iter().rev() {
        if let (true, Some(parent)) = (shown.contains(&unit.id), unit.parent) {
            shown.insert(parent);
        }
    }
    let shown = units.into_iter().filter(|unit| shown.contains(&unit.id));
    (shown.collect(), found)
}

/// Those under one unit, each with those under it; nothing if there are none.
fn branch(units: &[UnitLine], parent: Option<UnitId>, day: Option<NaiveDate>) -> Option<AnyView> {
    let under = units.iter().filter(|unit| unit.parent == parent);
    let items: Vec<_> = under
        .map(|unit| {
            let below = branch(units, Some(unit.id), day);
            view! {
                <li>
                    <Row unit=unit.clone() day/>
                    {below}
                </li>
            }
        })
        .collect();
    // Without bullets some browsers take a list for none.
    (!items.is_empty()).then(|| view! { <ul role="list">{items}</ul> }.into_any())
}

#[component]
fn Row(unit: UnitLine, day: Option<NaiveDate>) -> impl IntoView {
    let people = format::count(unit.people_today);
    let leader = unit.leader.map(|leader| {
        let led = tf(key!("organisation.led_by"), &[("name", &leader.name)]);
        format!(" · {led}")
    });
    let closes = unit.closed_on.map(|day| {
        let closes = tf(
            key!("organisation.closes_on"),
            &[("date", &format::date(day))],
        );
        format!(" · {closes}")
    });
    view! {
        <A href=page_on(unit.id, day) attr:class="unit-row">
            <span class="list-main">
                <span class="list-title">
                    {unit.name}
                    {unit.code.map(|code| view! {
                        <span class="soft tabular people-number">{code}</span>
                    })}
                </span>
                <span class="list-detail">
                    {t_of("states.unit_kind", unit.kind.as_str())}
                    " · "
                    {tf(key!("people.total"), &[("n", &people)])}
                    {leader}
                    {closes}
                </span>
            </span>
            <Icon name=IconName::Forward/>
        </A>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::people::UnitKind;

    fn unit(id: u128, parent: Option<u128>, name: &str, code: &str) -> UnitLine {
        UnitLine {
            id: UnitId::from_number(id),
            code: Some(code.to_owned()),
            name: name.to_owned(),
            kind: UnitKind::Team,
            parent: parent.map(UnitId::from_number),
            people_today: 0,
            leader: None,
            founded_on: None,
            until: None,
            closed_on: None,
        }
    }

    #[test]
    fn what_is_looked_for_stands_under_what_is_above_it() {
        let units = || {
            vec![
                unit(1, None, "华东分公司", "01"),
                unit(2, Some(1), "徐汇营业部", "0101"),
                unit(3, Some(2), "晨曦组", "010101"),
                unit(4, Some(2), "Dawn", "010102"),
            ]
        };
        let shown = |words: &str| {
            let (shown, found) = wanted(units(), words);
            let shown = shown.iter().map(|unit| unit.id);
            (shown.collect::<Vec<_>>(), found.len())
        };
        let ids = |ids: &[u128]| {
            ids.iter()
                .copied()
                .map(UnitId::from_number)
                .collect::<Vec<_>>()
        };
        assert_eq!(shown("晨"), (ids(&[1, 2, 3]), 1));
        assert_eq!(shown("dawn"), (ids(&[1, 2, 4]), 1));
        assert_eq!(shown("0101"), (ids(&[1, 2, 3, 4]), 3));
        assert_eq!(shown("nobody"), (ids(&[]), 0));
        assert_eq!(shown(""), (ids(&[1, 2, 3, 4]), 4));
    }
}
