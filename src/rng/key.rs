//! Keys of draws that belong to a policy or a shock: a hash of its kind, so that neither its name nor what
//! else there is decides whom it meets.

/// The key of something of a kind, with a word that keeps it apart from others of the kind.
pub fn of_kind(kind: &str, draw: &str) -> i64 {
    hashed(format!("{kind}\n{draw}").as_bytes())
}

/// The first eight bytes of a hash.
pub fn hashed(bytes: &[u8]) -> i64 {
    let hash = blake3::hash(bytes);
    i64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("eight bytes"))
}
