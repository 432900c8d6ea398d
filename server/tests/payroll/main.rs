//! Payroll from the command line, on the demonstration branch on 20 November 2026.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that does not hold ends there"
)]

mod branch;
mod compensation;
mod dates;
#[path = "../engine/mod.rs"]
mod engine;
mod imports;
mod missing;
mod settings;
mod slips;
mod statements;
mod tables;

use branch::Branch;
use std::ffi::OsString;
use std::process::ExitCode;

/// One after the other: to tell the whole demonstration once for each of them would take long.
const STORIES: [fn(&Branch); 40] = [
    statements::a_statement_has_every_part_with_its_own_sum,
    statements::a_line_is_explained_to_the_table_row_in_either_language,
    statements::whoever_is_not_an_agent_is_named_with_the_near_ones,
    statements::a_month_that_is_not_over_says_so_and_one_to_come_is_refused,
    statements::everybody_s_statements_are_whole,
    statements::a_unit_that_split_off_nurtures_whoever_led_the_one_it_came_from,
    statements::who_has_left_has_a_statement_while_something_is_owed,
    statements::a_recruiter_learned_late_never_changes_what_was_said,
    statements::attendance_comes_from_the_sessions_that_were_closed,
    imports::what_is_imported_counts_from_today_and_never_changes_what_was_said,
    imports::one_wrong_fact_is_named_and_the_others_are_kept,
    imports::the_past_cannot_be_told_as_if_it_had_been_known,
    imports::every_import_is_written_down_with_its_facts,
    imports::a_table_of_events_is_imported_and_what_leads_nowhere_is_said,
    imports::what_was_told_once_can_be_told_to_another_store,
    imports::a_row_that_was_changed_is_named_with_who_did_what_and_when,
    missing::a_policy_without_premium_and_a_premium_without_policy_are_not_to_be_paid_by,
    missing::premiums_that_bring_nobody_commission_are_named_at_once_and_in_the_statement,
    missing::a_premium_after_a_surrender_is_named_at_once_and_in_the_statement,
    missing::a_slip_fails_only_the_statements_that_it_can_touch,
    missing::what_will_be_known_cannot_be_asked,
    slips::what_cannot_be_is_named_by_line_and_field_and_the_rest_is_taken,
    slips::the_organisation_is_not_told_by_facts_nor_money_in_advance,
    slips::what_was_told_under_another_id_is_named,
    slips::people_are_named_by_staff_number_or_sign_in_name,
    settings::a_premium_is_too_high_by_what_held_on_its_day,
    settings::what_can_be_received_before_the_issue_is_decided_too,
    settings::when_pay_closes_is_not_decided_backwards,
    settings::what_is_decided_is_printed_as_it_is_read,
    settings::files_that_decide_nothing_are_refused_whole,
    tables::policies_and_premiums_come_as_spreadsheets_save_them,
    tables::files_that_are_none_say_what_to_save,
    tables::a_table_with_a_heading_that_is_not_known_pays_nobody_else,
    dates::odd_dates_are_read_or_refused_alike_through_every_way_in,
    statements::a_premium_names_its_line_where_the_policy_has_the_product_twice,
    compensation::a_table_is_published_from_a_day_on_and_taken_back_before_it,
    compensation::a_closed_month_is_counted_by_what_was_known_at_its_close,
    compensation::a_closed_month_that_lacked_a_table_is_given_one,
    compensation::tables_are_tried_before_they_are_published,
    compensation::a_mistake_in_one_table_publishes_none,
];

/// What the stories are called together.
const NAME: &str = "payroll_from_the_command_line";

/// The stories must not depend on the day they are told: what they ask of the program they ask of this
/// one, whose clock stands still.
fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    let said: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    match said.as_slice() {
        [branch::PROGRAM, _, ..] => return server::run_by(&branch::clock(), words),
        asked if asked.contains(&"--list") => list(asked),
        asked if is_meant(asked) => tell(),
        _ => {}
    }
    ExitCode::SUCCESS
}

/// What there is to run; nothing of it is left out by default.
fn list(asked: &[&str]) {
    if !asked.contains(&"--ignored") {
        println!("{NAME}: test");
    }
}

/// Whether the words of a test runner leave the stories in.
fn is_meant(asked: &[&str]) -> bool {
    let mut filters = asked
        .iter()
        .filter(|word| !word.starts_with('-'))
        .peekable();
    filters.peek().is_none() || filters.any(|filter| NAME.contains(filter))
}

#[tokio::main]
async fn tell() {
    let branch = Branch::new().await;
    for story in STORIES {
        story(&branch.copy().await);
    }
}
