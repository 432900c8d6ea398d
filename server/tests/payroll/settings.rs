//! What the company decides, published and printed on the command line.

use crate::branch::{Branch, Said};
use crate::missing::{ISSUED, PREMIUM};

const LIMITS: &str = r#"
[[version]]
valid_from = "2026-11-02"
highest_premium = "90000000.00"
received_before_issue_days = 10
due_before_effect_days = 5
"#;

/// For days that are over.
const BACKDATED: &[&str] = &["--backdated"];

impl Branch {
    fn publishes(&self, name: &str, text: &str, more: &[&str]) -> Said {
        let file = self.folder().join(name);
        std::fs::write(&file, text).unwrap();
        self.runs(
            "publish-settings",
            &[&[file.to_str().unwrap()], more].concat(),
        )
    }
}

pub fn a_premium_is_too_high_by_what_held_on_its_day(branch: &Branch) {
    let large = ISSUED.replace("6000.00", "60000000.00");
    let earlier = large
        .replace("q1", "e1")
        .replace("Q1", "E1")
        .replace("2026-11-02", "2026-11-01");
    let text = format!("{large}\n{earlier}\n");
    let before = branch.imports("facts.jsonl", &text, &[]);
    assert!(before.out.ends_with("2 refused\n"), "{}", before.err);

    let tried = branch.publishes("fact_limits.toml", LIMITS, &["--dry-run", "--backdated"]);
    let words = "fact_limits, from 2026-11-02:\n";
    assert!(tried.good && tried.out.starts_with(words), "{}", tried.err);
    let words = "  highest_premium: 10000000.00 → 90000000.00\n";
    assert!(tried.out.contains(words), "{}", tried.out);
    assert!(
        !branch.imports("facts.jsonl", &text, &[]).good,
        "only tried"
    );

    let refused = branch.publishes("fact_limits.toml", LIMITS, &[]);
    let words = "What holds from 2026-11-02 on would change what was judged on days that are over";
    assert!(
        !refused.good && refused.err.contains(words),
        "{}",
        refused.err
    );
    assert!(
        !branch.imports("facts.jsonl", &text, &[]).good,
        "refused whole"
    );

    assert!(branch.publishes("fact_limits.toml", LIMITS, BACKDATED).good);
    let after = branch.imports("facts.jsonl", &text, &[]);
    assert_eq!(after.out, "1 added, 0 there already, 1 refused\n");
    let words = "line 2, issued.lines[0].premium: 60000000.00 is above 10000000.00";
    assert!(after.err.contains(words), "{}", after.err);
}

pub fn what_can_be_received_before_the_issue_is_decided_too(branch: &Branch) {
    let early = PREMIUM.replacen("2026-11-02", "2026-10-22", 1);
    let text = format!("{ISSUED}\n{early}\n");
    assert!(branch.publishes("fact_limits.toml", LIMITS, BACKDATED).good);
    let said = branch.imports("facts.jsonl", &text, &["--dry-run"]);
    assert!(said.good, "the premium is of a day before: {}", said.err);
    let all = LIMITS.replace("2026-11-02", "2026-10-01");
    assert!(branch.publishes("fact_limits.toml", &all, BACKDATED).good);
    let said = branch.imports("facts.jsonl", &text, &["--dry-run"]);
    let words = "line 2, on: 2026-10-22 is long before the issue of the policy on 2026-11-02";
    assert!(said.err.contains(words), "{}", said.err);
}

pub fn when_pay_closes_is_not_decided_backwards(branch: &Branch) {
    assert!(branch.imports("facts.jsonl", ISSUED, &[]).good);
    let calendar = "[[version]]\nvalid_from = \"2026-10-01\"\nclose_day = 28\n";
    let said = branch.publishes("pay_calendar.toml", calendar, BACKDATED);
    let words = "What holds from 2026-10-01 on would change pay that is counted already";
    assert!(!said.good && said.err.contains(words), "{}", said.err);
    let later = calendar.replace("2026-10-01", "2026-11-21");
    assert!(branch.publishes("pay_calendar.toml", &later, &[]).good);
}

pub fn what_is_decided_is_printed_as_it_is_read(branch: &Branch) {
    for name in ["authority", "fact_limits", "sessions", "watch"] {
        let printed = branch.runs("settings", &[name]);
        assert!(
            printed.good && printed.out.contains("[[version]]"),
            "{}",
            printed.err
        );
        let again = branch.publishes(&format!("{name}.toml"), &printed.out, &[]);
        assert_eq!(again.out, format!("{name}: nothing is different\n"));
    }
    let printed = branch.runs("settings", &["authority"]).out;
    let other = printed.replace("20000.00", "30000.00");
    let said = branch.publishes("authority.toml", &other, BACKDATED);
    let words = "authority, from 1970-01-01:\n  steps.0.up_to: 20000.00 → 30000.00\n";
    assert_eq!(said.out, words, "{}", said.err);
    assert_eq!(branch.runs("settings", &["authority"]).out, other);
    let verified = branch.runs("verify-audit", &[]);
    assert!(verified.good, "{}", verified.out);
    let words = "what the company decided (settings): the last row is 1 of 2026-11-20";
    assert!(verified.out.contains(words), "{}", verified.out);
    assert!(
        verified.out.contains("(publish_setting, command_line)"),
        "{}",
        verified.out
    );
}

pub fn files_that_decide_nothing_are_refused_whole(branch: &Branch) {
    let of_nothing = LIMITS.replace("90000000.00", "0.00");
    let twice = LIMITS.repeat(2);
    let refused = [
        (
            "limits.toml",
            LIMITS,
            "limits.toml: its name does not say what it decides: name it authority.toml, fact_limits.toml",
        ),
        (
            "fact_limits.toml",
            "",
            "fact_limits.toml: it has no [[version]]",
        ),
        (
            "fact_limits.toml",
            "[[version]]\n",
            "fact_limits.toml: TOML parse error",
        ),
        (
            "fact_limits.toml",
            of_nothing.as_str(),
            "fact_limits (2026-11-02), highest_premium: A highest premium of nothing",
        ),
        (
            "fact_limits.toml",
            twice.as_str(),
            "Two versions begin on 2026-11-02.",
        ),
    ];
    for (name, text, words) in refused {
        let said = branch.publishes(name, text, &[]);
        assert!(
            !said.good && said.err.contains(words),
            "{words} in {}",
            said.err
        );
    }
    assert!(
        !branch
            .runs("settings", &["fact_limits"])
            .out
            .contains("2026-11-02")
    );
}
