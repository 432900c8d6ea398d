//! Facts that cannot be so.

use crate::branch::Branch;
use crate::missing::{ISSUED, PREMIUM};

/// A slip in one of two facts: what is written, what instead, and what is said of it.
const SLIPS: &[(&str, &str, &str, &str)] = &[
    (
        ISSUED,
        r#""on": "2026-11-02""#,
        r#""on": "2062-11-02""#,
        "on: 2062-11-02 is after today",
    ),
    (
        ISSUED,
        r#""on": "2026-11-02""#,
        r#""on": "1926-11-02""#,
        "on: 1926-11-02 is too long ago",
    ),
    (
        ISSUED,
        "2026-11-03",
        "2062-11-03",
        "issued.effective_on: 2062-11-03 is more than a year away",
    ),
    (
        ISSUED,
        "2026-11-03",
        "2025-10-03",
        "issued.effective_on: 2025-10-03 is more than a year away",
    ),
    (
        ISSUED,
        "6000.00",
        "0.00",
        "issued.lines[0].premium: 0.00 is not above zero",
    ),
    (
        ISSUED,
        "6000.00",
        "-6000.00",
        "issued.lines[0].premium: -6000.00 is not above zero",
    ),
    (
        ISSUED,
        "6000.00",
        "60000000.00",
        "issued.lines[0].premium: 60000000.00 is above 10000000.00: write what was paid, in yuan; if it is so, publish fact_limits with a higher highest_premium from 2026-11-02 on",
    ),
    (
        PREMIUM,
        "6000.00",
        "60000000.00",
        "premium.amount: 60000000.00 is above 10000000.00",
    ),
    (
        PREMIUM,
        r#""on": "2026-11-02""#,
        r#""on": "2026-03-02""#,
        "on: 2026-03-02 is long before the issue of the policy on 2026-11-02",
    ),
    (
        ISSUED,
        ": 20,",
        ": 0,",
        "issued.lines[0].payment_years: 0 is not possible: write in how many years",
    ),
    (
        ISSUED,
        ": 20,",
        ": 999,",
        "issued.lines[0].payment_years: invalid value: integer `999`, which is too much: write a whole number from 0 to 255",
    ),
    (
        ISSUED,
        ": 20,",
        ": 106,",
        "issued.lines[0].payment_years: 106 is not possible",
    ),
    (
        ISSUED,
        "long_term",
        "short_term",
        "issued.lines[0].payment_years: a short-term product is paid within its year",
    ),
    (
        ISSUED,
        r#""long_term", "payment_years": 20"#,
        r#""short_term", "payment_years": 1"#,
        "issued.lines[0].line: WL-A is long_term in the catalogue: write that",
    ),
    (
        ISSUED,
        r#""payment_years""#,
        r#""rider": true, "payment_years""#,
        "issued.lines[0].rider: WL-A is a main product in the catalogue: write false",
    ),
    (
        ISSUED,
        r#""product""#,
        r#""number": 0, "product""#,
        "issued.lines[0].number: 0 is no number of this product alone",
    ),
    (
        ISSUED,
        "WL-A",
        "WL-X",
        "issued.lines[0].product: there is no product WL-X: write ",
    ),
    (
        ISSUED,
        r#"[{"product": "WL-A", "line": "long_term", "payment_years": 20, "premium": "6000.00"}]"#,
        "[]",
        "issued.lines: it has no product",
    ),
    (
        ISSUED,
        "31001000",
        "31009999",
        "issued.agent: nobody has the staff number or sign-in name \"31009999\"",
    ),
    (
        ISSUED,
        "31001000",
        "王芳",
        "issued.agent: names can be shared: write the staff number or sign-in name, 31001000",
    ),
    (
        ISSUED,
        "31001000",
        "00000000-0000-0000-0000-00000000abcd",
        "issued.agent: nobody has the id 00000000-",
    ),
    (ISSUED, "31001000", "linmei", "issued.agent: "),
    (
        PREMIUM,
        r#""amount": "6000.00""#,
        r#""amount": "-6000.00""#,
        "premium.amount: -6000.00 is not above zero",
    ),
    (
        PREMIUM,
        r#""amount": "6000.00""#,
        r#""amount": 6000"#,
        "premium.amount: invalid type: integer `6000`, expected a string: write it in quotation marks",
    ),
    (
        PREMIUM,
        "WL-A",
        "CI-A",
        "premium.product: P0 does not have it: write WL-A (line 1)",
    ),
    (
        PREMIUM,
        r#""product""#,
        r#""line": 2, "product""#,
        "premium.line: P0 does not have it: write WL-A (line 1)",
    ),
    (
        PREMIUM,
        "2026-11-03",
        "2062-11-03",
        "premium.due_on: 2062-11-03 is too far from 2026-11-02",
    ),
    (
        PREMIUM,
        "2026-11-03",
        "2025-11-03",
        "premium.due_on: WL-A of P0 has no premium due on 2025-11-03: write a day from 2026-09-04 on",
    ),
];

