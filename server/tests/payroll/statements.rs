//! What `statement` prints and explains.

use crate::branch::{Branch, TODAY};
use crate::missing::{ISSUED, PREMIUM};
use serde_json::Value;

/// The number of the first line of a section.
fn line_of(told: &Value, section: &str, item: &str) -> String {
    let lines = told["statements"][0]["lines"].as_array().unwrap();
    let found = lines
        .iter()
        .find(|line| line["section"] == section && line["item"] == item);
    let found = found.unwrap_or_else(|| panic!("no {item} in {section}: {lines:#?}"));
    found["number"].to_string()
}

pub fn a_statement_has_every_part_with_its_own_sum(branch: &Branch) {
    let said = branch.statement("wangfang", &[]);
    assert!(said.good, "{}", said.err);
    let mut rest = said.out.as_str();
    for part in [
        "Statement of 王芳 (31001000) for 2026-10",
        "Closed on 2026-11-13.",
        "not added together",
        "Estimated",
        "Earned",
        "Renewal commission",
        "Recruiting bonus · 黄磊",
        "Newly held",
        "Released",
        "Clawed back",
        "Corrections",
        "for 2026-07",
        "Tax",
        "Paid out",
    ] {
        let at = rest.find(part);
        let at = at.unwrap_or_else(|| panic!("no {part:?}, in its order, in\n{}", said.out));
        rest = &rest[at..];
    }
    let totals = &branch.json("31001000", &[])["statements"][0]["statement"]["totals"];
    for total in [
        "estimated",
        "earned",
        "held",
        "released",
        "clawed_back",
        "corrected",
        "paid",
    ] {
        let amount = totals[total].as_str().unwrap();
        assert!(
            amount.trim_start_matches('-') != "0.00",
            "{total} is {amount}"
        );
    }
}

pub fn a_line_is_explained_to_the_table_row_in_either_language(branch: &Branch) {
    let told = branch.json("wangfang", &[]);
    let line = line_of(&told, "earned", "first_year_commission");
    let english = branch.statement("wangfang", &["--explain", &line]).out;
    for words in [
        "Premium ",
        "Commission rates, version 2026-1, row ",
        "rounded half away",
    ] {
        assert!(english.contains(words), "no {words:?} in\n{english}");
    }
    let chinese = ["--explain", &line, "--language", "zh-Hans"];
    let chinese = branch.statement("wangfang", &chinese).out;
    assert!(chinese.contains("首年佣金"), "{chinese}");
    // no tax is explained as well
    let line = line_of(&told, "taxed", "income_tax");
    let tax = branch.statement("wangfang", &["--explain", &line]).out;
    assert!(tax.contains("taxable"), "{tax}");

    let none = branch.statement("wangfang", &["--explain", "999"]);
    assert!(
        !none.good && none.err.contains("no line 999"),
        "{}",
        none.err
    );
}

pub fn whoever_is_not_an_agent_is_named_with_the_near_ones(branch: &Branch) {
    for (agent, words) in [
        ("wangfan", "did you mean wangfang (王芳, 31001000)"),
        ("31001001", "wangfang"),
        (
            "nobody-at-all",
            "give --agent a login name, an agent number, or all",
        ),
        ("linmei", "has never been an agent"),
    ] {
        let said = branch.statement(agent, &[]);
        assert!(
            !said.good && said.err.contains(words),
            "{agent}: {}",
            said.err
        );
    }
    let of = |agent| branch.statement(agent, &[]).out;
    for written in ["WangFang", " wangfang ", "３１００１０００", "31001000.0"] {
        assert_eq!(of(written), of("31001000"), "{written}");
    }
    assert_eq!(of("ALL"), of("all"));
}

pub fn a_month_that_is_not_over_says_so_and_one_to_come_is_refused(branch: &Branch) {
    let month = |month: &str, as_of: &str| {
        branch.runs(
            "statement",
            &["--agent", "wangfang", "--month", month, "--as-of", as_of],
        )
    };
    let running = month("2026-11", TODAY).out;
    assert!(
        running.contains("The month is not over: it closes on 2026-12-13"),
        "{running}"
    );
    assert!(
        running.contains("as if it closed on 2026-11-20"),
        "{running}"
    );
    let over = month("2026-10", "2026-11-05").out;
    assert!(
        over.contains("over but not closed: it closes on 2026-11-13"),
        "{over}"
    );
    let to_come = month("2026-12", TODAY);
    assert!(
        !to_come.good && to_come.err.contains("give a month up to 2026-11"),
        "{}",
        to_come.err
    );
}

pub fn everybody_s_statements_are_whole(branch: &Branch) {
    let told = branch.json("all", &[]);
    let statements = told["statements"].as_array().unwrap();
    assert_eq!(statements.len(), 12);
    for told in statements {
        assert_eq!(
            told["statement"]["problems"],
            Value::Array(vec![]),
            "{}",
            told["login"]
        );
    }
    assert_eq!(told["loose_ends"], Value::Array(vec![]));
}

/// All statements of November, with everything that is known now.
fn everybody_in_november(branch: &Branch) -> Vec<Value> {
    let told: Value = serde_json::from_str(&branch.statement_now("all").out).unwrap();
    told["statements"].as_array().unwrap().clone()
}

