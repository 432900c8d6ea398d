//! Follows every chain from its beginning, and holds it against an exported head.

use super::fault::{Fault, Found};
use super::{self as audit, Head, Row};
use crate::store::{Db, Stored};
use serde::Serialize;

/// What was found.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Nothing is wrong.
    pub whole: bool,
    /// How many rows the log has.
    pub rows: u64,
    /// The last row of each chain.
    pub heads: Vec<Head>,
    /// At most one for each chain: its first.
    pub faults: Vec<Found>,
}

/// Follows every chain of the log and of the exported heads.
pub async fn verify(db: &mut Db, exported: &[Head]) -> Stored<Report> {
    let heads = audit::heads(db).await?;
    let mut chains: Vec<&str> = heads.iter().map(|head| head.chain.as_str()).collect();
    chains.extend(exported.iter().map(|head| head.chain.as_str()));
    chains.sort_unstable();
    chains.dedup();
    let mut faults = Vec::new();
    for chain in chains {
        let known = exported.iter().find(|head| head.chain == chain);
        faults.extend(Walk::new(chain, known).follow(db).await?);
    }
    Ok(Report {
        whole: faults.is_empty(),
        rows: audit::count_rows(db).await?,
        heads,
        faults,
    })
}

/// One chain, followed row by row.
struct Walk<'a> {
    chain: &'a str,
    known: Option<&'a Head>,
    /// How many rows fit so far.
    seq: u64,
    /// The hash of the last of them.
    hash: String,
}

impl<'a> Walk<'a> {
    const fn new(chain: &'a str, known: Option<&'a Head>) -> Self {
        Self {
            chain,
            known,
            seq: 0,
            hash: String::new(),
        }
    }

    async fn follow(mut self, db: &mut Db) -> Stored<Option<Found>> {
        let mut page = audit::rows(db, self.chain, None).await?;
        while let Some(last) = page.last().map(|row| row.seq) {
            for row in &page {
                if let Some(found) = self.step(db, row).await? {
                    return Ok(Some(found));
                }
            }
            page = audit::rows(db, self.chain, Some(last)).await?;
        }
        Ok(self.end())
    }

    async fn step(&mut self, db: &mut Db, row: &Row) -> Stored<Option<Found>> {
        let next = self.seq + 1;
        if row.seq != next {
            let until = row.seq.saturating_sub(1);
            return Ok(Some(self.found(next, Fault::Deleted { until })));
        }
        if row.hash_at(row.seq)? != row.hash {
            let fault = self.edited_or_moved(db, row).await?;
            return Ok(Some(self.found(next, fault)));
        }
        if row.previous != self.hash {
            return Ok(Some(self.found(next, Fault::Unlinked)));
        }
        if self
            .known
            .is_some_and(|head| head.seq == next && head.hash != row.hash)
        {
            return Ok(Some(self.found(next, Fault::Rewritten)));
        }
        self.seq = next;
        self.hash.clone_from(&row.hash);
        Ok(None)
    }

    /// The hash names the place at which a row was written, too.
    async fn edited_or_moved(&self, db: &mut Db, row: &Row) -> Stored<Fault> {
        let heads = audit::heads(db).await?;
        let mut last: Vec<u64> = heads.iter().map(|head| head.seq).collect();
        last.extend(self.known.map(|head| head.seq));
        for from in 1..=last.into_iter().max().unwrap_or(0) {
            if row.hash_at(from)? == row.hash {
                return Ok(Fault::Reordered { from });
            }
        }
        Ok(Fault::Edited)
    }

    fn end(&self) -> Option<Found> {
        let until = self
            .known
            .map(|head| head.seq)
            .filter(|seq| *seq > self.seq)?;
        Some(self.found(self.seq + 1, Fault::CutTail { until }))
    }

    fn found(&self, seq: u64, fault: Fault) -> Found {
        Found::at(self.chain, seq, fault)
    }
}
