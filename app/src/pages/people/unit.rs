//! The units of an administrator: the tree at `/units`, a new one at `/units/new`, one at `/units/<id>`, and what is
//! changed of it below that.

mod found;
mod kept;
mod reading;
mod split;
mod steps;
mod tree;
mod whole;

pub use found::Found;
pub use tree::{Tree, TreeReading};

use super::unread::Unread;
use crate::components::icon::{Icon, IconName};
use crate::text::t;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::components::A;
use reading::UnitReading;
use shared::id::UnitId;
use shared::key;
use split::Split;
use steps::{Close, Merge, Move, Rename, TakeBack};
use whole::Whole;

/// What an address calls the day on which a unit is looked at.
const ON: &str = "on";

/// What of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitPart {
    /// All of it.
    Whole,
    /// Its name.
    Rename,
    /// Where it hangs.
    Move,
    /// What splits off from it.
    Split,
    /// Into which it is merged.
    Merge,
    /// Its last day.
    Close,
    /// What is to come.
    TakeBack,
}

impl UnitPart {
    const ALL: [Self; 7] = [
        Self::Whole,
        Self::Rename,
        Self::Move,
        Self::Split,
        Self::Merge,
        Self::Close,
        Self::TakeBack,
    ];

    const fn address(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Rename => "rename",
            Self::Move => "move",
            Self::Split => "split",
            Self::Merge => "merge",
            Self::Close => "close",
            Self::TakeBack => "take-back",
        }
    }

    /// The one of this address.
    pub fn of_address(address: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|part| part.address() == address)
    }

    /// Where it is.
    fn of(self, unit: UnitId) -> String {
        format!("{}/{}", unit_page_of(unit), self.address())
    }

    /// The text key of what is done.
    const fn label(self) -> &'static str {
        match self {
            Self::Whole => key!("organisation.title"),
            Self::Rename => key!("organisation.rename.button"),
            Self::Move => key!("organisation.move.button"),
            Self::Split => key!("organisation.split.button"),
            Self::Merge => key!("organisation.merge.button"),
            Self::Close => key!("organisation.close.button"),
            Self::TakeBack => key!("organisation.take_back.button"),
        }
    }

    /// The text key of what has to be known before.
    const fn lead(self) -> &'static str {
        match self {
            Self::Whole => key!("organisation.title"),
            Self::Rename => key!("organisation.rename.lead"),
            Self::Move => key!("organisation.move.lead"),
            Self::Split => key!("organisation.split.lead"),
            Self::Merge => key!("organisation.merge.lead"),
            Self::Close => key!("organisation.close.lead"),
            Self::TakeBack => key!("people.take_back.lead"),
        }
    }
}

/// Where the page of a unit is.
pub fn unit_page_of(unit: UnitId) -> String {
    format!("/units/{unit}")
}

/// The same as of a day.
fn page_on(unit: UnitId, day: Option<NaiveDate>) -> String {
    let page = unit_page_of(unit);
    day.map_or_else(|| page.clone(), |day| format!("{page}?{ON}={day}"))
}

/// One unit, or what is to be changed of it.
#[component]
pub fn UnitScreen(
    /// Which.
    unit: UnitId,
    /// What of it.
    part: UnitPart,
) -> impl IntoView {
    let reading = UnitReading::begin(unit);
    let is_read = Memo::new(move |_| reading.page.with(Option::is_some));
    let shown = move || {
        // What is typed stays while it is read anew.
        let page = match part {
            UnitPart::Whole => reading.page.get(),
            _ => is_read
                .get()
                .then(|| reading.page.get_untracked())
                .flatten(),
        };
        page.map(|page| match part {
            UnitPart::Whole => view! { <Whole reading page/> }.into_any(),
            UnitPart::Rename => view! { <Rename reading page/> }.into_any(),
            UnitPart::Move => view! { <Move reading page/> }.into_any(),
            UnitPart::Split => view! { <Split reading page/> }.into_any(),
            UnitPart::Merge => view! { <Merge reading page/> }.into_any(),
            UnitPart::Close => view! { <Close reading page/> }.into_any(),
            UnitPart::TakeBack => view! { <TakeBack reading page/> }.into_any(),
        })
    };
    let back = match part {
        UnitPart::Whole => "/units".to_owned(),
        _ => unit_page_of(unit),
    };
    view! {
        <div class="page page-people">
            <A href=back attr:class="training-back">
                <Icon name=IconName::Back/>
                {t(key!("ui.back"))}
            </A>
            <Unread
                error=reading.error
                is_read=is_read
                reading=t(key!("people.reading_one"))
                again=Callback::new(move |()| reading.read())
            />
            {shown}
        </div>
    }
}
