//! What an administrator asks to be changed of one person, and the answer.

use super::difference::Difference;
use super::role::Role;
use crate::finding::Finding;
use crate::id::{PersonId, UnitId};
use crate::identity::IdentityKind;
use crate::submission::Level;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is known of somebody, as it is typed; read as the import reads it. Nothing told is nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PersonFacts {
    /// 工号: given once, it stays.
    pub staff_number: Option<String>,
    /// What they are called.
    pub name: Option<String>,
    /// What they sign in with; of somebody new the staff number, if nothing is said.
    pub login: Option<String>,
    /// 手机号码
    pub mobile: Option<String>,
    /// 证件类型; a resident identity card, if only the number is said.
    pub identity_kind: Option<IdentityKind>,
    /// 证件号码
    pub identity_number: Option<String>,
    /// 执业证编号
    pub licence_number: Option<String>,
    /// 执业证有效期至
    pub licence_expires_on: Option<NaiveDate>,
    /// 入职日期
    pub joined_on: Option<NaiveDate>,
}

/// `POST /api/people`: somebody enters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnterPerson {
    /// What is known of them.
    pub facts: PersonFacts,
    /// Where they begin.
    pub unit: UnitId,
    /// As what.
    pub role: Role,
    /// How far they may decide, if they decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// From which day on; the day of joining, if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Only says what would be different.
    #[serde(default)]
    pub preview: bool,
}

/// `PUT /api/people/{id}`: what is known of somebody is corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectPerson {
    /// The [`version`](crate::directory::PersonPage::version) that was read.
    pub expected: String,
    /// What is right.
    pub facts: PersonFacts,
    /// Only says what would be different.
    #[serde(default)]
    pub preview: bool,
}

/// `POST /api/people/{id}/transfer`: somebody does something else, or somewhere else, from a day on. Who has left
/// comes back by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferPerson {
    /// The [`version`](crate::directory::PersonPage::version) that was read.
    pub expected: String,
    /// Where.
    pub unit: UnitId,
    /// As what.
    pub role: Role,
    /// How far they may decide, if they decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The first day.
    pub from: NaiveDate,
    /// Besides what they do already, which otherwise ends the day before. An agent is in one team at a time in
    /// any case.
    #[serde(default)]
    pub besides: bool,
    /// Only says what would be different.
    #[serde(default)]
    pub preview: bool,
}

/// `POST /api/people/{id}/leave`: somebody leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeavePerson {
    /// The [`version`](crate::directory::PersonPage::version) that was read.
    pub expected: String,
    /// The last day.
    pub on: NaiveDate,
    /// Why, in words.
    pub reason: String,
    /// Only says what would be different.
    #[serde(default)]
    pub preview: bool,
}

/// `POST /api/people/{id}/end-role`: somebody who does several things does one of them no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndRole {
    /// The [`version`](crate::directory::PersonPage::version) that was read.
    pub expected: String,
    /// Where.
    pub unit: UnitId,
    /// As what.
    pub role: Role,
    /// Since when they do it.
    pub from: NaiveDate,
    /// The last day.
    pub on: NaiveDate,
    /// Only says what would be different.
    #[serde(default)]
    pub preview: bool,
}

/// `POST /api/people/{id}/take-back`: what was to change of somebody on a day to come does not. What begins that day
/// does not begin, what ends the day before goes on, and who leaves with the day before stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeBackOfPerson {
    /// The [`version`](crate::directory::PersonPage::version) that was read.
    pub expected: String,
    /// The day.
    pub from: NaiveDate,
    /// Only says what would be different.
    #[serde(default)]
    pub preview: bool,
}

/// What is different of somebody, or would be: the answer to each of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonChanged {
    /// Who.
    pub person_id: PersonId,
    /// What is different; nothing if it stands so already.
    pub differences: Vec<Difference>,
    /// What it brings about besides: warnings to look at.
    #[serde(default)]
    pub consequences: Vec<Finding>,
    /// What stands now; of a preview what would stand.
    pub version: String,
    /// Whether it is kept: not of a preview.
    pub kept: bool,
}
