//! Beside each file that shrinks: `.br` and `.gz`, so that the server never compresses it itself.

use std::{fs, io::Write, path::Path};

use anyhow::Result;
use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;

use super::{Profile, site};

const SHRINKING: [&str; 7] = ["css", "html", "js", "json", "svg", "wasm", "webmanifest"];
/// Brotli's window, as a power of two: 4 MiB, more than any file we have.
const BROTLI_WINDOW: i32 = 22;

/// Compresses what shrinks, on all cores.
pub fn compress(folder: &Path, profile: Profile) -> Result<()> {
    let files = site::read(folder)?;
    files
        .par_iter()
        .filter(|(name, _)| {
            SHRINKING
                .iter()
                .any(|ending| name.ends_with(&format!(".{ending}")))
        })
        .try_for_each(|(name, content)| {
            fs::write(folder.join(format!("{name}.br")), brotli(content, profile)?)?;
            fs::write(folder.join(format!("{name}.gz")), gzip(content, profile)?)?;
            Ok(())
        })
}

fn brotli(content: &[u8], profile: Profile) -> Result<Vec<u8>> {
    let quality = match profile {
        Profile::Dev => 5,
        Profile::Release => 11,
    };
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: BROTLI_WINDOW,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &params)?;
    Ok(compressed)
}

fn gzip(content: &[u8], profile: Profile) -> Result<Vec<u8>> {
    let level = match profile {
        Profile::Dev => Compression::fast(),
        Profile::Release => Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
