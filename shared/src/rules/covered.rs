//! What products pay for.

use crate::product::ProductClass;

/// What a diagnosis says of an injury: the words of what accidents do to a body.
const INJURIES: [&str; 24] = [
    "伤",
    "骨折",
    "脱位",
    "断裂",
    "撕裂",
    "离断",
    "脑震荡",
    "截肢",
    "溺水",
    "中毒",
    "电击",
    "异物",
    "窒息",
    "中暑",
    "fracture",
    "injur",
    "wound",
    "burn",
    "sprain",
    "trauma",
    "dislocat",
    "rupture",
    "concussion",
    "contusion",
];

/// Whether products of this class pay for such a loss (`loss_kind`) by their main terms. What is `other`
/// may be anything.
pub(super) fn pays_for(class: ProductClass, loss: &str) -> bool {
    let paid: &[&str] = match class {
        ProductClass::TermLife | ProductClass::WholeLife | ProductClass::Endowment => {
            &["death", "disability"]
        }
        ProductClass::Annuity => &["death"],
        ProductClass::CriticalIllness => &["critical_illness", "death"],
        ProductClass::Medical => &["hospital_stay", "accident_outpatient", "critical_illness"],
        ProductClass::Accident | ProductClass::GroupAccident => &[
            "death",
            "disability",
            "hospital_stay",
            "accident_outpatient",
        ],
    };
    loss == "other" || paid.contains(&loss)
}

/// Whether this is said to come from an illness: a death by its cause, else a diagnosis that names no injury.
pub(super) fn is_illness(loss: &str, said: &str) -> bool {
    if loss == "death" {
        return said == "illness";
    }
    let said = said.to_lowercase();
    !INJURIES.iter().any(|word| said.contains(word))
}
