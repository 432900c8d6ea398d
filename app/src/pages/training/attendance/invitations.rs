//! The sessions an agent is invited to.

use super::{own_entry, times_of};
use shared::id::PersonId;
use shared::record::RecordView;
use shared::time::Timestamp;

/// The sessions the agent is invited to from today on, the next first; one that passes midnight is among
/// them until signing in has ended.
pub fn invitations(
    records: &[RecordView],
    agent: PersonId,
    now: Timestamp,
    offset: i32,
) -> Vec<RecordView> {
    let today = now.civil_date(offset).unwrap_or_default().to_string();
    let coming = |session: &RecordView| {
        let open = times_of(session, offset).is_some_and(|times| now < times.closes);
        open || session.content.get("date") >= Some(today.as_str())
    };
    let mut sessions: Vec<RecordView> = records
        .iter()
        .filter(|record| own_entry(record, agent).is_some() && coming(record))
        .cloned()
        .collect();
    sessions.sort_by(|one, other| when(one).cmp(&when(other)));
    sessions
}

/// Whether the session is on today's list: of this day, or begun on the one before and still open.
pub fn is_todays(session: &RecordView, now: Timestamp, offset: i32) -> bool {
    let today = now.civil_date(offset).unwrap_or_default().to_string();
    let open = times_of(session, offset).is_some_and(|times| times.is_open(now));
    open || session.content.is("date", &today)
}

fn when(session: &RecordView) -> (Option<&str>, Option<&str>) {
    (session.content.get("date"), session.content.get("start"))
}

#[cfg(test)]
mod tests;
