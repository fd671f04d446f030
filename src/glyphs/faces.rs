//! Which face of a file of fonts has the shapes of simplified Chinese, by the names that its faces have.

/// Last words of names of faces that are neither regular nor bold.
const OTHER_WEIGHTS: [&str; 10] = [
    "Thin",
    "Ultralight",
    "ExtraLight",
    "Light",
    "DemiLight",
    "Medium",
    "Semibold",
    "Bold",
    "Heavy",
    "Black",
];

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let found = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_be_bytes([found[0], found[1]])))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    Some(short(bytes, at)? << 16 | short(bytes, at.checked_add(2)?)?)
}

/// Where the faces of a file begin.
fn beginnings(bytes: &[u8]) -> Vec<usize> {
    if !bytes.starts_with(b"ttcf") {
        return vec![0];
    }
    // A file of more faces than this is none.
    let count = long(bytes, 8).unwrap_or(0).min(64);
    (0..count).map_while(|at| long(bytes, 12 + 4 * at)).collect()
}

/// The full English name of the face that begins at a place.
fn name(bytes: &[u8], face: usize) -> Option<String> {
    let tables = short(bytes, face + 4)?;
    let records = (0..tables).map(|at| face + 12 + 16 * at);
    let record = records.into_iter().find(|at| bytes.get(*at..at + 4) == Some(b"name"))?;
    let table = long(bytes, record + 8)?;
    let strings = table + short(bytes, table + 4)?;
    for at in (0..short(bytes, table + 2)?).map(|at| table + 6 + 12 * at) {
        // Windows, English of the United States, full name: in UTF-16.
        if [short(bytes, at)?, short(bytes, at + 4)?, short(bytes, at + 6)?] == [3, 0x409, 4] {
            let (long, from) = (short(bytes, at + 8)?, strings + short(bytes, at + 10)?);
            let units = bytes.get(from..from + long)?.chunks_exact(2);
            let units: Vec<u16> = units.map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            return String::from_utf16(&units).ok();
        }
    }
    None
}

/// The number of the face of simplified Chinese; the first where none says so.
pub fn simplified(bytes: &[u8]) -> u32 {
    let names: Vec<String> =
        beginnings(bytes).into_iter().map(|face| name(bytes, face).unwrap_or_default()).collect();
    let is = |name: &&String| name.split_whitespace().any(|word| ["SC", "GB"].contains(&word));
    let usual = |name: &&String| !OTHER_WEIGHTS.iter().any(|weight| name.ends_with(weight));
    let place = |found: Option<&String>| found.and_then(|found| names.iter().position(|name| name == found));
    let found = place(names.iter().filter(is).find(usual)).or_else(|| place(names.iter().find(is)));
    u32::try_from(found.unwrap_or(0)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of faces that have names alone.
    fn collection(names: &[&str]) -> Vec<u8> {
        let short = |value: usize| (value as u16).to_be_bytes().to_vec();
        let long = |value: usize| (value as u32).to_be_bytes().to_vec();
        let mut head = [b"ttcf".to_vec(), long(0x10000), long(names.len())].concat();
        let first = head.len() + 4 * names.len();
        let mut body: Vec<u8> = Vec::new();
        for name in names {
            let face = first + body.len();
            head.extend(long(face));
            let text: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let table =
                [[0, 1, 18, 3, 1, 0x409, 4, text.len(), 0].into_iter().flat_map(short).collect(), text]
                    .concat();
            let record = [b"name".to_vec(), long(0), long(face + 28), long(table.len())].concat();
            body.extend([long(0x10000), short(1), vec![0; 6], record, table].concat());
        }
        [head, body].concat()
    }

    #[test]
    fn the_face_of_simplified_chinese_is_found_by_its_name() {
        let noto = ["Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans CJK SC", "Noto Sans Mono CJK SC"];
        assert_eq!(simplified(&collection(&noto)), 2);
        assert_eq!(
            simplified(&collection(&noto.map(|name| format!("{name} Bold")).each_ref().map(|n| n.as_str()))),
            2
        );
        assert_eq!(
            simplified(&collection(&["PingFang TC Regular", "PingFang SC Light", "PingFang SC Regular"])),
            2
        );
        assert_eq!(simplified(&collection(&["Microsoft YaHei", "Microsoft YaHei UI"])), 0);
    }

    #[test]
    fn what_is_cut_off_or_no_font_has_its_first_face() {
        let whole = collection(&["Noto Sans CJK JP", "Noto Sans CJK SC"]);
        for end in 0..whole.len() {
            assert!(simplified(&whole[..end]) <= 1);
        }
        assert_eq!(simplified(b"ttcf\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"), 0);
        assert_eq!(simplified(dejavu::sans_condensed::regular()), 0);
    }
}
