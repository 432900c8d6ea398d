//! A key is made.

use super::super::change::Typed;
use super::super::units::Units;
use super::form::{Answering, NewForm, own_unit};
use super::reading::{ConnectionsReading, Made, PATH};
use super::ticks::{Tick, Ticks};
use crate::api;
use crate::components::field::{DateField, Entry, InputFormat, Select};
use crate::text::{t, t_of, tf};
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::connections::{KeyMade, KeyScope, MOST_NAME, MakeKey};
use shared::id::UnitId;
use shared::key;

/// The form of a key.
#[component]
pub fn NewKey(
    /// What this person can let a key do, and where the key is shown.
    reading: ConnectionsReading,
) -> impl IntoView {
    reading.read();
    let units = Units::begin();
    let (name, unit, last_day) = (
        Typed::new("name", ""),
        Typed::new("unit", own_unit()),
        Typed::new("last-day", ""),
    );
    let ticked = RwSignal::new(Vec::<&'static str>::new());
    let send = Callback::new(move |()| {
        let called = name.needed(t(key!("connections.key.name")), name.text());
        let bound: Option<UnitId> = unit.text().and_then(|id| id.parse().ok());
        let bound = unit.needed(t(key!("connections.key.unit")), bound);
        let last: Option<NaiveDate> = last_day.text().and_then(|day| day.parse().ok());
        let last = match last_day.text() {
            None => Ok(None),
            Some(_) => last_day
                .needed(t(key!("connections.key.last_day")), last)
                .map(Some),
        };
        match (called, bound, last) {
            (Ok(name), Ok(unit), Ok(last_day)) => {
                let scopes = ticked.get_untracked();
                let scopes = scopes.into_iter().filter_map(KeyScope::from_name);
                let asked = MakeKey {
                    name,
                    scopes: scopes.collect(),
                    unit,
                    last_day,
                };
                let answering: Answering = Box::pin(make(asked));
                Ok(answering)
            }
            (name, unit, last) => Err([name.err(), unit.err(), last.err()]
                .into_iter()
                .flatten()
                .collect()),
        }
    });
    // What is typed stays when the list comes again.
    let scopes = Memo::new(move |_| {
        reading
            .page
            .with(|page| page.as_ref().map(|it| it.scopes.clone()))
    });
    view! {
        <NewForm
            title=t(key!("connections.key.make"))
            lead=t(key!("connections.key.make_lead"))
            submit=t(key!("connections.key.submit"))
            reading
            send
        >
            <Entry
                question=name.question(
                    t(key!("connections.key.name")),
                    Some(t(key!("connections.key.name_hint"))),
                    false,
                )
                format=InputFormat::text(MOST_NAME)
            />
            {move || view! {
                <Select
                    question=unit.question(t(key!("connections.key.unit")), None, false)
                    options=units.offers()
                />
            }}
            {move || scopes.get().map(|scopes| {
                let lacks = scopes.len() < KeyScope::ALL.len();
                let ticks = scopes.into_iter().map(|scope| Tick {
                    value: scope.as_str(),
                    label: t_of("connections.scope", scope.text_name()),
                });
                view! {
                    <Ticks
                        id="scopes"
                        label=t(key!("connections.key.scopes"))
                        ticks=ticks.collect()
                        ticked
                    />
                    {lacks.then(|| view! {
                        <p class="soft small">{t(key!("connections.key.scopes_missing"))}</p>
                    })}
                }
            })}
            <DateField question=last_day.question(
                t(key!("connections.key.last_day")),
                Some(t(key!("connections.key.last_day_hint"))),
                true,
            )/>
        </NewForm>
    }
}

async fn make(asked: MakeKey) -> Result<Made, api::ApiError> {
    let made: KeyMade = api::post(&format!("{PATH}/keys"), &asked).await?;
    Ok(Made {
        title: tf(
            key!("connections.key.made_title"),
            &[("name", &made.key.name)],
        ),
        once: t(key!("connections.key.made_once")),
        seen: t(key!("connections.key.made_seen")),
        secret: made.secret,
    })
}
