//! The policy that a record names, as the client book has it. A book may be behind, so all of it warns.

use super::{Context, KnownPolicy};
use crate::answers::{Answers, read};
use crate::finding::Finding;

/// The policy named at this path; `None` while none is named or no book is at hand.
///
/// # Errors
/// What is to be said where no book has it.
pub(crate) fn named_policy<'c>(
    answers: &Answers,
    path: &str,
    context: &Context<'c>,
) -> Result<Option<&'c KnownPolicy>, Finding> {
    let number = read::policy_number_at(answers, path);
    let (Some(number), Some(book)) = (number, context.policies) else {
        return Ok(None);
    };
    let mut known = book.iter();
    let found = known.find(|policy| policy.number.to_uppercase() == number);
    // The agent is told who looks it up; who looks it up, that nobody has it.
    let code = match context.desk {
        Some(_) => "policy_nowhere",
        None => "policy_unknown",
    };
    found.map(Some).ok_or_else(|| Finding::warning(code, path))
}

/// Who serves the policy is another than who sent the record.
pub(crate) fn served_by_another(policy: &KnownPolicy, path: &str) -> Option<Finding> {
    let service = policy.served_by_another.as_ref()?;
    let finding = Finding::warning("policy_of_another_agent", path);
    Some(
        finding
            .with("agent", &service.agent)
            .with("reporter", &service.reporter),
    )
}
