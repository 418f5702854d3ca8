//! The report page in a real browser: it loads without an error and without a request, its search, filters
//! and sorting work, and text from articles stays text. Says so and does nothing where no Chromium is installed.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::tallywire;

fn browser() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = names
        .into_iter()
        .find(|n| Command::new(n).arg("--version").output().is_ok_and(|o| o.status.success()));
    if found.is_none() {
        eprintln!("SKIPPED: no Chromium here; `apt-get install chromium` and run the test again");
    }
    found
}

/// A result folder with so many claims, made by hand.
fn results(folder: &Path, claims: usize) {
    let mut rows = String::from(
        "document,part,sentence,start,end,quantity,value,value_to,modifier,kind,unit,counted,about,predicate,time_from,\
         place,place_id,subject,subject_id,speaker,speaker_id,entities,modality,rule,text\n",
    );
    for n in 0..claims {
        let kind = ["money", "count", "percent"][n % 3];
        let modality = if n % 10 == 0 { "planned" } else { "asserted" };
        let place = ["Narvik", "Gaborone", "Cusco"][n % 7 % 3];
        let _ = writeln!(
            rows,
            "a{},body,1,4,6,{n},{n},,exact,{kind},thing,,,hold,2024-05-01,{place},p:{place},,,,,p:{place},{modality},{kind},\
             The depot of {place} held {n} things <b>on</b> Monday.",
            n % 50
        );
    }
    std::fs::write(folder.join("claims.csv"), rows).unwrap();
    let mut documents = String::from("document,source,title,published,mentions,status\n");
    let mut texts = String::new();
    for n in 0..50 {
        let _ = writeln!(
            documents,
            "a{n},Wire,\"<script>document.title='taken'</script> {n}\",2024-05-{:02},1,read",
            n % 28 + 1
        );
        let text = "The <script>document.title='taken'</script> depot of Narvik & co held \"7\" things.";
        let _ = writeln!(
            texts,
            "{}",
            serde_json::json!({"document": format!("a{n}"), "title": "<img src=x onerror=alert(1)>", "text": text})
        );
    }
    std::fs::write(folder.join("documents.csv"), documents).unwrap();
    std::fs::write(folder.join("texts.jsonl"), texts).unwrap();
    let mentions = "document,part,sentence,start,end,text,type,name,id,source\na1,body,1,56,62,Narvik,place,Narvik,p:Narvik,\"x\"\" onmouseover=alert(1)\"\n";
    std::fs::write(folder.join("mentions.csv"), mentions).unwrap();
    let entities = "name,type,id,mentions,articles,forms\nNarvik,place,p:Narvik,9,3,Narvik (9)\n</script><b>Gaborone,place,p:Gaborone,4,2,x\n";
    std::fs::write(folder.join("entities.csv"), entities).unwrap();
    std::fs::write(
        folder.join("run.json"),
        format!("{{\"counts\":{{\"articles\":50,\"claims\":{claims}}}}}"),
    )
    .unwrap();
}

fn report(folder: &Path) -> String {
    tallywire().arg("report").arg(folder).arg("--quiet").assert().success();
    std::fs::read_to_string(folder.join("report.html")).unwrap()
}

/// What a user does, done by a script in the page; its findings come back in an element of the page.
const HANDS: &str = r##"<script>
const say = (name, value) => { said[name] = value; };
const said = { errors: faults };
const get = (id) => document.getElementById(id);
const send = () => get("filters").dispatchEvent(new Event("submit", { cancelable: true }));
const cells = (n) => [...document.querySelectorAll("#rows tr")].map((r) => r.cells[n].textContent);
say("loaded", get("count").textContent);
get("f-text").value = "narvik monday";
let began = performance.now(); send(); say("milliseconds", performance.now() - began);
say("searched", get("count").textContent);
say("places", [...new Set(cells(7))]);
get("f-text").value = ""; get("f-kind").value = "money"; get("f-from").value = "100"; get("f-to").value = "199"; send();
say("filtered", get("count").textContent);
document.querySelectorAll("#table th button")[0].click(); say("lowest", cells(0)[0]);
document.querySelectorAll("#table th button")[0].click(); say("highest", cells(0)[0]);
say("sorted", document.querySelector("#table th").getAttribute("aria-sort"));
get("f-kind").value = ""; get("f-from").value = ""; get("f-to").value = ""; get("f-how").value = "planned"; send();
say("planned", get("count").textContent); get("f-how").value = ""; get("f-from").value = "100"; get("f-to").value = "130"; send();
get("next").click(); say("page", get("where").textContent);
location.hash = "#entity/p%3ANarvik";
setTimeout(() => {
  say("entity", get("entity").querySelector("h3").textContent);
  say("claims of it", get("entity").querySelectorAll("tbody tr").length);
  say("title", document.title);
  say("bold", document.querySelectorAll("#table b, .source b, .source img, #entity b, .source script").length);
  const made = document.createElement("pre"); made.id = "said"; made.textContent = JSON.stringify(said); document.body.append(made);
}, 50);
</script>"##;
const FAULTS: &str = r#"<script>const faults = []; addEventListener("error", (e) => faults.push(e.message));
addEventListener("securitypolicyviolation", (e) => faults.push("request: " + e.blockedURI));</script>"#;

