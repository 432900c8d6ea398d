//! Units and people with everything the office keeps of them.

use super::period::Period;
use super::role::Role;
use super::unit::UnitKind;
use crate::contact::MobileNumber;
use crate::id::{PersonId, UnitId};
use crate::identity::Identity;
use crate::submission::Level;
use chrono::NaiveDate;
use serde::Serialize;

/// A unit with all that is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitInFull {
    /// Its id.
    pub id: UnitId,
    /// 机构编码: unique, and never another unit's.
    pub code: Option<String>,
    /// What it is called today.
    pub name: String,
    /// When it was, or will be, called otherwise; by their first days.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub renamings: Vec<Renaming>,
    /// What it is.
    pub kind: UnitKind,
    /// 成立日期
    pub founded_on: Option<NaiveDate>,
    /// Under which units it hung, and when; by their first days.
    pub places: Vec<Place>,
    /// The unit it split off from on its first day (母机构), if it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mother: Option<UnitId>,
    /// The unit that took it in on the day after its last, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<UnitId>,
}

/// From a day on a unit is called otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Renaming {
    /// The first day.
    pub from: NaiveDate,
    /// What it was called until the day before.
    pub before: String,
    /// What it is called from then on.
    pub name: String,
}

/// Under which unit a unit hangs, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The unit above.
    pub parent: UnitId,
    /// When.
    pub period: Period,
}

impl UnitInFull {
    /// What it is called on this day.
    pub fn name_on(&self, day: NaiveDate) -> &str {
        let begun = self.renamings.iter().rev().find(|it| it.from <= day);
        match (begun, self.renamings.first()) {
            (Some(last), _) => &last.name,
            (None, Some(first)) => &first.before,
            (None, None) => &self.name,
        }
    }

    /// The first day of all, if it is known.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let placed = self.places.first().map(|place| place.period.from);
        self.founded_on.or(placed)
    }

    /// Where it hangs on this day.
    pub fn place_on(&self, day: NaiveDate) -> Option<&Place> {
        let mut places = self.places.iter();
        places.find(|place| place.period.contains(day))
    }

    /// Whether it is there on this day. A company is there from its founding on, or always.
    pub fn is_there(&self, day: NaiveDate) -> bool {
        match self.kind {
            UnitKind::Company => self.founded_on.is_none_or(|founded| founded <= day),
            _ => self.places.iter().any(|place| place.period.contains(day)),
        }
    }

    /// The last day on which it is there, if that is known.
    pub fn closed_on(&self) -> Option<NaiveDate> {
        let last = self.places.iter().max_by_key(|place| place.period.from)?;
        last.period.until
    }
}

/// Somebody with all that the office keeps of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonInFull {
    /// Their id.
    pub id: PersonId,
    /// 工号: unique, and never another person's.
    pub staff_number: Option<String>,
    /// What they are called.
    pub name: String,
    /// What they sign in with.
    pub login: String,
    /// 手机号码
    pub mobile: Option<MobileNumber>,
    /// 证件号码
    pub identity: Option<Identity>,
    /// 执业证编号
    pub licence_number: Option<String>,
    /// 执业证有效期至
    pub licence_expires_on: Option<NaiveDate>,
    /// 入职日期
    pub joined_on: NaiveDate,
    /// 离职日期: the last day.
    pub left_on: Option<NaiveDate>,
    /// 离职原因
    pub left_because: Option<String>,
    /// Every role ever held, by first day.
    pub appointments: Vec<Held>,
}

/// A role that somebody holds in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Held {
    /// Where.
    pub unit: UnitId,
    /// What.
    pub role: Role,
    /// How far they may decide.
    pub level: Option<Level>,
    /// When.
    pub period: Period,
}
