//! What of a draft is still to be written, and whether it may be.

/// What of a draft is still to be written, and whether it may be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Writing {
    /// Something is shown that is not on the disk.
    changed: bool,
    under_way: bool,
    stopped: bool,
}

impl Writing {
    /// Something is shown that is not on the disk.
    pub const fn change(&mut self) {
        self.changed = true;
    }

    /// Whether to write now what is shown: then that is under way.
    pub const fn begin(&mut self) -> bool {
        let begins = self.is_due() && !self.under_way;
        if begins {
            self.is_taken();
        }
        begins
    }

    /// What was under way has ended: whether to write again, for what has changed meanwhile. What could not be
    /// written is tried later.
    pub const fn end(&mut self, written: bool) -> bool {
        let again = written && self.is_due();
        self.under_way = false;
        if again {
            self.is_taken();
        }
        again
    }

    /// The page goes away: whether something is shown that may not get onto the disk otherwise.
    pub const fn leave(&mut self) -> bool {
        let unkept = (self.changed || self.under_way) && !self.stopped;
        if !self.stopped {
            self.changed = false;
        }
        unkept
    }

    /// What is shown is being written apart from this.
    pub const fn is_finished(&mut self) {
        self.changed = false;
    }

    /// Nothing is written any more.
    pub const fn stop(&mut self) {
        self.stopped = true;
    }

    /// It is written again: whether something has changed meanwhile.
    pub const fn go_on(&mut self) -> bool {
        self.stopped = false;
        self.changed
    }

    /// Whether something is being written.
    pub const fn is_under_way(&self) -> bool {
        self.under_way
    }

    const fn is_due(&self) -> bool {
        self.changed && !self.stopped
    }

    const fn is_taken(&mut self) {
        self.changed = false;
        self.under_way = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_meanwhile_is_written_after_it() {
        let mut writing = Writing::default();
        assert!(!writing.begin(), "nothing has changed");
        writing.change();
        assert!(writing.begin());
        writing.change();
        assert!(!writing.begin(), "one at a time");
        assert!(writing.end(true));
        assert!(!writing.end(true));
        assert!(!writing.is_under_way());
    }

    #[test]
    fn what_could_not_be_written_waits_for_another_try() {
        let mut writing = Writing::default();
        writing.change();
        assert!(writing.begin());
        writing.change();
        assert!(!writing.end(false));
        assert!(writing.begin());
    }

    #[test]
    fn what_is_typed_while_it_is_stopped_is_written_when_it_goes_on() {
        let mut writing = Writing::default();
        writing.change();
        assert!(writing.begin());
        writing.stop();
        writing.change();
        assert!(!writing.end(true), "it is being thrown away");
        assert!(!writing.begin() && !writing.leave());
        assert!(writing.go_on(), "that failed");
        assert!(writing.begin());
    }

    #[test]
    fn what_nobody_has_written_is_kept_when_the_page_goes() {
        let mut writing = Writing::default();
        assert!(!writing.leave());
        writing.change();
        assert!(writing.leave());
        writing.change();
        assert!(writing.begin());
        assert!(writing.leave(), "it may not get there in time");
    }
}
