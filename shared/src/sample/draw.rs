//! Choices that follow from a seed.

/// A sequence of choices that looks random and is the same for the same seed (SplitMix64).
#[derive(Debug, Clone)]
pub(super) struct Draw(u64);

impl Draw {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Fills the bytes.
    pub(super) fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            let [first, ..] = self.next().to_be_bytes();
            *byte = first;
        }
    }

    /// A number from `from` to `to`, both included.
    pub(super) const fn between(&mut self, from: u32, to: u32) -> u32 {
        from + (self.next() % (to - from + 1) as u64) as u32
    }

    /// True so many times in a hundred.
    pub(super) const fn percent(&mut self, times: u32) -> bool {
        self.between(1, 100) <= times
    }

    /// One of them; `None` if there is none.
    pub(super) fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let last = u32::try_from(all.len()).ok()?.checked_sub(1)?;
        all.get(self.between(0, last) as usize)
    }

    /// One of the words; empty if there is none.
    pub(super) fn word<'a>(&mut self, all: &[&'a str]) -> &'a str {
        self.one_of(all).copied().unwrap_or_default()
    }
}
