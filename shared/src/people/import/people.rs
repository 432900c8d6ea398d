//! People out of a table.

use super::columns::PersonField;
use super::group::{Group, Settling, grouped};
use super::person_checks::Checks;
use super::person_row::{PersonRow, read};
use super::plan::{Plan, Wrong};
use super::reach::{Bounds, Reach};
use super::reason::Reason;
use super::unit_words::UnitWords;
use super::zeros::Zeros;
use crate::id::PersonId;
use crate::people::{PersonInFull, UnitInFull};
use crate::table::{Layout, Row};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What a table of people means against those that stand, on this day. `new_id` gives the id of each who is new; whom
/// it speaks of beyond its reach is wrong.
pub fn import_people(
    rows: &[Row],
    layout: &Layout<PersonField>,
    (units, standing): (&[UnitInFull], &[PersonInFull]),
    (today, reach): (NaiveDate, Reach<'_>),
    new_id: impl FnMut() -> PersonId,
) -> Plan<PersonInFull> {
    let (groups, mut wrong) = grouped(rows.iter().map(|row| read(layout, row)));
    let known = known(&groups, standing, new_id);
    let bounds = Bounds::of(reach, units);
    let whom = Whom::Told(today);
    let (afters, unsettled) = settled(&groups, &known, (units, standing), whom, &bounds);
    wrong.extend(unsettled);
    let before = |group: usize| known.get(group).and_then(|known| known.before);
    let afters = afters.into_iter();
    Plan::of(afters.map(|(group, after)| (before(group), after)), wrong)
}

/// How it is known who a person is, and the day on which it is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whom {
    /// By a staff number, which may be another's by mistake.
    Told(NaiveDate),
    /// They were picked out themselves.
    Picked(NaiveDate),
}

/// Everybody as they would be, by group, and what is wrong with the others: whoever leans on one that is wrong is
/// looked at again.
pub(super) fn settled(
    groups: &[Group<PersonRow>],
    known: &[Known<'_>],
    (units, standing): (&[UnitInFull], &[PersonInFull]),
    whom: Whom,
    bounds: &Bounds<'_>,
) -> (BTreeMap<usize, PersonInFull>, Vec<Wrong>) {
    let words = UnitWords::of(units.iter());
    let mut settling = Settling::new();
    let afters = loop {
        let (mut afters, mut found) = (BTreeMap::new(), BTreeMap::new());
        for (at, (group, known)) in groups.iter().zip(known).enumerate() {
            if settling.is_wrong(at) {
                continue;
            }
            match group.within(bounds, known, &words) {
                Ok(after) => drop(afters.insert(at, after)),
                Err(wrong) => drop(found.insert(at, group.with_waiting(vec![wrong]))),
            }
        }
        if found.is_empty() {
            let checks = Checks::of(groups, (units, standing), &afters, &words);
            found = checks.found(whom);
        }
        if !settling.add(found) {
            break afters;
        }
    };
    (afters, settling.into_wrong().collect())
}

/// Who a group is.
pub(super) struct Known<'a> {
    pub(super) id: PersonId,
    pub(super) before: Option<&'a PersonInFull>,
    /// A staff number that it looks like.
    pub(super) like: Option<String>,
}

fn known<'a>(
    groups: &[Group<PersonRow>],
    standing: &'a [PersonInFull],
    mut new_id: impl FnMut() -> PersonId,
) -> Vec<Known<'a>> {
    let numbered = standing.iter().filter_map(|person| {
        let number = person.staff_number.as_ref()?.to_lowercase();
        Some((number, person))
    });
    let by_number: BTreeMap<String, &PersonInFull> = numbered.collect();
    let unnumbered = standing
        .iter()
        .filter(|person| person.staff_number.is_none());
    let by_login: BTreeMap<&str, &PersonInFull> = unnumbered
        .map(|person| (person.login.as_str(), person))
        .collect();
    let zeros = Zeros::of(by_number.keys());
    let known = groups.iter().map(|group| {
        let numbered = by_number.get(&group.key).copied();
        let before = numbered.or_else(|| without_number(group, &by_login));
        let like = match before {
            Some(_) => None,
            None => zeros.before(&group.key),
        };
        Known {
            id: before.map_or_else(&mut new_id, |person| person.id),
            before,
            like,
        }
    });
    known.collect()
}

