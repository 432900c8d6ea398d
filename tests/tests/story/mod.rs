mod claim;
mod class;
mod offline_day;
mod pay;
mod pictures;
mod signs_in;
mod two_phones;
mod update;
