//! Damm's check digit: finds every single wrong digit and every swap of two neighbours.
//!
//! H. M. Damm, *Total anti-symmetrische Quasigruppen*, 2004; the table is the one of that thesis.

const TABLE: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// The check digit of these digits (each 0 to 9). Digits followed by their check digit give 0.
pub(super) fn check_digit(digits: impl IntoIterator<Item = u8>) -> u8 {
    digits.into_iter().fold(0, |interim, digit| {
        TABLE[usize::from(interim % 10)][usize::from(digit % 10)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_literature() {
        assert_eq!(check_digit([5, 7, 2]), 4);
        assert_eq!(check_digit([5, 7, 2, 4]), 0);
    }
}
