//! Sorting of more lines than memory holds: sorted runs on the disk, merged while they are read.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// Bytes of lines that are kept in memory before they go to the disk.
const BUDGET: usize = 32 << 20;

/// The most runs that are merged at once: more of them are merged into longer ones first.
const RUNS: usize = 64;

/// Takes lines in any order.
pub(super) struct Sorter {
    folder: PathBuf,
    budget: usize,
    /// The lines of the next run, one after the other, and where each of them stands.
    text: String,
    lines: Vec<(usize, usize)>,
    runs: Vec<File>,
}

impl Sorter {
    /// A sorter that keeps its runs in this folder, in files without a name that go with it.
    pub(super) fn new(folder: &Path) -> Self {
        Self::with_budget(folder, BUDGET)
    }

    fn with_budget(folder: &Path, budget: usize) -> Self {
        Self { folder: folder.to_owned(), budget, text: String::new(), lines: Vec::new(), runs: Vec::new() }
    }

    /// Takes a line, which holds no line end.
    pub(super) fn push(&mut self, line: &str) -> io::Result<()> {
        if self.text.len() + line.len() + self.lines.len() * size_of::<(usize, usize)>() > self.budget && !self.lines.is_empty() {
            self.spill()?;
        }
        // The room is taken at once: to make it larger bit by bit takes twice of it. What is not used of it costs nothing.
        if self.text.capacity() == 0 {
            self.text.reserve_exact(self.budget.min(BUDGET));
        }
        self.lines.push((self.text.len(), line.len()));
        self.text.push_str(line);
        Ok(())
    }

    /// The lines in order, each once.
    pub(super) fn sorted(mut self) -> io::Result<Sorted> {
        self.sort();
        let Self { text, lines, runs, .. } = self;
        let mut sorted = Sorted { heap: BinaryHeap::new(), runs: Vec::new(), text, lines: lines.into_iter(), last: None };
        for run in runs {
            sorted.runs.push(BufReader::with_capacity(1 << 16, run));
        }
        for run in 0..=sorted.runs.len() {
            sorted.refill(run, String::new())?;
        }
        Ok(sorted)
    }

    fn sort(&mut self) {
        let text = &self.text;
        self.lines.sort_unstable_by(|a, b| text[a.0..a.0 + a.1].cmp(&text[b.0..b.0 + b.1]));
    }

    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let lines = std::mem::take(&mut self.lines);
        let text = std::mem::take(&mut self.text);
        let mut run = BufWriter::new(tempfile::tempfile_in(&self.folder)?);
        for &(start, length) in &lines {
            run.write_all(&text.as_bytes()[start..start + length])?;
            run.write_all(b"\n")?;
        }
        self.runs.push(rewound(run)?);
        // The same room is used again.
        (self.lines, self.text) = (lines, text);
        self.lines.clear();
        self.text.clear();
        if self.runs.len() == RUNS { self.merge() } else { Ok(()) }
    }

    /// Makes one run of all.
    fn merge(&mut self) -> io::Result<()> {
        let runs = Self { runs: std::mem::take(&mut self.runs), ..Self::with_budget(&self.folder, 0) };
        let mut run = BufWriter::new(tempfile::tempfile_in(&self.folder)?);
        for line in runs.sorted()? {
            run.write_all(line?.as_bytes())?;
            run.write_all(b"\n")?;
        }
        self.runs.push(rewound(run)?);
        Ok(())
    }
}

fn rewound(run: BufWriter<File>) -> io::Result<File> {
    let mut file = run.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    Ok(file)
}

/// Lines in order, each once.
pub(super) struct Sorted {
    /// The next line of each run, the smallest on top; the number after the last run stands for memory.
    heap: BinaryHeap<Reverse<(String, usize)>>,
    runs: Vec<BufReader<File>>,
    text: String,
    lines: std::vec::IntoIter<(usize, usize)>,
    last: Option<String>,
}

impl Sorted {
    /// Puts the next line of a run on the heap, in the room of a former one.
    fn refill(&mut self, run: usize, mut line: String) -> io::Result<()> {
        line.clear();
        match self.runs.get_mut(run) {
            None => {
                let Some((start, length)) = self.lines.next() else { return Ok(()) };
                line.push_str(&self.text[start..start + length]);
            }
            Some(file) => {
                if file.read_line(&mut line)? == 0 {
                    return Ok(());
                }
                line.pop();
            }
        }
        self.heap.push(Reverse((line, run)));
        Ok(())
    }
}

impl Iterator for Sorted {
    type Item = io::Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Reverse((line, run)) = self.heap.pop()?;
            let again = self.last.as_deref() == Some(&line);
            if let Err(error) = self.refill(run, String::new()) {
                return Some(Err(error));
            }
            if !again {
                self.last = Some(line.clone());
                return Some(Ok(line));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(budget: usize, lines: &[String]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::with_budget(folder.path(), budget);
        lines.iter().for_each(|line| sorter.push(line).unwrap());
        sorter.sorted().unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn many_runs_give_what_one_gives() {
        // Numbers in a fixed disorder, some of them twice, beside letters beyond ASCII.
        let lines: Vec<String> = (0..5_000_u64).map(|number| format!("{} ж{}", number * 7_919 % 3_001, number % 2)).collect();
        let mut expected = lines.clone();
        expected.sort();
        expected.dedup();
        assert_eq!(sorted(usize::MAX, &lines), expected);
        assert_eq!(sorted(1_000, &lines), expected, "more runs than are merged at once");
        assert_eq!(sorted(1, &lines[..70]), {
            let mut few = lines[..70].to_vec();
            few.sort();
            few.dedup();
            few
        });
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(sorted(10, &[]), Vec::<String>::new());
    }
}
