//! Slurm: an array of one task a shard, and a job that merges when all have ended, however they ended.
//! Into which shards a sweep is cut: `sweep/shard.rs`.
//!
//! What was learnt about it, and is tested against a real one by `.ci/slurm`:
//!
//! - A signal before the end of the time goes to the shell of the task (`B:`), as steps alone get it
//!   otherwise and there is none; so the program runs in the background and the shell hands the signal on.
//! - A task starts again under its own number (`scontrol requeue`), so that the merge goes on waiting for it.
//!   It is named by array and index: the plain number of the last task is that of the whole array.
//! - Only a task that is running is started again. One that was cancelled gets the same signal, and would
//!   rise from the dead.
//! - The number of shards stands in the script. Slurm's own count is wrong when some tasks alone are
//!   submitted again.

use super::{FOLDER, MARK, RESTARTS, Request, START, amounts, quote, setup, words};
use crate::phrase;

/// What to do where Slurm is missing.
pub(super) const MISSING: &str = phrase!(
    "Submit where Slurm is, on a login node of the cluster; --dry-run writes the scripts without it."
);

/// The time of a merge, seconds: it only reads the rows of the shards.
const MERGE: u64 = 3600;

/// The three scripts: array, merge, and the one that submits both.
pub(super) fn scripts(request: &Request) -> Vec<(String, String)> {
    vec![
        ("array.sbatch".into(), array(request)),
        ("merge.sbatch".into(), merge(request)),
        (START.into(), start(request)),
    ]
}

fn array(request: &Request) -> String {
    let places = request.places();
    let mut text = head(request, &request.name, "%A_%a");
    text += &format!("#SBATCH --array=1-{}\n#SBATCH --cpus-per-task={}\n", request.shards, request.cpus);
    if let Some(seconds) = request.walltime {
        text += &format!(
            "#SBATCH --time={}\n#SBATCH --signal=B:TERM@{}\n",
            amounts::clock(seconds),
            amounts::warning(seconds)
        );
    }
    text += "#SBATCH --requeue\n#SBATCH --open-mode=append\n";
    text += &request.options.iter().map(|option| format!("#SBATCH {option}\n")).collect::<String>();
    text += &format!(
        r#"
{setup}shard="$SLURM_ARRAY_TASK_ID/{shards}"
task="${{SLURM_ARRAY_JOB_ID}}_$SLURM_ARRAY_TASK_ID"
restarts="${{SLURM_RESTART_COUNT:-0}}"
cpus="${{SLURM_CPUS_PER_TASK:-{cpus}}}"
# The memory of the task, where Slurm bounds it, not that of the node. Slurm's megabyte is larger by a twentieth: room to spare.
megabytes="${{SLURM_MEM_PER_NODE:-$((${{SLURM_MEM_PER_CPU:-0}} * cpus))}}"
memory=
[ "$megabytes" -eq 0 ] || memory="--memory=${{megabytes}}MB"
echo "== shard $shard on $(hostname), $(date '+%F %T'), started again $restarts times"

# A signal that comes before the program runs must not end this shell without it.
pid=
told=
trap 'told=yes; [ -z "$pid" ] || kill -TERM "$pid" 2>/dev/null' TERM
{program} sweep run {folder} --shard "$shard"{words} --threads "$cpus" $memory --progress plain &
pid=$!
[ -z "$told" ] || kill -TERM "$pid" 2>/dev/null
told=yes
while [ -n "$told" ]; do # a wait that a signal cuts short does not tell how the program ended
  told=
  wait "$pid"
  code=$?
done

echo "== shard $shard ended with $code, $(date '+%F %T')"
# 75: stopped for time. A task that was cancelled ends in the same way but is not running any more.
if [ "$code" -eq 75 ] && [ "$(squeue --noheader --jobs="$task" --format=%T 2>/dev/null)" = RUNNING ]; then
  if [ "$restarts" -lt {restarts} ]; then
    echo "== stopped for time: starts again by itself"
    scontrol requeue "$task" && sleep 60 # Slurm ends this shell meanwhile
  else
    echo "== stopped for time, {restarts} times: submit again, with more --time or more --shards"
  fi
fi
exit "$code"
"#,
        setup = setup(request),
        shards = request.shards,
        program = quote(places.program),
        folder = quote(places.folder),
        words = words(request),
        cpus = request.cpus,
        restarts = RESTARTS,
    );
    text
}

fn merge(request: &Request) -> String {
    let places = request.places();
    let mut text = head(request, &format!("{} merge", request.name), "merge_%j");
    text += &format!(
        "#SBATCH --cpus-per-task=1\n#SBATCH --time={}\n",
        amounts::clock(request.walltime.map_or(MERGE, |time| time.min(MERGE)))
    );
    // Options go to both jobs, but those that only an array understands.
    let both = request
        .options
        .iter()
        .filter(|option| !["-a", "--array"].iter().any(|word| option.starts_with(word)));
    text += &both.map(|option| format!("#SBATCH {option}\n")).collect::<String>();
    text + &format!(
        r"
{setup}# Ends with 0: complete; 4: complete, but some points failed; 5: points are outstanding, submit again.
exec {program} sweep merge {folder}
",
        setup = setup(request),
        program = quote(places.program),
        folder = quote(places.folder)
    )
}

fn start(request: &Request) -> String {
    let place = request.place();
    format!(
        r#"#!/bin/bash
# {MARK}: hands array.sbatch and merge.sbatch to Slurm.
set -euo pipefail
cd {place}
mkdir -p logs

# Two tasks at one shard would write the same files.
if [ -s jobs ] && squeue --noheader --jobs="$(cat jobs)" 2>/dev/null | grep -q .; then
  echo "jobs $(cat jobs) of this sweep are queued or running: wait for them, or end them by: scancel $(tr , ' ' <jobs)" >&2
  exit 1
fi

array=$(sbatch --parsable array.sbatch)
array=${{array%%;*}} # a cluster's name may follow
echo "$array" >jobs
echo "array job $array: shards 1 to {shards}"
if ! merge=$(sbatch --parsable --dependency="afterany:$array" merge.sbatch); then
  echo "the shards are submitted, the merge is not: run 'tideover sweep merge' yourself when they have ended, or: scancel $array" >&2
  exit 1
fi
merge=${{merge%%;*}}
echo "$array,$merge" >jobs
echo "merge job $merge: starts when they have ended"
"#,
        place = quote(&place.to_string_lossy()),
        shards = request.shards
    )
}

/// The lines that both jobs share. `log`: the name of a log, in Slurm's letters.
fn head(request: &Request, name: &str, log: &str) -> String {
    let folder = request.places().folder;
    let memory = request.memory.map(|megabytes| format!("#SBATCH --mem={megabytes}M\n")).unwrap_or_default();
    format!(
        "#!/bin/bash\n# {MARK}; `bash {START}` submits it.\n#SBATCH --job-name={}\n#SBATCH --chdir={}\n#SBATCH --output={}\n\
         #SBATCH --ntasks=1\n{memory}",
        word(name),
        // Here tasks keep the burned-in population for one another.
        word(&format!("{folder}/{FOLDER}")),
        word(&format!("{}/{FOLDER}/logs/{log}.log", folder.replace('%', "%%")))
    )
}

/// A word of a line `#SBATCH`, which Slurm reads, not the shell.
fn word(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
}
