//! Which unit a code or a name means.

use super::reason::Reason;
use crate::id::UnitId;
use crate::people::UnitInFull;
use crate::table::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Units by what they can be called.
pub(super) struct UnitWords<'a> {
    units: BTreeMap<UnitId, &'a UnitInFull>,
    by_code: BTreeMap<String, UnitId>,
    by_name: BTreeMap<&'a str, Vec<UnitId>>,
    /// Codes of this table that are wrong themselves.
    wrong: BTreeSet<String>,
}

impl<'a> UnitWords<'a> {
    pub(super) fn of(units: impl Iterator<Item = &'a UnitInFull>) -> Self {
        let mut words = Self {
            units: BTreeMap::new(),
            by_code: BTreeMap::new(),
            by_name: BTreeMap::new(),
            wrong: BTreeSet::new(),
        };
        for unit in units {
            words.units.insert(unit.id, unit);
            if let Some(code) = &unit.code {
                words.by_code.insert(code.to_lowercase(), unit.id);
            }
            words.by_name.entry(&unit.name).or_default().push(unit.id);
        }
        words
    }

    pub(super) fn with_wrong(mut self, codes: BTreeSet<String>) -> Self {
        self.wrong = codes;
        self
    }

    pub(super) fn get(&self, unit: UnitId) -> Option<&'a UnitInFull> {
        self.units.get(&unit).copied()
    }

    /// What a unit is called.
    pub(super) fn name(&self, unit: UnitId) -> String {
        self.get(unit)
            .map_or_else(|| unit.to_string(), |unit| unit.name.clone())
    }

    /// The unit that is meant: by its code, its name where only one has it, or its id, as a form says it.
    pub(super) fn meant(&self, text: &str) -> Result<UnitId, Reason> {
        if let Some(unit) = text
            .parse::<UnitId>()
            .ok()
            .filter(|id| self.units.contains_key(id))
        {
            return Ok(unit);
        }
        let code = text.to_lowercase();
        if let Some(unit) = self.by_code.get(&code) {
            return Ok(*unit);
        }
        if self.wrong.contains(&code) {
            return Err(Reason::UnitIsWrong(text.to_owned()));
        }
        match self.by_name.get(text).map(Vec::as_slice) {
            Some([unit]) => Ok(*unit),
            Some(several) => Err(Reason::SeveralUnits {
                name: text.to_owned(),
                codes: self.codes(several),
            }),
            None => Err(Reason::UnknownUnit(text.to_owned())),
        }
    }

    /// What a table calls a unit so that no other is meant: its code, its name where only one has it, else its id.
    pub(super) fn written(&self, unit: UnitId) -> String {
        let known = self.get(unit);
        let code = known.and_then(|unit| unit.code.clone());
        let name = known.map(|unit| unit.name.clone());
        let is_meant = |text: &String| {
            let read = Cell::Text(text.clone()).code().ok().flatten();
            read.and_then(|text| self.meant(&text).ok()) == Some(unit)
        };
        let mut called = code.into_iter().chain(name);
        called.find(is_meant).unwrap_or_else(|| unit.to_string())
    }

    fn codes(&self, units: &[UnitId]) -> String {
        let codes = units
            .iter()
            .filter_map(|unit| self.get(*unit)?.code.clone());
        codes.collect::<Vec<_>>().join(", ")
    }
}
