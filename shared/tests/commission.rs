//! Commission and measures: golden cases, properties, tables, stored forms.

#[cfg(test)]
mod commission {
    mod case;
    mod cases;
    mod fact_file;
    mod figures;
    mod histories;
    mod late;
    mod odd_cells;
    mod problems;
    mod properties;
    mod readings;
    mod staff;
    mod stored_forms;
    mod tables;
    mod texts;
}
