//! Every format that is read: the same essay from each of them, and files that are spoilt.
//!
//! The files of `files/` are one essay of our own, written by pandoc (.docx, .odt, .html, .tei.xml) and typst (.pdf).

mod archive;
mod html;
mod marked;
mod same;
mod spoilt;
mod word;
