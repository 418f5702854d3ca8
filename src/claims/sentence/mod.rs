//! One sentence as the rules see it: words, parts of speech put right for news, names, verbs with their particles.
//!
//! `line` is the sentence, and `lookup` finds units and their like in it. Its `tags` come of the tagger; `corrections` and
//! `misread` put them right on a `retag`, `missing_verb` finds the verb of a sentence that seems to have none. `verb` and `motion` tell what its verbs say.

pub mod corrections;
pub mod dateline;
pub mod figure_told;
pub mod line;
pub mod lookup;
pub mod misread;
pub mod missing_verb;
pub mod motion;
pub mod noun_told;
pub mod other_told;
pub mod retag;
pub mod small_letters;
pub mod tags;
pub mod verb;
pub mod verb_told;
