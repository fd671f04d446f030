//! The file of a checkpoint.
//!
//! First a line with its name and the version of its layout; then one line of JSON, the [`Head`]; then the
//! replications, each a chain of chunks led by their length and ended by an empty one; then where each
//! replication begins; last the BLAKE3 digest of all before it, in hex. Numbers are little-endian.

use crate::atomic::Pending;
use crate::diagnose::Problems;
use crate::error::{Error, Result};
use crate::experiment::identity::MODEL_VERSION;
use crate::language::told::Told;
use crate::told;
use crate::units::Month;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// How the first line begins; the version of the layout follows.
const NAME: &str = "tideover checkpoint ";
/// The version of the layout: goes up whenever the bytes of a state are other ones.
const LAYOUT: u32 = 6;
/// Hex digits of the digest at the end.
const DIGEST: u64 = 64;

/// What a checkpoint is of.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Head {
    pub model_version: u32,
    pub version: String,
    /// Digest of the program that wrote it.
    pub program: Option<String>,
    /// The last month simulated.
    pub until: String,
    pub replications: u32,
    /// The canonical text of the scenario.
    pub scenario: String,
    /// Digests of the economy's tables by name.
    pub tables: BTreeMap<String, String>,
}

/// A checkpoint being written.
pub(super) struct Writer {
    pending: Pending,
    length: u64,
    starts: Vec<u64>,
}

impl Writer {
    /// Begins a file; nothing stands under its name before [`Writer::finish`].
    pub fn create(path: &Path, head: &Head) -> Result<Writer> {
        let json = serde_json::to_string(head).map_err(Error::json(&path.display().to_string()))?;
        let mut writer = Writer { pending: Pending::create(path)?, length: 0, starts: Vec::new() };
        writer.put(format!("{NAME}{LAYOUT}\n{json}\n").as_bytes())?;
        Ok(writer)
    }
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.length += bytes.len() as u64;
        self.pending.put(bytes)
    }
    /// The next replication begins.
    pub fn begin(&mut self) {
        self.starts.push(self.length);
    }
    /// A chunk of the replication; an empty one ends it.
    pub fn chunk(&mut self, bytes: &[u8]) -> Result<()> {
        self.put(&(bytes.len() as u64).to_le_bytes())?;
        self.put(bytes)
    }
    /// Ends the file and gives it its name; answers its size in bytes.
    pub fn finish(mut self) -> Result<u64> {
        for start in std::mem::take(&mut self.starts) {
            self.put(&start.to_le_bytes())?;
        }
        let digest = self.pending.digest();
        self.put(digest.as_bytes())?;
        self.pending.finish(true)?;
        Ok(self.length)
    }
}

/// A checkpoint that was found whole, and of this version.
#[derive(Debug)]
pub(crate) struct Checkpoint {
    pub path: PathBuf,
    pub head: Head,
    /// The last month simulated.
    pub until: Month,
    /// Where the replications begin.
    starts: Vec<u64>,
}

impl Checkpoint {
    /// Reads the file once from end to end, and then what it is of.
    ///
    /// # Errors
    /// It is missing, or no checkpoint, or not whole, or of another version.
    pub fn open(path: &Path) -> Result<Checkpoint> {
        let refuse = |message: Told, hint: Option<Told>| {
            let mut problems = Problems::new();
            problems.of_file(Some(path), message, hint);
            Err(Error::Input(problems))
        };
        let again = Some(told!("make it again with --until and --save"));
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return refuse(told!("there is no such checkpoint file"), None);
            }
            Err(error) => return Err(Error::file(path)(error)),
        };
        let read = |result: std::io::Result<_>| result.map_err(Error::file(path));
        let mut input = BufReader::new(file);
        let mut first = Vec::new();
        read(input.by_ref().take(64).read_until(b'\n', &mut first))?;
        let first = String::from_utf8_lossy(&first).into_owned();
        let Some(layout) = first.strip_prefix(NAME).and_then(|rest| rest.trim_end().parse::<u32>().ok())
        else {
            return refuse(told!("this is not a checkpoint of tideover"), None);
        };
        if layout != LAYOUT {
            let message = told!(
                "its layout is version {layout}, and this version of tideover reads version {readable}",
                layout = layout,
                readable = LAYOUT
            );
            return refuse(message, again);
        }
        let Some(length) = whole(&mut input).map_err(Error::file(path))? else {
            return refuse(
                told!("the file is cut short or was altered: its content does not match its digest"),
                again,
            );
        };
        read(input.seek(SeekFrom::Start(first.len() as u64)).map(|_| 0))?;
        let mut json = String::new();
        read(input.read_line(&mut json))?;
        let head: Head = match serde_json::from_str(&json) {
            Ok(head) => head,
            Err(error) => return refuse(told!("its head can't be read: {why}", why = error), again),
        };
        if (head.model_version, head.version.as_str()) != (MODEL_VERSION, crate::VERSION) {
            let message = told!(
                "written by tideover {version} with version {model} of the model; this is tideover {now} with version {model_now}, which goes on otherwise",
                version = head.version,
                model = head.model_version,
                now = crate::VERSION,
                model_now = MODEL_VERSION
            );
            return refuse(message, again);
        }
        let Ok(until) = head.until.parse() else {
            let message =
                told!("its head can't be read: until is {month}", month = format!("{:?}", head.until));
            return refuse(message, again);
        };
        let index = u64::from(head.replications) * 8;
        read(input.seek(SeekFrom::Start(length.saturating_sub(index))).map(|_| 0))?;
        let mut starts = Vec::new();
        for _ in 0..head.replications {
            starts.push(number(&mut input).map_err(Error::file(path))?);
        }
        Ok(Checkpoint { path: path.to_path_buf(), head, until, starts })
    }

    /// The chunks of a replication, one after the other.
    ///
    /// # Errors
    /// The file can't be read, or holds no such replication.
    pub fn chunks(&self, replication: u32) -> Result<Chunks> {
        let start = self.starts.get(replication as usize);
        let none = || {
            Error::content(
                &self.path,
                told!("there is no replication {replication}", replication = replication),
            )
        };
        let start = start.ok_or_else(none)?;
        let mut input = BufReader::new(File::open(&self.path).map_err(Error::file(&self.path))?);
        input.seek(SeekFrom::Start(*start)).map_err(Error::file(&self.path))?;
        Ok(Chunks(input))
    }
}

/// The chunks of one replication.
pub(crate) struct Chunks(BufReader<File>);

impl Iterator for Chunks {
    type Item = Vec<u8>;
    fn next(&mut self) -> Option<Vec<u8>> {
        let length = number(&mut self.0).ok().filter(|length| *length > 0)?;
        let mut bytes = Vec::new();
        self.0.by_ref().take(length).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 == length).then_some(bytes)
    }
}

fn number(input: &mut impl Read) -> std::io::Result<u64> {
    let mut bytes = [0; 8];
    input.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

/// The length of the content before the digest, when it matches the digest.
fn whole(input: &mut BufReader<File>) -> std::io::Result<Option<u64>> {
    let Some(length) = input.get_ref().metadata()?.len().checked_sub(DIGEST) else { return Ok(None) };
    input.seek(SeekFrom::Start(0))?;
    let mut hasher = blake3::Hasher::new();
    let hashed = std::io::copy(&mut input.by_ref().take(length), &mut hasher)?;
    let mut digest = Vec::new();
    input.read_to_end(&mut digest)?;
    Ok((hashed == length && digest == hasher.finalize().to_hex().as_bytes()).then_some(length))
}
