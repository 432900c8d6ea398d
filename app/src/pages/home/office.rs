//! What a person's offices have for them today, each from its own chunk.

use crate::components::button::LinkButton;
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::pages::desk::desk_today;
use crate::pages::team::team_today;
use crate::pages::training::trainers_today;
use crate::text::t;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;
use shared::people::Role;
use shared::session::Profile;

/// A part of the start page that somebody sees besides what they capture themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    /// The sessions that somebody gives.
    Training,
    /// Those whom somebody leads.
    Team,
    /// The cases of the desk.
    Desk,
    /// Who did what.
    AuditLog,
    /// People, organisation, products.
    Administration,
}

impl Office {
    /// What this person sees, in this order.
    pub fn of(profile: &Profile) -> Vec<Self> {
        [
            (Self::Training, profile.has(Role::Trainer)),
            (Self::Team, profile.has(Role::TeamLeader)),
            (Self::Desk, profile.any_role(Role::reads_desk)),
            (Self::AuditLog, profile.has(Role::Auditor)),
            (Self::Administration, profile.has(Role::Administrator)),
        ]
        .into_iter()
        .filter_map(|(part, is_theirs)| is_theirs.then_some(part))
        .collect()
    }
}

/// The part.
#[component]
pub fn OfficePart(
    /// Which.
    part: Office,
) -> impl IntoView {
    match part {
        Office::Training => Suspend::new(trainers_today()).into_any(),
        Office::Team => Suspend::new(team_today()).into_any(),
        Office::Desk => Suspend::new(desk_today()).into_any(),
        Office::AuditLog => view! { <AuditLogLink/> }.into_any(),
        Office::Administration => view! { <Administration/> }.into_any(),
    }
}

#[component]
fn AuditLogLink() -> impl IntoView {
    view! {
        <ul class="list">
            <li>
                <A href="/audit" attr:class="list-item">
                    <span class="list-icon"><Icon name=IconName::Seen/></span>
                    <span class="list-main">
                        <span class="list-title">{t(key!("ui.home.audit"))}</span>
                        <span class="list-detail">{t(key!("ui.home.audit_hint"))}</span>
                    </span>
                    <Icon name=IconName::Forward/>
                </A>
            </li>
        </ul>
    }
}

#[component]
fn Administration() -> impl IntoView {
    view! {
        <ul class="list">
            <li>
                <A href="/people" attr:class="list-item">
                    <span class="list-icon"><Icon name=IconName::People/></span>
                    <span class="list-main">
                        <span class="list-title">{t(key!("ui.home.people"))}</span>
                        <span class="list-detail">{t(key!("ui.home.people_hint"))}</span>
                    </span>
                    <Icon name=IconName::Forward/>
                </A>
            </li>
            <li>
                <A href="/units" attr:class="list-item">
                    <span class="list-icon"><Icon name=IconName::Units/></span>
                    <span class="list-main">
                        <span class="list-title">{t(key!("ui.home.units"))}</span>
                        <span class="list-detail">{t(key!("ui.home.units_hint"))}</span>
                    </span>
                    <Icon name=IconName::Forward/>
                </A>
            </li>
            <li>
                <A href="/rules" attr:class="list-item">
                    <span class="list-icon"><Icon name=IconName::Note/></span>
                    <span class="list-main">
                        <span class="list-title">{t(key!("ui.home.rules"))}</span>
                        <span class="list-detail">{t(key!("ui.home.rules_hint"))}</span>
                    </span>
                    <Icon name=IconName::Forward/>
                </A>
            </li>
        </ul>
        <Notice title=t(key!("ui.home.administration"))>
            <p>{t(key!("ui.home.administration_text"))}</p>
            <LinkButton label=t(key!("ui.devices.title")) href="/settings"/>
        </Notice>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::{PersonId, UnitId};
    use shared::number::DeviceNumber;
    use shared::session::{AppointmentView, BranchView};
    use shared::submission::PersonRef;

    fn somebody(roles: &[Role]) -> Profile {
        let held = |role: &Role| AppointmentView {
            role: *role,
            unit_id: UnitId::from_number(1),
            unit: "浦东营业部".to_owned(),
            level: None,
        };
        Profile {
            person: PersonRef {
                id: PersonId::from_number(1),
                name: "郭艳".to_owned(),
            },
            login: "guoyan".to_owned(),
            agent_number: None,
            appointments: roles.iter().map(held).collect(),
            branch: BranchView {
                unit_id: UnitId::from_number(1),
                name: "浦东营业部".to_owned(),
                offset_minutes: 480,
            },
            device_number: DeviceNumber::new(1),
            pay_calendar: None,
            presence_rules: Vec::new(),
            reason_codes: Vec::new(),
            office_days: Vec::new(),
        }
    }

    fn sees(roles: &[Role]) -> Vec<Office> {
        Office::of(&somebody(roles))
    }

    #[test]
    fn everybody_sees_what_their_own_role_comes_for() {
        for (role, parts) in [
            (Role::Agent, vec![]),
            (Role::TeamLeader, vec![Office::Team]),
            (Role::Reviewer, vec![Office::Desk]),
            (Role::Trainer, vec![Office::Training]),
            (Role::Manager, vec![Office::Desk]),
            (Role::Administrator, vec![Office::Administration]),
            (Role::Auditor, vec![Office::Desk, Office::AuditLog]),
        ] {
            assert_eq!(sees(&[role]), parts, "{role:?}");
        }
    }

    #[test]
    fn nobody_starts_on_an_empty_page() {
        for role in Role::ALL {
            assert!(role.captures() || !sees(&[role]).is_empty(), "{role:?}");
        }
    }

    #[test]
    fn who_has_several_roles_sees_each_part_once() {
        let both = [Role::Manager, Role::Reviewer, Role::Trainer];
        assert_eq!(sees(&both), [Office::Training, Office::Desk]);
    }
}
