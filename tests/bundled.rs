//! The bundled publication of two essays whose text is not in the repository.

use std::fs;
use std::path::{Path, PathBuf};

use regesta::publication::{Publication, Silent, build, release};

fn bundled() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/hasanli-1921")
}

#[test]
fn it_is_served_from_a_clone_without_its_texts() {
    let publication = Publication::open(&bundled()).unwrap();
    let folder = publication.dir.join("release").join(&publication.edition().version);
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        assert_eq!(regesta::publication::sha256(&fs::read(folder.join(name)).unwrap()), sum, "{name}");
    }
    assert_eq!(sums.lines().count(), 6);
}

#[test]
fn it_shows_no_sentence_of_the_essays() {
    for release in fs::read_dir(bundled().join("release")).unwrap() {
        let dump = release.unwrap().path().join("all.nq");
        let said = fs::read_to_string(&dump).unwrap();
        for term in ["http://www.w3.org/ns/oa#exact", "http://www.w3.org/ns/oa#prefix", "http://www.w3.org/ns/oa#suffix"] {
            assert!(!said.contains(term), "{term} in {}", dump.display());
        }
    }
}

/// Needs the texts of `../shared/essays`; where they are not at hand there is nothing to rebuild from.
#[test]
fn a_rebuild_finds_the_released_bytes() {
    let text = bundled().join("../../../shared/essays/hasanli-kars-1921.txt");
    if !text.exists() {
        eprintln!("skipped: {} is not at hand", text.display());
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuilt");
    let _ = fs::remove_dir_all(&folder);
    for name in ["authority", "links"] {
        fs::create_dir_all(folder.join(name)).unwrap();
        for file in fs::read_dir(bundled().join(name)).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), folder.join(name).join(file.file_name())).unwrap();
        }
    }
    let settings = fs::read_to_string(bundled().join("regesta.toml")).unwrap();
    let text = fs::canonicalize(text).unwrap();
    fs::write(folder.join("regesta.toml"), settings.replace("../../../shared/essays/hasanli-kars-1921.txt", &text.display().to_string()))
        .unwrap();
    fs::copy(bundled().join("registry.tsv"), folder.join("registry.tsv")).unwrap();
    let publication = Publication::open(&folder).unwrap();
    build(&publication, "2026-01-01T00:00:00Z", &Silent).unwrap();
    let rebuilt = release(&publication).unwrap().folder;
    let released = bundled().join("release").join(&publication.edition().version);
    for name in ["all.nq", "all.nt", "all.ttl", "all.trig", "all.rdf", "all.jsonld", "SHA256SUMS"] {
        let same = fs::read(rebuilt.join(name)).unwrap() == fs::read(released.join(name)).unwrap();
        assert!(same, "{name} differs from the release: raise the version in regesta.toml, build, release");
    }
    assert_eq!(fs::read_to_string(folder.join("registry.tsv")).unwrap(), fs::read_to_string(bundled().join("registry.tsv")).unwrap());
}
