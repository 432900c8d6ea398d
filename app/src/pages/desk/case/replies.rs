//! What the agent wrote to an answer that was asked about or corrected, in the agent's words.

use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// Every reply.
#[component]
pub fn Replies(
    /// In the agent's words.
    replies: Vec<String>,
) -> impl IntoView {
    let line = |reply: String| {
        view! {
            <span class="desk-reply">
                <span class="soft">{t(key!("desk.case.remark"))}": "</span>
                {reply}
            </span>
        }
    };
    replies.into_iter().map(line).collect_view()
}
