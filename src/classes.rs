//! Classes in which firms and demand are counted: names and bounds, by index.

/// Names of the size classes of small and medium firms, by index.
pub const SIZES: [&str; 3] = ["micro", "small", "medium"];
/// Names of the tiers of the ladder, by index.
pub const TIERS: [&str; 5] = ["none", "innovative", "specialised", "little_giant", "single_champion"];
/// Tiers of the ladder by their numbers in [`TIERS`].
pub const INNOVATIVE: usize = 1;
/// See [`INNOVATIVE`].
pub const SPECIALISED: usize = 2;
/// See [`INNOVATIVE`].
pub const GIANT: usize = 3;
/// See [`INNOVATIVE`].
pub const CHAMPION: usize = 4;
/// Channels of final demand, by index.
pub const CHANNELS: [&str; 4] = ["household", "government", "investment", "export"];
/// Lower bounds of the age bands, in years.
pub const AGE_BANDS: [f64; 7] = [0.0, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0];
/// Names of the age bands.
pub const AGE_NAMES: [&str; 7] = ["0", "1", "2", "3-4", "5-9", "10-19", "20+"];
