mod by_hand;
mod outgoing;
mod people;
mod properties;
mod table;
mod units;
mod units_by_hand;
