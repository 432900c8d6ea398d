//! Chance, from a seed: the same seed makes the same choices.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::env;
use std::str::FromStr;

/// The dice of one history.
pub struct Fate {
    dice: ChaCha8Rng,
    /// How many faults happened.
    pub faults: u32,
    /// No more faults: the world heals.
    pub healed: bool,
}

impl Fate {
    /// The dice of a seed.
    pub fn of_seed(seed: u64) -> Self {
        Self {
            dice: ChaCha8Rng::seed_from_u64(seed),
            faults: 0,
            healed: false,
        }
    }

    /// The dice of `SADDLEBAG_SEED`, or of a seed nobody has chosen; which one is printed.
    pub fn of_run() -> Self {
        let seed = from_environment("SADDLEBAG_SEED").unwrap_or_else(rand_seed);
        println!("SADDLEBAG_SEED={seed} makes the same choices again");
        Self::of_seed(seed)
    }

    /// A number below `end`, which is at least 1.
    pub fn below(&mut self, end: u64) -> u64 {
        self.dice.next_u64() % end.max(1)
    }

    /// A place in a list of `len`; `None` if it is empty.
    pub fn place(&mut self, len: usize) -> Option<usize> {
        (len > 0).then(|| usize::try_from(self.below(len as u64)).unwrap_or(0))
    }

    /// True `percent` times of 100.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A fault, `percent` times of 100, until the world heals.
    pub fn fault(&mut self, percent: u64) -> bool {
        let strikes = !self.healed && self.chance(percent);
        self.faults += u32::from(strikes);
        strikes
    }

    /// A number for an id.
    pub fn id(&mut self) -> u128 {
        (u128::from(self.dice.next_u64()) << 64) | u128::from(self.dice.next_u64())
    }
}

/// How often a fault is made: `short`, or `SADDLEBAG_ROUNDS` for a longer run.
pub fn rounds(short: u64) -> u64 {
    from_environment("SADDLEBAG_ROUNDS").unwrap_or(short)
}

fn from_environment<T: FromStr>(name: &str) -> Option<T> {
    env::var(name).ok()?.parse().ok()
}

/// The standard library's own randomness: a hasher is keyed anew in every process.
fn rand_seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(0)
}
