//! The float functions of the model: the same bits on every platform (software `libm`, never the system's).

/// Natural exponential, to about one unit of the last place: `x = n ln 2 + r` with `|r| ≤ ½ ln 2`, the Taylor
/// series of `e^r` (its remainder is below 10⁻¹⁷), times `2^n`. Without branches, so that loops over firms
/// keep their stride. Zero below −708, largest at 709.
#[inline]
pub fn exp(x: f64) -> f64 {
    // Adding and taking away 1.5 · 2⁵² rounds to a whole number; its lowest bits are that number.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    // ln 2 in two parts, the first with trailing zeros, so that `n` times it is exact.
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    let inside = x.clamp(-708.0, 709.0);
    let shifted = inside * std::f64::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = (inside - n * LN2_HIGH) - n * LN2_LOW;
    // By pairs of terms, then by fours and eights, so that the processor need not wait for each product
    // before the next.
    let c = &INVERSE_FACTORIALS;
    let pair = |k: usize| c[k] + c[k + 1] * r;
    let r2 = r * r;
    let r4 = r2 * r2;
    let low = (pair(0) + pair(2) * r2) + (pair(4) + pair(6) * r2) * r4;
    let high = (pair(8) + pair(10) * r2) + pair(12) * r4;
    let sum = low + high * (r4 * r4);
    let power = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    if x < -708.0 { 0.0 } else { sum * power }
}

/// 1/k! for k from 0.
const INVERSE_FACTORIALS: [f64; 14] = {
    let mut table = [1.0; 14];
    let mut k = 1;
    while k < 14 {
        table[k] = table[k - 1] / k as f64;
        k += 1;
    }
    table
};

/// Natural logarithm.
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}
/// Logarithm to the base ten.
#[inline]
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}
/// The angle whose tangent is `x`.
#[inline]
pub fn atan(x: f64) -> f64 {
    libm::atan(x)
}
/// `x` to the power `y`, for positive `x`.
#[inline]
pub fn pow(x: f64, y: f64) -> f64 {
    exp(y * ln(x))
}
/// Growth in a month that makes a yearly one: a factor, exactly one where nothing grows.
#[inline]
pub fn monthly_growth(yearly: f64) -> f64 {
    pow(1.0 + yearly, 1.0 / 12.0)
}
/// One if a condition holds, else zero: a choice between two numbers without a branch.
#[inline]
pub fn one_if(condition: bool) -> f64 {
    f64::from(u8::from(condition))
}
/// The logistic function 1 / (1 + e^−x).
#[inline]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// The inverse of the Laplace distribution function with mean zero and standard deviation one.
/// `p` lies in the open interval (0, 1).
#[inline]
pub fn inverse_laplace(p: f64) -> f64 {
    const SCALE: f64 = std::f64::consts::FRAC_1_SQRT_2;
    if p < 0.5 { SCALE * ln(2.0 * p) } else { -SCALE * ln(2.0 * (1.0 - p)) }
}

/// 97.5% quantiles of Student's t for 1 to 30 degrees of freedom.
const T975: [f64; 30] = [
    12.70620, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.30600, 2.26216, 2.22814, 2.20099,
    2.17881, 2.16037, 2.14479, 2.13145, 2.11991, 2.10982, 2.10092, 2.09302, 2.08596, 2.07961, 2.07387,
    2.06866, 2.06390, 2.05954, 2.05553, 2.05183, 2.04841, 2.04523, 2.04227,
];

/// The 97.5% quantile of Student's t: tabulated up to 30 degrees of freedom, then by its expansion in
/// 1/degrees around the normal quantile (Fisher and Cornish 1960), right to seven digits there. `degrees` is
/// at least one.
pub fn student_975(degrees: usize) -> f64 {
    if let Some(value) = T975.get(degrees.saturating_sub(1)) {
        return *value;
    }
    let (z, n) = (1.959_963_984_540_054_f64, degrees as f64);
    let z2 = z * z;
    let first = z * (z2 + 1.0) / 4.0;
    let second = z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
    let third = z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
    z + first / n + second / (n * n) + third / (n * n * n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_of_a_month_makes_that_of_a_year() {
        assert_eq!(monthly_growth(0.0), 1.0);
        assert!(((0..12).fold(1.0, |level, _| level * monthly_growth(0.08)) - 1.08f64).abs() < 1e-12);
    }

    #[test]
    fn known_quantiles() {
        // Laplace: F(x) = ½e^{√2x} below zero, so the quartile is −ln 2 / √2.
        assert!((inverse_laplace(0.25) + std::f64::consts::LN_2 / std::f64::consts::SQRT_2).abs() < 1e-15);
    }

    #[test]
    fn the_exponential_agrees_with_libm() {
        for k in -70_000..70_900 {
            let x = f64::from(k) / 100.0 + 0.003;
            assert!((exp(x) / libm::exp(x) - 1.0).abs() < 1e-15, "{x}: {} {}", exp(x), libm::exp(x));
        }
        assert_eq!((exp(0.0), exp(-1e9), exp(f64::NEG_INFINITY)), (1.0, 0.0, 0.0));
        assert!(exp(1e9).is_finite() && exp(f64::NAN).is_nan());
    }

    #[test]
    fn logistic_is_half_at_zero() {
        assert_eq!(logistic(0.0), 0.5);
        assert!((pow(2.0, 10.0) - 1024.0).abs() < 1e-9);
    }
}
