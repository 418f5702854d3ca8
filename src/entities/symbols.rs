//! Companies by the symbol that an exchange lists them under: `OKUMBE FOODS <OKFD>`, "Okumbe Foods (Nasdaq: OKFD)".

use std::ops::Range;

use super::area::Areas;
use super::firms::legal_form;
use super::link::{self, Linked};
use super::page::{Page, Style};
use super::{Article, Mention, Referent, initials, mention};
use crate::dictionary::{Kind, name_key};
use crate::text::{Class, TokenKind};

/// How many tokens the name of a company has at most that a headline begins with.
const LONGEST: usize = 6;

/// Adds the companies that headlines begin with, where nothing else names them: what stands inside of such a name is
/// none, but a body that the dictionary has.
pub fn complete(pages: &[Page<'_>], article: &Article<'_>, areas: &Areas<'_>, all: &mut [Vec<Mention>]) {
    for (page, mentions) in pages.iter().zip(all) {
        for (sentence, style) in page.text.sentences.iter().zip(&page.styles) {
            if *style == Style::Prose {
                continue;
            }
            let Some(name) = company(page, sentence.tokens.clone(), article) else { continue };
            let inside = |m: &Mention| m.tokens.start < name.end && m.tokens.end > name.start;
            // "LA TARRANT MOTOR INNS INC" is more than "LA TARRANT".
            let whole = legal_form(page, name.end - 1);
            let known = |m: &Mention| {
                m.kind == Kind::ORGANIZATION
                    && (m.tokens.end == name.end || !whole && matches!(m.referent, Referent::Entity(_)))
            };
            if mentions.iter().any(|m| inside(m) && (known(m) || m.tokens.end > name.end)) {
                continue;
            }
            mentions.retain(|m| !inside(m));
            let bodies = bodies(page, &name, article);
            let linked =
                (!bodies.is_empty()).then(|| link::linked(page, name.clone(), &bodies, article, areas));
            mentions.push(match linked {
                Some(Linked::Mention(mention)) => mention,
                _ => mention::unlinked(page, name, Kind::ORGANIZATION, "ticker", vec![]),
            });
            mentions.sort_by_key(|m| m.span.start);
        }
    }
}

/// The bodies, by their aliases, that the dictionary calls so.
fn bodies(page: &Page<'_>, name: &Range<usize>, article: &Article<'_>) -> Vec<u32> {
    let dictionary = article.dictionary;
    let Some(hit) = page.hits_at(name.start).iter().find(|h| h.end == name.end) else { return vec![] };
    let written = page.text.slice(name.clone());
    let fits = |a: &u32| {
        dictionary.entity_of(*a).kind == Kind::ORGANIZATION
            && dictionary.fits(&dictionary.aliases[*a as usize], written, true)
    };
    dictionary.index.aliases(hit.pattern).iter().copied().filter(fits).collect()
}

/// The name that a line begins with and a symbol ends.
fn company(page: &Page<'_>, line: Range<usize>, article: &Article<'_>) -> Option<Range<usize>> {
    let symbol = |n: &usize| matches!(page.as_is(*n), "<" | "(");
    let end = line.clone().skip(1).take(LONGEST).find(symbol)?;
    let verb = |n: usize| {
        let classes = article.english.words.classes(&name_key(page.as_is(n)));
        classes.any(Class::VERB_S) && !classes.any(Class::COMMON_NOUN)
    };
    let named = |n: usize| {
        let word = page.word(n);
        match page.text.tokens[n].kind {
            TokenKind::Word => word.capital && (!word.function || n > line.start) && !verb(n),
            _ => n > line.start && matches!(page.as_is(n), "-" | "&" | "." | "'s" | "/"),
        }
    };
    ((line.start..end).all(named) && initials::symbol(page, end)).then_some(line.start..end)
}
