//! Chance, from a seed: the same seed is the same history.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The dice of one history.
pub(super) struct Fate {
    dice: ChaCha8Rng,
    /// How many faults happened.
    pub(super) faults: u32,
    /// No more faults: the world heals.
    pub(super) healed: bool,
}

impl Fate {
    pub(super) fn of_seed(seed: u64) -> Self {
        Self {
            dice: ChaCha8Rng::seed_from_u64(seed),
            faults: 0,
            healed: false,
        }
    }

    /// A number below `end`, which is at least 1.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.dice.next_u64() % end.max(1)
    }

    /// A place in a list of `len`; `None` if it is empty.
    pub(super) fn place(&mut self, len: usize) -> Option<usize> {
        (len > 0).then(|| usize::try_from(self.below(len as u64)).unwrap_or(0))
    }

    /// True `percent` times of 100.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A fault, `percent` times of 100, until the world heals.
    pub(super) fn fault(&mut self, percent: u64) -> bool {
        let strikes = !self.healed && self.chance(percent);
        self.faults += u32::from(strikes);
        strikes
    }

    /// A number for an id.
    pub(super) fn id(&mut self) -> u128 {
        (u128::from(self.dice.next_u64()) << 64) | u128::from(self.dice.next_u64())
    }
}
