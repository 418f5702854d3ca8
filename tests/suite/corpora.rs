//! Twelve articles of our own, written in every format that is read.

#![allow(dead_code)]

use std::io::Write;
use std::sync::Arc;

pub struct Article {
    pub id: &'static str,
    pub title: &'static str,
    pub date: &'static str,
    pub source: &'static str,
    pub paragraphs: &'static [&'static str],
}

impl Article {
    pub fn text(&self) -> String {
        self.paragraphs.join("\n\n")
    }
}

pub const ARTICLES: [Article; 12] = [
    Article {
        id: "mill-fire",
        title: "Fire in Nairobi mill kills 3",
        date: "2026-02-03",
        source: "Harbour Courier",
        paragraphs: &[
            "NAIROBI, Kenya - A fire in a flour mill killed 3 workers and injured 17 on Tuesday, police in Nairobi said.",
            "About 120 people were in the building when the fire broke out, and 40 of them were carried out by neighbours.",
            "The mill, which opened in 1998, paid a fine of $45,000 last year, the labour ministry said.",
        ],
    },
    Article {
        id: "rail-strike",
        title: "Rail strike in Kenya enters its third week",
        date: "2026-03-11",
        source: "The Lantern",
        paragraphs: &[
            "Some 2,400 railway workers in Kenya stayed at home on Wednesday, the third week of their strike.",
            "The union asks for 8.5% more pay; the railway offered between 3% and 4% in February.",
            "Freight between Mombasa and Nairobi fell by 60 percent, said Wanjiru Achterberg, who speaks for the port.",
        ],
    },
    Article {
        id: "bee-count",
        title: "Bee keepers count fewer hives",
        date: "2026-05-20",
        source: "The Lantern",
        paragraphs: &[
            "Bee keepers in the uplands counted 31,000 hives this spring, down from 36,500 two years ago.",
            "“We lost a fifth of our bees to one cold week,” said Oona Terrabyte of the Upland Bee Keepers’ League.",
            "The league gave 150 hives to schools and wants to give 300 more by 2028.",
        ],
    },
    Article {
        id: "bridge",
        title: "New bridge at Kisumu costs twice as much",
        date: "2026-06-01",
        source: "Harbour Courier",
        paragraphs: &[
            "The new bridge near Kisumu will cost 4.2 million dollars, twice as much as planned in 2023, the county said.",
            "It is 310 metres long and carries 9,000 cars a day, at least 700 of them lorries.",
        ],
    },
    Article {
        id: "school-meals",
        title: "School meals reach 85,000 children",
        date: "2026-01-19",
        source: "Daybreak & Sons",
        paragraphs: &[
            "A programme that began with 12 schools now feeds 85,000 children in 210 schools, its founders said on Monday.",
            "Each meal costs 0.40 dollars; parents pay less than a quarter of that.",
            "Tests show 3 < 5: three meals a week do less than five, said Dr. Ilse Quagmire of the Meals & Minds Trust.",
        ],
    },
    Article {
        id: "storm",
        title: "Storm leaves 18,000 homes without power",
        date: "2026-04-27",
        source: "Coast Radio",
        paragraphs: &[
            "A storm that crossed the coast on Sunday left 18,000 homes without power and closed 26 roads.",
            "Winds reached 140 kilometres an hour. No one died, but nine fishermen are missing, the coast guard said.",
            "Power was back in 11,500 homes by Monday evening.",
        ],
    },
    Article {
        id: "museum",
        title: "Museum finds 400 lost drawings",
        date: "2026-07-08",
        source: "The Lantern",
        paragraphs: &[
            "Four hundred drawings that were lost since 1944 lay in a cellar of the Museum of Trade, its director said.",
            "Caf\u{e9} owner Zo\u{eb} Ravenscroft bought the house for £250,000 in 2019 and opened the cellar last month.",
        ],
    },
    Article {
        id: "coffee",
        title: "Coffee growers in Ethiopia hope for rain",
        date: "2026-08-15",
        source: "Coast Radio",
        paragraphs: &[
            "Coffee growers in Ethiopia expect a harvest of 6 million bags, 10% less than last year.",
            "The price of a pound rose to 2.31 dollars in July, the highest since 2011.",
            "More than 500 growers met in Addis Ababa on Friday.",
        ],
    },
    Article {
        id: "clinic",
        title: "Clinic opens with 24 beds",
        date: "2026-09-02",
        source: "Harbour Courier",
        paragraphs: &[
            "A clinic with 24 beds and two operating rooms opened in Garissa on Wednesday.",
            "Until now, patients had to travel 190 km to the next one. It will treat up to 60 people a day.",
        ],
    },
    Article {
        id: "buses",
        title: "City buys 35 electric buses",
        date: "2026-10-10",
        source: "Daybreak & Sons",
        paragraphs: &[
            "The city of Nakuru ordered 35 electric buses for 21 million euros from Lindqvist Coachworks, the mayor said.",
            "The first five arrive in March. Diesel buses made up 98 percent of the fleet in 2025.",
        ],
    },
    Article {
        id: "locusts",
        title: "Locusts destroy a third of the fields",
        date: "2026-11-05",
        source: "Coast Radio",
        paragraphs: &[
            "Locusts destroyed a third of the fields around Lodwar, 45,000 hectares in all, farmers said on Thursday.",
            "Seven planes sprayed the swarms; two of them could not start for want of fuel.",
            "The government promised 1.5 billion shillings.",
        ],
    },
    Article {
        id: "chess",
        title: "Girl of 11 wins chess title",
        date: "2026-11-21",
        source: "The Lantern",
        paragraphs: &[
            "Amina Okpara, 11, won the national chess title in Nairobi on Saturday, ahead of 64 grown-ups.",
            "She won nine games, drew one and lost none. Her coach said that she plays 6 hours a day.",
        ],
    },
];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

