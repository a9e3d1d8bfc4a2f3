//! What the words of the lists tell, and sets of that.

/// What a common word tells about the names beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An office, a rank, a title before a name.
    Title,
    /// One shortened, with a full stop.
    ShortTitle,
    /// Binds others; never a name.
    Function,
    /// A place may follow.
    BeforePlace,
    /// A person may follow.
    BeforePerson,
    /// Says that what follows is one of many, and nobody's name: "a", "two".
    Indefinite,
    /// Says of the name after it that it is a place: "город".
    PlaceNoun,
    /// One shortened, with a full stop.
    ShortPlaceNoun,
    /// Makes a place with the capitalised adjective before it: "море".
    PlaceHead,
    /// Capitalised, yet no name.
    NotName,
    /// Shortened, with a full stop that ends no sentence.
    Abbreviation,
    /// Heads the name of an organisation.
    Head,
    /// A head that is named in small letters too, before a state or another group.
    PlainHead,
    /// Makes a state with the adjective before it.
    StateHead,
    /// A force, known by its number.
    Force,
    /// Goes on with the name of an organisation.
    Tail,
    /// Before the name of a ship, which is no person's: "HMS", "the frigate".
    Ship,
    /// Before the name of a newspaper in quotation marks.
    Press,
    /// Before the name of another group in quotation marks.
    Quoted,
    /// Capitals that stand for no group.
    NotGroup,
    /// After a given name and an article: "the Great".
    Epithet,
    /// A title named after a place that is its bearer's name: "Earl of".
    Peer,
    /// Before the place that a person is called after: "Joan of".
    Origin,
    /// A verb whose subject is a person.
    PersonVerb,
    /// Closes the name of a firm: "Sons".
    Firm,
    /// Closes, or opens, the name of a newspaper: "Gazette".
    PressHead,
    /// Owns an organisation as its members do: "People's".
    Owner,
    /// A place is likely after it, and a person possible: "на".
    PerhapsPlace,
    /// A head that names a group only behind a capitalised word: "приказ".
    ModifiedHead,
    /// Between the father's name and the family name: "сын".
    Filial,
    /// A family name that stands first and keeps its form: "Чжан".
    FirstFamily,
    /// A verb of those who come or go, before "to" and a place.
    Motion,
    /// A part of an organisation, named in common words before its abbreviation: "бюро МГК".
    Organ,
    /// An office of the church, which is over a see: "митрополит".
    See,
    /// Between an organisation's abbreviation and the region it is for: "по".
    Area,
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u64);

impl Kinds {
    /// Those of a list.
    #[must_use]
    pub const fn of(list: &[Kind]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < list.len() {
            bits |= 1 << list[at] as u64;
            at += 1;
        }
        Self(bits)
    }

    pub(super) fn insert(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u64;
    }

    /// Whether a kind is in it.
    #[must_use]
    pub fn contains(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u64 != 0
    }

    /// Whether a kind is in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every kind of it is in the other.
    #[must_use]
    pub fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
}
