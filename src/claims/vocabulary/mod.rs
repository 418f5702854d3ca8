//! What words mean without their sentence: numerals, units, currencies, modifiers, verbs of statements; and literals.

pub mod classes;
pub mod literal;
pub mod phrases;
pub mod words;
