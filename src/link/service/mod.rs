//! What is said to a reconciliation service and what it answers, in both dialects; nothing here opens a connection.
//!
//! [`manifest`] says what a service can do, [`question`] what it is asked, [`answer`] what it found, [`mod@record`] what becomes of
//! that: a record in the shape of an item. [`roles`] knows what the types and properties of services are to us.
//!
//! Source: <https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/> and
//! <https://reconciliation-api.github.io/specs/draft/>.

mod answer;
mod manifest;
mod question;
mod record;
mod roles;

pub(super) use answer::{Cell, Found, found, properties, rows};
pub(super) use manifest::{Dialect, Manifest};
pub(super) use question::{Question, batch, extension};
pub(super) use record::record;
pub(super) use roles::{Role, class_for, role_of, type_for};
