//! `schema`: the JSON Schema of the files that users write, for editors.

use super::{Global, print};
use crate::error::Result;
use crate::scenario::schema;
use crate::sweep::schema as sweeps;

/// Prints the JSON Schema of scenario, sweep or economy files, by which editors complete and check them
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Files that `tideover new` writes name the schema in their first line, as the shipped ones do: \
    #:schema ./scenario.schema.json. Editors that read that line (Even Better TOML in Visual Studio Code, Taplo, Tombi) then offer keys and \
    levers, show what each means, and mark what is wrong while you write. `tideover check` looks deeper.\n\n\
    Examples:\n  tideover schema > scenario.schema.json\n  tideover schema sweep > sweep.schema.json"
)]
pub(super) struct Schema {
    /// The kind of file
    #[arg(value_enum, value_name = "KIND", default_value = "scenario")]
    kind: Kind,
}

/// A kind of file that users write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// A scenario, or a file that one extends
    Scenario,
    /// A sweep
    Sweep,
    /// An economy pack
    Economy,
}

impl Schema {
    pub(super) fn run(self, _: &Global) -> Result<()> {
        let schema = match self.kind {
            Kind::Scenario => schema::scenario(),
            Kind::Sweep => sweeps::sweep(),
            Kind::Economy => schema::economy(),
        };
        print::data(schema::text(&schema).trim_end())
    }
}
