//! One history: a day of work under faults, then the world heals, then what was promised is checked.

use super::invariants::broken_promises;
use super::phone::{Phone, Tab};
use super::world::World;
use shared::sync::Event;

/// Steps of a history before it heals.
const STEPS: usize = 150;
/// Rounds a healed world may take until everything has arrived.
const HEALING_ROUNDS: usize = 400;
/// Ten years, in milliseconds.
const TEN_YEARS_MS: i64 = 315_360_000_000;

/// What came of a history.
pub struct Report {
    /// Its seed: the same seed plays the same history.
    pub seed: u64,
    /// How many faults it had.
    pub faults: u32,
    /// How many records the server holds at the end.
    pub records: usize,
    /// The promises that were broken; empty when all is well.
    pub broken: Vec<String>,
}

/// Plays the history of a seed.
pub fn play(seed: u64) -> Report {
    let mut world = World::of_seed(seed);
    for _ in 0..STEPS {
        world.step();
    }
    world.heal();
    let mut broken = Vec::new();
    if !world.settle() {
        broken.push("somebody waits forever".to_owned());
    }
    broken.extend(broken_promises(&world));
    Report {
        seed,
        faults: world.fate.faults,
        records: world.server.durable.records.len(),
        broken,
    }
}

impl World {
    fn step(&mut self) {
        match self.fate.below(10) {
            0..=4 => self.somebody_acts(),
            5..=6 => self.office_acts(),
            _ => self.something_befalls(),
        }
        let ms = self.fate.below(20_000);
        self.pass(i64::try_from(ms).unwrap_or(0));
    }

    fn something_befalls(&mut self) {
        let Some(place) = self.fate.place(self.phones.len()) else {
            return;
        };
        self.fate.faults += 1;
        match self.fate.below(18) {
            0 => self.server.down_until = self.now + 120_000,
            1 => self.kill(place),
            2 => self.phones[place].full_until = self.now + 60_000,
            3 => self.second_tab(place),
            4 => self.wrong_clock(place),
            5 => self.phones[place].signed_in = false,
            6 => self.sign_in(place),
            7 => self.server.back_up(),
            8 if self.fate.chance(30) => self.server.restore(),
            9 if self.fate.chance(20) => self.clone_phone(place),
            10 | 11 => self.policy_moves(),
            12 if self.fate.chance(20) => self.contract_changes(place),
            13 => self.phones[place].old = true,
            14 => self.update(place),
            15 => self.server.old = !self.server.old,
            16 => self.sends_in_background(place),
            _ => self.scope_changes(),
        }
    }

    fn second_tab(&mut self, place: usize) {
        if self.phones[place].tabs.len() < 2 {
            let seed = self.now.unsigned_abs();
            self.phones[place].tabs.push(Tab::new(seed));
        }
    }

    fn wrong_clock(&mut self, place: usize) {
        let off = self.fate.below(20);
        self.phones[place].skew = (i64::try_from(off).unwrap_or(0) - 10) * TEN_YEARS_MS / 10;
        for tab in &mut self.phones[place].tabs {
            tab.wake_at = tab.wake_at.map(|_| self.now + 1_000);
        }
    }

    /// The app starts anew, with the build of the day.
    fn update(&mut self, place: usize) {
        self.phones[place].old = false;
        self.phones[place].store.update();
        self.kill(place);
    }

    fn sign_in(&mut self, place: usize) {
        self.phones[place].signed_in = true;
        for tab in 0..self.phones[place].tabs.len() {
            self.tell(place, tab, Event::SignedIn);
        }
    }

    /// Somebody restores a phone's backup on another phone: the same device id twice.
    fn clone_phone(&mut self, place: usize) {
        if self.phones.len() < 10 {
            let original = &mut self.phones[place];
            original.copied = true;
            let copy = Phone::new(original.person.clone(), original.store.clone());
            self.phones.push(Phone {
                copied: true,
                ..copy
            });
        }
    }

    fn heal(&mut self) {
        self.fate.healed = true;
        self.server.down_until = 0;
        self.server.old = false;
        for place in 0..self.phones.len() {
            self.phones[place].full_until = 0;
            self.update(place);
            self.sign_in(place);
        }
        self.pass(120_000);
    }

    /// Passes time until nothing waits; people see to what is set aside. False if that never comes.
    fn settle(&mut self) -> bool {
        for _ in 0..HEALING_ROUNDS {
            for place in 0..self.phones.len() {
                while self.see_to_set_aside(place) {}
                self.tell(place, 0, Event::Nudged);
            }
            self.pass(120_000);
            if self.nothing_waits() {
                self.pass(240_000);
                return self.nothing_waits();
            }
        }
        false
    }

    /// Whose contract has ended keeps what is theirs, and waits for nothing.
    fn nothing_waits(&self) -> bool {
        let revoked = &self.server.revoked;
        self.phones
            .iter()
            .filter(|phone| !revoked.contains(&phone.person.id))
            .all(|phone| phone.store.outbox().is_empty())
    }
}
