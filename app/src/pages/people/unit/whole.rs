//! All of one unit: what it is, who is there, what it was called and where it hung, and what was changed by whom.

use super::reading::UnitReading;
use super::{UnitPart, unit_page_of};
use crate::clock::today;
use crate::components::button::{LinkButton, Weight};
use crate::components::filter::Typed;
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::format;
use crate::pages::people::changes::Changes;
use crate::pages::people::page_of;
use crate::pages::people::words::{period, roles, since};
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::directory::{NameOver, PersonInUnit, PlaceOver, UnitPage};
use shared::key;
use shared::people::{UnitKind, UnitRef};

/// All of it.
#[component]
pub fn Whole(
    /// What is read of it.
    reading: UnitReading,
    /// As it was read.
    page: UnitPage,
) -> impl IntoView {
    let unit = page.unit.clone();
    let code = unit.code.clone().map(|code| format!(" · {code}"));
    let not_there = (!page.is_there).then(|| {
        let title = tf(
            key!("organisation.not_there"),
            &[("date", &format::date(page.on))],
        );
        view! { <Notice title/> }
    });
    view! {
        <header class="page-head">
            <h1>{unit.name.clone()}</h1>
            <p class="soft small">{t_of("states.unit_kind", unit.kind.as_str())} {code}</p>
        </header>
        <ToCome page=page.clone()/>
        <Ways page=page.clone()/>
        <div class="people-filter">
            <Typed
                label=t(key!("organisation.on"))
                kind="date"
                typed=reading.on.into()
                on_type=Callback::new(move |day: String| reading.read_on(day))
            />
        </div>
        {not_there}
        <Facts page=page.clone()/>
        <PeopleThere people=page.people/>
        <UnitsUnder units=page.units/>
        <OverTime names=page.names places=page.places/>
        <Changes changes=page.changes/>
    }
}

/// What is to come, which can be taken back.
#[component]
fn ToCome(page: UnitPage) -> impl IntoView {
    let days: Vec<String> = page.to_come.iter().copied().map(format::date).collect();
    (!days.is_empty()).then(|| {
        let title = tf(
            key!("organisation.to_come"),
            &[("dates", &days.join(t(key!("ui.between_names"))))],
        );
        let href = UnitPart::TakeBack.of(page.unit.id);
        view! {
            <Notice title>
                <LinkButton label=t(key!("organisation.take_back.button")) href weight=Weight::Quiet/>
            </Notice>
        }
    })
}

/// What can be changed of it.
#[component]
fn Ways(page: UnitPage) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let is_over = |day: NaiveDate| day < today(offset);
    let is_closed = page.unit.closed_on.is_some_and(is_over);
    let is_company = page.unit.kind == UnitKind::Company;
    // Where it hangs is the matter of who administers the unit above.
    let is_topmost = is_company || (page.is_there && page.unit.parent.is_none());
    let of = |part: UnitPart| {
        let quiet = matches!(part, UnitPart::Merge | UnitPart::Close);
        let weight = if quiet {
            Weight::Quiet
        } else {
            Weight::Secondary
        };
        let href = part.of(page.unit.id);
        view! { <LinkButton label=t(part.label()) href weight/> }
    };
    let parts: &[UnitPart] = match (is_closed, is_topmost) {
        (true, _) => &[],
        (false, true) => &[UnitPart::Rename],
        (false, false) => &[
            UnitPart::Rename,
            UnitPart::Move,
            UnitPart::Split,
            UnitPart::Merge,
            UnitPart::Close,
        ],
    };
    let ways = parts.iter().copied().map(of).collect_view();
    (!parts.is_empty()).then(|| view! { <div class="button-row">{ways}</div> })
}

