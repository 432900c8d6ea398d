//! The rows of one unit or one person: they are taken together, or none of them.

use super::plan::Wrong;
use super::reason::Reason;
use std::collections::BTreeMap;

/// A row that was read.
pub(super) struct Read<R> {
    /// The line of the sheet or file.
    pub(super) number: u32,
    /// Whose it is; `None` if that cannot be read.
    pub(super) key: Option<String>,
    pub(super) row: Result<R, Vec<Wrong>>,
}

/// The rows of one key, each with its line.
pub(super) struct Group<R> {
    pub(super) key: String,
    pub(super) rows: Vec<(u32, R)>,
}

/// The rows by key, in the order of the table; what is wrong already is said.
pub(super) fn grouped<R>(read: impl Iterator<Item = Read<R>>) -> (Vec<Group<R>>, Vec<Wrong>) {
    let (mut wrong, mut whole) = (Vec::new(), Vec::new());
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<(Group<R>, Option<u32>)> = Vec::new();
    for Read { number, key, row } in read {
        let place = key.map(|key| {
            *places.entry(key.clone()).or_insert_with(|| {
                groups.push((
                    Group {
                        key,
                        rows: Vec::new(),
                    },
                    None,
                ));
                groups.len() - 1
            })
        });
        let group = place.and_then(|place| groups.get_mut(place));
        match (row, group) {
            (Ok(row), Some((group, _))) => group.rows.push((number, row)),
            (Ok(_), None) => wrong.push(Wrong::row(number, Reason::Empty)),
            (Err(reasons), group) => {
                wrong.extend(reasons);
                if let Some((_, is_wrong)) = group {
                    is_wrong.get_or_insert(number);
                }
            }
        }
    }
    for (group, is_wrong) in groups {
        match is_wrong {
            None => whole.push(group),
            Some(row) => {
                let waiting = group.rows.iter();
                wrong.extend(waiting.map(|(number, _)| Wrong::row(*number, Reason::Waits { row })));
            }
        }
    }
    (whole, wrong)
}

impl<R> Group<R> {
    /// The line on which it begins.
    pub(super) fn line(&self) -> u32 {
        self.rows.first().map_or(0, |(number, _)| *number)
    }

    /// It cannot be taken as a whole.
    pub(super) fn refused(&self, reason: Reason) -> Vec<Wrong> {
        self.with_waiting(vec![Wrong::row(self.line(), reason)])
    }

    /// The same with its other rows, which wait.
    pub(super) fn with_waiting(&self, mut wrong: Vec<Wrong>) -> Vec<Wrong> {
        let Some(row) = wrong.first().map(|wrong| wrong.row) else {
            return wrong;
        };
        for (number, _) in &self.rows {
            if !wrong.iter().any(|wrong| wrong.row == *number) {
                wrong.push(Wrong::row(*number, Reason::Waits { row }));
            }
        }
        wrong
    }

    /// What the rows say of something that is said once; those that say nothing agree.
    pub(super) fn said<T: Clone + PartialEq>(
        &self,
        what: &'static str,
        of: impl Fn(&R) -> Option<&T>,
    ) -> Result<Option<T>, Wrong> {
        let mut said: Option<(u32, &T)> = None;
        for (number, row) in &self.rows {
            match (said, of(row)) {
                (None, Some(value)) => said = Some((*number, value)),
                (Some((row, before)), Some(value)) if before != value => {
                    return Err(Wrong::row(*number, Reason::SaysOtherwise { row, what }));
                }
                _ => {}
            }
        }
        Ok(said.map(|(_, value)| value.clone()))
    }
}

/// What the rest of the table leaves of its groups, and what is wrong with the others: whoever leans on one that
/// is wrong is looked at again, until nothing more is.
pub(super) struct Settling {
    wrong: BTreeMap<usize, Vec<Wrong>>,
}

impl Settling {
    pub(super) const fn new() -> Self {
        Self {
            wrong: BTreeMap::new(),
        }
    }

    pub(super) fn is_wrong(&self, group: usize) -> bool {
        self.wrong.contains_key(&group)
    }

    /// Adds what was found; whether it was anything.
    pub(super) fn add(&mut self, found: BTreeMap<usize, Vec<Wrong>>) -> bool {
        let is_any = !found.is_empty();
        for (group, wrong) in found {
            self.wrong.entry(group).or_default().extend(wrong);
        }
        is_any
    }

    pub(super) fn into_wrong(self) -> impl Iterator<Item = Wrong> {
        self.wrong.into_values().flatten()
    }
}
