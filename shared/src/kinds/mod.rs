//! The kinds of records: each is a folder with its form, its rules, and one [`Kind`] that says what everything
//! else (storage, sync, drafts, queries, the desk) has to know of it.
//!
//! How to add one is said at the head of this crate.

pub mod application;
mod check;
pub mod check_in;
mod copied;
mod duplicate;
pub mod loss_notice;
mod of_client;
mod other_record;
pub mod service_request;
mod sought;
mod summary;
pub mod training_session;

pub use check::check;
pub use copied::copied;
pub use duplicate::duplicate_key;
pub use of_client::{Client, OfClient, Whose};
pub use sought::sought;
pub use summary::{RecordSummary, summary};

use crate::answers::Answers;
use crate::finding::Finding;
use crate::form::{ChoiceSet, Form};
use crate::record::RecordKind;
use crate::rules::{AtDesk, Context, Party};
use copied::LetThrough;
use duplicate::Duplicate;

/// What a kind of record is.
#[derive(Debug)]
pub struct Kind {
    /// What it asks.
    pub form: &'static Form,
    /// What the office's part of it is.
    pub office: OfficeKind,
    /// What the short name in its summary is one of.
    pub subject: Subject,
    /// Whether people put their names under the whole of it (an application: applicant, insured,
    /// guardian and agent).
    pub is_signed: bool,
    /// The groups of its answers that say what is sold: chosen of what the company offers, priced by its tariff, and
    /// different when that changes. None if nothing is sold with it.
    pub sold: &'static [&'static str],
    /// Which policies it is checked against.
    pub policies: Policies,
    /// What it says of the client whose policy it names, if it does.
    pub of_client: Option<OfClient>,
    /// What of it is let through into a new one that is begun with its answers.
    let_through: &'static [LetThrough],
    /// What two of it have in common when one repeats the other; `None` if they may repeat.
    duplicate: Option<Duplicate>,
    /// Everybody who appears in it, in the order of its form.
    parties: fn(&Answers) -> Vec<Party>,
    /// What a list shows of it.
    summary: fn(&Answers) -> RecordSummary,
    /// Its rules beside those of single answers.
    check: fn(&Answers, &Context<'_>, &mut Vec<Finding>),
    /// What the office looks at; the phone does not ask about it.
    check_at_desk: fn(&Answers, &Context<'_>, AtDesk<'_>, &mut Vec<Finding>),
}

impl Kind {
    /// Whether the answer at `path` says what is sold.
    pub fn is_sold(&self, path: &str) -> bool {
        let group = path.split_once('.').map_or(path, |(group, _)| group);
        self.sold.contains(&group)
    }

    /// Whether the back office reviews it.
    const fn is_reviewed(&self) -> bool {
        match self.office {
            OfficeKind::Review => true,
            OfficeKind::Roster | OfficeKind::CheckIn => false,
        }
    }
}

/// What the office's part of a record is: of [`crate::record::Office`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeKind {
    /// It is reviewed.
    Review,
    /// Who should come, and who came.
    Roster,
    /// Whether a sign-in has found its session.
    CheckIn,
}

/// What [`RecordSummary::product`] is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A product of the catalogue.
    Product,
    /// A value of this choice.
    Choice(ChoiceSet),
    /// It has none.
    None,
}

/// Which policies a kind is checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policies {
    /// None.
    None,
    /// The client book of whoever captured it.
    ClientBook,
    /// The one it names at this path.
    Named {
        /// The path of its number.
        at: &'static str,
    },
}

/// What a kind is.
pub const fn of(kind: RecordKind) -> &'static Kind {
    match kind {
        RecordKind::Application => &application::KIND,
        RecordKind::LossNotice => &loss_notice::KIND,
        RecordKind::ServiceRequest => &service_request::KIND,
        RecordKind::TrainingSession => &training_session::KIND,
        RecordKind::CheckIn => &check_in::KIND,
    }
}

/// The form of a kind.
pub const fn form_of(kind: RecordKind) -> &'static Form {
    of(kind).form
}

/// Everybody who appears in a record of this kind, in the order of its form: of an application applicant,
/// insured and beneficiaries, of a claim report insured, reporter and payee.
pub fn parties(kind: RecordKind, answers: &Answers) -> Vec<Party> {
    (of(kind).parties)(answers)
}

impl RecordKind {
    /// Whether the back office reviews it.
    pub const fn is_reviewed(self) -> bool {
        of(self).is_reviewed()
    }

    /// Whether people put their names under the whole of it.
    pub const fn is_signed(self) -> bool {
        of(self).is_signed
    }
}
