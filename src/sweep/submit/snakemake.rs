//! Snakemake: a job for each shard, and one that merges.
//!
//! A shard whose points all have a row counts as done, also where some of them failed (exit code 4): the
//! merge tells which. The marks of what is done belong to one submission, so the next does not heed them
//! (`--forceall`): shards look for themselves what is missing, and a shard that is done ends at once.

use super::{FOLDER, MARK, RESTARTS, Request, START, quote, setup, words};
use crate::phrase;

/// What to do where Snakemake is missing.
pub(super) const MISSING: &str = phrase!("Install it by `pip install snakemake`.");

/// The two scripts: the rules, and the command that follows them.
pub(super) fn scripts(request: &Request) -> Vec<(String, String)> {
    vec![("Snakefile".into(), rules(request)), (START.into(), start(request))]
}

fn rules(request: &Request) -> String {
    let places = request.places();
    let place = format!("{}/{FOLDER}", places.folder);
    let memory = request.memory.map(|megabytes| format!("\n        mem_mb={megabytes},")).unwrap_or_default();
    let runtime = request
        .walltime
        .map(|seconds| format!("\n        runtime={},", seconds.div_ceil(60)))
        .unwrap_or_default();
    let resources = if memory.is_empty() && runtime.is_empty() {
        String::new()
    } else {
        format!("    resources:{memory}{runtime}\n")
    };
    // A shard that was stopped for time goes on when it is tried again.
    let retries =
        if request.walltime.is_some() { format!("    retries: {RESTARTS}\n") } else { String::new() };
    let shard = format!(
        "set +eu\n{}{} sweep run {} --shard @i@/{}{}{} --threads @threads@ --progress plain >>@log@ 2>&1\ncode=$?\n\
         [ \"$code\" -eq 0 ] || [ \"$code\" -eq 4 ] || exit \"$code\"\ntouch @mark@\n",
        setup(request),
        quote(places.program),
        quote(places.folder),
        request.shards,
        words(request),
        request.memory.map(|megabytes| format!(" --memory {megabytes}MB")).unwrap_or_default()
    );
    // Lines of setup are written for shells that are less strict than Snakemake's.
    let merge = format!(
        "set +eu\n{}{} sweep merge {}\n",
        setup(request),
        quote(places.program),
        quote(places.folder)
    );
    let fields =
        [("@i@", "{wildcards.i}"), ("@threads@", "{threads}"), ("@log@", "{log}"), ("@mark@", "{output}")];
    let shard = fields.iter().fold(braces(&shard), |text, (ours, theirs)| text.replace(ours, theirs));
    format!(
        "# {MARK}; `bash {START}` runs it.\n\
         shell.executable(\"/bin/bash\")\n\
         workdir: {workdir}\n\n\
         rule merge:\n    input:\n        expand(\"done/shard-{{i}}\", i=range(1, {shards} + 1)),\n    shell:\n        {merge}\n\n\
         rule shard:\n    output:\n        \"done/shard-{{i}}\",\n    log:\n        \"logs/shard-{{i}}.log\",\n    \
         wildcard_constraints:\n        i=r\"\\d+\",\n    threads: {cpus}\n{resources}{retries}    shell:\n        {shard}\n",
        workdir = python(&place),
        shards = request.shards,
        merge = python(&braces(&merge)),
        cpus = request.cpus,
        shard = python(&shard),
    )
}

fn start(request: &Request) -> String {
    let place = request.place();
    let cores = if request
        .options
        .iter()
        .any(|option| option.starts_with("--cores") || option.starts_with("--profile"))
    {
        String::new()
    } else {
        " --cores all".into()
    };
    let options: String = request.options.iter().map(|option| format!(" {}", quote(option))).collect();
    format!(
        "#!/bin/bash\n# {MARK}: runs the rules of Snakefile.\nset -euo pipefail\ncd {}\n\
         exec snakemake --snakefile Snakefile --forceall --rerun-incomplete --keep-going --nocolor{cores}{options}\n",
        quote(&place.to_string_lossy())
    )
}

/// A text in which Snakemake sees no fields.
fn braces(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// A text as Python writes it. JSON's way is one of Python's.
fn python(text: &str) -> String {
    serde_json::Value::String(text.into()).to_string()
}