pub fn a_unit_that_split_off_nurtures_whoever_led_the_one_it_came_from(branch: &Branch) {
    let allowance = "Nurture allowance";
    let before = branch.statement("liqiang", &[]);
    assert!(!before.out.contains(allowance), "{}", before.out);
    branch.splits("远航组", "晨曦组", "2026-10-05");
    let after = branch.statement("liqiang", &[]);
    assert!(after.out.contains(allowance), "{}", after.out);
    // What the organisation remembers is not told by a fact as well.
    let unit = branch.unit("远航组");
    let fact = format!(
        r#"{{"id": "s1", "on": "2026-10-06", "split": {{"unit": "{unit}", "nurturer": "liqiang"}}}}"#
    );
    let said = branch.imports("split.jsonl", fact, &[]);
    let words = "split.unit: the organisation tells from whom this unit split off";
    assert!(said.err.contains(words), "{}", said.err);
}

pub fn who_has_left_has_a_statement_while_something_is_owed(branch: &Branch) {
    let logins = |told: &[Value]| -> Vec<String> {
        let logins = told.iter().map(|told| told["login"].as_str().unwrap());
        logins.map(str::to_owned).collect()
    };
    branch.learns_the_end("huanglei", "2026-10-20", "2026-11-18");
    let told = everybody_in_november(branch);
    let left = told.iter().find(|told| told["login"] == "huanglei");
    let left = left.unwrap_or_else(|| panic!("no statement in {:?}", logins(&told)));
    // the allowance of October goes back, more than November earns
    let debt = &left["statement"]["totals"]["debt_after"];
    assert!(debt != "0.00", "{debt}");
    let linmei = logins(&told).contains(&"linmei".to_owned());
    assert!(!linmei, "a reviewer has no statement");
}

pub fn a_recruiter_learned_late_never_changes_what_was_said(branch: &Branch) {
    let agent = |login| branch.json(login, &[])["statements"][0]["statement"]["agent"].clone();
    let (recruiter, recruit) = (agent("zhaoli"), agent("huanglei"));
    let october = |login| {
        let arguments = ["--month", "2026-10", "--agent", login];
        branch.runs("statement", &arguments).out
    };
    let before = ["wangfang", "zhaoli"].map(october);
    let facts = format!(
        r#"{{"id": "r1", "on": "2026-11-18", "retracted": {{"fact": "recruited"}}}}
{{"id": "r2", "on": "2026-10-03", "joined": {{"agent": {recruit}, "recruiter": {recruiter}}}}}"#
    );
    let said = branch.imports("recruiter.jsonl", &facts, &[]);
    assert!(said.good, "{}", said.err);
    assert_eq!(["wangfang", "zhaoli"].map(october), before);
    let corrected = |login: &str| {
        let told = everybody_in_november(branch);
        let told = told
            .iter()
            .find(|told| told["login"] == login)
            .unwrap()
            .clone();
        let lines = told["lines"].as_array().unwrap().clone();
        lines
            .iter()
            .any(|line| line["item"] == "recruiting_bonus" && line["about"] == "2026-10")
    };
    assert!(
        corrected("wangfang"),
        "taken back from who was not the recruiter"
    );
    assert!(corrected("zhaoli"), "paid to the recruiter");
}

pub fn attendance_comes_from_the_sessions_that_were_closed(branch: &Branch) {
    let arguments = ["--month", "2026-11", "--agent", "huanglei", "--json"];
    let trace = |as_of: &str| {
        let said = branch.runs("statement", &[&arguments[..], &["--as-of", as_of]].concat());
        said.out.split_whitespace().collect::<String>()
    };
    assert!(trace(TODAY).contains(r#""required":2,"attended":2"#));
    assert!(trace("2026-11-15").contains(r#""required":1,"attended":1"#));
}

pub fn a_premium_names_its_line_where_the_policy_has_the_product_twice(branch: &Branch) {
    let line =
        r#"{"product": "WL-A", "line": "long_term", "payment_years": 20, "premium": "6000.00"}"#;
    let single =
        r#"{"product": "WL-A", "line": "long_term", "payment_years": 1, "premium": "5000.00"}"#;
    let issued = ISSUED.replace(line, &format!("{line}, {single}"));
    let first = PREMIUM.replace(r#""product""#, r#""line": 1, "product""#);
    let second = PREMIUM
        .replace("q2", "q3")
        .replace("6000.00", "5000.00")
        .replace(r#""product""#, r#""line": 2, "product""#);
    let text = [issued, first, second].join("\n");
    let said = branch.imports("facts.jsonl", &text, &[]);
    assert_eq!(
        said.out, "3 added, 0 there already, 0 refused\n",
        "{}",
        said.err
    );
    let arguments = ["--month", "2026-11", "--agent", "wangfang"];
    let english = branch.runs("statement", &arguments).out;
    for line in [1, 2] {
        let words = format!(" · Q1 · WL-A (line {line}), due 2026-11-03");
        assert_eq!(english.matches(&words).count(), 1, "{words} in {english}");
    }
    let chinese = [&arguments[..], &["--language", "zh-Hans"]].concat();
    let chinese = branch.runs("statement", &chinese).out;
    assert!(
        chinese.contains(" · WL-A（序号 2），应缴日 2026-11-03"),
        "{chinese}"
    );
}