#[test]
fn the_page_works_in_a_browser() {
    let Some(browser) = browser() else { return };
    let folder = TempDir::new().unwrap();
    results(folder.path(), 50_000);
    let page = report(folder.path());
    let page = page
        .replacen("<title>", &format!("{FAULTS}<title>"), 1)
        .replace("</body>", &format!("{HANDS}</body>"));
    let path = folder.path().join("handled.html");
    std::fs::write(&path, page).unwrap();
    let profile = folder.path().join("profile");
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"])
        .args(["--virtual-time-budget=20000", "--disable-dev-shm-usage"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{}", path.display()))
        .output()
        .unwrap();
    let console = String::from_utf8_lossy(&output.stderr);
    assert!(!console.contains("CONSOLE"), "{console}");
    let dom = String::from_utf8_lossy(&output.stdout);
    let (_, rest) = dom.split_once("<pre id=\"said\">").expect("the script has not come to its end");
    let (said, _) = rest.split_once("</pre>").unwrap();
    let said = said.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    eprintln!("filtering 50,000 claims took {} ms", said["milliseconds"]);
    assert_eq!(said["errors"], serde_json::json!([]));
    assert_eq!(said["loaded"], "50000 claims");
    assert_eq!(said["places"], serde_json::json!(["Narvik"]));
    assert_eq!(said["filtered"], "33 of 50000 claims");
    assert_eq!((said["lowest"].as_str(), said["highest"].as_str()), (Some("102"), Some("198")));
    assert_eq!(said["sorted"], "descending");
    assert_eq!(said["planned"], "5000 of 50000 claims");
    assert_eq!(said["page"], "Page 1 of 1");
    assert_eq!((&said["entity"], &said["claims of it"]), (&"Narvik".into(), &100.into()));
    assert_eq!((&said["title"], &said["bold"]), (&"50 articles · tallywire".into(), &0.into()));
}

#[test]
fn nothing_of_the_articles_becomes_markup() {
    let folder = TempDir::new().unwrap();
    results(folder.path(), 30);
    let page = report(folder.path());
    for hostile in ["<script>document.title", "<img src=x", "<b>on</b>", "</script><b>", "\" onmouseover="] {
        assert!(!page.contains(hostile), "{hostile}");
    }
    assert!(page.contains("&lt;script&gt;document.title"), "the text itself is shown");
    // Nothing is fetched: the only addresses are anchors in the page and the empty icon.
    let mut rest = &page[..];
    while let Some(at) = rest.find("href=\"") {
        rest = &rest[at + 6..];
        assert!(rest.starts_with('#') || rest.starts_with("data:,"), "{}", &rest[..40]);
    }
    assert!(!page.contains(" src=\"") && !page.contains("url(") && !page.contains("@import"));
}

#[test]
fn a_folder_that_is_no_result_is_told() {
    let folder = TempDir::new().unwrap();
    let said = |command: &str| {
        let output = tallywire().arg(command).arg(folder.path()).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for command in ["report", "show"] {
        let (code, text) = said(command);
        assert_eq!(code, Some(2));
        assert!(text.contains("run.json") && text.contains("tallywire extract"), "{text}");
    }
    std::fs::write(folder.path().join("run.json"), "{").unwrap();
    assert!(said("show").1.contains("--force"));
    std::fs::write(folder.path().join("run.json"), "{}").unwrap();
    assert!(said("report").1.contains("--format csv"));
    // A table that is cut off in the middle of a row shows what is whole.
    results(folder.path(), 3);
    let claims = std::fs::read_to_string(folder.path().join("claims.csv")).unwrap();
    std::fs::write(folder.path().join("claims.csv"), &claims[..claims.len() - 60]).unwrap();
    assert_eq!(said("show").0, Some(0));
}
