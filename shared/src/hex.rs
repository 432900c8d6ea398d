//! Newtypes over bytes of a fixed number, written in lower-case hexadecimal.

use core::fmt;

/// The text is not the hexadecimal form of so many bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidHex {
    /// How many bytes it should be.
    pub bytes: usize,
}

impl fmt::Display for InvalidHex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.bytes.saturating_mul(2);
        write!(f, "not {digits} digits of 0 to 9 and a to f")
    }
}

impl core::error::Error for InvalidHex {}

/// Reads exactly `N` bytes.
///
/// # Errors
/// If the text is anything but `2 * N` digits, 0 to 9 and a to f.
pub fn parse<const N: usize>(text: &str) -> Result<[u8; N], InvalidHex> {
    let invalid = InvalidHex { bytes: N };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != N || !rest.is_empty() {
        return Err(invalid);
    }
    let mut bytes = [0; N];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let (Some(high), Some(low)) = (digit(*high), digit(*low)) else {
            return Err(invalid);
        };
        *byte = high * 16 + low;
    }
    Ok(bytes)
}

const fn digit(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'a'..=b'f' => Some(character - b'a' + 10),
        _ => None,
    }
}

/// Conversions, `Display`, `FromStr`, and serde through them for a struct over `[u8; N]`.
macro_rules! hex_newtype {
    ($name:ident, $bytes:literal) => {
        impl $name {
            /// Of its bytes.
            pub const fn new(bytes: [u8; $bytes]) -> Self {
                Self(bytes)
            }

            /// Its bytes.
            pub const fn bytes(&self) -> &[u8; $bytes] {
                &self.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl core::str::FromStr for $name {
            type Err = $crate::hex::InvalidHex;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::hex::parse(text).map(Self)
            }
        }

        $crate::newtype::serde_as_text!($name);
    };
}

pub(crate) use hex_newtype;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_written_form_is_read() {
        assert_eq!(parse("00ff7a"), Ok([0, 255, 122]));
        for wrong in ["", "00ff7", "00ff7a00", "00FF7A", "00ff7g", "00ff7é"] {
            assert_eq!(parse::<3>(wrong), Err(InvalidHex { bytes: 3 }), "{wrong}");
        }
    }
}
