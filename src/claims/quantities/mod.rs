//! Quantities: numbers with their units and modifiers, ranges of them, what is none, and what a figure is in a move.

pub mod age;
pub mod amount;
pub mod comparison;
pub mod exclude;
pub mod further;
pub mod joined;
pub mod movement;
pub mod name_number;
pub mod no_quantity;
pub mod noun_phrase;
pub mod operand;
pub mod quantity;
pub mod race;
pub mod told_apart;
pub mod unit;
