//! Payroll from the command line, on the demonstration branch as it was on 20 November 2026.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that does not hold ends there"
)]

use serde_json::Value;
use server::{AppState, Clock, Database, PasswordCost, SigningKey, Store, seed};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TODAY: &str = "2026-11-20";
/// A day on which everything that was ever imported is known.
const FOR_EVER: &str = "2190-01-01";

/// The branch of a story, in a folder of its own.
struct Branch(PathBuf);

/// What a command said.
struct Said {
    good: bool,
    out: String,
    err: String,
}

impl Branch {
    /// The branch as it was, in a folder of its own.
    async fn new(folder: &Path) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        let day: chrono::NaiveDate = TODAY.parse().unwrap();
        let ten = day.and_hms_opt(10, 0, 0).unwrap();
        let now = Timestamp::from_civil(ten, CHINA_OFFSET_MINUTES);
        let store = Store::open(&Database::Embedded(folder.to_owned()))
            .await
            .unwrap();
        let (clock, cost) = (Clock::new(move || now), PasswordCost::Demonstration);
        let state = AppState::over(store, clock, cost, None, SigningKey::of_secret(&[7; 32]))
            .await
            .unwrap();
        seed(&state).await.unwrap();
        state.store.close().await;
        Self(folder.to_owned())
    }

    /// The same branch, for a story that changes it.
    fn copy(&self, story: usize) -> Self {
        let folder = self.0.with_file_name(story.to_string());
        std::fs::create_dir_all(&folder).unwrap();
        let database = "saddlebag.db";
        std::fs::copy(self.0.join(database), folder.join(database)).unwrap();
        Self(folder)
    }

    fn runs(&self, command: &str, arguments: &[&str]) -> Said {
        let Output {
            status,
            stdout,
            stderr,
        } = Command::new(env!("CARGO_BIN_EXE_saddlebag"))
            .arg(command)
            .arg("--data")
            .arg(&self.0)
            .env_remove("DATABASE_URL")
            .args(arguments)
            .output()
            .unwrap();
        Said {
            good: status.success(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    /// The statement of an agent for October 2026, as of the story's day unless said otherwise.
    fn statement(&self, agent: &str, more: &[&str]) -> Said {
        let arguments = ["--month", "2026-10", "--agent", agent];
        let as_of: &[&str] = match more.contains(&"--as-of") {
            true => &[],
            false => &["--as-of", TODAY],
        };
        self.runs("statement", &[&arguments, as_of, more].concat())
    }

    fn json(&self, agent: &str, more: &[&str]) -> Value {
        let said = self.statement(agent, &[&["--json"], more].concat());
        assert!(said.good, "{}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }

    fn imports(&self, name: &str, text: &str, more: &[&str]) -> Said {
        let file = self.0.join(name);
        std::fs::write(&file, text).unwrap();
        self.runs("import-facts", &[&[file.to_str().unwrap()], more].concat())
    }
}

/// One after the other: to tell the whole demonstration once for each of them would take long.
const STORIES: [fn(&Branch); 11] = [
    a_statement_has_every_part_with_its_own_sum,
    a_line_is_explained_to_the_table_row_in_either_language,
    whoever_is_not_an_agent_is_named_with_the_near_ones,
    a_month_that_is_not_over_says_so_and_one_to_come_is_refused,
    everybody_s_statements_are_whole,
    attendance_comes_from_the_sessions_that_were_closed,
    what_is_imported_counts_from_today_and_never_changes_what_was_said,
    one_wrong_fact_is_named_and_the_others_are_kept,
    the_past_cannot_be_told_as_if_it_had_been_known,
    a_table_of_events_is_imported_and_what_leads_nowhere_is_said,
    a_company_s_own_tables_are_checked_and_used,
];

#[tokio::test]
async fn payroll_from_the_command_line() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("payroll");
    let _ = std::fs::remove_dir_all(&root);
    let branch = Branch::new(&root.join("branch")).await;
    for (number, story) in STORIES.iter().enumerate() {
        story(&branch.copy(number));
    }
}

/// The number of the first line of a section.
fn line_of(told: &Value, section: &str, item: &str) -> String {
    let lines = told["statements"][0]["lines"].as_array().unwrap();
    let found = lines
        .iter()
        .find(|line| line["section"] == section && line["item"] == item);
    let found = found.unwrap_or_else(|| panic!("no {item} in {section}: {lines:#?}"));
    found["number"].to_string()
}

fn a_statement_has_every_part_with_its_own_sum(branch: &Branch) {
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

fn a_line_is_explained_to_the_table_row_in_either_language(branch: &Branch) {
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

fn whoever_is_not_an_agent_is_named_with_the_near_ones(branch: &Branch) {
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
}

fn a_month_that_is_not_over_says_so_and_one_to_come_is_refused(branch: &Branch) {
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
        running.contains("as if it closed today, 2026-11-20"),
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

fn everybody_s_statements_are_whole(branch: &Branch) {
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

fn attendance_comes_from_the_sessions_that_were_closed(branch: &Branch) {
    let arguments = ["--month", "2026-11", "--agent", "huanglei", "--json"];
    let trace = |as_of: &str| {
        let said = branch.runs("statement", &[&arguments[..], &["--as-of", as_of]].concat());
        said.out.split_whitespace().collect::<String>()
    };
    assert!(trace(TODAY).contains(r#""required":2,"attended":2"#));
    assert!(trace("2026-11-15").contains(r#""required":1,"attended":1"#));
}

const SURRENDER: &str = r#"{"id": "i1", "on": "2026-11-01", "policy_event": {"policy": "P2026000000", "event": "surrendered"}}"#;

fn what_is_imported_counts_from_today_and_never_changes_what_was_said(branch: &Branch) {
    let before = branch.statement("wangfang", &[]).out;
    let said = branch.imports("facts.jsonl", SURRENDER, &[]);
    assert!(
        said.good && said.out == "1 added, 0 there already, 0 refused\n",
        "{}{}",
        said.out,
        said.err
    );
    assert_eq!(branch.statement("wangfang", &[]).out, before);
    let october = branch.json("wangfang", &["--as-of", FOR_EVER]);
    assert_eq!(october["statements"][0]["statement"]["as_of"], "2026-11-13");
    let later = branch.runs(
        "statement",
        &[
            "--agent", "wangfang", "--month", "2026-11", "--as-of", FOR_EVER, "--json",
        ],
    );
    assert!(later.out.contains("P2026000000"), "{}", later.out);

    let again = branch.imports("facts.jsonl", SURRENDER, &[]);
    assert_eq!(
        (again.good, again.out.as_str()),
        (true, "0 added, 1 there already, 0 refused\n")
    );
    let other = SURRENDER.replace("surrendered", "lapsed");
    let other = branch.imports("facts.jsonl", &other, &[]);
    assert!(
        !other.good
            && other
                .err
                .contains("line 1, id: i1 was told before and says something else"),
        "{}",
        other.err
    );
    assert!(
        other.err.contains(r#""retracted": {"fact": "i1"}"#),
        "{}",
        other.err
    );
}

fn one_wrong_fact_is_named_and_the_others_are_kept(branch: &Branch) {
    let good = SURRENDER.replace("i1", "i2");
    let text = format!("{}\n{good}\n", SURRENDER.replace("surrendered", "burnt"));
    let said = branch.imports("facts.jsonl", &text, &[]);
    assert!(!said.good);
    assert_eq!(said.out, "1 added, 0 there already, 1 refused\n");
    assert!(
        said.err
            .contains("facts.jsonl, line 1, policy_event.event: unknown variant `burnt`"),
        "{}",
        said.err
    );

    let corrected = format!("{SURRENDER}\n{good}\n");
    let said = branch.imports("facts.jsonl", &corrected, &[]);
    assert!(
        said.good && said.out.starts_with("1 added, 1 there already"),
        "{}{}",
        said.out,
        said.err
    );
}

fn the_past_cannot_be_told_as_if_it_had_been_known(branch: &Branch) {
    let known = SURRENDER.replace(r#""on""#, r#""known": "2026-11-02", "on""#);
    let said = branch.imports("facts.jsonl", &known, &[]);
    assert!(
        !said.good && said.err.contains("line 1, known: "),
        "{}",
        said.err
    );
    let said = branch.imports("facts.jsonl", &known, &["--history"]);
    assert!(
        !said.good
            && said
                .err
                .contains("--history is for the first import of all"),
        "{}",
        said.err
    );
    let own = SURRENDER.replace("i1", "store/1");
    let said = branch.imports("facts.jsonl", &own, &[]);
    assert!(
        said.err.contains("line 1, id: ids that begin with store/"),
        "{}",
        said.err
    );
}

fn a_table_of_events_is_imported_and_what_leads_nowhere_is_said(branch: &Branch) {
    let table = "id,on,policy,event\ne1,2026-11-02,P2026000000,surrendered\ne2,2026-11-02,NEVER-ISSUED,delivered\n";
    let said = branch.imports("events.csv", table, &["--dry-run"]);
    assert!(
        said.good && said.out == "2 would be added, 0 there already, 0 refused\n",
        "{}{}",
        said.out,
        said.err
    );
    let said = branch.imports("events.csv", table, &[]);
    assert!(
        said.good && said.out.starts_with("2 added"),
        "{}{}",
        said.out,
        said.err
    );
    assert!(said.err.contains("NEVER-ISSUED: "), "{}", said.err);
    let said = branch.statement("wangfang", &["--as-of", FOR_EVER]);
    assert!(said.err.contains("NEVER-ISSUED: "), "{}", said.err);
}

fn a_company_s_own_tables_are_checked_and_used(branch: &Branch) {
    let folder = branch.0.join("tables");
    let demonstration = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/compensation");
    std::fs::create_dir_all(&folder).unwrap();
    for entry in std::fs::read_dir(demonstration).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    let tables = ["--tables", folder.to_str().unwrap()];
    assert!(branch.statement("wangfang", &tables).good);

    let tax = folder.join("income_tax.toml");
    let later = std::fs::read_to_string(&tax)
        .unwrap()
        .replace("2019-01-01", "2027-01-01");
    std::fs::write(&tax, later).unwrap();
    let said = branch.statement("wangfang", &tables);
    assert!(
        !said.good && said.err.contains("not to be paid by"),
        "{}",
        said.err
    );
    assert!(
        said.out
            .contains("income_tax: No version of this table is in force on 2026-10-31"),
        "{}",
        said.out
    );

    std::fs::remove_file(&tax).unwrap();
    let said = branch.statement("wangfang", &tables);
    assert!(
        !said.good && said.err.contains("income_tax.toml: missing; add the file"),
        "{}",
        said.err
    );
}
