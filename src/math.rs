//! The float functions of the model: the same bits on every platform (software `libm`, never the system's).

/// Natural exponential, to about one unit of the last place: `x = n ln 2 + r` with `|r| ≤ ½ ln 2`, the Taylor series of `e^r` (its
/// remainder is below 10⁻¹⁷), times `2^n`. Without branches, so that loops over firms keep their stride. Zero below −708, largest at 709.
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
    // By pairs of terms, then by fours and eights, so that the processor need not wait for each product before the next.
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
/// `x` to the power `y`, for positive `x`.
#[inline]
pub fn pow(x: f64, y: f64) -> f64 {
    exp(y * ln(x))
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

/// The inverse of the standard normal distribution function (Wichura 1988, AS 241, about 16 digits).
/// `p` lies in the open interval (0, 1).
pub fn inverse_normal(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        let num = (((((((2_509.080_928_730_122_7 * r + 33_430.575_583_588_13) * r + 67_265.770_927_008_7) * r + 45_921.953_931_549_87)
            * r
            + 13_731.693_765_509_46)
            * r
            + 1_971.590_950_306_551_3)
            * r
            + 133.141_667_891_784_38)
            * r)
            + 3.387_132_872_796_366_5;
        let den = (((((((5_226.495_278_852_545 * r + 28_729.085_735_721_943) * r + 39_307.895_800_092_71) * r + 21_213.794_301_586_597)
            * r
            + 5_394.196_021_424_751)
            * r
            + 687.187_007_492_057_9)
            * r
            + 42.313_330_701_600_91)
            * r)
            + 1.0;
        return q * num / den;
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = libm::sqrt(-ln(tail));
    let x = if r <= 5.0 {
        let r = r - 1.6;
        let num = (((((((7.745_450_142_783_414e-4 * r + 0.022_723_844_989_269_184) * r + 0.241_780_725_177_450_6) * r
            + 1.270_458_252_452_368_4)
            * r
            + 3.647_848_324_763_204_5)
            * r
            + 5.769_497_221_460_691)
            * r
            + 4.630_337_846_156_546)
            * r)
            + 1.423_437_110_749_683_5;
        let den = (((((((1.050_750_071_644_416_9e-9 * r + 5.475_938_084_995_345e-4) * r + 0.015_198_666_563_616_457) * r
            + 0.148_103_976_427_480_08)
            * r
            + 0.689_767_334_985_1)
            * r
            + 1.676_384_830_183_803_8)
            * r
            + 2.053_191_626_637_759)
            * r)
            + 1.0;
        num / den
    } else {
        let r = r - 5.0;
        let num = (((((((2.010_334_399_292_288_1e-7 * r + 2.711_555_568_743_487_6e-5) * r + 0.001_242_660_947_388_078_4) * r
            + 0.026_532_189_526_576_124)
            * r
            + 0.296_560_571_828_504_87)
            * r
            + 1.784_826_539_917_291_3)
            * r
            + 5.463_784_911_164_114)
            * r)
            + 6.657_904_643_501_103;
        let den = (((((((2.044_263_103_389_939_8e-15 * r + 1.421_511_758_316_446e-7) * r + 1.846_318_317_510_054_8e-5) * r
            + 7.868_691_311_456_133e-4)
            * r
            + 0.014_875_361_290_850_615)
            * r
            + 0.136_929_880_922_735_8)
            * r
            + 0.599_832_206_555_888)
            * r)
            + 1.0;
        num / den
    };
    if q < 0.0 { -x } else { x }
}

/// The inverse of the Laplace distribution function with mean zero and standard deviation one.
/// `p` lies in the open interval (0, 1).
#[inline]
pub fn inverse_laplace(p: f64) -> f64 {
    const SCALE: f64 = std::f64::consts::FRAC_1_SQRT_2;
    if p < 0.5 { SCALE * ln(2.0 * p) } else { -SCALE * ln(2.0 * (1.0 - p)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_quantiles() {
        // Tables of the standard normal: 97.5% at 1.959963985, 99.9% at 3.090232306, 10⁻⁹ at −5.997807015.
        assert!((inverse_normal(0.5)).abs() < 1e-15);
        assert!((inverse_normal(0.975) - 1.959_963_984_540_054).abs() < 1e-12);
        assert!((inverse_normal(0.001) + 3.090_232_306_167_813).abs() < 1e-12);
        assert!((inverse_normal(1e-9) + 5.997_807_015_007_686).abs() < 1e-9);
        assert!((inverse_normal(1e-13) + 7.348_796_102_800_67).abs() < 1e-6);
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