/// Somebody who has no staff number yet: of that sign-in name and that name.
fn without_number<'a>(
    group: &Group<PersonRow>,
    by_login: &BTreeMap<&str, &'a PersonInFull>,
) -> Option<&'a PersonInFull> {
    let mut rows = group.rows.iter().map(|(_, row)| row);
    let login = rows.clone().find_map(|row| row.login.as_deref());
    let found = by_login.get(login.unwrap_or(&group.key)).copied()?;
    let name = rows.find_map(|row| row.name.as_deref());
    let is_same = name.is_none_or(|name| name == found.name);
    // A staff number may be another's; who is told without is whoever has the sign-in name.
    (is_same || group.number().is_none()).then_some(found)
}

impl Group<PersonRow> {
    /// The staff number that it says.
    fn number(&self) -> Option<&String> {
        let first = self.rows.first();
        first.and_then(|(_, row)| row.staff_number.as_ref())
    }

    /// The person as the rows have them, if who imports has a say in that.
    fn within(
        &self,
        bounds: &Bounds<'_>,
        known: &Known<'_>,
        words: &UnitWords<'_>,
    ) -> Result<PersonInFull, Wrong> {
        let refused = |reason| Wrong::row(self.line(), reason);
        bounds.governs(known.before).map_err(refused)?;
        let after = self.composed(known, words)?;
        bounds.appoints(known.before, &after).map_err(refused)?;
        Ok(after)
    }

    /// The person as the rows have them.
    fn composed(&self, known: &Known<'_>, words: &UnitWords<'_>) -> Result<PersonInFull, Wrong> {
        let refused = |reason| Wrong::row(self.line(), reason);
        if let Some(like) = &known.like {
            return Err(refused(Reason::ZerosLost { like: like.clone() }));
        }
        let mut after = self.with_facts(known)?;
        self.appoint(&mut after, known.before, words)?;
        self.leave(&mut after, known.before)?;
        self.join(&mut after)?;
        Ok(after)
    }

    /// What does not depend on days.
    fn with_facts(&self, known: &Known<'_>) -> Result<PersonInFull, Wrong> {
        let name = self.said("name", |row| row.name.as_ref())?;
        let login = self.said("sign-in name", |row| row.login.as_ref())?;
        let mobile = self.said("mobile", |row| row.mobile.as_ref())?;
        let identity = self.said("identity number", |row| row.identity.as_ref())?;
        let licence_number = self.said("licence number", |row| row.licence_number.as_ref())?;
        let expires_on = self.said("licence expiry", |row| row.licence_expires_on.as_ref())?;
        let number = self.number().cloned();
        let stands = known.before.and_then(|before| before.staff_number.as_ref());
        let is_another = stands
            .zip(number.as_ref())
            .is_some_and(|(stands, number)| stands.to_lowercase() != number.to_lowercase());
        if is_another {
            return Err(Wrong::row(self.line(), Reason::NumberStays));
        }
        for (row, told) in &self.rows {
            for masked in &told.masked {
                masked.check(*row, known.before)?;
            }
        }
        let needed = |what| Wrong::row(self.line(), Reason::NewWithout(what));
        let mut after = match known.before {
            Some(before) => before.clone(),
            None => PersonInFull {
                id: known.id,
                staff_number: Some(number.clone().ok_or_else(|| needed("staff number"))?),
                name: name.clone().ok_or_else(|| needed("name"))?,
                login: self.key.clone(),
                mobile: None,
                identity: None,
                licence_number: None,
                licence_expires_on: None,
                joined_on: NaiveDate::MAX,
                left_on: None,
                left_because: None,
                appointments: Vec::new(),
            },
        };
        after.staff_number = after.staff_number.or(number);
        after.name = name.unwrap_or(after.name);
        after.login = login.unwrap_or(after.login);
        after.mobile = mobile.or(after.mobile);
        after.identity = identity.or(after.identity);
        after.licence_number = licence_number.or(after.licence_number);
        after.licence_expires_on = expires_on.or(after.licence_expires_on);
        Ok(after)
    }
}
