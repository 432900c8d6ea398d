//! Who came to a training session, and what is credited to each.

use super::sheet::Sheet;
use super::words;
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::records::StoredRecord;
use crate::store::{Db, Stored, people_in_full, records, settings};
use chrono::NaiveDate;
use shared::answers::read::date_at;
use shared::id::{PersonId, RecordId, UnitId};
use shared::key;
use shared::month::Month;
use shared::people::PersonInFull;
use shared::record::RecordKind;
use shared::table::Value;
use shared::text::Language;
use shared::training::{
    AttendanceRules, Presence, PresenceRules, RosterEntry, SatThrough, SessionTimes,
    TrainingSession, displaced,
};
use std::collections::{BTreeMap, BTreeSet};

/// What its columns are called.
pub(super) const COLUMNS: [&str; 7] = [
    key!("exports.column.date"),
    key!("exports.column.session"),
    key!("exports.column.staff_number"),
    key!("exports.column.name"),
    key!("exports.column.presence"),
    key!("exports.column.minutes_late"),
    key!("exports.column.hours"),
];

/// A line for each of the roster of a session that this trainer captured.
pub(super) async fn session(
    db: &mut Db,
    by: &SignedIn,
    session: RecordId,
    language: Language,
    sheet: &mut Sheet,
) -> Result<(), ApiError> {
    let found = records::find(db, session).await?;
    let is_theirs = |record: &StoredRecord| {
        record.view.kind == RecordKind::TrainingSession
            && record.view.captured_by.id == by.person.id
            && by.is_within()
    };
    let found = found.filter(is_theirs).ok_or(ApiError::NotFound)?;
    // One without a day is in no month, and credits nothing.
    let beside = match found.view.held_in() {
        Some(month) => Beside::of(db, found.branch, month, by.branch.offset_minutes).await?,
        None => Beside::default(),
    };
    let written = Written {
        language,
        staff_numbers: staff_numbers(db, [&found]).await?,
        beside,
    };
    written.write(&found, sheet)
}

/// The staff numbers of those on the rosters of sessions.
pub(super) async fn staff_numbers<'r>(
    db: &mut Db,
    sessions: impl IntoIterator<Item = &'r StoredRecord>,
) -> Stored<BTreeMap<PersonId, String>> {
    let rosters = sessions
        .into_iter()
        .filter_map(|it| it.view.training_session());
    let people = rosters.flat_map(|session| session.roster.entries.iter());
    let people: BTreeSet<PersonId> = people.map(|entry| entry.person.id).collect();
    let people: Vec<PersonId> = people.into_iter().collect();
    let known = people_in_full::find_all(db, &people).await?.into_values();
    let number = |person: PersonInFull| Some((person.id, person.staff_number?));
    Ok(known.filter_map(number).collect())
}

/// What else was held in the month, for nobody is credited twice for the same minutes.
#[derive(Default)]
pub(super) struct Beside {
    rules: Vec<PresenceRules>,
    offset_minutes: i32,
    /// Of each session and person that are credited nothing for another session.
    displaced: BTreeSet<(RecordId, PersonId)>,
}

impl Beside {
    pub(super) async fn of(
        db: &mut Db,
        branch: UnitId,
        month: Month,
        offset_minutes: i32,
    ) -> Stored<Self> {
        let rules: Vec<PresenceRules> = settings::published(db).await?;
        let held = records::sessions_of_branch(db, branch, month).await?;
        let sessions: Vec<TrainingSession<'_>> = held
            .iter()
            .filter_map(|record| record.view.training_session())
            .collect();
        let mut sat: BTreeMap<PersonId, Vec<SatThrough>> = BTreeMap::new();
        for session in &sessions {
            for entry in &session.roster.entries {
                let person = entry.person.id;
                let through = SatThrough::of(session, person, (offset_minutes, &rules));
                sat.entry(person).or_default().extend(through);
            }
        }
        let displaced = sat.into_iter().flat_map(|(person, sat)| {
            let displaced = displaced(sat).into_keys();
            displaced.map(move |session| (session, person))
        });
        Ok(Self {
            displaced: displaced.collect(),
            rules,
            offset_minutes,
        })
    }

    /// What a session credits somebody, in sixtieths of an hour of teaching; `None` while it does not count.
    pub(super) fn credited(&self, session: &TrainingSession<'_>, person: PersonId) -> Option<u32> {
        let counts = session.roster.closed_at.is_some() && session.roster.is_in_force();
        let sat = SatThrough::of(session, person, (self.offset_minutes, &self.rules));
        let is_displaced = self.displaced.contains(&(session.id, person));
        let credited = sat.filter(|_| !is_displaced).map_or(0, |sat| sat.minutes);
        counts.then_some(credited)
    }

    /// By how many minutes somebody came late who signed in by code; of who was marked by hand nobody knows.
    fn minutes_late(&self, session: &TrainingSession<'_>, entry: &RosterEntry) -> Option<u64> {
        let rules = &AttendanceRules::CURRENT;
        let times = SessionTimes::of(session.content, self.offset_minutes, rules)?;
        let came = entry
            .check_in
            .filter(|_| entry.presence == Some(Presence::Late))?;
        let late = came.at.millis().checked_sub(times.start.millis())? / 60_000;
        u64::try_from(late).ok()
    }
}

/// How the lines of sessions are written.
pub(super) struct Written {
    pub(super) language: Language,
    pub(super) staff_numbers: BTreeMap<PersonId, String>,
    pub(super) beside: Beside,
}

impl Written {
    /// A line for each of the roster, by name.
    pub(super) fn write(&self, record: &StoredRecord, sheet: &mut Sheet) -> Result<(), ApiError> {
        let Some(session) = record.view.training_session() else {
            return Ok(());
        };
        let held = date_at(session.content, "date");
        for entry in &session.roster.entries {
            sheet.line(&self.line((&session, held), &record.filing.title, entry))?;
        }
        Ok(())
    }

    fn line(
        &self,
        (session, held): (&TrainingSession<'_>, Option<NaiveDate>),
        title: &str,
        entry: &RosterEntry,
    ) -> [Value; COLUMNS.len()] {
        let person = &entry.person;
        let presence = entry
            .presence
            .map(|presence| words::word(self.language, "states.presence", presence.as_str()));
        let late = self.beside.minutes_late(session, entry);
        [
            Value::day(held),
            Value::text(title),
            Value::code(self.staff_numbers.get(&person.id)),
            Value::text(&person.name),
            presence.unwrap_or_default(),
            late.map_or(Value::Empty, Value::count),
            self.beside
                .credited(session, person.id)
                .map_or(Value::Empty, words::hours),
        ]
    }
}
