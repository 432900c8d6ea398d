//! Payroll from the command line, on the demonstration branch as it was on 20 November 2026.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a story that does not hold ends there"
)]

mod branch;
#[path = "../engine/mod.rs"]
mod engine;
mod imports;
mod statements;

use branch::Branch;

/// One after the other: to tell the whole demonstration once for each of them would take long.
const STORIES: [fn(&Branch); 14] = [
    statements::a_statement_has_every_part_with_its_own_sum,
    statements::a_line_is_explained_to_the_table_row_in_either_language,
    statements::whoever_is_not_an_agent_is_named_with_the_near_ones,
    statements::a_month_that_is_not_over_says_so_and_one_to_come_is_refused,
    statements::everybody_s_statements_are_whole,
    statements::who_has_left_has_a_statement_while_something_is_owed,
    statements::a_recruiter_learned_late_never_changes_what_was_said,
    statements::attendance_comes_from_the_sessions_that_were_closed,
    imports::what_is_imported_counts_from_today_and_never_changes_what_was_said,
    imports::one_wrong_fact_is_named_and_the_others_are_kept,
    imports::the_past_cannot_be_told_as_if_it_had_been_known,
    imports::every_import_is_written_down_with_its_facts,
    imports::a_table_of_events_is_imported_and_what_leads_nowhere_is_said,
    statements::a_company_s_own_tables_are_checked_and_used,
];

#[tokio::test]
async fn payroll_from_the_command_line() {
    let branch = Branch::new().await;
    for story in STORIES {
        story(&branch.copy().await);
    }
}
