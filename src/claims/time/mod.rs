//! Time expressions: they date claims, and their numbers are no claims themselves.

pub mod calendar;
pub mod relative_time;
pub mod time_expression;
pub mod times;
