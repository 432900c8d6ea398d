//! What a decision will mean, said before it is final.

use super::course::{Against, goes_against, what_is_read};
use super::words;
use crate::kind_look::look;
use crate::reason_text::reason_text;
use crate::store::{KeptDecision, WhatWasRead};
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::desk::{Case, Decision};
use shared::key;
use shared::kinds::summary;
use shared::record::RecordKind;

/// Whether a decision is confirmed before it is taken: what asks for more than the first level, and what goes
/// against a colleague.
pub fn is_confirmed(case: &Case, decision: &Decision) -> bool {
    match decision {
        Decision::Query { .. } => false,
        Decision::Accept {} | Decision::Reject { .. } | Decision::Reopen { .. } => {
            case.needed.is_weighty() || goes_against(case, decision).is_some()
        }
    }
}

/// Against whom it goes, if a colleague has taken the other side as the first of two.
pub fn against(case: &Case, decision: &Decision) -> Option<String> {
    Some(match goes_against(case, decision)? {
        Against::Rejection { by, reason } => tf(
            key!("desk.consequence.against_rejection"),
            &[("name", &by), ("reason", &reason_text(&reason))],
        ),
        Against::Approval { by } => tf(key!("desk.consequence.against_approval"), &[("name", &by)]),
    })
}

/// Which case it is and what it is worth.
pub fn about(case: &Case) -> String {
    let record = &case.record;
    let kind = t_of("states.kind", record.kind.as_str());
    let title = summary(record.kind, &record.content).title;
    let mut about = format!("{kind} {} · {title}", record.number);
    if case.amount.is_some() {
        let amount = words::amount(case.amount);
        about.push_str(" · ");
        about.push_str(&tf(key!("desk.consequence.amount"), &[("amount", &amount)]));
    }
    about
}

/// What becomes of the case, who is told, what cannot be taken back.
pub fn lines(case: &Case, decision: &Decision) -> Vec<String> {
    let read = what_is_read(case, decision);
    vec![
        t(becomes(case.record.kind, decision, read.first_of_two)).to_owned(),
        told(decision, &read),
        afterwards(decision, &read),
    ]
}

fn becomes(kind: RecordKind, decision: &Decision, first_of_two: bool) -> &'static str {
    match decision {
        Decision::Accept {} if first_of_two => key!("desk.consequence.accept_first"),
        Decision::Accept {} => key!("desk.consequence.accept"),
        Decision::Reject { .. } if first_of_two => key!("desk.consequence.reject_first"),
        Decision::Reject { .. } => look(kind)
            .review
            .map_or(key!("desk.consequence.reject_application"), |words| {
                words.rejecting
            }),
        Decision::Reopen { .. } => key!("desk.consequence.reopen"),
        Decision::Query { .. } => key!("desk.consequence.query"),
    }
}

fn told(decision: &Decision, read: &WhatWasRead) -> String {
    let key = match decision {
        _ if read.first_of_two => key!("desk.consequence.told_after_second"),
        Decision::Accept {} => key!("desk.consequence.told"),
        Decision::Reject { .. } | Decision::Reopen { .. } | Decision::Query { .. } => {
            key!("desk.consequence.told_why")
        }
    };
    tf(key, &[("name", &read.agent)])
}

/// What is asked before a decision is taken: the text key.
pub fn question(case: &Case, decision: &Decision) -> &'static str {
    let first_of_two = what_is_read(case, decision).first_of_two;
    match decision {
        Decision::Accept {} if first_of_two => key!("desk.consequence.accept_first_title"),
        Decision::Accept {} => key!("desk.consequence.accept_title"),
        Decision::Reject { .. } if first_of_two => key!("desk.consequence.reject_first_title"),
        Decision::Reject { .. } => key!("desk.consequence.reject_title"),
        Decision::Reopen { .. } => key!("desk.consequence.reopen_title"),
        Decision::Query { .. } => key!("desk.consequence.query_title"),
    }
}

fn afterwards(decision: &Decision, read: &WhatWasRead) -> String {
    let level = read.needed.level.0.to_string();
    let key = match decision {
        Decision::Query { .. } | Decision::Reopen { .. } => key!("desk.consequence.sent"),
        _ if read.first_of_two => key!("desk.consequence.sent"),
        _ if read.needed.four_eyes => key!("desk.consequence.final_for_two"),
        _ => key!("desk.consequence.final"),
    };
    tf(key, &[("level", &level)])
}

/// The same in one line, while the decision can still be taken back.
pub fn before_it_is_sent(decision: &KeptDecision) -> String {
    let (made, read) = (&decision.request.decision, &decision.read);
    format!("{} {}", told(made, read), afterwards(made, read))
}

/// What the decision will mean, as a list.
#[component]
pub fn Consequence(
    /// The lines.
    lines: Vec<String>,
) -> impl IntoView {
    let line = |line: String| view! { <li>{line}</li> };
    view! { <ul class="desk-consequence">{lines.into_iter().map(line).collect_view()}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::example;
    use shared::submission::{Action, AuthorityNeeded, Level};

    fn large(four_eyes: bool) -> Case {
        let mut case = example::answered_case();
        case.needed = AuthorityNeeded {
            level: Level(3),
            four_eyes,
        };
        case
    }

    fn reject() -> Decision {
        Decision::Reject {
            reason: "other".to_owned(),
            note: "as said".to_owned(),
        }
    }

    #[test]
    fn only_what_is_above_the_first_level_is_confirmed() {
        assert!(!is_confirmed(&example::answered_case(), &reject()));
        assert!(is_confirmed(&large(false), &reject()));
        assert!(is_confirmed(&large(true), &Decision::Accept {}));
    }

    #[test]
    fn who_decides_against_a_colleague_is_asked_and_told_whom() {
        let proposed = example::case_after(Action::Reject {
            reason: "duplicate".to_owned(),
            note: "与另一份相同".to_owned(),
        });
        let accept = Decision::Accept {};
        let by = "赵敏".to_owned();
        let reason = "duplicate".to_owned();
        let rejection = Against::Rejection { by, reason };
        assert_eq!(goes_against(&proposed, &accept), Some(rejection));
        assert_eq!(goes_against(&proposed, &reject()), None, "they agree");

        let approved = example::case_after(Action::Accept);
        let by = "赵敏".to_owned();
        let approval = Some(Against::Approval { by });
        assert_eq!(goes_against(&approved, &reject()), approval);
        assert_eq!(goes_against(&approved, &accept), None);
        let small = Case {
            needed: example::answered_case().needed,
            ..proposed
        };
        assert!(is_confirmed(&small, &accept), "whatever it is worth by now");
    }

    #[test]
    fn a_refused_claim_and_a_refused_application_mean_different_things() {
        let said = |kind, first| becomes(kind, &reject(), first);
        let claim = said(RecordKind::LossNotice, false);
        assert_ne!(claim, said(RecordKind::Application, false));
        assert_ne!(claim, said(RecordKind::LossNotice, true));
    }

    #[test]
    fn what_needs_two_is_asked_about_as_what_it_is() {
        let asked = |four_eyes, decision: &Decision| question(&large(four_eyes), decision);
        for decision in [reject(), Decision::Accept {}] {
            assert_ne!(asked(true, &decision), asked(false, &decision));
        }
    }

    #[test]
    fn the_first_of_two_is_told_from_the_second() {
        assert!(what_is_read(&large(true), &reject()).first_of_two);
        assert!(!what_is_read(&large(false), &reject()).first_of_two);
    }
}