/// Other kinds, each as a whole.
const OTHERS: &[(&str, &str)] = &[
    (
        r#""joined": {"agent": "wangfang", "recruiter": "31001000"}"#,
        "joined.recruiter: nobody recruits themselves",
    ),
    (
        r#""licensed": {"agent": "wangfang", "until": "2026-11-01"}"#,
        "licensed.until: 2026-11-01 is before the licence begins",
    ),
    (
        r#""planned": {"target": {"agent": "wangfang"}, "metric": "first_year_premium", "from": "2026-11", "to": "2026-10", "plan": "1"}"#,
        "planned.to: 2026-10 is before 2026-11",
    ),
    (
        r#""planned": {"target": "company", "metric": "first_year_premium", "from": "2026-01", "to": "2062-12", "plan": "1"}"#,
        "planned.to: 2026-01 to 2062-12 is too long",
    ),
    (
        r#""planned": {"target": "company", "metric": "first_year_premium", "from": "2026-01", "to": "2026-12", "plan": "-1"}"#,
        "planned.plan: -1 is below zero",
    ),
    (
        r#""attendance": {"agent": "wangfang", "month": "2026/11", "required": 2, "attended": 3}"#,
        "attendance.attended: 3 is more than the 2",
    ),
    (
        r#""attendance": {"agent": "wangfang", "month": "2026-12", "required": 2, "attended": 2}"#,
        "attendance.month: 2026-12 is after 2026-11-02",
    ),
    (
        r#""attendance": {"agent": "wangfang", "month": "2026-11", "required": 2000, "attended": 2}"#,
        "attendance.required: 2000 sessions",
    ),
    (
        r#""exam": {"exam": "E1", "agent": "wangfang", "attempt": 0, "sitting": "passed"}"#,
        "exam.attempt: 0 is no try",
    ),
    (
        r#""rated": {"session": "S1", "agent": "wangfang", "rating": 6}"#,
        "rated.rating: 6 is no rating",
    ),
    (
        r#""decided": {"record": "00000000-0000-0000-0000-000000000001", "received_on": "2026-11-03", "agent": "wangfang", "accepted": true, "queries": 0, "in_time": true}"#,
        "decided.received_on: 2026-11-03 is after the decision",
    ),
    (
        r#""founded": {"unit": "00000000-0000-0000-0000-000000000001"}"#,
        "founded: the organisation tells this, not a fact",
    ),
    (
        r#""joined": {"agent": "wangfang"}"#,
        "joined: the organisation tells when a contract begins, not a fact: write who recruited",
    ),
    (
        r#""joined": {"agent": "wangfang", "recruiter": "huanglei"}"#,
        "on: no contract of 王芳 (31001000) begins on 2026-11-02 in the organisation: write 20",
    ),
    (
        r#""retracted": {"fact": "never-told"}"#,
        "retracted.fact: there is no fact never-told",
    ),
    (
        r#""retracted": {"fact": "o15"}"#,
        "retracted.fact: a fact cannot take itself back",
    ),
];

pub fn what_cannot_be_is_named_by_line_and_field_and_the_rest_is_taken(branch: &Branch) {
    let good = format!("{}\n", ISSUED.replace("q1", "p0").replace("Q1", "P0"));
    let slip = |(number, (fact, from, to, _)): (usize, &(&str, &str, &str, &str))| {
        assert!(fact.contains(from), "{from}");
        let of = |id: &str| fact.replace(id, &format!("s{number}"));
        let fact = if *fact == ISSUED {
            of("q1").replace("Q1", &format!("S{number}"))
        } else {
            of("q2").replace("Q1", "P0")
        };
        format!("{}\n", fact.replacen(from, to, 1))
    };
    let other = |(number, (what, _)): (usize, &(&str, &str))| {
        format!("{{\"id\": \"o{number}\", \"on\": \"2026-11-02\", {what}}}\n")
    };
    let mut text = good;
    text.extend(SLIPS.iter().enumerate().map(slip));
    text.extend(OTHERS.iter().enumerate().map(other));
    let said = branch.imports("facts.jsonl", &text, &[]);
    let wrong = SLIPS.len() + OTHERS.len();
    assert!(
        said.out == format!("1 added, 0 there already, {wrong} refused\n"),
        "{}{}",
        said.out,
        said.err
    );
    let words = SLIPS.iter().map(|(_, _, _, words)| words);
    let words = words.chain(OTHERS.iter().map(|(_, words)| words));
    for ((words, told), line) in words.zip(said.err.lines()).zip(2..) {
        let expected = format!("facts.jsonl, line {line}, {words}");
        assert!(told.contains(&expected), "{expected}\nin {told}");
    }
}

