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
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// 成立日期
    pub founded_on: Option<NaiveDate>,
    /// Under which units it hung, and when; by their first days.
    pub places: Vec<Place>,
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
