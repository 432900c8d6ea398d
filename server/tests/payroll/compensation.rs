//! The tables that pay is counted by: published, tried, and what they leave as it was.

use crate::branch::{Branch, Said};
use crate::missing::{ISSUED, PREMIUM};
use std::fs;
use std::path::PathBuf;

/// What the demonstration's rates of this year begin with.
const THIS_YEAR: &str = "[[version]]\nversion = \"2026-1\"\nfrom = \"2026-01-01\"\n";
const TWENTY_YEARS: &str = r#""WL-A", from_payment_years = 20, rates = ["0.4""#;

/// For days that are over.
const BACKDATED: &[&str] = &["--backdated"];

impl Branch {
    /// The demonstration's tables as files.
    fn example(&self) -> PathBuf {
        let folder = self.folder().join("example");
        let to = ["--demonstration", "--to", folder.to_str().unwrap()];
        let said = self.runs("tables", &to);
        assert!(said.good, "{}", said.err);
        folder
    }

    /// Rates by which the first year of a whole life pays more from a day on, as somebody writes them.
    fn dearer_rates(&self, last: &str, from: &str) -> PathBuf {
        let file = self.example().join("commission_rates.toml");
        let text = fs::read_to_string(&file).unwrap();
        let (before, table) = text.split_once(THIS_YEAR).unwrap();
        assert!(table.contains(TWENTY_YEARS));
        let dearer = table.replace(TWENTY_YEARS, &TWENTY_YEARS.replace("0.4", "４１ %"));
        let ended = format!("{THIS_YEAR}until = \"{last}\"\n");
        let next = format!("[[version]]\nversion = \"2026-2\"\nfrom = \"{from}\"\n");
        fs::write(&file, format!("{before}{ended}{table}\n{next}{dearer}")).unwrap();
        file
    }

    fn publishes_tables(&self, file: &std::path::Path, more: &[&str]) -> Said {
        let file = file.to_str().unwrap();
        self.runs("publish-tables", &[&[file], more].concat())
    }

    fn everybody(&self, month: &str, more: &[&str]) -> String {
        let arguments = ["--month", month, "--agent", "all", "--json"];
        self.runs("statement", &[&arguments, more].concat()).out
    }
}

pub fn a_table_is_published_from_a_day_on_and_taken_back_before_it(branch: &Branch) {
    let before = branch.everybody("2026-11", &[]);
    let file = branch.dearer_rates("2026/11/30", "2026年12月1日");
    let told = "commission_rates, from 2026-12-01: different\n  2026-1, until: new, 2026-11-30\n  2026-2: new, from 2026-12-01\n  2026-2, WL-A from 20.rates.0: 0.4 → 0.41\n";
    let tried = branch.publishes_tables(&file, &["--dry-run"]);
    assert_eq!(tried.out, told, "{}", tried.err);
    assert_eq!(branch.publishes_tables(&file, &[]).out, told, "only tried");
    let again = branch.publishes_tables(&file, &[]);
    assert_eq!(again.out, "tables: nothing is different\n");
    let shown = branch.runs("tables", &[]).out;
    assert!(
        shown.contains("commission_rates     2026-2             2026-12-01 open\n"),
        "{shown}"
    );
    assert_eq!(branch.everybody("2026-11", &[]), before);

    let file = branch.folder().join("back");
    let written = branch.runs("tables", &["--to", file.to_str().unwrap()]);
    assert!(written.good, "{}", written.err);
    let again = branch.publishes_tables(&file.join("commission_rates.toml"), &[]);
    assert_eq!(again.out, "tables: nothing is different\n");
    fs::remove_dir_all(branch.folder().join("example")).unwrap();
    let of_before = branch.example().join("commission_rates.toml");
    let said = branch.publishes_tables(&of_before, &[]);
    assert!(
        said.out.contains("  2026-2: gone, was from 2026-12-01\n"),
        "{}",
        said.err
    );
    let verified = branch.runs("verify-audit", &[]);
    assert!(
        verified.good && verified.out.contains("(publish_tables, command_line)"),
        "{}",
        verified.out
    );
}

