//! Reading one unit, as it is on a day.

use super::ON;
use crate::api::{self, ApiError};
use crate::clock::today;
use crate::session::use_profile;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use shared::directory::UnitPage;
use shared::id::UnitId;

/// What has been read of a unit.
#[derive(Clone, Copy)]
pub struct UnitReading {
    /// Which.
    pub id: UnitId,
    /// The day, as it is typed.
    pub on: RwSignal<String>,
    /// All of it; `None` until the first answer.
    pub page: RwSignal<Option<UnitPage>>,
    /// Why the last request brought nothing.
    pub error: RwSignal<Option<ApiError>>,
}

impl UnitReading {
    /// Begins to read it as it is on the day of the address, or today.
    pub fn begin(id: UnitId) -> Self {
        let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
        let asked = use_location().query.with_untracked(|asked| asked.get(ON));
        let asked = asked.and_then(|day| day.parse().ok());
        let day: NaiveDate = asked.unwrap_or_else(|| today(offset));
        let reading = Self {
            id,
            on: RwSignal::new(day.to_string()),
            page: RwSignal::new(None),
            error: RwSignal::new(None),
        };
        reading.read();
        reading
    }

    /// Where what changes is told.
    pub fn changes_path(self) -> String {
        format!("/api/units/{}/changes", self.id)
    }

    /// What was read last: a change says it, so that nobody changes what they have not seen.
    pub fn version(self) -> String {
        let page = self.page.read_untracked();
        page.as_ref()
            .map_or_else(String::new, |page| page.version.clone())
    }

    /// As it is on another day, once that is one.
    pub fn read_on(self, typed: String) {
        self.on.set(typed);
        self.read();
    }

    /// Asks the server, if what is typed is a day. What was read stays meanwhile.
    pub fn read(self) {
        let day = self.on.with_untracked(|text| text.parse::<NaiveDate>());
        let Ok(day) = day else { return };
        spawn_local(async move {
            let path = format!("/api/units/{}?on={day}", self.id);
            let answer = api::get::<UnitPage>(&path).await;
            let typed = self.on.try_with_untracked(|text| text.parse::<NaiveDate>());
            // An answer that was overtaken by another day is no answer; the page may have been left, too.
            if typed != Some(Ok(day)) {
                return;
            }
            match answer {
                Ok(page) => {
                    self.error.set(None);
                    self.page.set(Some(page));
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }
}
