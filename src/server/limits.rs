//! What a query of a stranger may take.

use std::net::IpAddr;
use std::time::Duration;

/// What a query of a stranger may take, and how many there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long one may take, waiting and sending included.
    pub time: Duration,
    /// How many rows, or statements of a graph, an answer may have.
    pub rows: usize,
    /// How much memory one may take beyond the graph itself, in MiB. Only worker processes can hold it.
    pub memory_mib: u64,
    /// How long a request's body may be, in bytes.
    pub body: usize,
    /// How many may run or wait, of one client.
    pub per_client: usize,
    /// How many may run or wait, of all clients.
    pub at_once: usize,
    /// How many run at the same time, each in a process of its own; `None` runs them all in the server's.
    pub workers: Option<usize>,
}

impl Limits {
    /// In sentences, for people.
    #[must_use]
    pub fn words(&self) -> String {
        let memory = match self.workers {
            Some(_) => format!(", {} MiB of memory", self.memory_mib),
            None => String::new(),
        };
        format!(
            "A query may take {} seconds{memory}, and answer with {} rows. A client may have {} queries under way, all clients together {}; \
             a request may be {} KiB long. LOAD is not followed.",
            self.time.as_secs_f32(),
            grouped(self.rows),
            self.per_client,
            self.at_once,
            grouped(self.body / 1024),
        )
    }
}

/// A number as the pages write it: "1,000,000".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let comma = |(at, digit): (usize, char)| if at > 0 && (digits.len() - at).is_multiple_of(3) { vec![',', digit] } else { vec![digit] };
    digits.chars().enumerate().flat_map(comma).collect()
}

/// Who is counted as one client: an IPv4 address, or the network of an IPv6 address, which is one household's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Client(u128);

impl Client {
    pub(super) fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self(u128::from(u32::from(address))),
            IpAddr::V6(address) => Self(u128::from(address) & !u128::from(u64::MAX)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Client, grouped};

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        let client = |address: &str| Client::of(address.parse().unwrap());
        assert_eq!(client(one) == client(other), same, "{one} {other}");
    }

    #[test]
    fn a_household_is_one_client() {
        check("192.0.2.1", "192.0.2.1", true);
        check("192.0.2.1", "192.0.2.2", false);
        check("192.0.2.1", "::ffff:192.0.2.1", true);
        check("2001:db8:1:2::3", "2001:db8:1:2:4::5", true);
        check("2001:db8:1:2::3", "2001:db8:1:3::3", false);
    }
}
