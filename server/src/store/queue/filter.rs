//! Which records of the queue are wanted, as conditions.

use super::{Asking, SEES};
use crate::store::asked::Asked;
use crate::store::holds;
use shared::desk::{Held, QueueFilter, Standing};
use shared::search::wanted;
use shared::time::Timestamp;

/// What the viewer sees and the filter wants, wherever it stands.
pub(super) fn ask(asked: &mut Asked, asking: &Asking<'_>) {
    asked.push(" r.status <> '' AND ").push(SEES);
    if let Some(unit) = asking.viewer.within {
        asked.push(" AND EXISTS (SELECT 1 FROM record_place w WHERE w.record_id = r.record_id AND w.unit_id = ");
        asked.text(unit.to_string()).push(")");
    }
    let filter = asking.filter;
    if let Some(kind) = filter.kind {
        asked.push(" AND r.kind = ").text(kind.as_str());
    }
    if let Some(team) = &filter.team {
        asked.push(" AND r.team = ").text(team);
    }
    if let Some(subject) = &filter.subject {
        asked.push(" AND r.subject = ").text(subject);
    }
    if filter.with_warnings {
        asked.push(" AND r.warnings > 0");
    }
    amounts(asked, filter);
    received(asked, asking);
    held(asked, asking);
    searched(asked, filter.search.as_deref());
}

/// Where it stands.
pub(super) fn standing(asked: &mut Asked, standing: Standing) {
    match standing {
        Standing::Any => {}
        Standing::Waiting => {
            asked.push(" AND r.status IN ('received', 'in_review', 'answered')");
        }
        Standing::Status(status) => {
            asked.push(" AND r.status = ").text(status.as_str());
        }
    }
}

fn amounts(asked: &mut Asked, filter: &QueueFilter) {
    if let Some(from) = filter.amount_from {
        asked.push(" AND r.amount >= ").number(from.fen());
    }
    if let Some(until) = filter.amount_until {
        asked.push(" AND r.amount <= ").number(until.fen());
    }
}

/// Days of the viewer's branch, both ends in it.
fn received(asked: &mut Asked, asking: &Asking<'_>) {
    let begins = |day| Timestamp::start_of(day, asking.offset_minutes).millis();
    if let Some(from) = asking.filter.received_from {
        asked.push(" AND r.received_at >= ").number(begins(from));
    }
    let until = asking.filter.received_until;
    if let Some(after) = until.and_then(|day| day.succ_opt()) {
        asked.push(" AND r.received_at < ").number(begins(after));
    }
}

fn held(asked: &mut Asked, asking: &Asking<'_>) {
    let since = holds::since(asking.now).millis();
    match asking.filter.held {
        None => {}
        Some(Held::Mine) => {
            asked.push(" AND EXISTS (SELECT 1 FROM desk_hold h WHERE h.record_id = r.record_id");
            asked
                .push(" AND h.person_id = $1 AND h.seen_at > ")
                .number(since);
            asked.push(")");
        }
        Some(Held::Free) => {
            asked
                .push(" AND NOT EXISTS (SELECT 1 FROM desk_hold h WHERE h.record_id = r.record_id");
            asked.push(" AND h.seen_at > ").number(since);
            asked.push(")");
        }
    }
}

/// Each word must be found; a search in which there is no letter and no digit finds nothing.
fn searched(asked: &mut Asked, search: Option<&str>) {
    let Some(search) = search.map(str::trim).filter(|search| !search.is_empty()) else {
        return;
    };
    let words = wanted(search);
    if words.is_empty() {
        asked.push(" AND 1 = 0");
    }
    for word in words {
        asked.push(" AND r.record_id IN (");
        asked.found_by(&word).push(")");
    }
}
