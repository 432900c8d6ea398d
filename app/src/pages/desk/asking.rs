//! What to ask the server next: one request for one thing at a time, and always what was wished for last.

/// Why something is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// Somebody looks at it: an answer that is under way will do.
    Looked,
    /// It has changed: an answer that is under way may be older than that.
    Changed,
    /// The server is not reached any more: what is shown grows old.
    Lost,
    /// The server is reached again.
    Reached,
}

/// A question, to tell its answer from those of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn(u64);

/// What an answer is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// Something else is wished for: it is not shown.
    Overtaken,
    /// It is what was wished for.
    Last,
    /// It is, and something has changed since: it is shown, and asked for again.
    Before,
}

/// What is under way of the things `T` that can be asked for.
#[derive(Debug)]
pub struct Asking<T> {
    under_way: Option<UnderWay<T>>,
    turns: u64,
    is_stale: bool,
}

#[derive(Debug)]
struct UnderWay<T> {
    thing: T,
    /// Or one more page of what is shown.
    is_whole: bool,
    again: bool,
}

impl<T> Default for Asking<T> {
    fn default() -> Self {
        Self {
            under_way: None,
            turns: 0,
            is_stale: false,
        }
    }
}

impl<T: PartialEq> Asking<T> {
    /// There is occasion to read `thing`. If the answer is a turn it is to be asked now, in place of
    /// anything else that is under way.
    pub fn on(&mut self, occasion: Occasion, thing: T) -> Option<Turn> {
        match occasion {
            Occasion::Lost => self.is_stale = true,
            Occasion::Reached if !self.is_stale => {}
            Occasion::Looked | Occasion::Reached => return self.wish(thing, false),
            Occasion::Changed => return self.wish(thing, true),
        }
        None
    }

    /// One more page of `thing` is wished for; nothing while something is under way.
    pub fn one_more(&mut self, thing: T) -> Option<Turn> {
        self.under_way.is_none().then(|| self.ask(thing, false))
    }

    fn wish(&mut self, thing: T, has_changed: bool) -> Option<Turn> {
        match &mut self.under_way {
            Some(under_way) if under_way.thing == thing => {
                under_way.again |= has_changed || !under_way.is_whole;
                None
            }
            _ => Some(self.ask(thing, true)),
        }
    }

    fn ask(&mut self, thing: T, is_whole: bool) -> Turn {
        self.turns += 1;
        self.under_way = Some(UnderWay {
            thing,
            is_whole,
            again: false,
        });
        Turn(self.turns)
    }

    /// Whether the answer to this is still what is wished for.
    pub const fn awaits(&self, turn: Turn) -> bool {
        self.under_way.is_some() && self.turns == turn.0
    }

    /// The answer is there, or why there is none. What could not be read is not asked again by itself:
    /// when the server is reached again, it is.
    pub fn answered(&mut self, turn: Turn, is_good: bool) -> Answered {
        if !self.awaits(turn) {
            return Answered::Overtaken;
        }
        self.is_stale = !is_good;
        match self.under_way.take() {
            Some(under_way) if under_way.again && is_good => Answered::Before,
            _ => Answered::Last,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Occasion::{Changed, Looked, Lost, Reached};
    use super::*;

    /// A page that reads `thing` whenever there is occasion to, and counts what it asks.
    #[derive(Default)]
    struct Page {
        asking: Asking<&'static str>,
        asked: Vec<&'static str>,
        turns: Vec<Turn>,
    }

    impl Page {
        fn on(&mut self, occasion: Occasion, thing: &'static str) {
            if let Some(turn) = self.asking.on(occasion, thing) {
                self.asked.push(thing);
                self.turns.push(turn);
            }
        }

        /// The server answers the question asked as the `nth`.
        fn hears(&mut self, nth: usize) -> Answered {
            let answered = self.asking.answered(self.turns[nth], true);
            if answered == Answered::Before {
                self.on(Looked, self.asked[nth]);
            }
            answered
        }

        fn hears_nothing(&mut self, nth: usize) -> Answered {
            self.asking.answered(self.turns[nth], false)
        }
    }

    #[test]
    fn who_looks_twice_asks_once() {
        let mut page = Page::default();
        page.on(Looked, "waiting");
        page.on(Looked, "waiting");
        assert_eq!(page.hears(0), Answered::Last);
        assert_eq!(page.asked, ["waiting"]);
    }

    #[test]
    fn of_several_decisions_that_are_taken_the_last_is_read() {
        let mut page = Page::default();
        for _ in 0..8 {
            page.on(Changed, "waiting");
        }
        assert_eq!(page.hears(0), Answered::Before);
        assert_eq!(page.hears(1), Answered::Last);
        assert_eq!(page.asked, ["waiting", "waiting"]);
    }

    #[test]
    fn what_is_searched_for_last_is_what_is_shown() {
        let mut page = Page::default();
        for typed in ["W", "Wa", "Wan", "Wang"] {
            page.on(Looked, typed);
        }
        assert_eq!(page.hears(3), Answered::Last);
        assert_eq!(page.hears(1), Answered::Overtaken);
        assert_eq!(page.asked.len(), 4);
    }

    #[test]
    fn a_change_of_what_nobody_looks_at_any_more_is_not_asked_about() {
        let mut page = Page::default();
        page.on(Looked, "waiting");
        page.on(Changed, "waiting");
        page.on(Looked, "queried");
        assert_eq!(page.hears(0), Answered::Overtaken);
        assert_eq!(page.hears(1), Answered::Last);
        assert_eq!(page.asked, ["waiting", "queried"]);
    }

    #[test]
    fn the_answer_that_finds_the_server_again_is_not_asked_for_twice() {
        let mut page = Page::default();
        page.on(Looked, "waiting");
        assert_eq!(page.hears_nothing(0), Answered::Last);
        page.on(Lost, "waiting");
        page.on(Looked, "waiting");
        page.hears(1);
        page.on(Reached, "waiting");
        assert_eq!(page.asked.len(), 2);
    }

    #[test]
    fn what_was_read_before_the_server_was_lost_is_read_again() {
        let mut page = Page::default();
        page.on(Looked, "waiting");
        page.hears(0);
        page.on(Reached, "waiting");
        assert_eq!(page.asked.len(), 1);
        page.on(Lost, "waiting");
        page.on(Reached, "waiting");
        page.on(Looked, "waiting");
        assert_eq!(page.asked.len(), 2);
    }

    #[test]
    fn what_changed_while_nothing_could_be_read_waits_for_the_server() {
        let mut page = Page::default();
        page.on(Looked, "waiting");
        page.on(Changed, "waiting");
        assert_eq!(page.hears_nothing(0), Answered::Last);
        assert_eq!(page.asked.len(), 1);
        page.on(Reached, "waiting");
        assert_eq!(page.asked.len(), 2);
    }

    #[test]
    fn one_more_page_is_neither_asked_for_twice_nor_lost_to_a_change() {
        let mut page = Page::default();
        let turn = page.asking.one_more("waiting").unwrap();
        assert_eq!(page.asking.one_more("waiting"), None);
        page.on(Looked, "waiting");
        assert_eq!(page.asking.answered(turn, true), Answered::Before);
        assert!(page.asked.is_empty());
    }
}
