//! Names and titles of a run or comparison that the charts' font can't draw.

use crate::files::manifest::Manifest;
use crate::glyphs;
use crate::language::Language;
use crate::phrase;

/// What to say of them; nothing when all can be drawn.
pub fn note(manifest: &Manifest, language: Language) -> Option<String> {
    let mut texts: Vec<(&str, &str)> = vec![
        (phrase!("title"), manifest.title()),
        (phrase!("source"), &manifest.source),
        (phrase!("unit of the currency"), &manifest.currency_unit),
    ];
    texts.extend(manifest.shocks.iter().map(|shock| (phrase!("shock"), shock.name.as_str())));
    texts.extend(manifest.policies.iter().map(|policy| (phrase!("policy"), policy.name.as_str())));
    texts.extend(
        manifest
            .comparison
            .iter()
            .flat_map(|comparison| &comparison.arms)
            .map(|arm| (phrase!("arm"), arm.as_str())),
    );
    texts.extend(manifest.sectors.iter().map(|sector| (phrase!("sector"), sector.label.as_str())));
    texts.extend(manifest.regions.iter().map(|region| (phrase!("region"), region.label.as_str())));
    glyphs::note(&glyphs::lacking(texts, language), language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_name_counts() {
        let scenario = crate::experiment::fixtures::loaded("a").scenario;
        let manifest =
            crate::export::manifest::of(&scenario, &"0123abcd".repeat(4), 1, "tideover run a.toml");
        assert_eq!(note(&manifest, Language::English), None);
        let mut named = manifest.clone();
        named.title = "疫情".into();
        named.sectors[0].label = "餐饮".into();
        named.regions[0].label = "湖北".into();
        let said = note(&named, Language::English).unwrap();
        assert!(said.contains("title \"疫情\", sector \"餐饮\", region \"湖北\""), "{said}");
        // All words of charts in Chinese are lacking; the title speaks for them.
        let mut spoken = manifest;
        spoken.title = "China without shock or policy".into();
        assert_eq!(note(&spoken, Language::English), None);
        spoken.language = Language::Chinese;
        assert!(note(&spoken, Language::English).unwrap().contains("title \"中国：无冲击、无政策\""));
    }
}
