//! Needs and the risk questionnaire (需求分析与风险测评).

use super::integer;
use crate::form::{ChoiceSet, Field, FieldKind, Page};

/// 投保目的.
pub const PURPOSE: ChoiceSet = ChoiceSet {
    name: "purpose",
    values: &[
        "family_protection",
        "illness",
        "medical_cost",
        "accident",
        "education",
        "retirement",
        "savings",
        "inheritance",
    ],
};

/// 保费来源.
pub const PREMIUM_SOURCE: ChoiceSet = ChoiceSet {
    name: "premium_source",
    values: &["salary", "business", "savings", "family", "loan", "other"],
};

/// The six questions of the risk questionnaire; `a` is the most careful answer, `e` the boldest.
pub const RISK_QUESTIONS: [ChoiceSet; 6] = [
    risk("risk_q1"),
    risk("risk_q2"),
    risk("risk_q3"),
    risk("risk_q4"),
    risk("risk_q5"),
    risk("risk_q6"),
];

const fn risk(name: &'static str) -> ChoiceSet {
    ChoiceSet {
        name,
        values: &["a", "b", "c", "d", "e"],
    }
}

const fn question(name: &'static str, label: &'static str, number: usize) -> Field {
    Field::required(name, label, FieldKind::Choice(RISK_QUESTIONS[number]))
}

pub(super) const PAGES: &[Page] = &[
    Page::new(
        "needs",
        "needs",
        &[
            Field::required("purpose", "needs.purpose", FieldKind::Choice(PURPOSE)),
            Field::required("dependants", "needs.dependants", integer("persons", 0, 20)),
            Field::required("budget", "needs.budget", FieldKind::Money),
            Field::required(
                "premium_source",
                "needs.premium_source",
                FieldKind::Choice(PREMIUM_SOURCE),
            ),
            Field::required("cover_wanted", "needs.cover_wanted", FieldKind::Money),
            Field::required("cover_held", "needs.cover_held", FieldKind::Money),
            Field::required("protection_gap", "needs.protection_gap", FieldKind::Money),
        ],
    ),
    Page::new(
        "risk",
        "risk",
        &[
            question("q1", "risk.q1", 0),
            question("q2", "risk.q2", 1),
            question("q3", "risk.q3", 2),
            question("q4", "risk.q4", 3),
            question("q5", "risk.q5", 4),
            question("q6", "risk.q6", 5),
        ],
    ),
];
