//! What the rules know besides the answers.

use super::{EarlierRecord, OtherRecord, Settings, Watch};
use crate::money::Money;
use crate::policy::PolicyView;
use crate::product::Catalogue;
use chrono::{NaiveDate, NaiveDateTime};

/// What the rules know besides the answers. Whoever knows less leaves it out: the phone has the
/// agent's own records and client book, the server has everybody's.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// The civil date of the branch on which the record was captured.
    pub today: NaiveDate,
    /// The civil moment there after which nothing that it tells can have happened: on the phone now, on
    /// the server that of its arrival. Without it the day of capture is all that is known.
    pub now: Option<NaiveDateTime>,
    /// What only the desk goes by; `None` on the phone.
    pub desk: Option<AtDesk<'a>>,
    /// Whether the record is to be sent: required answers must be there.
    pub complete: bool,
    /// The products.
    pub catalogue: &'a Catalogue,
    /// Records that this one might repeat; without this record itself.
    pub earlier: &'a [EarlierRecord],
    /// Other records with somebody of this one in them, or their mobile or account; without what was
    /// withdrawn.
    pub others: &'a [OtherRecord],
    /// The policies of the client book, on the server the one that a record names, whosever book
    /// it is in; `None` where there is nowhere to look.
    pub policies: Option<&'a [KnownPolicy]>,
    /// Numbers of the paper forms this agent holds unused; `None` where that is not known.
    pub paper_forms: Option<&'a [String]>,
}

/// What the desk goes by beside what the phone does.
#[derive(Debug, Clone, Copy)]
pub struct AtDesk<'a> {
    /// The civil date of the branch on which the server had the record.
    pub received_on: NaiveDate,
    /// What the desk looked at when the record was captured.
    pub watch: &'a Watch,
}

/// A policy of the client book, as far as a claim report is checked against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPolicy {
    /// Its number.
    pub number: String,
    /// Name of the policyholder.
    pub applicant: String,
    /// Name of the insured.
    pub insured: String,
    /// First day of cover.
    pub from: NaiveDate,
    /// Last day of cover; open if `None`.
    pub until: Option<NaiveDate>,
    /// Number of the insured's identity document.
    pub insured_identity_number: String,
    /// The main product's code.
    pub product: String,
    /// The main product's sum insured, if it has one and that is known.
    pub sum_insured: Option<Money>,
    /// Whether cover is in force.
    pub in_force: bool,
    /// Who serves it, where that is somebody other than who reported the loss.
    pub served_by_another: Option<Service>,
}

/// Who serves a policy, and who reported a loss under it; their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Who serves it.
    pub agent: String,
    /// Who reported the loss.
    pub reporter: String,
}

impl From<PolicyView> for KnownPolicy {
    /// As it stands in the book of who looks.
    fn from(policy: PolicyView) -> Self {
        Self {
            number: policy.number,
            applicant: policy.applicant,
            insured: policy.insured,
            from: policy.effective_date,
            until: None,
            insured_identity_number: policy.insured_identity_number,
            product: policy.product,
            sum_insured: policy.sum_insured,
            in_force: policy.in_force,
            served_by_another: None,
        }
    }
}

impl<'a> Context<'a> {
    /// For a draft: nothing is missing yet.
    pub const fn draft(today: NaiveDate, catalogue: &'a Catalogue) -> Self {
        Self {
            today,
            now: None,
            desk: None,
            complete: false,
            catalogue,
            earlier: &[],
            others: &[],
            policies: None,
            paper_forms: None,
        }
    }

    /// For a record that is to be sent or has arrived.
    pub const fn complete(today: NaiveDate, catalogue: &'a Catalogue) -> Self {
        let mut context = Self::draft(today, catalogue);
        context.complete = true;
        context
    }

    /// The settings in force when the record was captured.
    pub fn settings(&self) -> Settings {
        Settings::in_force(self.today)
    }
}
