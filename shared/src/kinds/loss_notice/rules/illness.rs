//! Whether a loss comes from an illness.

use crate::product::LossKind;

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

/// Whether this is said to come from an illness: a death by its cause, else a diagnosis that names no injury.
pub(super) fn is_illness(loss: LossKind, said: &str) -> bool {
    if loss == LossKind::Death {
        return said == "illness";
    }
    let said = said.to_lowercase();
    !INJURIES.iter().any(|word| said.contains(word))
}