pub fn a_closed_month_is_counted_by_what_was_known_at_its_close(branch: &Branch) {
    let text = format!("{ISSUED}\n{PREMIUM}\n");
    assert!(branch.imports("facts.jsonl", text, &[]).good);
    let october = branch.everybody("2026-10", &[]);
    let file = branch.dearer_rates("2026-10-30", "2026-10-31");
    let said = branch.publishes_tables(&file, BACKDATED);
    let words = "commission_rates: What holds from 2026-10-31 on would change months that are closed. Let the new version begin after 2026-10-31;";
    assert!(!said.good && said.err.contains(words), "{}", said.err);

    fs::remove_dir_all(branch.folder().join("example")).unwrap();
    let file = branch.dearer_rates("2026-10-31", "2026-11-01");
    let said = branch.publishes_tables(&file, &[]);
    let words = "commission_rates: What holds from 2026-11-01 on would change what was counted on days that are over. Let the new version begin after 2026-11-20;";
    assert!(!said.good && said.err.contains(words), "{}", said.err);
    let estimated = |more: &[&str]| {
        let arguments = [
            "--month",
            "2026-11",
            "--agent",
            "wangfang",
            "--explain",
            "1",
        ];
        branch.runs("statement", &[&arguments, more].concat()).out
    };
    let (now, yesterday) = (estimated(&[]), estimated(&["--as-of", "2026-11-19"]));
    assert!(branch.publishes_tables(&file, BACKDATED).good);
    let told = branch.everybody("2026-11", &[]);
    assert!(told.contains("\"version\": \"2026-2\""), "{told}");
    assert!(now.contains("Commission rates, version 2026-1"), "{now}");
    assert_eq!(estimated(&["--as-of", "2026-11-19"]), yesterday);
    assert_eq!(branch.everybody("2026-10", &[]), october);
}

pub fn a_closed_month_that_lacked_a_table_is_given_one(branch: &Branch) {
    let october = branch.everybody("2026-10", &[]);
    branch.published_gates_too_late();
    let lacking = |more: &[&str]| branch.statement("wangfang", more).out;
    let words = "gates: No version of this table is in force on 2026-10-31";
    assert!(lacking(&[]).contains(words), "{}", lacking(&[]));
    let file = branch.example().join("gates.toml");
    assert!(!branch.publishes_tables(&file, &[]).good, "it is not said");
    let said = branch.publishes_tables(&file, BACKDATED);
    assert!(said.good, "{}", said.err);
    assert_eq!(branch.everybody("2026-10", &[]), october);
    let before = lacking(&["--as-of", "2026-11-19"]);
    assert!(before.contains(words), "as it was known then: {before}");
}

pub fn tables_are_tried_before_they_are_published(branch: &Branch) {
    let shown = branch.runs("tables", &[]).out;
    let file = branch.example().join("recruiting_bonus.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("pays = \"0.1\"", "pays = \"20%\"")).unwrap();
    let file = file.to_str().unwrap();
    let said = branch.statement("all", &["--try", file]);
    assert!(
        said.good && said.out.starts_with("A TRIAL, NOT TO BE PAID BY: "),
        "{}",
        said.err
    );
    let (_, changes) = said.out.split_once("and the difference:\n").unwrap();
    let changes: Vec<&str> = changes.lines().collect();
    assert_eq!(changes.len(), 1, "one recruiter: {changes:?}");
    assert!(changes[0].starts_with("  wangfang "), "{changes:?}");
    let json = branch.json("wangfang", &["--try", file]);
    assert_ne!(json["tried"][0]["tried"], json["tried"][0]["published"]);
    assert_eq!(branch.runs("tables", &[]).out, shown, "nothing is kept");

    let tax = branch.folder().join("example/income_tax.toml");
    let later = fs::read_to_string(&tax)
        .unwrap()
        .replace("2019-01-01", "2027-01-01");
    fs::write(&tax, later).unwrap();
    let said = branch.statement("wangfang", &["--try", tax.to_str().unwrap()]);
    assert!(
        !said.good && said.err.contains("not to be paid by"),
        "{}",
        said.err
    );
    let words = "income_tax: No version of this table is in force on 2026-11-13";
    assert!(said.out.contains(words), "{}", said.out);
}

pub fn a_mistake_in_one_table_publishes_none(branch: &Branch) {
    let folder = branch.example();
    let wrong = |name: &str, from: &str, to: &str| {
        let file = folder.join(name);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        fs::write(&file, text.replacen(from, to, 1)).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let rates = wrong("value_added_tax.toml", "rate = \"0.01\"", "rate = \"\"");
    let tiers = wrong(
        "production_bonus.toml",
        "from = \"6000.00\"",
        "from = \"2,000元\"",
    );
    let right = folder.join("recruiting_bonus.toml");
    let months = "{ from_month = 7, to_month = 12, pays = \"0.05\" },";
    let text = fs::read_to_string(&right).unwrap().replace(months, "");
    fs::write(&right, text).unwrap();
    let files = [&rates, &tiers, right.to_str().unwrap()];
    let said = branch.runs("publish-tables", &files);
    assert!(!said.good);
    for words in [
        "value_added_tax.toml: TOML parse error at line ",
        "not a rate: write a number from 0 to 10",
        "production_bonus.toml: TOML parse error at line ",
        "`from` 3000.00 is followed by 2000.00",
    ] {
        assert!(said.err.contains(words), "{words} in {}", said.err);
    }
    let nameless = folder.join("bonus.toml");
    fs::rename(&right, &nameless).unwrap();
    let said = branch.publishes_tables(&nameless, &[]);
    let words =
        "bonus.toml: its name does not say which table it is: name it commission_rates.toml, ";
    assert!(!said.good && said.err.contains(words), "{}", said.err);
}
