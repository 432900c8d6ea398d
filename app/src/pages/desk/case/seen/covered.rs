//! How much of an item was on the screen: what is higher than the screen is there in parts.

/// Lines between items and roundings are not missed, in pixels.
const SLACK: i32 = 4;

/// A strip across the page, in pixels from above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strip {
    /// Where it begins.
    pub from: i32,
    /// Where it ends.
    pub to: i32,
}

impl Strip {
    /// How high it is.
    pub const fn height(self) -> i32 {
        self.to - self.from
    }

    /// What of this is within another, counted from where this begins.
    pub fn within(self, other: Self) -> Self {
        Self {
            from: self.from.max(other.from) - self.from,
            to: self.to.min(other.to) - self.from,
        }
    }
}

/// The parts of an item that were on the screen, counted from where it begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Covered {
    height: i32,
    /// In order, none touching another.
    parts: Vec<Strip>,
}

impl Covered {
    /// This part of it is on the screen, while it is so high. With another height it is laid out anew, and
    /// begins anew.
    pub fn add(&mut self, height: i32, part: Strip) {
        if self.height != height {
            self.height = height;
            self.parts.clear();
        }
        if part.height() <= 0 {
            return;
        }
        self.parts.push(part);
        self.parts.sort_unstable();
        self.parts.dedup_by(|next, before| {
            let touches = next.from <= before.to;
            if touches {
                before.to = before.to.max(next.to);
            }
            touches
        });
    }

    /// Where the first part begins that was not there; what has no height was never there.
    pub fn first_gap(&self) -> Option<i32> {
        if self.height <= 0 {
            return Some(0);
        }
        let mut at = 0;
        for part in &self.parts {
            if part.from - at > SLACK {
                return Some(at);
            }
            at = part.to;
        }
        (self.height - at > SLACK).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn strip(from: i32, to: i32) -> Strip {
        Strip { from, to }
    }

    fn gap(height: i32, parts: &[(i32, i32)]) -> Option<i32> {
        let mut covered = Covered::default();
        for (from, to) in parts {
            covered.add(height, strip(*from, *to));
        }
        covered.first_gap()
    }

    #[test]
    fn what_is_higher_than_the_screen_was_there_once_each_part_was() {
        assert_eq!(gap(900, &[(0, 300)]), Some(300));
        let begin_and_end = [(0, 300), (600, 900)];
        assert_eq!(gap(900, &begin_and_end), Some(300), "not the middle");
        assert_eq!(gap(900, &[(600, 900), (0, 300), (290, 610)]), None);
    }

    #[test]
    fn a_line_of_which_only_the_edges_were_there_was_not() {
        assert_eq!(gap(36, &[(0, 10), (26, 36)]), Some(10));
        assert_eq!(gap(36, &[(2, 34)]), None);
    }

    #[test]
    fn what_is_not_laid_out_or_not_within_was_never_there() {
        assert_eq!(Covered::default().first_gap(), Some(0));
        assert_eq!(gap(0, &[(0, 0)]), Some(0));
        assert_eq!(gap(36, &[(40, 30)]), Some(0));
    }

    #[test]
    fn laid_out_anew_it_begins_anew() {
        let mut covered = Covered::default();
        covered.add(36, strip(0, 36));
        covered.add(72, strip(0, 36));
        assert_eq!(covered.first_gap(), Some(36));
    }

    #[test]
    fn of_what_ends_below_the_screen_a_part_is_within() {
        let screen = strip(100, 400);
        assert_eq!(strip(350, 450).within(screen), strip(0, 50));
        assert_eq!(strip(0, 900).within(screen), strip(100, 400));
        assert!(strip(500, 600).within(screen).height() < 0);
    }
}
