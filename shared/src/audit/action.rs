//! What the audit log knows of.

use serde::{Deserialize, Serialize};

/// What somebody did. Text key `audit.action.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditAction {
    /// An agent sends a record.
    Submit,
    /// An agent answers a query.
    AnswerQuery,
    /// An agent changes what was sent.
    Amend,
    /// An agent takes a record back.
    Withdraw,
    /// A trainer marks somebody's presence by hand.
    MarkPresence,
    /// A trainer ends a session.
    CloseSession,
    /// A sign-in to a session meets its session.
    CheckIn,
    /// A trainer asks a second person to change a presence after the day of the session.
    AskCorrection,
    /// A second person agrees to changes of presence.
    AgreeToCorrection,
    /// A second person does not agree to them.
    RefuseCorrection,
    /// A second person agrees to a session that was told late.
    AgreeToSession,
    /// A second person does not agree to it.
    RefuseSession,
    /// A reviewer begins the review.
    OpenCase,
    /// Somebody of the office reads a case.
    ReadCase,
    /// A case is read before it is shown, which it may never be.
    ReadCaseAhead,
    /// A reviewer takes over what a colleague has open.
    TakeOverCase,
    /// The first of two reviewers takes a record on.
    Approve,
    /// A reviewer takes a record on. In rows of before [`Self::Approve`] had a name of its own: or gives the
    /// first of two approvals.
    Accept,
    /// The first of two reviewers turns a record down.
    ProposeRejection,
    /// A reviewer turns a record down. In rows of before [`Self::ProposeRejection`] had a name of its own: or
    /// proposes to.
    Reject,
    /// A reviewer takes a decision up again.
    Reopen,
    /// A reviewer asks the agent something.
    RaiseQuery,
    /// Somebody of the office reads the proofs of a record's arrival.
    ReadAcknowledgements,
    /// Somebody signs in.
    SignIn,
    /// Somebody tries to sign in and is refused.
    SignInFailed,
    /// Somebody is signed out on a device.
    SignOut,
    /// Somebody chooses a passphrase with a one-time code.
    ChoosePassphrase,
    /// Somebody who is signed in changes their passphrase.
    ChangePassphrase,
    /// Somebody who is signed in and would change the passphrase gives a wrong one for that of now.
    ChangePassphraseFailed,
    /// Somebody is given a one-time code.
    GiveCode,
    /// The organisation begins, with its first administrator.
    BeginOrganisation,
    /// Payroll is told facts.
    ImportFacts,
    /// A version of what the company decides is published.
    PublishSetting,
    /// What the company sells is published.
    PublishProducts,
    /// Tables that pay is counted by are published.
    PublishTables,
    /// An administrator drafts what is to be published.
    DraftRules,
    /// A second administrator turns a draft down, or who drafted it takes it back.
    RejectDraft,
    /// An administrator takes back what was published and does not hold yet.
    TakeBackRules,
    /// Units are imported.
    ImportUnits,
    /// People are imported.
    ImportPeople,
    /// A unit is founded.
    FoundUnit,
    /// A unit is named, placed or closed otherwise.
    ChangeUnit,
    /// A unit that was to be founded is not.
    TakeBackUnit,
    /// Somebody enters.
    EnterPerson,
    /// What is kept of somebody is different: a transfer, a role, a number.
    ChangePerson,
    /// An administrator reads somebody's identity number as a whole.
    ReadIdentityNumber,
    /// An administrator ends all of somebody's sign-ins.
    EndSignIns,
    /// An auditor reads the log.
    ReadLog,
    /// Somebody takes a list out as a file.
    ExportList,
    /// Somebody takes people out with whole numbers of documents and telephones.
    ExportIdentityNumbers,
    /// Somebody takes out everything that is kept of them.
    ExportOwnData,
    /// An administrator makes a key for another system.
    MakeKey,
    /// A key is used for the first time.
    BeginKey,
    /// A key that has ended, or may not do this, is refused.
    RefuseKey,
    /// An administrator ends a key.
    EndKey,
    /// An administrator lets an address be told what happens.
    MakeWebhook,
    /// An administrator switches a webhook on that was off.
    SwitchWebhookOn,
    /// An administrator switches a webhook off.
    SwitchWebhookOff,
    /// An administrator ends a webhook.
    EndWebhook,
}

impl AuditAction {
    /// All actions.
    pub const ALL: [Self; 59] = [
        Self::Submit,
        Self::AnswerQuery,
        Self::Amend,
        Self::Withdraw,
        Self::MarkPresence,
        Self::CloseSession,
        Self::CheckIn,
        Self::AskCorrection,
        Self::AgreeToCorrection,
        Self::RefuseCorrection,
        Self::AgreeToSession,
        Self::RefuseSession,
        Self::OpenCase,
        Self::ReadCase,
        Self::ReadCaseAhead,
        Self::TakeOverCase,
        Self::Approve,
        Self::Accept,
        Self::ProposeRejection,
        Self::Reject,
        Self::Reopen,
        Self::RaiseQuery,
        Self::ReadAcknowledgements,
        Self::SignIn,
        Self::SignInFailed,
        Self::SignOut,
        Self::ChoosePassphrase,
        Self::ChangePassphrase,
        Self::ChangePassphraseFailed,
        Self::GiveCode,
        Self::BeginOrganisation,
        Self::ImportFacts,
        Self::PublishSetting,
        Self::PublishProducts,
        Self::PublishTables,
        Self::DraftRules,
        Self::RejectDraft,
        Self::TakeBackRules,
        Self::ImportUnits,
        Self::ImportPeople,
        Self::FoundUnit,
        Self::ChangeUnit,
        Self::TakeBackUnit,
        Self::EnterPerson,
        Self::ChangePerson,
        Self::ReadIdentityNumber,
        Self::EndSignIns,
        Self::ReadLog,
        Self::ExportList,
        Self::ExportIdentityNumbers,
        Self::ExportOwnData,
        Self::MakeKey,
        Self::BeginKey,
        Self::RefuseKey,
        Self::EndKey,
        Self::MakeWebhook,
        Self::SwitchWebhookOn,
        Self::SwitchWebhookOff,
        Self::EndWebhook,
    ];

