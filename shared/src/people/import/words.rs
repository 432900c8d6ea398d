//! Words of closed sets, in both languages.

use super::reason::Reason;
use crate::identity::IdentityKind;
use crate::people::{Role, UnitKind};
use crate::text::Language;

/// What is meant, and its words: the Chinese one first, then the English, then what else is written.
type Words<T> = [(T, &'static [&'static str])];

const UNIT_KINDS: [(UnitKind, &[&str]); 4] = [
    (UnitKind::Company, &["公司", "company", "总公司", "法人"]),
    (
        UnitKind::Branch,
        &["分公司", "branch", "支公司", "中心支公司"],
    ),
    (UnitKind::Department, &["营业部", "department", "部"]),
    (UnitKind::Team, &["营业组", "team", "组", "团队"]),
];

const ROLES: [(Role, &[&str]); 7] = [
    (
        Role::Agent,
        &["代理人", "agent", "业务员", "外勤", "营销员"],
    ),
    (
        Role::TeamLeader,
        &[
            "主管",
            "team leader",
            "team_leader",
            "组长",
            "营业组长",
            "业务主管",
        ],
    ),
    (
        Role::Reviewer,
        &["内勤", "reviewer", "初审", "审核", "审核员"],
    ),
    (Role::Trainer, &["讲师", "trainer", "组训"]),
    (Role::Manager, &["经理", "manager", "营业部经理", "部经理"]),
    (
        Role::Administrator,
        &["系统管理员", "administrator", "管理员", "admin"],
    ),
    (Role::Auditor, &["审计", "auditor", "审计员", "稽核"]),
];

const IDENTITY_KINDS: [(IdentityKind, &[&str]); 6] = [
    (
        IdentityKind::ResidentId,
        &["身份证", "resident id", "resident_id", "居民身份证"],
    ),
    (
        IdentityKind::HkMacauPermit,
        &[
            "港澳居民来往内地通行证",
            "hk_macau_permit",
            "回乡证",
            "港澳通行证",
        ],
    ),
    (
        IdentityKind::TaiwanPermit,
        &["台湾居民来往大陆通行证", "taiwan_permit", "台胞证"],
    ),
    (
        IdentityKind::ResidencePermit,
        &["港澳台居民居住证", "residence_permit"],
    ),
    (
        IdentityKind::ForeignResidentId,
        &["外国人永久居留身份证", "foreign_resident_id"],
    ),
    (IdentityKind::Passport, &["护照", "passport"]),
];

fn meant<T: Copy>(all: &Words<T>, word: &str) -> Result<T, Reason> {
    let plain = word.to_lowercase();
    let found = all
        .iter()
        .find(|(_, words)| words.contains(&plain.as_str()));
    found
        .map(|(meant, _)| *meant)
        .ok_or_else(|| Reason::NoneOf {
            word: word.to_owned(),
            offered: offered(all),
        })
}

fn offered<T>(all: &Words<T>) -> String {
    let words = all.iter().map(|(_, words)| match words {
        [chinese, english, ..] => format!("{chinese} ({english})"),
        words => words.concat(),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The word for it in a language.
fn word<T: PartialEq>(all: &Words<T>, meant: T, language: Language) -> &'static str {
    let mut all = all.iter();
    let words = all.find(|(it, _)| *it == meant).map(|(_, words)| *words);
    match (words, language) {
        (Some([chinese, ..]), Language::ZhHans) => chinese,
        (Some([_, english, ..]), Language::En) => english,
        _ => "",
    }
}

pub(super) fn word_of_unit_kind(kind: UnitKind, language: Language) -> &'static str {
    word(&UNIT_KINDS, kind, language)
}

pub(super) fn word_of_role(role: Role, language: Language) -> &'static str {
    word(&ROLES, role, language)
}

pub(super) fn word_of_identity_kind(kind: IdentityKind, language: Language) -> &'static str {
    word(&IDENTITY_KINDS, kind, language)
}

pub(super) fn unit_kind(word: &str) -> Result<UnitKind, Reason> {
    meant(&UNIT_KINDS, word)
}

pub(super) fn role(word: &str) -> Result<Role, Reason> {
    meant(&ROLES, word)
}

pub(super) fn identity_kind(word: &str) -> Result<IdentityKind, Reason> {
    meant(&IDENTITY_KINDS, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_are_read_and_the_words_are_offered() {
        for word in ["主管", "Team Leader", "team_leader", "组长"] {
            assert_eq!(role(word), Ok(Role::TeamLeader));
        }
        for kind in Role::ALL {
            assert_eq!(role(kind.as_str()), Ok(kind));
        }
        for kind in UnitKind::ALL {
            assert_eq!(unit_kind(kind.as_str()), Ok(kind));
        }
        for language in [Language::ZhHans, Language::En] {
            for kind in Role::ALL {
                assert_eq!(role(word_of_role(kind, language)), Ok(kind));
            }
            for kind in UnitKind::ALL {
                assert_eq!(unit_kind(word_of_unit_kind(kind, language)), Ok(kind));
            }
            for (kind, _) in IDENTITY_KINDS {
                let word = word_of_identity_kind(kind, language);
                assert_eq!(identity_kind(word), Ok(kind));
            }
        }
        let refused = role("boss").unwrap_err().to_string();
        assert!(
            refused.starts_with("boss is none of 代理人 (agent), 主管 (team leader)"),
            "{refused}"
        );
    }
}
