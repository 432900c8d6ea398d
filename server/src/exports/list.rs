//! Which lists there are: what each is called, its columns, and where its lines come from.

use super::sheet::Sheet;
use super::{cases, log, month, people, session, team, words};
use crate::auth::SignedIn;
use crate::people::Wanted;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::Db;
use crate::store::audit::Looked;
use shared::audit::{AuditAction, LogFilter};
use shared::desk::QueueFilter;
use shared::directory::PeopleFilter;
use shared::id::RecordId;
use shared::key;
use shared::month::Month;
use shared::people::import::{Numbers, PERSON_COLUMNS, UNIT_COLUMNS};
use shared::text::Language;

/// A list, and what of it is wanted.
#[derive(Debug, Clone)]
pub enum List {
    /// People, a line for each appointment.
    People(PeopleFilter, Numbers),
    /// Units, a line for each place.
    Units,
    /// The audit log.
    Log(LogFilter),
    /// The cases of the desk.
    Cases(QueueFilter),
    /// Who came to a session.
    Session(RecordId),
    /// Who came to the sessions of a month.
    Month(Month),
    /// The members of a team.
    Team,
}

impl List {
    /// The name in files and in the audit log.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::People(..) => "people",
            Self::Units => "units",
            Self::Log(_) => "audit-log",
            Self::Cases(_) => "cases",
            Self::Session(_) => "session",
            Self::Month(_) => "attendance",
            Self::Team => "team",
        }
    }

    /// The name of the file: in which of two the numbers are whole is seen from outside.
    pub(super) const fn file_stem(&self) -> &'static str {
        match self {
            Self::People(_, Numbers::Whole) => "people-with-whole-numbers",
            _ => self.name(),
        }
    }

    /// What it is called in a language.
    pub(super) fn title(&self, language: Language) -> &'static str {
        let key = match self {
            Self::People(..) => key!("people.title"),
            Self::Units => key!("people.unit"),
            Self::Log(_) => key!("audit.title"),
            Self::Cases(_) => key!("desk.title"),
            Self::Session(_) | Self::Month(_) => key!("exports.column.presence"),
            Self::Team => key!("team.title"),
        };
        words::tell(language, key)
    }

    /// What its columns are called in a language; of people and units, as the import reads them.
    pub(super) fn headings(&self, language: Language) -> Vec<&'static str> {
        let keys: &[&'static str] = match self {
            Self::People(..) => {
                let columns = PERSON_COLUMNS.iter();
                return columns.map(|column| column.name(language)).collect();
            }
            Self::Units => {
                let columns = UNIT_COLUMNS.iter();
                return columns.map(|column| column.name(language)).collect();
            }
            Self::Log(_) => &log::COLUMNS,
            Self::Cases(_) => &cases::COLUMNS,
            Self::Session(_) | Self::Month(_) => &session::COLUMNS,
            Self::Team => &team::COLUMNS,
        };
        let headings = keys.iter().map(|key| words::tell(language, key));
        headings.collect()
    }

    /// What the log calls that it was taken out.
    pub(super) const fn action(&self) -> AuditAction {
        match self {
            Self::People(_, Numbers::Whole) => AuditAction::ExportIdentityNumbers,
            _ => AuditAction::ExportList,
        }
    }

    /// Writes the lines that this person sees. What was looked for in the log is answered: the log keeps it.
    pub(super) async fn write(
        &self,
        db: &mut Db,
        (state, by): (&AppState, &SignedIn),
        language: Language,
        sheet: &mut Sheet,
    ) -> Result<Option<Looked>, ApiError> {
        let now = state.clock.now();
        match self {
            Self::People(filter, numbers) => {
                if let Some(wanted) = Wanted::by(db, by, filter, now).await? {
                    people::people(db, &wanted, (*numbers, language), sheet).await?;
                }
            }
            Self::Units => {
                let (units, theirs) = crate::people::administered_units(db, by, now).await?;
                people::units(&units, |unit| theirs.contains(&unit), language, sheet)?;
            }
            Self::Log(filter) => {
                let reading = crate::audit::Reading::by(db, by, filter).await?;
                log::log(db, &reading, language, sheet).await?;
                return Ok(Some(reading.into_looked()));
            }
            Self::Cases(filter) => cases::cases(db, (state, by), filter, language, sheet).await?,
            Self::Session(session) => {
                session::session(db, by, *session, language, sheet).await?;
            }
            Self::Month(month) => month::month(db, by, *month, language, sheet).await?,
            Self::Team => team::team(db, by, now, sheet).await?,
        }
        Ok(None)
    }
}