pub fn jsonl() -> Vec<u8> {
    let line = |a: &Article| serde_json::json!({"id": a.id, "title": a.title, "date": a.date, "source": a.source, "text": a.text()});
    ARTICLES.iter().map(|a| format!("{}\n", line(a))).collect::<String>().into_bytes()
}

pub fn json_array() -> Vec<u8> {
    let all: Vec<serde_json::Value> =
        String::from_utf8(jsonl()).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    serde_json::to_string_pretty(&all).unwrap().into_bytes()
}

pub fn json_wrapped() -> Vec<u8> {
    let all = String::from_utf8(json_array()).unwrap();
    format!("{{\"status\": \"ok\", \"total\": 12, \"articles\": {all}, \"next\": {{\"page\": 2}}}}")
        .into_bytes()
}

pub fn table(delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["id", "title", "date", "source", "text"]).unwrap();
    for a in &ARTICLES {
        writer.write_record([a.id, a.title, a.date, a.source, &a.text()]).unwrap();
    }
    writer.into_inner().unwrap()
}

pub fn parquet(group: usize) -> Vec<u8> {
    use arrow_array::{ArrayRef, RecordBatch, StringArray};
    let column = |get: fn(&Article) -> String| -> ArrayRef {
        Arc::new(StringArray::from(ARTICLES.iter().map(get).collect::<Vec<_>>()))
    };
    let batch = RecordBatch::try_from_iter([
        ("id", column(|a| a.id.into())),
        ("title", column(|a| a.title.into())),
        ("date", column(|a| a.date.into())),
        ("source", column(|a| a.source.into())),
        ("text", column(Article::text)),
    ])
    .unwrap();
    let properties = parquet::file::properties::WriterProperties::builder()
        .set_max_row_group_row_count(Some(group))
        .set_compression(parquet::basic::Compression::SNAPPY)
        .build();
    let mut out = Vec::new();
    let mut writer =
        parquet::arrow::ArrowWriter::try_new(&mut out, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    out
}

pub fn html(a: &Article, charset: &str) -> String {
    let paragraphs: String = a.paragraphs.iter().map(|p| format!("<p>{}</p>\n", escaped(p))).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"{charset}\"><title>{title} | {source}</title>\n\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:site_name\" content=\"{source}\">\n\
         <meta property=\"article:published_time\" content=\"{date}T08:00:00Z\">\n\
         <link rel=\"canonical\" href=\"https://news.example/{id}\"></head>\n\
         <body><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/s\">Sport</a></li></ul></nav>\n\
         <article><h1>{title}</h1>\n{paragraphs}</article>\n\
         <aside><p>Also read: 99 reasons to subscribe, says nobody at all, in any place, ever.</p></aside>\n\
         <footer><p>Copyright 2026 {source}. All rights reserved, in 50 states, by law.</p></footer></body></html>\n",
        title = escaped(a.title),
        source = escaped(a.source),
        date = a.date,
        id = a.id
    )
}

