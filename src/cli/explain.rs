//! `explain`: what a key or a printed word means, wherever it is declared.

use super::topics::{Topic, topics};
use super::{Global, print};
use crate::diagnose::did_you_mean;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::starters;
use crate::told;

/// Explains a key: a parameter, a lever, a shock, a key of scenario files, a column or a metric of results
#[derive(clap::Args, Debug)]
#[command(after_help = "A bare name finds everything of that name; a path finds one thing.\n\n\
    Examples:\n  tideover explain owner.look_through\n  tideover explain loan_guarantee\n  tideover explain policy.take_up\n  \
    tideover explain demand\n  tideover explain cash_days_p50\n  tideover explain jobs_change_lowest\n  \
    tideover explain recipes\n  tideover explain minimum wage")]
pub(super) struct Explain {
    /// What to explain
    #[arg(value_name = "KEY", required = true)]
    key: Vec<String>,
}

impl Explain {
    pub(super) fn run(self, global: &Global) -> Result<()> {
        let language = global.language();
        // What programs read stays English.
        let topics = topics(if global.json { Language::English } else { language });
        let mut key = self.key.join("_").trim().trim_matches(['[', ']']).to_string();
        // In files sums of money end in the currency's unit: sales_bn_yuan.
        let known = topics.iter().any(|topic| topic.names.contains(&key));
        let spelled = key.to_lowercase().replace(['-', ' '], "_");
        if !known && topics.iter().any(|topic| topic.names.contains(&spelled)) {
            key = spelled;
        } else if let Some(recipe) = starters::find(starters::all(), &key).filter(|_| !known) {
            key = recipe.name.into();
        }
        if let Some((stem, _)) = key.split_once("_bn_").filter(|_| !known) {
            key = format!("{stem}_bn");
        }
        let found: Vec<&Topic> = topics.iter().filter(|topic| topic.names.contains(&key)).collect();
        if found.is_empty() {
            let names = topics.iter().flat_map(|topic| topic.names.iter().map(String::as_str));
            let hint = did_you_mean(&key, names)
                .unwrap_or_else(|| told!("see `tideover params`, `tideover levers`"));
            return Err(Error::Usage(told!(
                "nothing is called {key}; {hint}",
                key = format!("{key:?}"),
                hint = hint
            )));
        }
        if global.json {
            let page = |topic: &&Topic| serde_json::json!({ "key": topic.names[0], "kind": topic.kind, "text": topic.text });
            return print::json(&found.iter().map(page).collect());
        }
        let page = |topic: &&Topic| {
            format!("{}{}\n\n{}\n", topic.names[0], language.bracketed(&topic.kind), topic.text.trim_end())
        };
        print::data(&found.iter().map(page).collect::<Vec<_>>().join("\n"))
    }
}
