mod by_hand;
mod outgoing;
mod people;
mod properties;
mod table;
mod units;
