//! The description of the model in the ODD protocol (Grimm and others 2006, 2010, 2020), made from the program
//! so that the two can't differ: words, parameters and lists are read where the program itself reads or states
//! them.
//!
//! | file | what it does |
//! | --- | --- |
//! | `sources.rs`, `links.rs` | the files of mechanisms and the words in them; links of the code in plain words |
//! | `schedule.rs`, `entities.rs` | the order of a month and the state variables, read from the code |
//! | `front.rs`, `submodels.rs`, `basis.rs` | the parts of the protocol, grades and limits |
//! | `facts.rs` | published facts of the shipped economies |
//! | `document.rs`, `words.rs` | the description as data; documentation taken into it |
//! | `markdown.rs`, `html.rs` | the description as a text |

mod basis;
pub mod document;
mod entities;
mod facts;
mod front;
pub mod html;
mod links;
pub mod markdown;
mod schedule;
mod sources;
mod submodels;
mod words;

use document::Document;

/// The whole description.
pub fn description() -> Document {
    let mut document = Document::default();
    front::title(&mut document);
    front::purpose(&mut document);
    front::entities(&mut document);
    front::process(&mut document);
    front::concepts(&mut document);
    front::initialisation(&mut document);
    front::input(&mut document);
    submodels::submodels(&mut document);
    basis::add(&mut document);
    document
}
