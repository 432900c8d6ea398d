//! Whether the organisation's data make sense.

use super::appointment::Appointment;
use super::organisation::Organisation;
use super::period::Period;
use super::role::Role;
use super::unit::{Placement, UnitKind};
use crate::finding::Finding;

impl Organisation {
    /// Every mistake: units that hang wrongly or twice at once, roles in units that do not exist, a person
    /// in two teams at once, two leaders of one team.
    pub fn check(&self) -> Vec<Finding> {
        let hanging = self.placements.iter().enumerate();
        let hanging = hanging.filter_map(|(at, placement)| self.placement_mistake(at, placement));
        let held = self.appointments.iter().enumerate();
        let held = held.filter_map(|(at, appointment)| self.appointment_mistake(at, appointment));
        self.units_without_parent()
            .chain(hanging)
            .chain(held)
            .collect()
    }

    fn units_without_parent(&self) -> impl Iterator<Item = Finding> {
        let below_company = self
            .units
            .iter()
            .filter(|unit| unit.kind != UnitKind::Company);
        let loose = below_company.filter(|unit| {
            let mut placements = self.placements.iter();
            !placements.any(|placement| placement.unit == unit.id)
        });
        loose.map(|unit| {
            Finding::error("unit_without_parent", format!("units.{}", unit.id))
                .with("unit", &unit.name)
        })
    }

    fn placement_mistake(&self, at: usize, placement: &Placement) -> Option<Finding> {
        let found = |code| Finding::error(code, format!("placements.{at}"));
        let (Some(unit), Some(parent)) = (self.unit(placement.unit), self.unit(placement.parent))
        else {
            return Some(found("unit_unknown"));
        };
        let earlier = self.placements.iter().take(at);
        let same = earlier
            .filter(|other| other.unit == placement.unit)
            .map(|other| &other.period);
        let code = if placement.period.is_empty() {
            "period_ends_before_it_begins"
        } else if unit.kind <= parent.kind {
            "unit_above_its_parent"
        } else if overlaps_any(&placement.period, same) {
            "unit_in_two_places"
        } else {
            return None;
        };
        Some(found(code).with("unit", &unit.name))
    }

    fn appointment_mistake(&self, at: usize, appointment: &Appointment) -> Option<Finding> {
        let found = |code| Finding::error(code, format!("appointments.{at}"));
        let Some(unit) = self.unit(appointment.unit) else {
            return Some(found("unit_unknown"));
        };
        let code = if appointment.period.is_empty() {
            "period_ends_before_it_begins"
        } else if self.is_in_two_teams(at, appointment) {
            "person_in_two_teams"
        } else if self.is_second_leader(at, appointment) {
            "team_with_two_leaders"
        } else {
            return None;
        };
        Some(found(code).with("unit", &unit.name))
    }

    fn is_in_two_teams(&self, at: usize, appointment: &Appointment) -> bool {
        let earlier = self.appointments.iter().take(at);
        let memberships =
            earlier.filter(|held| held.person == appointment.person && held.is_membership());
        appointment.is_membership()
            && overlaps_any(&appointment.period, memberships.map(|held| &held.period))
    }

    fn is_second_leader(&self, at: usize, appointment: &Appointment) -> bool {
        let leads = |held: &Appointment| held.role == Role::TeamLeader;
        let earlier = self.appointments.iter().take(at);
        let leaders = earlier.filter(|held| leads(held) && held.unit == appointment.unit);
        leads(appointment) && overlaps_any(&appointment.period, leaders.map(|held| &held.period))
    }
}

fn overlaps_any<'a>(period: &Period, mut others: impl Iterator<Item = &'a Period>) -> bool {
    others.any(|other| period.overlaps(other))
}
