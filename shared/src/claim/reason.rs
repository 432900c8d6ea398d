//! Reasons a reviewer of claims chooses from; text keys `claim.reasons.<code>`.

/// Why less is paid than was assessed.
pub const REDUCTION: &[&str] = &[
    "deductible",
    "above_limit",
    "items_not_covered",
    "paid_elsewhere",
    "shared_fault",
    "other",
];

/// Why nothing is paid (拒赔).
pub const DECLINE: &[&str] = &[
    "not_covered",
    "excluded",
    "waiting_period",
    "not_in_force",
    "false_statement",
    "not_proven",
    "client_gave_up",
    "other",
];

/// Why a settled claim is taken up again.
pub const REOPENING: &[&str] = &[
    "new_evidence",
    "client_objects",
    "court_ruling",
    "calculation_mistake",
    "other",
];
