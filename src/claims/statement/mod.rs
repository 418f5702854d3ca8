//! What is said of a quantity: the verb, what it is about, who, where, when, who says so and how it is meant.

pub mod about;
pub mod about_count;
pub mod about_finder;
pub mod about_lead;
pub mod about_noun;
pub mod about_owner;
pub mod about_phrase;
pub mod about_verb;
pub mod actors;
pub mod entity;
pub mod fill_in;
pub mod follow;
pub mod frame;
pub mod modality;
pub mod place;
pub mod speech;
pub mod when;
