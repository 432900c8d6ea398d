//! How far a draft has come, section by section.

use crate::drafting::{Step, visit_name};
use shared::answers::Answers;
use shared::finding::Finding;
use shared::form::Form;
use std::collections::BTreeSet;

/// Where a section stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionState {
    /// Nothing was seen or answered.
    Untouched,
    /// Begun.
    Begun,
    /// All seen, and this many things to mend.
    ToMend(usize),
    /// All seen, nothing to mend.
    Done,
}

/// One section with its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionProgress {
    /// Text key `sections.<section>`.
    pub section: &'static str,
    /// Where it stands.
    pub state: SectionState,
    /// The step to go on with: the first not seen or with something to mend, else its first.
    pub next: Option<&'static str>,
}

/// All sections that are asked.
pub fn progress(
    form: &'static Form,
    steps: &[Step],
    answers: &Answers,
    visited: &BTreeSet<String>,
    findings: &[Finding],
) -> Vec<SectionProgress> {
    form.sections
        .iter()
        .filter_map(|section| {
            let of_section: Vec<&Step> = steps
                .iter()
                .filter(|step| step.section() == section.id)
                .collect();
            let first = of_section.first()?.id();
            let open = of_section
                .iter()
                .find(|step| !is_done(step, visited, findings))
                .map(|step| step.id());
            Some(SectionProgress {
                section: section.id,
                state: state(&of_section, answers, visited, findings),
                next: open.or(Some(first)),
            })
        })
        .collect()
}

/// The step to go on with: the first that was not seen or has something to mend.
pub fn next_open(
    steps: &[Step],
    visited: &BTreeSet<String>,
    findings: &[Finding],
) -> Option<&'static str> {
    steps
        .iter()
        .find(|step| !is_done(step, visited, findings))
        .map(Step::id)
}

fn state(
    steps: &[&Step],
    answers: &Answers,
    visited: &BTreeSet<String>,
    findings: &[Finding],
) -> SectionState {
    let errors: usize = steps.iter().map(|step| errors_in(step, findings)).sum();
    let all_seen = steps.iter().all(|step| is_seen(step, visited));
    let any_seen = steps.iter().any(|step| is_seen(step, visited));
    let any_answer = steps.iter().any(|step| has_answer(step, answers));
    match (all_seen, errors) {
        (true, 0) => SectionState::Done,
        (true, errors) => SectionState::ToMend(errors),
        (false, _) if any_seen || any_answer => SectionState::Begun,
        (false, _) => SectionState::Untouched,
    }
}

fn is_done(step: &Step, visited: &BTreeSet<String>, findings: &[Finding]) -> bool {
    is_seen(step, visited) && errors_in(step, findings) == 0
}

fn is_seen(step: &Step, visited: &BTreeSet<String>) -> bool {
    visited.contains(&visit_name(step.id(), None))
}

fn errors_in(step: &Step, findings: &[Finding]) -> usize {
    findings
        .iter()
        .filter(|finding| finding.is_error() && step.asks(&finding.path))
        .count()
}

fn has_answer(step: &Step, answers: &Answers) -> bool {
    step.pages()
        .iter()
        .flat_map(|page| &page.fields)
        .any(|placed| answers.get(&placed.path).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::steps;
    use chrono::NaiveDate;
    use shared::kinds::loss_notice::form::FORM;

    fn sections(answers: &Answers, visited: &[&str], findings: &[Finding]) -> Vec<SectionProgress> {
        let today = NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
        let visited = visited.iter().map(|id| (*id).to_owned()).collect();
        progress(
            &FORM,
            &steps(&FORM, answers, today),
            answers,
            &visited,
            findings,
        )
    }

    #[test]
    fn a_section_is_done_when_all_of_it_was_seen_and_nothing_is_to_mend() {
        let answers = Answers::new().with("policy.number", "P123456");
        let begun = sections(&answers, &["policy"], &[]);
        assert_eq!(begun[0].state, SectionState::Begun);
        assert_eq!(begun[0].next, Some("loss_insured"));
        let done = sections(&answers, &["policy", "loss_insured"], &[]);
        assert_eq!(done[0].state, SectionState::Done);
        assert_eq!(done[1].state, SectionState::Untouched);
    }

    #[test]
    fn errors_are_counted_where_they_are_mended() {
        let findings = [Finding::error("required", "insured.name")];
        let seen = sections(&Answers::new(), &["policy", "loss_insured"], &findings);
        assert_eq!(seen[0].state, SectionState::ToMend(1));
        assert_eq!(seen[0].next, Some("loss_insured"));
    }
}
