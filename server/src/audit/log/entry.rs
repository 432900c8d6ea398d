//! One row in words. What stood before and after comes from the record's contents as they arrived; numbers
//! of people and accounts are masked here, and what tells of health does not leave the server.

use super::names::Names;
use crate::store::audit::{
    ADDRESS, Actor, Detail, FACTS, LOG, Logged, Looked, Row, SETTINGS, SIGN_INS,
};
use crate::store::{Db, Stored, contents};
use shared::audit::{
    AuditAction, ChangedAnswer, ChangedPresence, LogActor, LogChain, LogEntry, LogSubject,
    LookedFor,
};
use shared::id::{RecordId, UnitId};
use shared::kinds::form_of;
use shared::people::{Changed, Difference};
use shared::record::RecordKind;

/// The row in words.
pub(super) async fn entry(db: &mut Db, names: &Names, logged: &Logged) -> Stored<LogEntry> {
    let row = &logged.row;
    let detail = row.detail();
    let action = AuditAction::from_name(row.action());
    Ok(LogEntry {
        chain: chain(names, row.chain()),
        seq: row.seq,
        at: row.at(),
        actor: actor(names, row),
        device: names.device(row.device()),
        action,
        subject: subject(names, row, action, &detail),
        answers: answers(db, names, row, &detail).await?,
        presences: presences(names, &detail),
        differences: differences(names, &detail),
        looked: detail.looked.map(|looked| looked_for(names, looked)),
        moved: detail.moved,
        reason: detail.reason,
        asked: detail.asked,
        refused: detail.refused,
        intact: logged.intact,
    })
}

fn chain(names: &Names, chain: &str) -> LogChain {
    match chain {
        FACTS => LogChain::Facts,
        SETTINGS => LogChain::Settings,
        SIGN_INS => LogChain::SignIn,
        branch => LogChain::Branch {
            name: names.unit(branch).unwrap_or(branch).to_owned(),
        },
    }
}

fn actor(names: &Names, row: &Row) -> LogActor {
    match row.person().parse() {
        Ok(Actor::Person(person)) => LogActor::Person {
            person: names.person(person),
        },
        Ok(Actor::Key(key)) => LogActor::Key {
            name: names.key(key),
        },
        Ok(Actor::Nobody) => LogActor::Nobody,
        Ok(Actor::CommandLine) => LogActor::CommandLine,
        Err(_) => LogActor::Unknown,
    }
}

fn subject(names: &Names, row: &Row, action: Option<AuditAction>, detail: &Detail) -> LogSubject {
    let subject = row.subject();
    if let Some(record) = names.record(subject) {
        return LogSubject::Record {
            record_id: record.view.record_id,
            kind: record.view.kind,
            number: record.view.number.clone(),
            title: record.filing.title.clone(),
        };
    }
    match action {
        Some(
            AuditAction::SignIn
            | AuditAction::SignOut
            | AuditAction::ChoosePassphrase
            | AuditAction::ChangePassphrase
            | AuditAction::ChangePassphraseFailed,
        ) => LogSubject::Device {
            number: names.device(subject),
        },
        Some(AuditAction::SignInFailed) => match names.known_person(subject) {
            Some(person) => LogSubject::Person { person },
            None if subject.starts_with(ADDRESS) => LogSubject::Address {
                pseudonym: subject.to_owned(),
            },
            None => LogSubject::UnknownLogin {
                pseudonym: subject.to_owned(),
            },
        },
        Some(action) if action.is_on_unit() => match names.unit(subject) {
            Some(name) => LogSubject::Unit {
                name: name.to_owned(),
            },
            None if subject.parse::<UnitId>().is_ok() => {
                was_called(detail).map_or(LogSubject::Unknown, |name| LogSubject::Unit { name })
            }
            // As it was told before units had their ids there.
            None => LogSubject::File {
                text: subject.to_owned(),
            },
        },
        Some(
            AuditAction::ImportFacts
            | AuditAction::ImportUnits
            | AuditAction::ImportPeople
            | AuditAction::PublishSetting
            | AuditAction::PublishProducts
            | AuditAction::PublishTables
            | AuditAction::DraftRules
            | AuditAction::RejectDraft
            | AuditAction::TakeBackRules
            | AuditAction::ExportList
            | AuditAction::ExportIdentityNumbers
            | AuditAction::ExportOwnData,
        ) => LogSubject::File {
            text: subject.to_owned(),
        },
        Some(action) if action.is_on_connection() => names
            .connection(subject)
            .map_or(LogSubject::Unknown, |name| LogSubject::Connection { name }),
        Some(action) if action.is_on_person() => names
            .known_person(subject)
            .map_or(LogSubject::Unknown, |person| LogSubject::Person { person }),
        Some(AuditAction::ReadLog) if subject == LOG => LogSubject::Log,
        _ => LogSubject::Unknown,
    }
}

/// What a unit was called that is gone.
fn was_called(detail: &Detail) -> Option<String> {
    let mut changed = detail.changed.iter();
    let name = changed.find(|it| it.changed == Changed::Name);
    name.and_then(|name| name.was.clone().or_else(|| name.is.clone()))
}

/// What is different from the content before. Of a record that arrives nothing was there before.
async fn answers(
    db: &mut Db,
    names: &Names,
    row: &Row,
    detail: &Detail,
) -> Stored<Vec<ChangedAnswer>> {
    let record = names.record(row.subject());
    let version = detail.content_version.filter(|version| *version > 1);
    match record.zip(version) {
        Some((record, version)) => {
            changed(db, record.view.kind, record.view.record_id, version).await
        }
        None => Ok(Vec::new()),
    }
}

async fn changed(
    db: &mut Db,
    kind: RecordKind,
    record: RecordId,
    version: u64,
) -> Stored<Vec<ChangedAnswer>> {
    let before = contents::find(db, record, version.saturating_sub(1)).await?;
    let after = contents::find(db, record, version).await?;
    let (Some(before), Some(after)) = (before, after) else {
        return Ok(Vec::new());
    };
    let form = form_of(kind);
    let changed = before.differing_paths(&after).into_iter().map(|path| {
        let told = |answer: Option<&str>| answer.map(|answer| form.discreet(&path, answer));
        ChangedAnswer {
            before: told(before.get(&path)),
            after: told(after.get(&path)),
            path,
        }
    });
    Ok(changed.collect())
}

fn presences(names: &Names, detail: &Detail) -> Vec<ChangedPresence> {
    let changed = detail.presences.iter().map(|change| ChangedPresence {
        person: names.person(change.person),
        before: change.before,
        after: change.after,
    });
    changed.collect()
}

fn differences(names: &Names, detail: &Detail) -> Vec<Difference> {
    let changed = detail.changed.iter().cloned();
    changed
        .map(|it| it.told(|unit| names.unit_of(unit)))
        .collect()
}

fn looked_for(names: &Names, looked: Looked) -> LookedFor {
    let people = looked.people.map(|people| {
        let people = people.into_iter().map(|person| names.person(person));
        people.collect()
    });
    LookedFor {
        people,
        record: looked.record,
        action: looked.action,
        from: looked.from,
        until: looked.until,
    }
}