pub fn markdown(a: &Article) -> String {
    format!("---\ndate: {}\nsource: {}\n---\n\n# {}\n\n{}\n", a.date, a.source, a.title, a.text())
}

pub fn nitf() -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<archive>\n");
    for a in &ARTICLES {
        let paragraphs: String = a.paragraphs.iter().map(|p| format!("<p>{}</p>\n", escaped(p))).collect();
        out.push_str(&format!(
            "<nitf><head><title>other</title><docdata><doc-id id-string=\"{}\"/><date.issue norm=\"{}\"/>\
             <doc.copyright holder=\"{}\"/></docdata></head>\n<body><body.head><hedline><hl1>{}</hl1></hedline>\
             <byline>By A. N. Other</byline></body.head>\n<body.content>\n{paragraphs}\
             <media><media-caption><p>Forty-one pictures of 7 things.</p></media-caption></media></body.content>\
             <body.end><tagline>Ends 12</tagline></body.end></body></nitf>\n",
            a.id,
            a.date.replace('-', ""),
            escaped(a.source),
            escaped(a.title)
        ));
    }
    out.push_str("</archive>\n");
    out.into_bytes()
}

pub fn newsml() -> Vec<u8> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\">\n\
         <header><sent>2026-11-30T00:00:00Z</sent></header><itemSet>\n",
    );
    for a in &ARTICLES {
        let paragraphs: String = a.paragraphs.iter().map(|p| format!("<p>{}</p>\n", escaped(p))).collect();
        out.push_str(&format!(
            "<newsItem guid=\"{}\" version=\"1\"><itemMeta><provider literal=\"{}\"/>\
             <versionCreated>2026-12-01T00:00:00Z</versionCreated></itemMeta>\n\
             <contentMeta><contentCreated>{}T06:00:00Z</contentCreated><creator><name>A. N. Other</name></creator>\
             <headline>{}</headline></contentMeta>\n<contentSet><inlineXML contenttype=\"application/xhtml+xml\">\
             <html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>other</title></head><body>\n{paragraphs}</body></html>\
             </inlineXML></contentSet></newsItem>\n",
            a.id,
            escaped(a.source),
            a.date,
            escaped(a.title)
        ));
    }
    out.push_str("</itemSet></newsMessage>\n");
    out.into_bytes()
}

/// Old SGML: in Latin-1, so without curly quotes.
pub fn reuters() -> Vec<u8> {
    const MONTHS: [&str; 12] =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let mut out = String::from("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n");
    for (n, a) in ARTICLES.iter().enumerate() {
        let (year, month, day) = (&a.date[..4], a.date[5..7].parse::<usize>().unwrap(), &a.date[8..]);
        let body: Vec<String> = a.paragraphs.iter().map(|p| escaped(p)).collect();
        out.push_str(&format!(
            "<REUTERS TOPICS=\"NO\" OLDID=\"{n}\" NEWID=\"{n}\">\n<DATE>{day}-{}-{year} 10:00:00.00</DATE>\n\
             <TEXT>&#2;\n<TITLE>{}</TITLE>\n<DATELINE>    Somewhere - </DATELINE><BODY>{}\n Reuter\n&#3;</BODY></TEXT>\n\
             </REUTERS>\n",
            MONTHS[month - 1],
            escaped(a.title),
            body.join("\n    ")
        ));
    }
    out.into_bytes()
}

