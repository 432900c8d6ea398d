//! What `import-facts` takes, and what it refuses.

use crate::branch::Branch;
use serde_json::Value;
use shared::sync::fingerprint;

const SURRENDER: &str = r#"{"id": "i1", "on": "2026-11-01", "policy_event": {"policy": "P2026000000", "event": "surrendered"}}"#;

pub fn what_is_imported_counts_from_today_and_never_changes_what_was_said(branch: &Branch) {
    let before = branch.statement("wangfang", &[]).out;
    let said = branch.imports("facts.jsonl", SURRENDER, &[]);
    assert!(
        said.good && said.out == "1 added, 0 there already, 0 refused\n",
        "{}{}",
        said.out,
        said.err
    );
    assert_eq!(branch.statement("wangfang", &[]).out, before);
    let later = branch.statement_now("wangfang");
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

pub fn one_wrong_fact_is_named_and_the_others_are_kept(branch: &Branch) {
    let good = SURRENDER.replace("i1", "i2").replace("11-01", "11-02");
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

pub fn every_import_is_written_down_with_its_facts(branch: &Branch) {
    let good = SURRENDER.replace("i1", "i2");
    let text = format!("{}\n{good}\n", SURRENDER.replace("surrendered", "burnt"));
    branch.imports("facts.jsonl", &text, &["--dry-run"]);
    branch.imports("facts.jsonl", &text, &["--history"]);
    assert_eq!(branch.imports_written_down(), [] as [[String; 3]; 0]);

    branch.imports("facts.jsonl", &text, &[]);
    branch.imports("again.jsonl", &good, &[]);
    let written = |subject: &str, text: &str| {
        let (who, subject) = ("command_line".to_owned(), subject.to_owned());
        [who, subject, fingerprint(text)]
    };
    assert_eq!(
        branch.imports_written_down(),
        [
            written("facts.jsonl: 1 added, 0 there already, 1 refused", &text),
            written("again.jsonl: 0 added, 1 there already, 0 refused", &good),
        ]
    );
    let verified = branch.runs("verify-audit", &["--json"]);
    assert!(verified.good, "{}", verified.out);
    let told: Value = serde_json::from_str(&verified.out).unwrap();
    let heads = told["heads"].as_array().unwrap();
    let of_facts = heads.iter().find(|head| head["chain"] == "facts").unwrap();
    // The demonstration told its own.
    assert_eq!(of_facts["seq"], 3);
    assert_eq!(told["strayed_facts"], Value::Array(vec![]));
}

pub fn the_past_cannot_be_told_as_if_it_had_been_known(branch: &Branch) {
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

pub fn a_table_of_events_is_imported_and_what_leads_nowhere_is_said(branch: &Branch) {
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
    let said = branch.statement_now("wangfang");
    let words = "not to be paid by: something is missing; tell or correct it, then print again\n  NEVER-ISSUED: ";
    assert!(!said.good && said.err.contains(words), "{}", said.err);
}

pub fn what_was_told_once_can_be_told_to_another_store(branch: &Branch) {
    let before = branch.statement_now("all");
    let facts = branch.take_facts_out();
    assert!(!facts.is_empty());
    let said = branch.imports("all.jsonl", facts.join("\n"), &["--history"]);
    let all = format!("{} added, 0 there already, 0 refused\n", facts.len());
    assert_eq!(said.out, all, "{}", said.err);
    assert_eq!(branch.statement_now("all").out, before.out);
}

pub fn a_row_that_was_changed_is_named_with_who_did_what_and_when(branch: &Branch) {
    assert!(branch.imports("facts.jsonl", SURRENDER, &[]).good);
    let whole = branch.runs("verify-audit", &[]);
    assert!(
        whole.good && whole.out.starts_with("whole: "),
        "{}",
        whole.out
    );
    // The seed's clock stood at ten in the morning at the branch.
    let head = whole
        .out
        .lines()
        .find(|line| line.starts_with("  华东分公司 ("));
    assert!(
        head.is_some_and(|head| head.contains(" of 2026-11-20 10:00:00 (")),
        "{}",
        whole.out
    );
    branch.rewrite_first_import();
    let broken = branch.runs("verify-audit", &[]);
    let words = "broken: what payroll was told (facts), row 1 of 20";
    assert!(!broken.good && broken.out.contains(words), "{}", broken.out);
    assert!(
        broken
            .out
            .contains("(import_facts, command_line): it was changed"),
        "{}",
        broken.out
    );
}
