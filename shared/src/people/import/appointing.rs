//! What the rows of a person say of days: appointments, leaving, joining.

use super::group::Group;
use super::lasting::until_next;
use super::person_row::{Appointed, PersonRow};
use super::plan::Wrong;
use super::reason::Reason;
use super::unit_words::UnitWords;
use crate::id::UnitId;
use crate::people::{Held, Period, PersonInFull, Role};
use chrono::NaiveDate;
use std::collections::BTreeMap;

type Key = (UnitId, Role, NaiveDate);

const fn key(held: &Held) -> Key {
    (held.unit, held.role, held.period.from)
}

impl Group<PersonRow> {
    /// Adds the appointments of the rows, and ends what goes before them.
    pub(super) fn appoint(
        &self,
        after: &mut PersonInFull,
        before: Option<&PersonInFull>,
        words: &UnitWords<'_>,
    ) -> Result<(), Wrong> {
        let joined_on = self.said("day of joining", |row| row.joined_on.as_ref())?;
        let stands = before.map_or(&[][..], |before| &before.appointments);
        let mut told: BTreeMap<Key, u32> = BTreeMap::new();
        for (number, row) in &self.rows {
            let Some(appointed) = &row.appointed else {
                continue;
            };
            let refused = |reason| Wrong::row(*number, reason);
            let held = appointed.held(stands, joined_on, words).map_err(refused)?;
            if let Some(row) = told.insert(key(&held), *number) {
                return Err(refused(Reason::Twice { row }));
            }
            match after
                .appointments
                .iter_mut()
                .find(|it| key(it) == key(&held))
            {
                Some(known) => {
                    known.level = held.level;
                    known.period.until = held.period.until.or(known.period.until);
                }
                None => after.appointments.push(held),
            }
        }
        after
            .appointments
            .sort_by_key(|held| (held.period.from, held.unit, held.role));
        until_next(&mut after.appointments, |held| &mut held.period, follows);
        match after.appointments.is_empty() {
            true => Err(Wrong::row(self.line(), Reason::NewWithout("unit and role"))),
            false => Ok(()),
        }
    }

    /// Ends everything with the last day; who is appointed again later has come back.
    pub(super) fn leave(
        &self,
        after: &mut PersonInFull,
        before: Option<&PersonInFull>,
    ) -> Result<(), Wrong> {
        let left_on = self.said("last day", |row| row.left_on.as_ref())?;
        let because = self.said("reason", |row| row.left_because.as_ref())?;
        let last_begins = after.appointments.iter().map(|held| held.period.from).max();
        let comes_back = last_begins
            .zip(after.left_on)
            .is_some_and(|(begins, left)| begins > left);
        after.left_because = because.or(after.left_because.take());
        let Some(last) = left_on else {
            return match after.left_on {
                Some(_) if comes_back => {
                    (after.left_on, after.left_because) = (None, None);
                    Ok(())
                }
                Some(planned) => self.end_with(after, planned),
                None => Ok(()),
            };
        };
        let stands = before.map_or(&[][..], |before| &before.appointments);
        let mut later = after.appointments.iter();
        if let Some(held) = later.find(|held| held.period.from > last) {
            let is_told = !stands.iter().any(|it| key(it) == key(held));
            let reason = match is_told {
                true => Reason::AfterLeaving(last),
                false => Reason::LaterAppointment(held.period.from),
            };
            return Err(Wrong::row(self.line(), reason));
        }
        self.end_with(after, last)?;
        after.left_on = Some(last);
        Ok(())
    }

    /// Nothing lasts longer than the last day.
    fn end_with(&self, after: &mut PersonInFull, last: NaiveDate) -> Result<(), Wrong> {
        for held in &mut after.appointments {
            if self.says_longer(held, last) {
                return Err(Wrong::row(self.line(), Reason::AfterLeaving(last)));
            }
            held.period = held.period.ending(last);
        }
        Ok(())
    }

    /// Whether a row says a later last day of an appointment itself.
    fn says_longer(&self, held: &Held, last: NaiveDate) -> bool {
        let mut told = self
            .rows
            .iter()
            .filter_map(|(_, row)| row.appointed.as_ref());
        told.any(|told| {
            told.role == held.role && told.until == held.period.until && told.until > Some(last)
        })
    }

    /// The day of joining: as it is said, else the first day of all.
    pub(super) fn join(&self, after: &mut PersonInFull) -> Result<(), Wrong> {
        let said = self.said("day of joining", |row| row.joined_on.as_ref())?;
        let first = after.appointments.iter().map(|held| held.period.from).min();
        let first = first.unwrap_or(after.joined_on);
        match said {
            Some(joined) if first < joined => {
                return Err(Wrong::row(self.line(), Reason::BeforeJoining(joined)));
            }
            Some(joined) => after.joined_on = joined,
            None => after.joined_on = after.joined_on.min(first),
        }
        Ok(())
    }
}

/// A membership follows another, wherever; every other role the same in the same unit.
fn follows(held: &Held, next: &Held) -> bool {
    let are_memberships = held.role.captures() && next.role.captures();
    are_memberships || (held.unit, held.role) == (next.unit, next.role)
}

impl Appointed {
    fn held(
        &self,
        stands: &[Held],
        joined_on: Option<NaiveDate>,
        words: &UnitWords<'_>,
    ) -> Result<Held, Reason> {
        let unit = words.meant(&self.unit)?;
        let is_same = |held: &&Held| held.unit == unit && held.role == self.role;
        let from = match self.from {
            Some(from) => from,
            None if stands.is_empty() => joined_on.ok_or(Reason::SinceWhen)?,
            // What stands goes on; that it is different holds from some day on.
            None => {
                let same = stands.iter().filter(is_same);
                let mut same = same.filter(|held| held.level == self.level).rev();
                let joined = |held: &&Held| Some(held.period.from) == joined_on;
                let stands = same.clone().find(joined).or_else(|| same.next());
                stands.ok_or(Reason::SinceWhen)?.period.from
            }
        };
        let period = Period {
            from,
            until: self.until,
        };
        match period.is_empty() {
            true => Err(Reason::EndsBeforeItBegins),
            false => Ok(Held {
                unit,
                role: self.role,
                level: self.level,
                period,
            }),
        }
    }
}
