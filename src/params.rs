//! Parameters: each declared once, in the file of its mechanism, with description, unit, range, default,
//! source, grade.
//!
//! The macro [`parameters!`](crate::parameters) makes of a declaration a plain struct of numbers and a table
//! of [`Spec`]s. The table feeds `tideover params` and `explain`, the check of scenario files, and the
//! resolved scenario.

use crate::units::Grade;

/// What is known of one parameter.
#[derive(Debug)]
pub struct Spec {
    /// The mechanism it belongs to, as written in `[parameters.GROUP]`.
    pub group: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub description: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// The smallest value allowed.
    pub min: f64,
    /// The largest value allowed.
    pub max: f64,
    /// The value when neither the economy pack nor the scenario gives one.
    pub default: f64,
    /// Where the default comes from.
    pub source: &'static str,
    /// How well it is founded.
    pub grade: Grade,
}

impl Spec {
    /// `group.name`.
    pub fn key(&self) -> String {
        format!("{}.{}", self.group, self.name)
    }
}

/// Declares the parameters of a mechanism. Line: `name = default, min..max, "unit", "description", Grade,
/// "source";`
#[macro_export]
macro_rules! parameters {
    (
        $(#[$doc:meta])*
        pub struct $Name:ident : $group:literal {
            $( $field:ident = $default:literal, $min:literal .. $max:literal, $unit:literal, $desc:literal, $grade:ident, $source:literal; )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $Name {
            $( #[doc = $desc] #[doc = concat!("(", $unit, ")")] pub $field: f64, )*
        }
        impl Default for $Name {
            fn default() -> Self {
                $Name { $( $field: $default as f64, )* }
            }
        }
        impl $Name {
            /// The table of these parameters.
            pub const SPECS: &'static [$crate::params::Spec] = &[
                $( $crate::params::Spec {
                    group: $group, name: stringify!($field), description: $desc, unit: $unit,
                    min: $min as f64, max: $max as f64, default: $default as f64, source: $source, grade: $crate::units::Grade::$grade,
                }, )*
            ];
            pub(crate) fn slot(&mut self, name: &str) -> Option<&mut f64> {
                match name { $( stringify!($field) => Some(&mut self.$field), )* _ => None }
            }
            pub(crate) fn value(&self, name: &str) -> Option<f64> {
                match name { $( stringify!($field) => Some(self.$field), )* _ => None }
            }
        }
    };
}
