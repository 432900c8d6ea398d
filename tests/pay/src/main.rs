//! Prints what comes out of the case files that are named.

fn main() {
    for file in std::env::args().skip(1) {
        println!("{}", pay::run(&std::fs::read_to_string(file).unwrap()));
    }
}
