//! A unit is founded.

use super::kept::kept;
use crate::clock::today;
use crate::components::error_summary::SummaryLine;
use crate::components::field::{DateField, Entry, InputFormat, Offer, Select};
use crate::components::icon::{Icon, IconName};
use crate::pages::people::change::{Asked, Change, Typed};
use crate::pages::people::units::Units;
use crate::session::use_profile;
use crate::text::{t, t_of};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::components::A;
use serde_json::json;
use shared::id::UnitId;
use shared::key;
use shared::people::{FoundUnit, UnitKind};

/// Where the server takes it.
const PATH: &str = "/api/units";

/// The longest code and the longest name, in characters.
pub(super) const MOST_CODE: usize = 32;
pub(super) const MOST_NAME: usize = 100;

/// What a new unit can be: there is one company.
const KINDS: [UnitKind; 3] = [UnitKind::Branch, UnitKind::Department, UnitKind::Team];

/// The form of a new unit.
#[component]
pub fn Found() -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let (code, name) = (Typed::new("code", ""), Typed::new("name", ""));
    let kind = Typed::new("kind", UnitKind::Team.as_str());
    let (parent, from) = (
        Typed::new("parent", ""),
        Typed::new("from", today(offset).to_string()),
    );
    let units = Units::of_day(from.value);
    let chosen = move || kind_named(&kind.value.get());
    let ask = Callback::new(move |preview: bool| {
        let kind_chosen = kind_named(&kind.value.get_untracked());
        let code = code.needed(t_of("states.changed", "code"), code.text());
        let name = name.needed(t_of("states.changed", "name"), name.text());
        let kind = kind.needed(t_of("states.changed", "kind"), kind_chosen);
        let above = parent.text().and_then(|id| id.parse::<UnitId>().ok());
        let above = parent.needed(t(key!("organisation.parent")), above);
        let day = day_of(from, t_of("states.changed", "founded_on"));
        match (code, name, kind, above, day) {
            (Ok(code), Ok(name), Ok(kind), Ok(parent), Ok(from)) => {
                let founding = FoundUnit {
                    code,
                    name,
                    kind,
                    parent,
                    from,
                    preview,
                };
                Ok(Asked::Post(PATH.to_owned(), json!(founding)))
            }
            (code, name, kind, parent, from) => {
                let missing = [code.err(), name.err(), kind.err(), parent.err(), from.err()];
                Err(missing.into_iter().flatten().collect())
            }
        }
    });
    let kinds = KINDS.map(|kind| {
        let name = t_of("states.unit_kind", kind.as_str());
        Offer::new(kind.as_str(), name)
    });
    view! {
        <div class="page form-page page-people">
            <A href="/units" attr:class="training-back">
                <Icon name=IconName::Back/>
                {t(key!("ui.back"))}
            </A>
            <Change
                title=t(key!("organisation.found.button"))
                lead=t(key!("organisation.found.lead"))
                back="/units"
                ask
                on_kept=kept(t(key!("organisation.found.done")))
            >
                <Entry
                    question=code.question(t_of("states.changed", "code"), None, false)
                    format=InputFormat::text(MOST_CODE)
                />
                <Entry
                    question=name.question(t_of("states.changed", "name"), None, false)
                    format=InputFormat::text(MOST_NAME)
                />
                <Select
                    question=kind.question(t_of("states.changed", "kind"), None, false)
                    options=kinds.to_vec()
                />
                <DateField question=from.question(t_of("states.changed", "founded_on"), None, false)/>
                {move || {
                    let question = parent.question(t(key!("organisation.parent")), None, false);
                    let kind = chosen();
                    let options = units.offers_of(|unit| kind.is_some_and(|kind| unit.kind < kind));
                    view! { <Select question options/> }
                }}
            </Change>
        </div>
    }
}

fn kind_named(name: &str) -> Option<UnitKind> {
    UnitKind::ALL.into_iter().find(|kind| kind.as_str() == name)
}

/// The day that is typed.
///
/// # Errors
/// That it is missing, or none.
pub(super) fn day_of(typed: Typed, label: &str) -> Result<NaiveDate, SummaryLine> {
    typed.needed(label, typed.text().and_then(|text| text.parse().ok()))
}
