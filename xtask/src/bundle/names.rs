//! The names of functions, which only a debugger reads: a panic says its line without them, and they would be more
//! than half of what a browser loads and keeps.

use std::{fs, path::Path};

use anyhow::Result;
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

/// Takes them out of every module in the folder.
pub fn remove_names(parts: &Path) -> Result<()> {
    for part in fs::read_dir(parts)? {
        let path = part?.path();
        if path.extension().is_some_and(|ending| ending == "wasm") {
            fs::write(&path, without_names(&fs::read(&path)?)?)?;
        }
    }
    Ok(())
}

fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let mut rest = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let is_names =
            matches!(&payload, Payload::CustomSection(section) if section.name() == "name");
        if let Some((id, range)) = payload.as_section().filter(|_| !is_names) {
            let data = module.get(range).unwrap_or_default();
            rest.section(&RawSection { id, data });
        }
    }
    Ok(rest.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, Function, FunctionSection, NameMap, NameSection, TypeSection};

    #[test]
    fn all_but_the_names_stays() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instructions().end();
        code.function(&body);
        let mut bare = Module::new();
        bare.section(&types).section(&functions).section(&code);
        let mut named = bare.clone();
        let mut names = NameSection::new();
        let mut of_functions = NameMap::new();
        of_functions.append(0, "begin");
        names.functions(&of_functions);
        named.section(&names);
        let (bare, named) = (bare.finish(), named.finish());
        assert_ne!(named, bare);
        assert_eq!(without_names(&named).ok(), Some(bare));
    }
}
