//! Scripts as texts, and as a shell reads them. A real Slurm and a real Snakemake run them in `.ci/slurm` and
//! `.ci/snakemake`.

use super::*;
use std::io::Write;

const AWKWARD: &str = "/data/it's 100% \"mine\" {x} $HOME `id`";

fn request(engine: Engine) -> Request {
    Request {
        engine,
        program: "/opt/tide over/bin/tideover".into(),
        folder: "/data/guarantee".into(),
        name: "guarantee".into(),
        shards: 8,
        cpus: 4,
        memory: Some(4000),
        walltime: Some(14_400),
        retry_failed: false,
        options: vec!["--partition=short".into(), "--qos=long".into()],
        setup: vec!["module load gcc".into()],
    }
}

fn script(request: &Request, name: &str) -> String {
    scripts(request).into_iter().find(|(found, _)| found == name).unwrap().1
}

/// What a command says on stdout, and how it ends.
fn shell(words: &[&str], input: &str) -> (String, Option<i32>) {
    let mut command = Command::new("bash");
    command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let said = child.wait_with_output().unwrap();
    (String::from_utf8(said.stdout).unwrap(), said.status.code())
}

/// The script with a shell function in place of the program: what words does the program get?
fn words_of(text: &str, command: &str) -> Vec<String> {
    let line = text.lines().find(|line| line.contains(command)).unwrap();
    let line = line.trim_start_matches("exec ").trim_end_matches('&');
    let (said, _) = shell(
        &["-s"],
        &format!("shard=3/8 cpus=2 memory=--memory=4000MB; set -- {line}\nprintf '%s\\n' \"$@\""),
    );
    said.lines().map(String::from).collect()
}

#[test]
fn a_task_of_slurm_gets_its_shard_and_its_limits() {
    let text = script(&request(Engine::Slurm), "array.sbatch");
    for line in [
        "#SBATCH --job-name=\"guarantee\"",
        "#SBATCH --array=1-8",
        "#SBATCH --cpus-per-task=4",
        "#SBATCH --mem=4000M",
        "#SBATCH --time=4:00:00",
        "#SBATCH --signal=B:TERM@120",
        "#SBATCH --requeue",
        "#SBATCH --open-mode=append",
        "#SBATCH --output=\"/data/guarantee/submit/logs/%A_%a.log\"",
        "#SBATCH --chdir=\"/data/guarantee/submit\"",
        "#SBATCH --partition=short",
        "#SBATCH --qos=long",
        "module load gcc",
        "shard=\"$SLURM_ARRAY_TASK_ID/8\"",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is missing in\n{text}");
    }
    let words = words_of(&text, "sweep run");
    let expected = "/opt/tide over/bin/tideover|sweep|run|/data/guarantee|--shard|3/8|--time-budget|3h50m|--threads|2|--memory=4000MB";
    assert_eq!(words.join("|"), format!("{expected}|--progress|plain"));
    // Slurm stops reading its lines at the first command.
    assert!(text.lines().skip_while(|line| line.starts_with('#')).all(|line| !line.starts_with("#SBATCH")));
}

#[test]
fn the_merge_waits_for_all_tasks_however_they_end() {
    let mut request = request(Engine::Slurm);
    request.options.push("--array=1-8%2".into());
    let text = script(&request, "merge.sbatch");
    assert_eq!(
        words_of(&text, "sweep merge").join("|"),
        "/opt/tide over/bin/tideover|sweep|merge|/data/guarantee"
    );
    assert!(
        text.contains("--time=1:00:00") && text.contains("--qos=long") && !text.contains("--array"),
        "{text}"
    );
    assert!(script(&request, START).contains("--dependency=\"afterany:$array\""));
    assert!(script(&request, "array.sbatch").contains("#SBATCH --array=1-8%2"));
}

