//! Quantities: numbers with their units and modifiers, ranges of them, what is none, and what a figure is in a move.
//!
//! `quantity` goes through a sentence: an `operand` has a `unit` and a `rate`, or an `age` is made of it; `joined` makes one quantity of
//! two. `exclude`, `no_quantity`, `name_number` and `race` refuse what is none. `counted` finds what is counted, `noun_phrase` what a figure is said of;
//! `movement` with `motion_before`, `reached`, `comparison`, `earlier` and `further` ask whether a figure is a level, a change or an earlier level.

pub mod age;
pub mod amount;
pub mod comparison;
mod counted;
pub mod earlier;
pub mod exclude;
pub mod further;
pub mod joined;
pub mod motion_before;
pub mod movement;
pub mod name_number;
pub mod no_quantity;
pub mod noun_phrase;
pub mod operand;
pub mod quantity;
pub mod race;
pub mod rate;
pub mod reached;
pub mod shared;
pub mod told_apart;
pub mod unit;
