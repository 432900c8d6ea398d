mod offline_day;
mod signs_in;
