//! Pay that is missing because a fact is missing.

use crate::branch::Branch;

pub const ISSUED: &str = r#"{"id": "q1", "on": "2026-11-02", "issued": {"policy": "Q1", "agent": "31001000", "insured": "K1", "effective_on": "2026-11-03", "lines": [{"product": "WL-A", "line": "long_term", "payment_years": 20, "premium": "6000.00"}]}}"#;
pub const PREMIUM: &str = r#"{"id": "q2", "on": "2026-11-02", "premium": {"policy": "Q1", "product": "WL-A", "due_on": "2026-11-03", "amount": "6000.00"}}"#;

pub fn a_policy_without_premium_and_a_premium_without_policy_are_not_to_be_paid_by(
    branch: &Branch,
) {
    let whole = branch.statement_now("wangfang");
    assert!(whole.good, "{}", whole.err);
    let mistyped = PREMIUM.replace("Q1", "Q7");
    let said = branch.imports("facts.jsonl", format!("{ISSUED}\n{mistyped}\n"), &[]);
    assert!(
        said.good && said.err.contains("Q7: "),
        "named at once: {}",
        said.err
    );
    let arguments = ["--month", "2026-11", "--agent", "wangfang"];
    let said = branch.runs("statement", &arguments);
    assert!(
        !said.good && said.out.starts_with("NOT TO BE PAID BY: "),
        "{}",
        said.out
    );
    for missing in ["  wangfang: Q1: ", "\n  Q7: "] {
        assert!(said.err.contains(missing), "{missing} in {}", said.err);
    }

    let taken_back = r#"{"id": "q3", "on": "2026-11-02", "retracted": {"fact": "q2"}}"#;
    let correct = PREMIUM.replace("q2", "q4");
    let said = branch.imports("facts.jsonl", format!("{taken_back}\n{correct}\n"), &[]);
    assert!(said.good, "{}", said.err);
    let whole = branch.runs("statement", &arguments);
    assert!(
        whole.good && !whole.out.contains("NOT TO BE PAID BY"),
        "{}",
        whole.err
    );
}

pub fn what_will_be_known_cannot_be_asked(branch: &Branch) {
    let said = branch.statement("wangfang", &["--as-of", "2190-01-01"]);
    let words = "--as-of 2190-01-01 is in the future: give a day up to 20";
    assert!(!said.good && said.err.contains(words), "{}", said.err);
}
