//! Everything that the server keeps of whoever asks, as one file.

use super::download::Download;
use super::file_name::file_name;
use super::own_archive::Archive;
use super::own_training::trained;
use super::{AT_ONCE, words};
use crate::auth::{self, SignedIn};
use crate::payroll;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::audit;
use crate::store::devices::{self, Registered};
use crate::store::records::{self, StoredRecord};
use crate::store::{
    Db, Stored, acknowledgements, contents, people_in_full, push_subscriptions, units,
};
use chrono::NaiveDate;
use serde::Serialize;
use shared::audit::AuditAction;
use shared::desk::EarlierContent;
use shared::directory::{AppointmentOver, IdentityShown};
use shared::id::UnitId;
use shared::key;
use shared::people::PersonInFull;
use shared::record::RecordView;
use shared::session::SessionView;
use shared::sync::ArrivalProof;
use shared::text::{Language, date_text, fill};
use std::collections::BTreeSet;

/// The media type of the archive.
const MEDIA_TYPE: &str = "application/zip";

/// Everything of whoever asks, written down that they took it.
///
/// # Errors
/// [`ApiError::Busy`] while too many files are made.
pub async fn own_data(state: &AppState, person: &SignedIn) -> Result<Download, ApiError> {
    let _file = state.gate.file().await?;
    let sessions = auth::devices(state, person).await?;
    let mut db = state.store.read().await?;
    let mut archive = Archive::begin(person.branch.offset_minutes);
    let told = [Language::ZhHans, Language::En].map(|language| read_me(language, person));
    archive.add_text("README.txt", &told.join("\n"))?;
    archive.add("person.json", &who(&mut db, person).await?)?;
    archive.add("devices.json", &devices_of(&mut db, person).await?)?;
    archive.add(
        "sessions.json",
        &in_sessions(&mut db, person, sessions).await?,
    )?;
    let records = add_records(&mut db, person, &mut archive).await?;
    archive.add("training.json", &trained(&mut db, person).await?)?;
    let statements = payroll::last_statements(&mut db, person.person.id, state.clock.now()).await?;
    archive.add("statements.json", &statements)?;
    archive.add(
        "log.json",
        &audit::told_of(&mut db, person.person.id).await?,
    )?;
    drop(db);
    let bytes = archive.end()?;
    write_down(state, person, records).await?;
    Ok(Download {
        name: file_name("my-data", person.today, "zip"),
        media_type: MEDIA_TYPE,
        bytes,
    })
}

/// Whose it is and of which day, and what is in it.
fn read_me(language: Language, person: &SignedIn) -> String {
    let day = date_text(language, person.today);
    let whose = [("name", person.person.name.as_str()), ("date", &day)];
    let whose = fill(words::tell(language, key!("exports.own.whose")), whose);
    let [what, how] = [key!("exports.own.text"), key!("exports.own.files")];
    let [what, how] = [what, how].map(|key| words::tell(language, key));
    format!("{whose}\n\n{what}\n\n{how}\n")
}

async fn write_down(state: &AppState, person: &SignedIn, records: u64) -> Result<(), ApiError> {
    let subject = format!("own data: {records} records");
    let act = &person.act(AuditAction::ExportOwnData, subject, state.clock.now());
    let chain = person.branch.unit_id;
    let written = state.store.write(chain, |mut db| async move {
        audit::append(&mut db, &chain.to_string(), act).await?;
        Ok::<_, ApiError>(db.commit().await?)
    });
    written.await
}

/// Who somebody is, nothing masked.
#[derive(Serialize)]
struct Who {
    staff_number: Option<String>,
    name: String,
    sign_in_name: String,
    mobile: Option<String>,
    identity: Option<IdentityShown>,
    licence_number: Option<String>,
    licence_expires_on: Option<NaiveDate>,
    joined_on: NaiveDate,
    left_on: Option<NaiveDate>,
    left_because: Option<String>,
    appointments: Vec<AppointmentOver>,
}

async fn who(db: &mut Db, person: &SignedIn) -> Result<Who, ApiError> {
    let known = people_in_full::find(db, person.person.id).await?;
    let known = known.ok_or(ApiError::NotFound)?;
    Ok(Who {
        appointments: appointments(db, &known).await?,
        identity: known.identity.as_ref().map(|identity| IdentityShown {
            kind: identity.kind(),
            number: identity.to_string(),
        }),
        mobile: known.mobile.as_ref().map(ToString::to_string),
        staff_number: known.staff_number,
        name: known.name,
        sign_in_name: known.login,
        licence_number: known.licence_number,
        licence_expires_on: known.licence_expires_on,
        joined_on: known.joined_on,
        left_on: known.left_on,
        left_because: known.left_because,
    })
}

async fn appointments(db: &mut Db, person: &PersonInFull) -> Stored<Vec<AppointmentOver>> {
    let held = person.appointments.iter();
    let ids: BTreeSet<UnitId> = held.clone().map(|held| held.unit).collect();
    let names = units::names(db, &ids).await?;
    let over = held.map(|held| AppointmentOver {
        unit_id: held.unit,
        unit: names.get(&held.unit).cloned().unwrap_or_default(),
        role: held.role,
        level: held.level,
        period: held.period,
    });
    Ok(over.collect())
}

async fn devices_of(db: &mut Db, person: &SignedIn) -> Stored<Vec<Registered>> {
    devices::of_person(db, person.person.id).await
}

/// Where somebody is signed in, and where they are told while the app is closed.
#[derive(Serialize)]
struct InSession {
    #[serde(flatten)]
    session: SessionView,
    told_at: Option<String>,
}

async fn in_sessions(
    db: &mut Db,
    person: &SignedIn,
    sessions: Vec<SessionView>,
) -> Stored<Vec<InSession>> {
    let mut told = Vec::new();
    for session in sessions {
        let id = person.person.id;
        let told_at = push_subscriptions::endpoint(db, id, session.device_id).await?;
        told.push(InSession { session, told_at });
    }
    Ok(told)
}

/// A record with what became of it, what it said before, and the proofs that it arrived.
#[derive(Serialize)]
struct Captured {
    record: RecordView,
    earlier: Vec<EarlierContent>,
    proofs: Vec<ArrivalProof>,
}

/// A file for each record that somebody captured; how many there are.
async fn add_records(db: &mut Db, person: &SignedIn, archive: &mut Archive) -> Stored<u64> {
    let (mut after, mut records) = (None, 0);
    loop {
        let page = records::captured_by(db, person.person.id, (after, AT_ONCE)).await?;
        let Some(last) = page.last() else {
            return Ok(records);
        };
        after = Some(last.view.record_id);
        for record in page {
            let captured = captured(db, record).await?;
            let name = format!("records/{}.json", captured.record.number);
            archive.add(&name, &captured)?;
            records += 1;
        }
    }
}

async fn captured(db: &mut Db, record: StoredRecord) -> Stored<Captured> {
    let mut record = record.view;
    let (id, version) = (record.record_id, record.content_version);
    let mut earlier = contents::before(db, id, version).await?;
    // What the codes of a session are made of is nobody's to keep.
    record.content.remove("secret");
    for earlier in &mut earlier {
        earlier.content.remove("secret");
    }
    Ok(Captured {
        proofs: acknowledgements::of_record(db, id).await?,
        record,
        earlier,
    })
}