    /// The name in JSON, columns and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::AnswerQuery => "answer_query",
            Self::Amend => "amend",
            Self::Withdraw => "withdraw",
            Self::MarkPresence => "mark_presence",
            Self::CloseSession => "close_session",
            Self::CheckIn => "check_in",
            Self::AskCorrection => "ask_correction",
            Self::AgreeToCorrection => "agree_to_correction",
            Self::RefuseCorrection => "refuse_correction",
            Self::AgreeToSession => "agree_to_session",
            Self::RefuseSession => "refuse_session",
            Self::OpenCase => "open_case",
            Self::ReadCase => "read_case",
            Self::ReadCaseAhead => "read_case_ahead",
            Self::TakeOverCase => "take_over_case",
            Self::Approve => "approve",
            Self::Accept => "accept",
            Self::ProposeRejection => "propose_rejection",
            Self::Reject => "reject",
            Self::Reopen => "reopen",
            Self::RaiseQuery => "raise_query",
            Self::ReadAcknowledgements => "read_acknowledgements",
            Self::SignIn => "sign_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignOut => "sign_out",
            Self::ChoosePassphrase => "choose_passphrase",
            Self::ChangePassphrase => "change_passphrase",
            Self::ChangePassphraseFailed => "change_passphrase_failed",
            Self::GiveCode => "give_code",
            Self::BeginOrganisation => "begin_organisation",
            Self::ImportFacts => "import_facts",
            Self::PublishSetting => "publish_setting",
            Self::PublishProducts => "publish_products",
            Self::PublishTables => "publish_tables",
            Self::DraftRules => "draft_rules",
            Self::RejectDraft => "reject_draft",
            Self::TakeBackRules => "take_back_rules",
            Self::ImportUnits => "import_units",
            Self::ImportPeople => "import_people",
            Self::FoundUnit => "found_unit",
            Self::ChangeUnit => "change_unit",
            Self::TakeBackUnit => "take_back_unit",
            Self::EnterPerson => "enter_person",
            Self::ChangePerson => "change_person",
            Self::ReadIdentityNumber => "read_identity_number",
            Self::EndSignIns => "end_sign_ins",
            Self::ReadLog => "read_log",
            Self::ExportList => "export_list",
            Self::ExportIdentityNumbers => "export_identity_numbers",
            Self::ExportOwnData => "export_own_data",
            Self::MakeKey => "make_key",
            Self::BeginKey => "begin_key",
            Self::RefuseKey => "refuse_key",
            Self::EndKey => "end_key",
            Self::MakeWebhook => "make_webhook",
            Self::SwitchWebhookOn => "switch_webhook_on",
            Self::SwitchWebhookOff => "switch_webhook_off",
            Self::EndWebhook => "end_webhook",
        }
    }

    /// Whether it is done to a person of the organisation, who is its subject.
    pub const fn is_on_person(self) -> bool {
        matches!(
            self,
            Self::GiveCode
                | Self::BeginOrganisation
                | Self::EnterPerson
                | Self::ChangePerson
                | Self::ReadIdentityNumber
                | Self::EndSignIns
        )
    }

    /// Whether it is done to a unit of the organisation, whose id is its subject. Rows of before an administrator
    /// kept units by hand have code and name in its place.
    pub const fn is_on_unit(self) -> bool {
        matches!(
            self,
            Self::FoundUnit | Self::ChangeUnit | Self::TakeBackUnit
        )
    }

    /// Whether it is done to a key of another system or a webhook, whose id is its subject.
    pub const fn is_on_connection(self) -> bool {
        matches!(
            self,
            Self::MakeKey
                | Self::BeginKey
                | Self::RefuseKey
                | Self::EndKey
                | Self::MakeWebhook
                | Self::SwitchWebhookOn
                | Self::SwitchWebhookOff
                | Self::EndWebhook
        )
    }

    /// The action with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, lookup};

    #[test]
    fn every_action_has_one_name_and_words() {
        for action in AuditAction::ALL {
            let name = action.as_str();
            assert_eq!(AuditAction::from_name(name), Some(action));
            assert_eq!(serde_json::to_value(action).unwrap(), name);
            for language in [Language::ZhHans, Language::En] {
                let words = lookup(language, &format!("audit.action.{name}"));
                assert!(words.is_some(), "{name}");
            }
        }
    }
}
