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

pub fn premiums_that_bring_nobody_commission_are_named_at_once_and_in_the_statement(
    branch: &Branch,
) {
    // huanglei's contract began on 3 October
    let early = |fact: &str| {
        fact.replace("2026-11-0", "2026-10-0")
            .replace("31001000", "huanglei")
    };
    let issued = early(ISSUED);
    let premium = early(PREMIUM);
    let said = branch.imports("early.jsonl", format!("{issued}\n{premium}\n"), &[]);
    assert!(said.good, "{}", said.err);
    for words in [
        "q1: The policy was sold by or given to",
        "Q1: The premium of 6000.00 yuan for WL-A due 2026-10-03 was received on 2026-10-02, when whoever serves the policy was not under contract",
    ] {
        assert!(said.err.contains(words), "{words} in {}", said.err);
    }
    let said = branch.runs("statement", &["--month", "2026-11", "--agent", "huanglei"]);
    let words = "huanglei: Q1: The premium of 6000.00 yuan for WL-A due 2026-10-03";
    assert!(!said.good && said.err.contains(words), "{}", said.err);
    assert!(
        said.out.contains("Q1: The premium of 6000.00 yuan"),
        "{}",
        said.out
    );
}

pub fn a_premium_after_a_surrender_is_named_at_once_and_in_the_statement(branch: &Branch) {
    let surrendered = r#"{"id": "q3", "on": "2026-11-04", "policy_event": {"policy": "Q1", "event": "surrendered"}}"#;
    let after = PREMIUM
        .replace("q2", "q4")
        .replace("2026-11-03", "2026-11-05")
        .replace(r#""on": "2026-11-02""#, r#""on": "2026-11-06""#);
    let text = [ISSUED, PREMIUM, surrendered, after.as_str()].join("\n");
    let said = branch.imports("after.jsonl", text, &[]);
    let words = "Q1: The premium of 6000.00 yuan for WL-A due 2026-11-05 was received on 2026-11-06, but the policy had ended on 2026-11-04";
    assert!(said.good && said.err.contains(words), "{}", said.err);
    let said = branch.runs("statement", &["--month", "2026-11", "--agent", "wangfang"]);
    assert!(!said.good && said.err.contains(words), "{}", said.err);
}

pub fn a_slip_fails_only_the_statements_that_it_can_touch(branch: &Branch) {
    let reinstated = r#"{"id": "q3", "on": "2026-11-05", "policy_event": {"policy": "Q1", "event": "reinstated"}}"#;
    let of_huanglei = ISSUED.replace("31001000", "huanglei");
    let text = [of_huanglei.as_str(), PREMIUM, reinstated].join("\n");
    assert!(branch.imports("slip.jsonl", text, &[]).good);
    let statement = |month: &str, agent: &str| {
        let arguments = ["--month", month, "--agent", agent, "--language", "zh"];
        branch.runs("statement", &arguments)
    };
    for touched in ["huanglei", "wangfang", "all"] {
        let said = statement("2026-11", touched);
        assert!(!said.good, "{touched}");
        assert!(said.err.contains("不得据此发放"), "{}", said.err);
        assert_eq!(said.err.matches("Q1: ").count(), 1, "{}", said.err);
    }
    let other = statement("2026-11", "zhouxin");
    assert!(other.good && other.err.is_empty(), "{}", other.err);
    let closed = statement("2026-10", "huanglei");
    assert!(
        closed.good,
        "it was learned after the close: {}",
        closed.err
    );
}
