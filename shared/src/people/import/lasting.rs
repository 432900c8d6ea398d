//! What has no end lasts until the next begins.

use crate::people::Period;

/// Gives each that has no end the day before the next of its kind begins.
pub(super) fn until_next<T>(
    all: &mut [T],
    period: impl Fn(&mut T) -> &mut Period,
    is_next: impl Fn(&T, &T) -> bool,
) {
    for at in 0..all.len() {
        let own = *period(&mut all[at]);
        if own.until.is_some() {
            continue;
        }
        let mut next = None;
        for other in 0..all.len() {
            let from = period(&mut all[other]).from;
            if from > own.from && is_next(&all[at], &all[other]) && next.is_none_or(|it| from < it)
            {
                next = Some(from);
            }
        }
        if let Some(last) = next.and_then(|next| next.pred_opt()) {
            *period(&mut all[at]) = own.ending(last);
        }
    }
}
