//! Tests, worked out by hand where they say so: the arms of a comparison.

use super::*;

#[test]
fn arms_have_files_of_their_own() {
    let names = ["a b", "a-b", "a/b"].map(String::from);
    assert_eq!(
        arm_files(&names, "strict"),
        ["arms/a-b-strict.toml", "arms/a-b-2-strict.toml", "arms/a-b-3-strict.toml"]
    );
}
