//! Commission and measures: golden cases, properties, tables, stored forms.

#[cfg(test)]
mod commission {
    mod case;
    mod cases;
    mod fact_file;
    mod figures;
    mod histories;
    mod late;
    mod problems;
    mod properties;
    mod readings;
    mod staff;
    mod stored_forms;
    mod tables;
    mod texts;
}
