//! The table of damages for `faults.rs`: each with its outcome.

use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::corpora::*;

pub struct Case {
    pub name: &'static str,
    pub input: PathBuf,
    /// Articles read from it.
    pub read: usize,
    /// Records put aside.
    pub aside: usize,
    /// What is said of them.
    pub says: &'static str,
}

fn flip(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 0x5a;
    bytes
}

fn cut(bytes: &[u8], share: f64) -> Vec<u8> {
    bytes[..(bytes.len() as f64 * share) as usize].to_vec()
}

/// A file of zeros that takes no room on the disk.
fn hole(path: PathBuf, head: &[u8], length: u64) -> PathBuf {
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(head).unwrap();
    file.set_len(length).unwrap();
    path
}

fn at(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).position(|w| w == what).unwrap()
}

fn replaced(bytes: &[u8], what: &str, with: &str) -> Vec<u8> {
    let n = at(bytes, what.as_bytes());
    [&bytes[..n], with.as_bytes(), &bytes[n + what.len()..]].concat()
}

fn noise(n: usize) -> Vec<u8> {
    let mut state = 88_172_645_463_325_252_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        })
        .collect()
}

const GIB: u64 = 1 << 30;

pub fn cases(folder: &Path) -> Vec<Case> {
    let mut all = Vec::new();
    let file = |name: &str, bytes: Vec<u8>| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let mut add = |name: &'static str, input: PathBuf, read: usize, aside: usize, says: &'static str| {
        all.push(Case { name, input, read, aside, says });
    };
    // Incompressible lines, so that a cut or a flip falls behind articles that were read.
    let long: Vec<u8> = (0..3000)
        .flat_map(|n: u64| {
            let text = format!("{} {}", ARTICLES[2].text(), blake3::hash(&n.to_le_bytes()).to_hex());
            format!("{}\n", serde_json::json!({"id": n, "text": text})).into_bytes()
        })
        .collect();
    let many = usize::MAX;
    // Compressions.
    add("gzip cut", file("c1.jsonl.gz", cut(&gz(&long), 0.5)), many, 1, "the compressed data end too early");
    add(
        "gzip flipped",
        file("c2.jsonl.gz", {
            let g = gz(&long);
            flip(&g, g.len() / 2)
        }),
        many,
        many,
        "c2.jsonl.gz",
    );
    add(
        "gzip with garbage behind",
        file("c3.jsonl.gz", [gz(&jsonl()), b"garbage".to_vec()].concat()),
        12,
        1,
        "something else follows",
    );
    add("gzip of nothing", file("c4.jsonl.gz", gz(b"")), 0, 1, "the file is empty");
    let text: Vec<u8> = (0..300u64)
        .flat_map(|n| format!("{}\n{}\n", ARTICLES[2].text(), blake3::hash(&n.to_le_bytes())).into_bytes())
        .collect();
    add("text in a cut gzip", file("p1.txt.gz", cut(&gz(&text), 0.5)), 0, 1, "nothing of it is kept");
    let flipped = {
        let whole = gz(&text);
        flip(&whole, whole.len() / 2)
    };
    add("text in a flipped gzip", file("p2.txt.gz", flipped), 0, 1, "nothing of it is kept");
    let book = text.repeat(2 + (3 << 20) / text.len());
    let parts = file("p3.txt.gz", cut(&gz(&book), 0.9));
    add("long text in a cut gzip", parts, many, 1, "end too early");
    add("gzip head alone", file("c5.jsonl.gz", vec![0x1f, 0x8b, 8, 0]), 0, 1, "end too early");
    add("zstd cut", file("c6.jsonl.zst", cut(&zst(&long), 0.5)), many, 1, "end too early");
    add(
        "zstd flipped",
        file("c7.jsonl.zst", {
            let g = zst(&long);
            flip(&g, g.len() / 2)
        }),
        many,
        many,
        "c7.jsonl.zst",
    );
    add("bzip2 cut", file("c8.jsonl.bz2", cut(&bz2(&long), 0.8)), many, 1, "c8.jsonl.bz2");
    add(
        "bzip2 flipped",
        file("c9.jsonl.bz2", {
            let g = bz2(&long);
            flip(&g, g.len() * 3 / 4)
        }),
        many,
        many,
        "c9.jsonl.bz2",
    );
    add("xz cut", file("c10.jsonl.xz", cut(&xz(&long), 0.8)), many, 1, "c10.jsonl.xz");
    add(
        "xz flipped",
        file("c11.jsonl.xz", {
            let g = xz(&long);
            flip(&g, g.len() * 3 / 4)
        }),
        many,
        many,
        "damaged",
    );
    add(
        "twelve times packed",
        file("c12.gz", (0..12).fold(jsonl(), |b, _| gz(&b))),
        0,
        1,
        "more than 8 archives and compressions",
    );
    let blanks = vec![b' '; 1 << 20];
    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
    for _ in 0..1200 {
        encoder.write_all(&blanks[1..]).unwrap();
        encoder.write_all(b"\n").unwrap();
    }
    let bomb = encoder.finish().unwrap();
    add("bomb", file("c13.jsonl.zst", bomb.clone()), 0, 1, "decompression bomb");
    // Zip.
    let texts = files("txt", |a| a.text().into_bytes());
    let archive = zip(&texts);
    add("zip cut", file("z1.zip", cut(&archive, 0.6)), many, many, "list of members is missing or damaged");
    add(
        "zip member flipped",
        file("z2.zip", flip(&archive, at(&archive, b"05-storm.txt") + 40)),
        11,
        1,
        "z2.zip/news/05-storm.txt",
    );
    add(
        "zip list flipped",
        file("z3.zip", {
            let n = archive.len() - 22 + 17;
            flip(&archive, n)
        }),
        12,
        1,
        "list of members",
    );
    add(
        "zip encrypted",
        file("z4.zip", {
            let mut z = archive.clone();
            let n = at(&z, b"PK\x01\x02");
            z[n + 8] |= 1;
            z
        }),
        11,
        1,
        "encrypted",
    );
    add(
        "zip of an unknown method",
        file("z5.zip", {
            let mut z = archive.clone();
            let n = at(&z, b"PK\x01\x02");
            z[n + 10] = 97;
            z
        }),
        11,
        1,
        "method 97",
    );
    add("zip empty", file("z6.zip", zip(&[])), 0, 1, "no article in this archive");
    add(
        "zip without articles",
        file("z7.zip", zip(&[("a.bin".into(), noise(99))])),
        0,
        1,
        "no article in this archive",
    );
    add(
        "zip with names that lead out",
        file(
            "z8.zip",
            zip(&[
                ("../../out.txt".into(), ARTICLES[0].text().into()),
                ("/etc/x.txt".into(), ARTICLES[1].text().into()),
            ]),
        ),
        2,
        0,
        "",
    );
    add(
        "zip with a bomb and an article",
        file("z9.zip", zip(&[("a.txt".into(), ARTICLES[0].text().into()), ("b.jsonl.zst".into(), bomb)])),
        1,
        1,
        "decompression bomb",
    );
    add(
        "zip in zip, damaged",
        file(
            "z10.zip",
            zip(&[
                ("in.zip".into(), flip(&archive, at(&archive, b"00-mill-fire.txt") + 40)),
                ("b.txt".into(), ARTICLES[1].text().into()),
            ]),
        ),
        12,
        1,
        "00-mill-fire.txt",
    );
    // Tar.
    let tape = tar(&texts);
    add("tar cut", file("t1.tar", cut(&tape, 0.55)), many, many, "early");
    add(
        "tar header flipped",
        file("t2.tar", flip(&tape, at(&tape, b"news/03-bridge.txt"))),
        11,
        1,
        "damaged member headers",
    );
    add(
        "tar with names that lead out",
        file("t3.tar", tar(&[("../../../tmp/out.txt".into(), ARTICLES[0].text().into())])),
        1,
        0,
        "",
    );
    add(
        "tar in flipped gzip",
        file("t4.tar.gz", {
            let g = gz(&tape);
            flip(&g, g.len() / 2)
        }),
        many,
        many,
        "t4.tar.gz",
    );
    // Parquet.
    let columns = parquet(4);
    add("parquet cut", file("p1.parquet", cut(&columns, 0.7)), 0, 1, "index at the end");
    add(
        "parquet flipped",
        file("p2.parquet", {
            let mut c = columns.clone();
            c[4..30].fill(0xff);
            c
        }),
        many,
        many,
        "p2.parquet",
    );
    add(
        "parquet index flipped",
        file("p3.parquet", {
            let n = columns.len() - 6;
            flip(&columns, n)
        }),
        0,
        1,
        "index at the end",
    );
    add("parquet that is none", file("p4.parquet", noise(5000)), 0, 1, "index at the end");
    // WARC.
    let records = warc_records();
    let warc = records.concat();
    add("warc cut", file("w1.warc", cut(&warc, 0.5)), many, 1, "before the record does");
    add(
        "warc without a length",
        file("w2.warc", replaced(&warc, "Content-Length: 12", "Content-Lenght: 12")),
        12,
        many,
        "no Content-Length",
    );
    add(
        "warc with garbage between",
        file("w3.warc", [&records[..4].concat()[..], b"garbage\nmore\n", &records[4..].concat()].concat()),
        12,
        1,
        "belong to no record",
    );
    let mut packed: Vec<Vec<u8>> = records.iter().map(|r| gz(r)).collect();
    packed[6][60] ^= 0xff;
    add("warc.gz member flipped", file("w4.warc.gz", packed.concat()), 11, 1, "damaged");
    add("warc of requests", file("w5.warc", records[1].clone()), 0, 1, "no page in this archive");
    add(
        "warc, no page in a page",
        file("w6.warc", replaced(&replaced(&records[2], "<article>", "<script>"), "</article>", "")),
        0,
        1,
        "",
    );
    // XML and SGML.
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>\n<nitf><body><body.content><p>Police in Nairobi arrested 25 men &c; on Sunday.</p></body.content></body></nitf>";
    add("entity bomb", file("x1.xml", bomb.into()), 1, 0, "");
    add(
        "xml with one broken article",
        file("x2.xml", replaced(&nitf(), "</hl1>", "</hl2>")),
        11,
        1,
        "broken XML",
    );
    add(
        "xml without an end tag",
        file("x3.xml", replaced(&nitf(), "</nitf>", "")),
        11,
        1,
        "the article ends within",
    );
    add("xml cut", file("x4.xml", cut(&nitf(), 0.5)), many, 1, "x4.xml");
    add("xml of another kind", file("x5.xml", "<rss><channel/></rss>".into()), 0, 1, "no article");
    add(
        "xml nested deeply",
        file("x6.xml", format!("<nitf>{}", "<p>".repeat(100_000)).into()),
        0,
        1,
        "elements inside each other",
    );
    add("sgml cut", file("x7.sgm", cut(&reuters(), 0.5)), many, 1, "ends before </REUTERS>");
    // JSON.
    let array = json_array();
    add(
        "json array with a bad object",
        file("j1.json", replaced(&array, "\"title\"", "title")),
        11,
        1,
        "no JSON object",
    );
    add("json array cut", file("j2.json", cut(&array, 0.5)), many, 1, "no JSON object");
    add(
        "json of other values",
        file("j3.json", b"[1, \"a\", {\"text\": \"Police in Nairobi\"}, null]".to_vec()),
        1,
        3,
        "no JSON object",
    );
    add(
        "json nested deeply",
        file("j4.json", format!("{{\"text\":{}", "[".repeat(200_000)).into()),
        0,
        1,
        "no JSON object",
    );
    add(
        "lines of other things",
        file("j5.jsonl", [b"not json\n[1]\n{\"headline\":1}\n\0\0\n".to_vec(), jsonl()].concat()),
        12,
        4,
        "no text in this object",
    );
    add("1 GiB without a line end", hole(folder.join("j6.jsonl"), b"{", GIB), 0, 1, "longer than 256 MiB");
    add("1 GiB of json", hole(folder.join("j7.json"), b"[{\"text\":\"", GIB), 0, 1, "longer than 256 MiB");
    // Tables.
    let rows = crate::corpora::table(b',');
    add(
        "short row",
        file("v1.csv", [rows.clone(), b"x\n".to_vec()].concat()),
        12,
        1,
        "the row has 1 fields, the header 5",
    );
    add(
        "row without a text",
        file("v2.csv", [rows.clone(), b"x,,,,\n".to_vec()].concat()),
        12,
        1,
        "the text is empty",
    );
    add(
        "quote without an end",
        file("v3.csv", [rows.clone(), b"x,\"never ends,,,\nmore".to_vec()].concat()),
        12,
        1,
        "v3.csv",
    );
    add(
        "table without a text column",
        file("v4.csv", b"a,b\n1,2\n".to_vec()),
        0,
        1,
        "--text-field one of: a, b",
    );
    add(
        "1 GiB without a row end",
        hole(folder.join("v5.csv"), b"id,text\n1,\"", GIB),
        0,
        1,
        "longer than 256 MiB",
    );
    // Texts, pages, mail.
    add("1 GiB of no text", hole(folder.join("h1.txt"), b"x", GIB), 0, 1, "this is no text");
    add("noise as text", file("h2.txt", noise(9000)), 0, 1, "this is no text");
    add("blanks", file("h3.txt", b" \n\n ".to_vec()), 0, 1, "the text is empty");
    add("UTF-16 cut within a letter", file("h4.txt", b"\xff\xfeK\0e\0n\0y\0a\0 ".to_vec()), 1, 0, "");
    add(
        "page of a script",
        file("h5.html", b"<html><body><div id=app></div><script>go()</script></body></html>".to_vec()),
        0,
        1,
        "no article on this page",
    );
    add("page cut", file("h6.html", cut(html(&ARTICLES[0], "utf-8").as_bytes(), 0.7)), 1, 0, "");
    add("noise as a page", file("h7.html", noise(9000)), many, many, "");
    add("mail that is none", file("h8.eml", b"no header\n".to_vec()), 0, 1, "no mail");
    add(
        "mail without a text",
        file("h9.eml", b"From: a@b.example\r\nSubject: x\r\nTo: c@d.example\r\n\r\n".to_vec()),
        0,
        1,
        "no text in this mail",
    );
    add("marks alone", file("h10.md", b"***\n\n---\n".to_vec()), 0, 1, "the text is empty");
    for (n, extension) in [
        "txt", "md", "html", "xml", "sgm", "json", "jsonl", "csv", "tsv", "parquet", "warc", "eml", "zip",
        "tar",
    ]
    .iter()
    .enumerate()
    {
        if *extension != "zip" && *extension != "tar" {
            add("empty file", file(&format!("e{n}.{extension}"), vec![]), 0, 1, "");
        }
        if !["txt", "md", "html", "parquet", "zip", "tar"].contains(extension) {
            add("noise", file(&format!("n{n}.{extension}"), noise(20_000)), many, many, "");
        }
    }
    // The file system.
    let pipes = folder.join("pipes");
    std::fs::create_dir(&pipes).unwrap();
    let made = std::process::Command::new("mkfifo").arg(pipes.join("a.txt")).status().unwrap();
    assert!(made.success());
    file("pipes/b.txt", ARTICLES[3].text().into());
    add("a pipe in a folder", pipes, 1, 1, "no file but a pipe");
    let links = folder.join("links");
    std::fs::create_dir(&links).unwrap();
    file("links/b.txt", ARTICLES[3].text().into());
    std::os::unix::fs::symlink("self.txt", links.join("self.txt")).unwrap();
    std::os::unix::fs::symlink(".", links.join("round")).unwrap();
    std::os::unix::fs::symlink("gone.txt", links.join("dangling.txt")).unwrap();
    std::os::unix::fs::symlink("b.txt", links.join("good.txt")).unwrap();
    add("circles of links", links, 2, 2, "links/");
    let odd = folder.join("odd");
    std::fs::create_dir(&odd).unwrap();
    std::fs::write(odd.join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt")), ARTICLES[4].text()).unwrap();
    add("a name that is not UTF-8", odd, 1, 0, "");
    add("no such file", folder.join("missing.txt"), 0, 1, "no such file");
    add("a file of another program", file("u.docx", b"PK?".to_vec()), 0, 1, "a document of a word processor");
    let strange = folder.join("strange");
    std::fs::create_dir(&strange).unwrap();
    file("strange/a.docx", zip(&[("word/document.xml".into(), b"<x/>".to_vec())]));
    file("strange/b.unknown", gz(&jsonl()));
    add("other files in a folder", strange, 12, 0, "");
    all
}
