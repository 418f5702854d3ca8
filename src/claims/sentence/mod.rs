//! One sentence as the rules see it: words, parts of speech put right for news, names, verbs with their particles.

pub mod corrections;
pub mod dateline;
pub mod line;
pub mod lookup;
pub mod misread;
pub mod motion;
pub mod noun_told;
pub mod other_told;
pub mod retag;
pub mod small_letters;
pub mod tags;
pub mod verb;
pub mod verb_told;
