//! The skeleton of an economy pack: three sectors, two regions, two types of bank, all figures invented.

/// The files of a skeleton: path below the folder that holds packs, and text.
pub fn files(name: &str) -> Vec<(String, String)> {
    let tables = [
        ("sectors", include_str!("pack/sectors.csv")),
        ("regions", include_str!("pack/regions.csv")),
        ("input_output", include_str!("pack/input_output.csv")),
        ("final_demand", include_str!("pack/final_demand.csv")),
        ("thresholds", include_str!("pack/thresholds.csv")),
        ("banks", include_str!("pack/banks.csv")),
        ("ages", include_str!("pack/ages.csv")),
    ];
    let head = (format!("{name}.toml"), include_str!("pack/economy.toml").replace("NAME", name));
    std::iter::once(head)
        .chain(tables.map(|(table, text)| (format!("{name}/{table}.csv"), text.to_string())))
        .collect()
}
