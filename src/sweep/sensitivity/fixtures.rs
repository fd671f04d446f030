//! Functions whose indices are known, for tests.

use std::f64::consts::PI;

/// Ishigami and Homma (1990) with a = 7, b = 0.1, on [−π, π]³: here on the unit cube. First-order indices
/// 0.3139, 0.4424, 0; total ones 0.5576, 0.4424, 0.2437.
pub fn ishigami(row: &[f64]) -> f64 {
    let x: Vec<f64> = row.iter().map(|u| -PI + 2.0 * PI * u).collect();
    let (s, t) = (libm::sin(x[0]), libm::sin(x[1]));
    s + 7.0 * t * t + 0.1 * x[2] * x[2] * x[2] * x[2] * s
}

/// How little the eight factors of [`g`] matter.
pub const G: [f64; 8] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];

/// The G function of Saltelli and Sobol (1995): the product of (|4x − 2| + a)/(1 + a).
pub fn g(row: &[f64]) -> f64 {
    row.iter().zip(G).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
}

/// First and total indices of [`g`], by its formula: a factor alone has the variance 1/(3(1 + a)²), a set the
/// product of these.
pub fn indices_of_g() -> ([f64; 8], [f64; 8]) {
    let alone = G.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    let product: f64 = alone.iter().map(|v| 1.0 + v).product();
    let whole = product - 1.0;
    (alone.map(|v| v / whole), alone.map(|v| v * product / (1.0 + v) / whole))
}
