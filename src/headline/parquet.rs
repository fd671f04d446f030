//! Every table of results of a folder as Parquet, for R, Python and databases: types of columns are read off their
//! cells, and an empty cell is null.
//!
//! The library that writes it is taken in by the feature `parquet`; without it the program says how to get it.

use super::excel;
use crate::charts::run::Run;
use crate::error::Result;
use crate::files::owned::Part;

/// The folder of these tables.
const FOLDER: &str = "parquet";

/// The tables, one part each.
///
/// # Errors
/// A file that can't be read; [`crate::error::Error::Usage`] of a program that was built without the feature.
pub(super) fn parts(run: &Run) -> Result<Vec<Part>> {
    excel::results(run)?.iter().map(|name| part(run, name)).collect()
}

#[cfg(not(feature = "parquet"))]
fn part(_: &Run, _: &str) -> Result<Part> {
    debug_assert!(!FOLDER.is_empty());
    Err(crate::error::Error::Usage(crate::told!(
        "this program was built without Parquet, which takes a library of its own: build it with \
         `cargo build --release --features parquet` (CSV, read by all that read Parquet, is in the folder)"
    )))
}

#[cfg(feature = "parquet")]
fn part(run: &Run, name: &str) -> Result<Part> {
    use crate::files::owned::Content;
    let path = run.folder.join(name);
    let csv = std::fs::read(&path).map_err(crate::error::Error::file(&path))?;
    let stem = name.strip_suffix(".csv").unwrap_or(name);
    Ok(Part {
        name: format!("{FOLDER}/{stem}.parquet"),
        holds: crate::say!(run.page.language, "{table} as Parquet", table = name),
        content: Content::Bytes(file::bytes(&path, &csv)?),
    })
}

#[cfg(feature = "parquet")]
mod file {
    use crate::error::{Error, Result};
    use crate::files::read::Rows;
    use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
    use parquet::column::writer::ColumnWriter;
    use parquet::data_type::ByteArray;
    use parquet::errors::ParquetError;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::types::Type;
    use std::path::Path;
    use std::sync::Arc;

    /// A column as it is written: the values that are there.
    enum Values {
        Whole(Vec<i64>),
        Real(Vec<f64>),
        Text(Vec<ByteArray>),
    }

    impl Values {
        /// Whole numbers where all cells are, else numbers where all are, else texts.
        fn of(cells: &[String]) -> Values {
            let there = || cells.iter().filter(|cell| !cell.is_empty());
            if there().next().is_some() {
                if let Ok(whole) = there().map(|cell| cell.parse()).collect() {
                    return Values::Whole(whole);
                }
                if let Ok(real) = there().map(|cell| cell.parse()).collect() {
                    return Values::Real(real);
                }
            }
            Values::Text(there().map(|cell| ByteArray::from(cell.as_str())).collect())
        }
        fn field(&self, name: &str) -> std::result::Result<Type, ParquetError> {
            let (physical, logical) = match self {
                Values::Whole(_) => (Physical::INT64, None),
                Values::Real(_) => (Physical::DOUBLE, None),
                Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            };
            let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
            field.with_logical_type(logical).build()
        }
    }

    /// A table as a Parquet file.
    pub(super) fn bytes(path: &Path, csv: &[u8]) -> Result<Vec<u8>> {
        let mut rows = Rows::of(path, csv)?;
        let header = rows.header.clone();
        let mut cells: Vec<Vec<String>> = vec![Vec::new(); header.len()];
        while let Some((row, _)) = rows.row()? {
            for (at, column) in cells.iter_mut().enumerate() {
                column.push(row.get(at).unwrap_or("").to_string());
            }
        }
        written(&header, &cells).map_err(|error| Error::Picture {
            what: crate::told!("Parquet of {file}", file = path.display()),
            source: error.into(),
        })
    }

    fn written(header: &[String], cells: &[Vec<String>]) -> std::result::Result<Vec<u8>, ParquetError> {
        let columns: Vec<Values> = cells.iter().map(|cells| Values::of(cells)).collect();
        let fields = header.iter().zip(&columns).map(|(name, column)| column.field(name).map(Arc::new));
        let fields = fields.collect::<std::result::Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("table").with_fields(fields).build()?;
        let properties = WriterProperties::builder()
            .set_created_by(format!("tideover {}", crate::VERSION))
            .set_compression(Compression::SNAPPY);
        let mut writer =
            SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties.build()))?;
        let mut group = writer.next_row_group()?;
        for (cells, values) in cells.iter().zip(columns) {
            // One where a value is there, zero where it is null.
            let levels: Vec<i16> = cells.iter().map(|cell| i16::from(!cell.is_empty())).collect();
            let Some(mut column) = group.next_column()? else { break };
            match (column.untyped(), &values) {
                (ColumnWriter::Int64ColumnWriter(column), Values::Whole(values)) => {
                    column.write_batch(values, Some(&levels), None)?;
                }
                (ColumnWriter::DoubleColumnWriter(column), Values::Real(values)) => {
                    column.write_batch(values, Some(&levels), None)?;
                }
                (ColumnWriter::ByteArrayColumnWriter(column), Values::Text(values)) => {
                    column.write_batch(values, Some(&levels), None)?;
                }
                _ => return Err(ParquetError::General("a column of another type".into())),
            }
            column.close()?;
        }
        group.close()?;
        writer.into_inner()
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use parquet::file::reader::{FileReader, SerializedFileReader};

        #[test]
        fn a_table_is_read_back_with_types_and_nulls() {
            let csv = "month,firms,share,note\n2020-01,5,0.5,\n2020-02,,1e-3,\"a, b\"\n2020-03,7,,中\n";
            let one = bytes(Path::new("t.csv"), csv.as_bytes()).unwrap();
            assert_eq!(one, bytes(Path::new("t.csv"), csv.as_bytes()).unwrap(), "the same bytes");
            let mut file = tempfile::tempfile().unwrap();
            std::io::Write::write_all(&mut file, &one).unwrap();
            let reader = SerializedFileReader::new(file).unwrap();
            let rows: Vec<String> =
                reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
            assert_eq!(rows[0], "{month: \"2020-01\", firms: 5, share: 0.5, note: null}");
            assert_eq!(rows[1], "{month: \"2020-02\", firms: null, share: 0.001, note: \"a, b\"}");
            assert_eq!(rows[2], "{month: \"2020-03\", firms: 7, share: null, note: \"中\"}");
        }
    }
}
