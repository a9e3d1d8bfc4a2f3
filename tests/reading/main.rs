//! What holds for any text whatever, and how long reading takes as texts grow.

mod any_text;
mod long_texts;
mod news;