#[component]
fn Facts(page: UnitPage) -> impl IntoView {
    let unit = page.unit;
    let day = |day: Option<NaiveDate>| {
        day.map_or_else(|| t(key!("people.facts.unknown")).to_owned(), format::date)
    };
    let row = |label: &'static str, value: AnyView| {
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
    };
    let link = |unit: UnitRef| view! { <A href=unit_page_of(unit.id)>{unit.name}</A> }.into_any();
    let people = format::count(unit.people_today);
    let leader = unit.leader.map(|leader| {
        let name = view! { <A href=page_of(leader.id)>{leader.name}</A> };
        row(t_of("ui.role", "team_leader"), name.into_any())
    });
    let closed = unit.closed_on.map(|last| {
        row(
            t_of("states.changed", "closed_on"),
            format::date(last).into_any(),
        )
    });
    view! {
        <section class="card stack" aria-labelledby="facts">
            <h2 id="facts">{t(key!("people.facts.title"))}</h2>
            <dl class="facts">
                {leader}
                {row(
                    t(key!("organisation.people_number")),
                    tf(key!("people.total"), &[("n", &people)]).into_any(),
                )}
                {row(t_of("states.changed", "founded_on"), day(unit.founded_on).into_any())}
                {closed}
                {page.mother.map(|it| row(t_of("states.changed", "split_from"), link(it)))}
                {page.merged_into.map(|it| row(t_of("states.changed", "merged_into"), link(it)))}
            </dl>
        </section>
    }
}

/// Who does something there on that day.
#[component]
fn PeopleThere(people: Vec<PersonInUnit>) -> impl IntoView {
    let row = |person: PersonInUnit| {
        view! {
            <li>
                <A href=page_of(person.id) attr:class="list-item">
                    <span class="list-icon"><Icon name=IconName::Person/></span>
                    <span class="list-main">
                        <span class="list-title">
                            {person.name}
                            {person.staff_number.map(|number| view! {
                                <span class="soft tabular people-number">{number}</span>
                            })}
                        </span>
                        <span class="list-detail">{roles(&person.roles)}</span>
                    </span>
                    <Icon name=IconName::Forward/>
                </A>
            </li>
        }
    };
    let none = people.is_empty();
    view! {
        <section class="stack-tight" aria-labelledby="people-there">
            <h2 id="people-there">{t(key!("organisation.people"))}</h2>
            {match none {
                true => view! { <p class="soft">{t(key!("organisation.people_none"))}</p> }.into_any(),
                false => view! {
                    <ul class="list">{people.into_iter().map(row).collect_view()}</ul>
                }
                .into_any(),
            }}
        </section>
    }
}

/// What hangs under it on that day.
#[component]
fn UnitsUnder(units: Vec<UnitRef>) -> impl IntoView {
    let row = |unit: UnitRef| {
        view! {
            <li>
                <A href=unit_page_of(unit.id) attr:class="list-item">
                    <span class="list-main"><span class="list-title">{unit.name}</span></span>
                    <Icon name=IconName::Forward/>
                </A>
            </li>
        }
    };
    (!units.is_empty()).then(|| {
        view! {
            <section class="stack-tight" aria-labelledby="units-under">
                <h2 id="units-under">{t(key!("organisation.under"))}</h2>
                <ul class="list">{units.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}

/// What it was called and where it hung, the latest first.
#[component]
fn OverTime(names: Vec<NameOver>, places: Vec<PlaceOver>) -> impl IntoView {
    let row = |what: String, when: String| {
        view! {
            <li class="people-change">
                <span>{what}</span>
                <span class="soft small tabular">{when}</span>
            </li>
        }
    };
    let hung = places.into_iter().rev().map(|place| {
        let under = t_of("states.changed", "under");
        row(format!("{under} · {}", place.unit), period(place.period))
    });
    let hung: Vec<_> = hung.collect();
    let several = names.len() > 1;
    let called = names.into_iter().rev().filter(|_| several).map(|name| {
        let when = name
            .from
            .map_or_else(|| t(key!("organisation.first_name")).to_owned(), since);
        row(name.name, when)
    });
    let called: Vec<_> = called.collect();
    view! {
        {several.then(|| view! {
            <section class="stack-tight" aria-labelledby="names">
                <h2 id="names">{t(key!("organisation.names"))}</h2>
                <ol class="card people-changes">{called}</ol>
            </section>
        })}
        {(!hung.is_empty()).then(|| view! {
            <section class="stack-tight" aria-labelledby="places">
                <h2 id="places">{t(key!("organisation.places"))}</h2>
                <ol class="card people-changes">{hung}</ol>
            </section>
        })}
    }
}
