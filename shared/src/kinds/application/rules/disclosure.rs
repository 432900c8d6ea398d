//! What was shown to the client, and on which paper form.

use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::rules::Context;

pub(super) fn check(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let shown = read::moment_at(answers, "disclosure.shown_at");
    if shown.is_some_and(|shown| shown.date() > context.today) {
        findings.push(Finding::error(
            "disclosure_in_future",
            "disclosure.shown_at",
        ));
    }
    let path = "disclosure.paper_form";
    if let (Some(number), Some(held)) = (answers.get(path), context.paper_forms)
        && !held.iter().any(|form| form == number)
    {
        findings.push(Finding::error("paper_form_not_held", path));
    }
}
