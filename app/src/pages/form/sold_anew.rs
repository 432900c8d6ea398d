//! Says what changed in a draft because the company sells something else than when it was last open.

use crate::answer_text::answer_text;
use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::drafting::OpenDraft;
use crate::store::Draft;
use crate::text::{language, t, t_of, tf};
use leptos::prelude::*;
use shared::key;
use shared::product::Catalogue;
use std::collections::BTreeMap;

/// What changed so; nothing unless something did.
#[component]
pub fn SoldAnew(
    /// The draft.
    open: OpenDraft,
    /// Only what changed in these answers; all of it otherwise.
    #[prop(optional)]
    of: Option<Signal<Vec<String>>>,
) -> impl IntoView {
    let lines = Memo::new(move |_| {
        let catalogue = open.work.catalogue.get();
        open.draft.with(|draft| {
            let is_asked = |path: &String| of.is_none_or(|of| of.with(|of| of.contains(path)));
            let changed = draft.sold_before.iter().filter(|(path, _)| is_asked(path));
            let changed: BTreeMap<&str, &str> = changed
                .map(|(path, before)| (path.as_str(), before.as_str()))
                .collect();
            lines(open, draft, &changed, catalogue.as_deref())
        })
    });
    move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
            view! {
                <Notice title=t(key!("form.sold_anew.title")) tone=Tone::Warning>
                    <p>{t(key!("form.sold_anew.text"))}</p>
                    <ul class="bullets">{lines.collect_view()}</ul>
                </Notice>
            }
        })
    }
}

fn lines(
    open: OpenDraft,
    draft: &Draft,
    changed: &BTreeMap<&str, &str>,
    catalogue: Option<&Catalogue>,
) -> Vec<String> {
    let mut before = draft.answers.clone();
    for (path, answer) in changed {
        before.set(*path, *answer);
    }
    let said = |path: &str, answers| {
        let field = open.form.field_at(path)?;
        let text = answer_text(language(), field, path, answers, catalogue)?;
        Some((t_of("fields", field.label), text))
    };
    let line = |path: &&str| {
        let (field, before) = said(path, &before)?;
        Some(match said(path, &draft.answers) {
            Some((_, now)) => tf(
                key!("form.sold_anew.now"),
                &[("field", field), ("before", &before), ("now", &now)],
            ),
            None => tf(
                key!("form.sold_anew.gone"),
                &[("field", field), ("before", &before)],
            ),
        })
    };
    changed.keys().filter_map(line).collect()
}
