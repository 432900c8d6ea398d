//! The performance wall, the newcomer tracker, findings by reason.

use super::fact_file::{person, read_facts};
use shared::commission::{Books, Rules};
use shared::facts::{Fact, Metric, Target};
use shared::measures::{Measure, Question, Stage, findings_by_reason, track, wall};
use std::path::Path;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::demonstration().unwrap());

fn facts(text: &str) -> Vec<Fact> {
    let table: toml::Table = text.parse().unwrap();
    let facts = table["facts"].as_array().unwrap().iter();
    read_facts(
        Path::new("here"),
        facts.map(|fact| fact.as_table().unwrap().clone()).collect(),
    )
}

fn books(facts: &[Fact], day: &str) -> Books<'static> {
    let facts: &'static [Fact] = facts.to_vec().leak();
    let day: chrono::NaiveDate = day.parse().unwrap();
    Books::known_by(facts, &RULES, day, shared::month::Month::of(day))
}

#[test]
fn equal_figures_share_a_place_and_who_left_is_not_on_the_wall() {
    let facts = facts(
        r#"facts = [
            { on = "2024-01-01", joined = { agent = "@an" } },
            { on = "2024-01-01", joined = { agent = "@bo" } },
            { on = "2024-01-01", joined = { agent = "@cai" } },
            { on = "2024-01-01", joined = { agent = "@dai" } },
            { on = "2024-01-01", joined = { agent = "@none" } },
            { on = "2026-03-20", left = { agent = "@dai" } },
            { on = "2026-03-05", sold = { policy = "P1", agent = "@cai", premium = "1000.00" } },
            { on = "2026-03-05", sold = { policy = "P2", agent = "@an", premium = "3000.00" } },
            { on = "2026-03-05", sold = { policy = "P3", agent = "@bo", premium = "3000.00" } },
            { on = "2026-03-05", sold = { policy = "P4", agent = "@dai", premium = "9000.00" } },
        ]"#,
    );
    let month = "2026-03".parse().unwrap();
    let books = books(&facts, "2026-04-30");
    let places = wall(
        &books,
        Metric::FirstYearPremium,
        Target::Company,
        month,
        month,
    );
    let read: Vec<(u32, _, String)> = places
        .into_iter()
        .map(|place| (place.rank, place.agent, place.value.to_string()))
        .collect();
    assert_eq!(
        read,
        [
            (1, person("@an"), "3000.00".into()),
            (1, person("@bo"), "3000.00".into()),
            (3, person("@cai"), "1000.00".into()),
        ]
    );
}

#[test]
fn a_newcomer_who_did_not_sit_the_exam_in_time_raises_the_alarm() {
    let facts = facts(
        r#"facts = [
            { on = "2026-01-05", joined = { agent = "@new" } },
            { on = "2026-01-16", trained = { agent = "@new", course = "pre_job" } },
            { on = "2026-02-01", exam = { exam = "E1", agent = "@new", attempt = 1, sitting = "failed" } },
            { on = "2026-02-06", exam = { exam = "E1", agent = "@new", attempt = 2, sitting = "passed" } },
        ]"#,
    );
    let stalled = |day: &str| -> Vec<Stage> {
        let steps = track(&books(&facts, day), person("@new")).unwrap();
        steps
            .into_iter()
            .filter(|step| step.is_stalled)
            .map(|step| step.stage)
            .collect()
    };
    assert_eq!(stalled("2026-02-04"), []); // the exam is expected by the 30th day, today
    assert_eq!(stalled("2026-02-05"), [Stage::Exam]);
    assert_eq!(stalled("2026-02-06"), []); // passed at the second try
    assert_eq!(stalled("2026-02-20"), [Stage::Licence]);
}

#[test]
fn the_way_of_a_newcomer_has_its_dates() {
    let facts = facts(
        r#"facts = [
            { on = "2026-01-05", joined = { agent = "@new" } },
            { on = "2026-01-20", licensed = { agent = "@new" } },
            { on = "2026-01-22", sold = { policy = "P1", agent = "@new", premium = "2000.00" } },
            { on = "2026-01-31", attendance = { agent = "@new", month = "2026-01", required = 10, attended = 8 } },
        ]"#,
    );
    let steps = track(&books(&facts, "2026-07-10"), person("@new")).unwrap();
    let reached = |stage: Stage| {
        let step = steps.iter().find(|step| step.stage == stage).unwrap();
        step.reached_on.map(|day| day.to_string())
    };
    assert_eq!(reached(Stage::FirstCase).as_deref(), Some("2026-01-22"));
    assert_eq!(reached(Stage::Allowance).as_deref(), Some("2026-02-13")); // the close of January
    assert_eq!(reached(Stage::SixMonths).as_deref(), Some("2026-07-05"));
    assert_eq!(reached(Stage::ThirteenMonths), None);
    assert_eq!(track(&books(&facts, "2026-01-04"), person("@new")), None);
}

#[test]
fn the_findings_behind_an_error_rate_are_told_by_reason() {
    let facts = facts(
        r#"facts = [
            { on = "2026-03-05", decided = { record = "@r1", received_on = "2026-03-02", agent = "@an",
                accepted = true, queries = 1, in_time = true, findings = ["blurred", "unsigned", "blurred"] } },
            { on = "2026-03-06", decided = { record = "@r2", received_on = "2026-03-02", agent = "@an",
                accepted = false, queries = 0, in_time = true, findings = ["blurred"] } },
        ]"#,
    );
    let month = "2026-03".parse().unwrap();
    let (measure, target) = (Measure::ErrorRate, Target::Company);
    let question = Question {
        measure,
        target,
        from: month,
        to: month,
    };
    let found = findings_by_reason(&books(&facts, "2026-04-30"), &question);
    let read: Vec<(&str, String, usize)> = found
        .iter()
        .map(|it| {
            (
                it.reason.as_str(),
                it.findings.value.to_string(),
                it.findings.ids.len(),
            )
        })
        .collect();
    assert_eq!(
        read,
        [("blurred", "3".into(), 2), ("unsigned", "1".into(), 1)]
    );
}