#[test]
fn every_script_is_sound_whatever_the_names() {
    for engine in [Engine::Slurm, Engine::Snakemake] {
        let mut request = request(engine);
        request.folder = AWKWARD.into();
        request.program = format!("{AWKWARD}/tideover").into();
        request.check().unwrap();
        for (name, text) in scripts(&request) {
            assert!(text.contains(MARK), "{name}");
            if name != "Snakefile" {
                assert_eq!(shell(&["-n"], &text).1, Some(0), "{name}:\n{text}");
            }
        }
        let start = script(&request, START);
        let place = start.lines().find(|line| line.starts_with("cd ")).unwrap();
        assert_eq!(shell(&["-s"], &place.replace("cd ", "printf %s ")).0, format!("{AWKWARD}/submit"));
    }
    let mut request = request(Engine::Slurm);
    request.folder = AWKWARD.into();
    assert_eq!(words_of(&script(&request, "merge.sbatch"), "sweep merge")[3], AWKWARD);
    // Slurm's own reading: quotes and backslashes by a backslash, a percent sign by two.
    let log = "#SBATCH --output=\"/data/it's 100%% \\\"mine\\\" {x} $HOME `id`/submit/logs/%A_%a.log\"";
    assert!(script(&request, "array.sbatch").lines().any(|line| line == log));
}

#[test]
fn snakemake_has_a_job_a_shard_and_no_field_but_its_own() {
    let mut request = request(Engine::Snakemake);
    request.folder = "/data/{wildcards.i}".into();
    request.memory = None;
    request.walltime = None;
    let text = script(&request, "Snakefile");
    assert!(
        text.contains("i=range(1, 8 + 1)")
            && text.contains("threads: 4")
            && text.contains("'/data/{{wildcards.i}}'"),
        "{text}"
    );
    assert!(
        text.contains("--shard {wildcards.i}/8 --threads {threads}") && text.contains("touch {output}"),
        "{text}"
    );
    assert!(
        !text.contains("resources") && !text.contains("retries") && !text.contains("--time-budget"),
        "{text}"
    );
    request.memory = Some(500);
    request.walltime = Some(3600);
    request.retry_failed = true;
    let text = script(&request, "Snakefile");
    assert!(
        text.contains("mem_mb=500,") && text.contains("runtime=60,") && text.contains("retries: 20"),
        "{text}"
    );
    assert!(
        text.contains("--shard {wildcards.i}/8 --time-budget 57m --retry-failed --memory 500MB"),
        "{text}"
    );
    assert!(script(&request, START).contains("--cores all --partition=short --qos=long"));
}

#[test]
fn what_no_script_can_say_is_refused() {
    let sound = request(Engine::Slurm);
    sound.check().unwrap();
    let refused = |change: &dyn Fn(&mut Request), words: &str| {
        let mut request = sound.clone();
        change(&mut request);
        let error = request.check().unwrap_err();
        assert!(error.exit_code() == 2 && error.to_string().contains(words), "{error}");
    };
    refused(&|request| request.folder = "relative".into(), "relative");
    refused(&|request| request.folder = "/two\nlines".into(), "can't name");
    refused(&|request| request.options = vec!["qos=long".into()], "one option");
    refused(&|request| request.options = vec!["--qos=long\nrm -rf /".into()], "one option");
    refused(&|request| request.shards = 0, "one shard");
    refused(&|request| request.walltime = Some(200), "five minutes");
}

#[test]
fn files_of_others_are_left_alone_and_ours_are_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let mut request = request(Engine::Slurm);
    request.folder = folder.path().to_path_buf();
    let files = write(&request).unwrap();
    request.shards = 9;
    write(&request).unwrap();
    assert!(std::fs::read_to_string(&files[0]).unwrap().contains("--array=1-9"));
    assert!(folder.path().join("submit/logs").is_dir());
    std::fs::write(&files[1], "mine").unwrap();
    request.shards = 10;
    let error = write(&request).unwrap_err().to_string();
    assert!(error.contains("merge.sbatch") && error.contains("move it away"), "{error}");
    assert!(std::fs::read_to_string(&files[0]).unwrap().contains("--array=1-9"), "a refusal changes nothing");
    assert_eq!(std::fs::read_to_string(&files[1]).unwrap(), "mine");
}
