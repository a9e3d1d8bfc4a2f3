//! Pages and files from a graph: [`site`] is what is shown, [`page`] and [`index`] are its pages as
//! values, [`html`] writes them; [`extraction`] is the standoff format of one text; [`exchange`] holds the
//! formats of other tools; [`directory`] is what a reconciliation service offers; [`terms`] says what the words of the graph mean.

mod data;
mod directory;
pub mod essay;
pub mod exchange;
pub mod extraction;
mod find;
pub mod html;
pub mod index;
pub mod page;
mod records;
mod service;
mod site;
pub mod terms;
mod when;

pub use find::{Found, FoundPassage, FoundThing};
pub use records::{Record, SETS, records};
pub use service::Service;
pub use site::Site;
pub use when::When;
