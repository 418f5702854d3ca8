//! One Parquet file a table: typed columns, text dictionary-encoded, Zstandard.

use std::fs::File;
use std::path::{Path, PathBuf};

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use tempfile::NamedTempFile;

use super::packed::Cell;
use super::{Batches, Finished, Options, Sink, part_file, tables};

/// Rows that are gathered before they are encoded.
const GATHERED: usize = 8192;
/// Rows of a row group, the most that is held in memory.
const GROUP: usize = 128 * 1024;
struct Open {
    file: NamedTempFile,
    writer: ArrowWriter<File>,
    rows: Batches,
}

impl Open {
    fn encode(&mut self) -> std::io::Result<()> {
        if self.rows.count() == 0 {
            return Ok(());
        }
        let batch = self.rows.take().map_err(std::io::Error::other)?;
        self.writer.write(&batch).map_err(std::io::Error::other)
    }
}

pub(super) struct Parquet {
    open: Vec<Open>,
}

impl Parquet {
    pub fn create(folder: &Path, options: &Options) -> std::io::Result<Box<dyn Sink>> {
        let folder: PathBuf = folder.to_path_buf();
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP))
            .set_created_by(concat!("tallywire ", env!("CARGO_PKG_VERSION")).to_string())
            .build();
        let mut open = Vec::new();
        for (_, heads) in options.tables() {
            let file = part_file(&folder)?;
            let rows = Batches::new(heads);
            let writer = ArrowWriter::try_new(file.reopen()?, rows.schema(), Some(properties.clone()))
                .map_err(std::io::Error::other)?;
            open.push(Open { file, writer, rows });
        }
        Ok(Box::new(Parquet { open }))
    }
}

impl Sink for Parquet {
    fn row(&mut self, table: usize, cells: &[Cell<'_>]) -> std::io::Result<()> {
        let open = &mut self.open[table];
        open.rows.push(cells);
        if open.rows.count() >= GATHERED { open.encode() } else { Ok(()) }
    }

    fn finish(self: Box<Self>, _: &str) -> std::io::Result<Vec<Finished>> {
        let mut all = Vec::new();
        for (mut open, (table, _)) in self.open.into_iter().zip(tables()) {
            open.encode()?;
            open.writer.close().map_err(std::io::Error::other)?;
            all.push(Finished { file: open.file, name: format!("{}.parquet", table.name) });
        }
        Ok(all)
    }
}
