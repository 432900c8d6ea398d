//! Commission and measures: golden cases, properties.

#[cfg(test)]
mod commission {
    mod case;
    mod cases;
    mod fact_file;
    mod histories;
    mod properties;
    mod readings;
}
