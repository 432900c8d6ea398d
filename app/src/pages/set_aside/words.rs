//! Why something was set aside, in words: cause, what the server found, effect, next step.

use super::way_out::{Place, WayOut};
use crate::answer_name::answer_name;
use crate::finding_text::finding_text;
use crate::text::{t, t_of, tf};
use shared::finding::Finding;
use shared::key;
use shared::kinds::form_of;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::sync::SetAside;
use shared::text::{Language, fill, lookup};

/// What happened, in a sentence.
pub fn cause(set_aside: &SetAside, way_out: WayOut) -> String {
    match (set_aside, way_out) {
        (_, WayOut::SetClock) => t(key!("ui.sync.clock_cause")).to_owned(),
        (SetAside::Rejected { findings }, _) => {
            let n = findings.len().to_string();
            tf(key!("ui.sync.rejected_cause"), &[("n", &n)])
        }
        (SetAside::Conflict { .. }, WayOut::Choose) => t(key!("ui.sync.clash_cause")).to_owned(),
        (SetAside::Conflict { .. }, _) => t(key!("ui.sync.conflict_cause")).to_owned(),
        (SetAside::Quarantined { quarantine, .. }, _) => {
            t_of("ui.set_aside", quarantine.as_str()).to_owned()
        }
    }
}

/// What the server found in a record of this kind, or why it no longer fits; each by itself.
pub fn reasons(
    language: Language,
    kind: Option<RecordKind>,
    set_aside: &SetAside,
    catalogue: Option<&Catalogue>,
) -> Vec<String> {
    match set_aside {
        SetAside::Quarantined { findings, .. } | SetAside::Rejected { findings } => findings
            .iter()
            .map(|finding| said(language, kind, finding, catalogue))
            .collect(),
        SetAside::Conflict { refusal, .. } => refusal
            .iter()
            .filter_map(|refusal| lookup(language, &format!("refusals.{}", refusal.as_str())))
            .map(str::to_owned)
            .collect(),
    }
}

/// A finding with the name of the answer it is about.
fn said(
    language: Language,
    kind: Option<RecordKind>,
    finding: &Finding,
    catalogue: Option<&Catalogue>,
) -> String {
    let text = finding_text(language, finding, catalogue);
    let form = kind.map(form_of);
    let Some(form) = form.filter(|form| form.field_at(&finding.path).is_some()) else {
        return text;
    };
    let label = answer_name(language, form, &finding.path);
    let line = lookup(language, "form.summary_line").unwrap_or_default();
    fill(line, [("label", label.as_str()), ("text", text.as_str())])
}

/// What that means for the person, and what helps.
pub const fn effect_and_next(way_out: WayOut, place: Place) -> (&'static str, &'static str) {
    match (way_out, place) {
        (WayOut::Correct, _) => (
            key!("ui.sync.rejected_effect"),
            key!("ui.sync.rejected_next"),
        ),
        (WayOut::SetClock, _) => (key!("ui.sync.rejected_effect"), key!("ui.sync.clock_next")),
        (WayOut::Choose, _) => (key!("ui.sync.clash_effect"), key!("ui.sync.clash_next")),
        (WayOut::Look, Place::Record) => (
            key!("ui.sync.conflict_effect"),
            key!("ui.sync.conflict_next_here"),
        ),
        (WayOut::Look, _) => (
            key!("ui.sync.conflict_effect"),
            key!("ui.sync.conflict_next"),
        ),
        (WayOut::SendAnew, _) => (
            key!("ui.sync.quarantined_effect"),
            key!("ui.sync.quarantined_anew_next"),
        ),
        (WayOut::TellOffice, _) => (
            key!("ui.sync.quarantined_effect"),
            key!("ui.sync.quarantined_office_next"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::submission::Refusal;

    fn said_of(kind: RecordKind, set_aside: &SetAside) -> Vec<String> {
        reasons(Language::ZhHans, Some(kind), set_aside, None)
    }

    #[test]
    fn what_the_server_found_is_said_in_words_with_the_name_of_the_answer() {
        let findings = vec![
            Finding::error("session_cancelled", "made_at"),
            Finding::error("required", "loss.place"),
        ];
        let said = said_of(RecordKind::LossNotice, &SetAside::Rejected { findings });
        assert_eq!(said[0], "本场次已取消");
        assert!(said[1].contains('：'), "{said:?}");
    }

    #[test]
    fn why_it_no_longer_fits_is_a_sentence_of_its_own() {
        let decided = SetAside::Conflict {
            version: 2,
            refusal: Some(Refusal::AlreadyDecided),
            clashes: Vec::new(),
        };
        let said = said_of(RecordKind::LossNotice, &decided);
        assert_eq!(said, ["此件已有审核结论，不能再更改"]);
    }
}
