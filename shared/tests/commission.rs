//! Commission and measures: golden cases, properties.

#[cfg(test)]
mod commission {
    mod case;
    mod cases;
    mod histories;
    mod properties;
}
