//! A Chinese font that is installed on this machine, for letters that the embedded font lacks: it is looked
//! for by name in the folders in which systems keep fonts.

use super::faces;
use ab_glyph::{Font, FontVec};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Files of fonts with Chinese letters, the best first, and those of their bold faces in the same folder, empty
/// where there is none; in small letters.
const FILES: [(&str, &str); 24] = [
    ("notosanscjk-regular.ttc", "notosanscjk-bold.ttc"),
    ("notosanscjksc-regular.otf", "notosanscjksc-bold.otf"),
    ("notosanssc-regular.otf", "notosanssc-bold.otf"),
    ("notosanssc-regular.ttf", "notosanssc-bold.ttf"),
    ("notosanssc[wght].ttf", ""),
    ("notosanssc-variablefont_wght.ttf", ""),
    ("sourcehansanssc-regular.otf", "sourcehansanssc-bold.otf"),
    ("sourcehansans-regular.ttc", "sourcehansans-bold.ttc"),
    ("sourcehansanscn-regular.otf", "sourcehansanscn-bold.otf"),
    ("msyh.ttc", "msyhbd.ttc"),
    ("msyh.ttf", "msyhbd.ttf"),
    ("pingfang.ttc", ""),
    ("hiragino sans gb.ttc", ""),
    ("stheiti light.ttc", "stheiti medium.ttc"),
    ("stheiti medium.ttc", ""),
    ("simhei.ttf", ""),
    ("wqy-microhei.ttc", ""),
    ("wqy-zenhei.ttc", ""),
    ("droidsansfallbackfull.ttf", ""),
    ("droidsansfallback.ttf", ""),
    ("simsun.ttc", ""),
    ("arial unicode.ttf", ""),
    ("arialuni.ttf", ""),
    ("uming.ttc", ""),
];

/// Folders below a folder of fonts that are looked into.
const DEPTH: usize = 4;

/// A font of this machine.
#[derive(Debug)]
pub struct Installed {
    /// The file's content; it may hold several faces.
    pub bytes: Vec<u8>,
    /// Which of them is used.
    pub face: u32,
    /// Its glyphs.
    pub font: FontVec,
    path: PathBuf,
}

static FOUND: LazyLock<Option<Installed>> = LazyLock::new(|| search(&folders()));
static BOLD: LazyLock<Option<Installed>> = LazyLock::new(|| FOUND.as_ref().and_then(bold_of));

/// The font; none when no known one is installed.
pub fn installed() -> Option<&'static Installed> {
    FOUND.as_ref()
}

/// The bold face of the same font; none where it has none.
pub fn installed_bold() -> Option<&'static Installed> {
    BOLD.as_ref()
}

/// Where Linux, macOS and Windows keep fonts.
fn folders() -> Vec<PathBuf> {
    let system = ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts"];
    let mut folders: Vec<PathBuf> = system.iter().map(PathBuf::from).collect();
    let below = |variable: &str, folder: &str| {
        std::env::var_os(variable).filter(|at| !at.is_empty()).map(|at| Path::new(&at).join(folder))
    };
    let own = [
        ("HOME", ".fonts"),
        ("HOME", ".local/share/fonts"),
        ("HOME", "Library/Fonts"),
        ("WINDIR", "Fonts"),
        ("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
    ];
    folders.extend(own.into_iter().filter_map(|(variable, folder)| below(variable, folder)));
    folders
}

/// The best font of these folders that can be read and has Chinese letters.
fn search(folders: &[PathBuf]) -> Option<Installed> {
    let mut files = Vec::new();
    folders.iter().for_each(|folder| collect(folder, DEPTH, &mut files));
    files.sort();
    files.into_iter().find_map(|(_, path)| read(path))
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<(usize, PathBuf)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if let Some(rank) = FILES.iter().position(|known| known.0 == name) {
            files.push((rank, path));
        } else if depth > 0 && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect(&path, depth - 1, files);
        }
    }
}

fn read(path: PathBuf) -> Option<Installed> {
    let bytes = std::fs::read(&path).ok()?;
    let face = faces::simplified(&bytes);
    let font = FontVec::try_from_vec_and_index(bytes.clone(), face).ok()?;
    // A font may have the name and lack the letters.
    (font.glyph_id('中').0 != 0).then_some(Installed { bytes, face, font, path })
}

/// The bold face that stands beside a font.
fn bold_of(regular: &Installed) -> Option<Installed> {
    let small = |path: &Path| Some(path.file_name()?.to_string_lossy().to_lowercase());
    let own = small(&regular.path)?;
    let wanted = FILES.iter().find(|known| known.0 == own && !known.1.is_empty())?.1;
    let mut beside: Vec<PathBuf> =
        std::fs::read_dir(regular.path.parent()?).ok()?.flatten().map(|entry| entry.path()).collect();
    beside.sort();
    beside.into_iter().find(|path| small(path).as_deref() == Some(wanted)).and_then(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_font_or_has_no_chinese_letters_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("truetype").join("noto");
        std::fs::create_dir_all(&below).unwrap();
        std::fs::write(below.join("NotoSansCJK-Regular.ttc"), b"no font").unwrap();
        std::fs::write(folder.path().join("SimHei.ttf"), dejavu::sans_condensed::regular()).unwrap();
        let mut files = Vec::new();
        collect(folder.path(), DEPTH, &mut files);
        assert_eq!(files.len(), 2);
        assert!(search(&[folder.path().to_path_buf()]).is_none());
    }

    #[test]
    fn a_bold_face_is_one_of_the_same_font_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        // Any font will do for the regular one; the bold one must have the letters.
        let bytes = dejavu::sans_condensed::regular().to_vec();
        let regular = |name: &str| Installed {
            font: FontVec::try_from_vec(bytes.clone()).unwrap(),
            bytes: bytes.clone(),
            face: 0,
            path: folder.path().join(name),
        };
        std::fs::write(folder.path().join("NotoSansCJK-Bold.ttc"), dejavu::sans_condensed::bold()).unwrap();
        assert!(bold_of(&regular("NotoSansCJK-Regular.ttc")).is_none(), "lacks the letters");
        let Some(found) = installed() else { return };
        std::fs::write(folder.path().join("NotoSansCJK-Bold.ttc"), &found.bytes).unwrap();
        assert!(bold_of(&regular("NotoSansCJK-Regular.ttc")).is_some());
        assert!(bold_of(&regular("msyh.ttc")).is_none() && bold_of(&regular("simhei.ttf")).is_none());
    }
}
