//! The evidence (理赔资料) each loss type asks for, as information for agent and client.

/// Every kind of evidence; text key `choices.evidence.<name>`.
pub const ALL_EVIDENCE: &[&str] = &[
    "claimant_identity",
    "payee_bank_card",
    "death_certificate",
    "household_deregistration",
    "kinship_proof",
    "disability_report",
    "pathology_report",
    "diagnosis_certificate",
    "medical_record",
    "discharge_summary",
    "medical_invoice",
    "cost_breakdown",
    "accident_proof",
    "driving_licence",
    "vehicle_licence",
    "repair_quote",
    "scene_photo",
    "property_list",
    "third_party_demand",
];

/// The evidence a loss of this kind asks for, in the order it is usually collected. A kind that is
/// not known asks for what every claim needs.
pub fn evidence_for(loss_kind: &str) -> &'static [&'static str] {
    match loss_kind {
        "death" => &[
            "claimant_identity",
            "death_certificate",
            "household_deregistration",
            "kinship_proof",
            "accident_proof",
            "payee_bank_card",
        ],
        "disability" => &[
            "claimant_identity",
            "disability_report",
            "medical_record",
            "accident_proof",
            "payee_bank_card",
        ],
        "critical_illness" => &[
            "claimant_identity",
            "diagnosis_certificate",
            "pathology_report",
            "medical_record",
            "payee_bank_card",
        ],
        "hospital_stay" => &[
            "claimant_identity",
            "discharge_summary",
            "diagnosis_certificate",
            "medical_invoice",
            "cost_breakdown",
            "payee_bank_card",
        ],
        "accident_outpatient" => &[
            "claimant_identity",
            "medical_record",
            "medical_invoice",
            "cost_breakdown",
            "accident_proof",
            "payee_bank_card",
        ],
        "motor" => &[
            "claimant_identity",
            "driving_licence",
            "vehicle_licence",
            "accident_proof",
            "scene_photo",
            "repair_quote",
            "payee_bank_card",
        ],
        "property" => &[
            "claimant_identity",
            "scene_photo",
            "property_list",
            "repair_quote",
            "payee_bank_card",
        ],
        "liability" => &[
            "claimant_identity",
            "scene_photo",
            "third_party_demand",
            "payee_bank_card",
        ],
        _ => &["claimant_identity", "payee_bank_card"],
    }
}
