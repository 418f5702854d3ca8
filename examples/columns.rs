//! Prints `docs/columns.md`: `cargo run --example columns > docs/columns.md`

fn main() {
    print!("{}", tallywire::findings::columns_page());
}
