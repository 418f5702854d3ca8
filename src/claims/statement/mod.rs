//! What is said of a quantity: the verb, what it is about, who, where, when, who says so and how it is meant.
//!
//! `fill_in` makes the claim. What the quantity is said of is looked for by an `about_finder`, in its own noun phrase, by
//! the verb and by the preposition before it; `follow` adds what the figure before tells. Each part has its page beside.

pub mod about;
pub mod about_count;
pub mod about_finder;
pub mod about_lead;
pub mod about_noun;
pub mod about_owner;
pub mod about_phrase;
pub mod about_verb;
pub mod actors;
pub mod antecedent;
pub mod days;
pub mod entity;
pub mod fill_in;
pub mod follow;
pub mod frame;
pub mod hearsay;
pub mod label;
pub mod modality;
pub mod named;
pub mod place;
pub mod pronoun;
pub mod speech;
pub mod when;