pub fn warc_records() -> Vec<Vec<u8>> {
    let mut all =
        vec![b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 12\r\n\r\nsoftware: x\n\r\n\r\n".to_vec()];
    for (n, a) in ARTICLES.iter().enumerate() {
        let request = "GET / HTTP/1.1\r\nHost: news.example\r\n\r\n";
        all.push(
            format!(
                "WARC/1.0\r\nWARC-Type: request\r\nContent-Length: {}\r\n\r\n{request}\r\n\r\n",
                request.len()
            )
            .into_bytes(),
        );
        // Every second page is sent in chunks.
        let page = html(a, "utf-8").into_bytes();
        let mut answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n".to_vec();
        if n % 2 == 0 {
            answer.extend_from_slice(b"Transfer-Encoding: chunked\r\n\r\n");
            for chunk in page.chunks(500) {
                answer.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
                answer.extend_from_slice(chunk);
                answer.extend_from_slice(b"\r\n");
            }
            answer.extend_from_slice(b"0\r\n\r\n");
        } else {
            answer.extend_from_slice(b"\r\n");
            answer.extend_from_slice(&page);
        }
        let mut record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Target-URI: https://news.example/{}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
            a.id,
            a.id,
            answer.len()
        )
        .into_bytes();
        record.extend_from_slice(&answer);
        record.extend_from_slice(b"\r\n\r\n");
        all.push(record);
    }
    let missing = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Not here, and never was.</p>";
    all.push(
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n{missing}\r\n\r\n",
            missing.len()
        )
        .into_bytes(),
    );
    all
}

pub fn eml(a: &Article) -> Vec<u8> {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months[a.date[5..7].parse::<usize>().unwrap() - 1];
    // The text in quoted-printable, as most mail has it.
    let mut body = String::new();
    for line in a.text().split('\n') {
        let mut length = 0;
        for byte in line.bytes() {
            if length > 70 {
                body.push_str("=\r\n");
                length = 0;
            }
            if byte == b'=' || byte >= 0x80 {
                body.push_str(&format!("={byte:02X}"));
                length += 3;
            } else {
                body.push(byte as char);
                length += 1;
            }
        }
        body.push_str("\r\n");
    }
    format!(
        "From: \"{}\" <desk@news.example>\r\nTo: readers@news.example\r\nSubject: {}\r\nDate: {} {month} {} 09:30:00 +0000\r\n\
         Message-ID: <{}@news.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n{body}",
        a.source,
        a.title,
        a.date[8..].trim_start_matches('0'),
        &a.date[..4],
        a.id
    )
    .into_bytes()
}

pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

pub fn bz2(bytes: &[u8]) -> Vec<u8> {
    let mut writer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

pub fn xz(bytes: &[u8]) -> Vec<u8> {
    let mut writer = liblzma::write::XzEncoder::new(Vec::new(), 6);
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

pub fn zst(bytes: &[u8]) -> Vec<u8> {
    let mut writer = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
    writer.include_checksum(true).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

pub fn tar(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        // Set by hand, since the library refuses names that lead out of a folder.
        let old = header.as_old_mut();
        let n = name.len().min(99);
        old.name[..n].copy_from_slice(&name.as_bytes()[..n]);
        header.set_cksum();
        builder.append(&header, &bytes[..]).unwrap();
    }
    builder.into_inner().unwrap()
}

pub fn zip(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in members {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The articles one a file, in their order.
pub fn files(extension: &str, write: impl Fn(&Article) -> Vec<u8>) -> Vec<(String, Vec<u8>)> {
    ARTICLES
        .iter()
        .enumerate()
        .map(|(n, a)| (format!("news/{n:02}-{}.{extension}", a.id), write(a)))
        .collect()
}