pub fn the_organisation_is_not_told_by_facts_nor_money_in_advance(branch: &Branch) {
    let totals = || {
        let arguments = ["--month", "2026-11", "--agent", "huanglei", "--json"];
        let told: serde_json::Value =
            serde_json::from_str(&branch.runs("statement", &arguments).out).unwrap();
        told["statements"][0]["statement"]["totals"].clone()
    };
    let before = totals();
    let unit = "00000000-0000-0000-0000-000000000001";
    let text = [
        r#"{"id": "e1", "on": "2026-11-21", "policy_event": {"policy": "P2026000000", "event": "surrendered"}}"#,
        r#"{"id": "l1", "on": "2026-10-31", "left": {"agent": "huanglei"}}"#,
        &format!(
            r#"{{"id": "l2", "on": "2026-10-31", "placed": {{"agent": "huanglei", "unit": "{unit}"}}}}"#
        ),
        &format!(r#"{{"id": "l3", "on": "2026-10-31", "appointed": {{"unit": "{unit}"}}}}"#),
        r#"{"id": "l4", "on": "2026-10-04", "joined": {"agent": "huanglei", "recruiter": "zhaoli"}}"#,
    ];
    let said = branch.imports("ahead.jsonl", text.join("\n"), &[]);
    assert_eq!(
        said.out, "0 added, 0 there already, 5 refused\n",
        "{}",
        said.err
    );
    for words in [
        "line 1, on: 2026-11-21 is after today, 2026-11-20: write the day it happened",
        "line 2, left: the organisation tells this, not a fact: leave it out, and correct",
        "line 3, placed: the organisation tells this",
        "line 4, appointed: the organisation tells this",
        "line 5, on: no contract of 黄磊 (",
    ] {
        assert!(said.err.contains(words), "{words} in {}", said.err);
    }
    assert_eq!(totals(), before);
}

pub fn what_was_told_under_another_id_is_named(branch: &Branch) {
    let text = format!("{ISSUED}\n{PREMIUM}\n");
    assert!(branch.imports("facts.jsonl", &text, &[]).good);
    let event = |id: &str| {
        format!(
            "{{\"id\": \"{id}\", \"on\": \"2026-11-03\", \"policy_event\": {{\"policy\": \"Q1\", \"event\": \"delivered\"}}}}"
        )
    };
    let again = [
        ISSUED.replace("q1", "q11").replace("6000.00", "7000.00"),
        PREMIUM.replace("q2", "q12").replace("6000.00", "7000.00"),
        event("q13"),
        event("q14"),
        ISSUED
            .replace("q1", "q15")
            .replace("Q1", "q1x")
            .replace("q1x", "ｑ1"),
        PREMIUM
            .replace("q2", "q16")
            .replace("Q1", "q1x")
            .replace("q1x", "ｑ1"),
    ];
    let said = branch.imports("again.jsonl", again.join("\n"), &[]);
    assert_eq!(
        said.out, "1 added, 0 there already, 5 refused\n",
        "{}",
        said.err
    );
    for words in [
        "line 5, issued.policy: the issue of q1 was told already, as q1: leave this one out",
        "line 6, premium.due_on: the premium of q1 for WL-A due on 2026-11-03 was told already, as q2",
        "line 1, issued.policy: the issue of Q1 was told already, as q1: leave this one out",
        "line 2, premium.due_on: the premium of Q1 for WL-A due on 2026-11-03 was told already, as q2",
        "line 4: the same was told already, as q13",
    ] {
        assert!(said.err.contains(words), "{words} in {}", said.err);
    }
    let same = branch.imports("facts.jsonl", &text, &[]);
    assert!(
        same.good && same.out.starts_with("0 added, 2 there already"),
        "{}",
        same.err
    );
}

pub fn people_are_named_by_staff_number_or_sign_in_name(branch: &Branch) {
    let by_name = ISSUED.replace("31001000", "wangfang");
    assert!(branch.imports("by_name.jsonl", &by_name, &[]).good);
    let by_number = branch.imports("by_number.jsonl", ISSUED, &[]);
    assert_eq!(
        by_number.out, "0 added, 1 there already, 0 refused\n",
        "the same person"
    );
    for written in ["WangFang", "３１００１０００", " 31001000 ", "31001000.0"] {
        let same = branch.imports("same.jsonl", ISSUED.replace("31001000", written), &[]);
        assert!(
            same.good && same.out.starts_with("0 added, 1 there"),
            "{written}: {}",
            same.err
        );
    }
}
