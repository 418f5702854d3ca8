"use strict";
(() => {
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const $ = (id) => document.getElementById(id);
  const claims = data("claims-data");
  const entities = data("entities-data");
  // Places of the cells in a claim.
  const [SIGN, VALUE, VALUE_TO, UNIT, ABOUT, PREDICATE, HOW, TIME, PLACE, SUBJECT, SPEAKER, KIND, DOCUMENT, SENTENCE] = [...Array(14).keys()];
  const SHOWN = [VALUE, SENTENCE, UNIT, ABOUT, PREDICATE, HOW, TIME, PLACE, SUBJECT, SPEAKER, KIND];
  const heads = [...document.querySelectorAll("#table th")];
  const PAGE = 50;
  const articles = new Map([...document.querySelectorAll(".article")].map((a) => [a.dataset.id, a.id]));
  const numbers = claims.map((c) => (c[VALUE] === "" ? NaN : Number(c[VALUE])));
  const words = claims.map((c) => c.join("\u0001").toLowerCase());
  const who = claims.map((c) => [c[SUBJECT], c[SPEAKER], c[PLACE]].join("\u0001").toLowerCase());

  const element = (name, text, attributes) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  };

  // 1234567.891 as people read it; the digits stay as they are.
  const grouped = (number) => number.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, "\u202f"));

  // "1 article", "3 articles"
  const counted = (number, one) => number + " " + one + (number === 1 ? "" : "s");

  // ">900", "10 to 20", "not 5"
  const figure = (c) => c[SIGN] + grouped(c[VALUE]) + (c[VALUE_TO] && " to " + grouped(c[VALUE_TO]));
  const hows = claims.map((c) => c[HOW].split(", "));
  [...new Set(hows.flat())].filter(Boolean).sort().forEach((how) => $("f-how").append(element("option", how)));

  let found = claims.map((_, n) => n), page = 0, sorted = -1, down = false;

  function filter() {
    const text = $("f-text").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const kind = $("f-kind").value, how = $("f-how").value, name = $("f-who").value.trim().toLowerCase();
    const from = $("f-from").value === "" ? -Infinity : Number($("f-from").value);
    const to = $("f-to").value === "" ? Infinity : Number($("f-to").value);
    const any = from === -Infinity && to === Infinity;
    found = [];
    for (let n = 0; n < claims.length; n++) {
      if (kind && claims[n][KIND] !== kind) continue;
      if (how && !(how === "=" ? claims[n][HOW] === "" : hows[n].includes(how))) continue;
      if (!any && !(numbers[n] >= from && numbers[n] <= to)) continue;
      if (name && !who[n].includes(name)) continue;
      if (text.every((word) => words[n].includes(word))) found.push(n);
    }
    order();
  }

  function order() {
    if (sorted >= 0) {
      const column = SHOWN[sorted], sign = down ? -1 : 1;
      const compare = column === VALUE
        ? (a, b) => (numbers[a] - numbers[b]) || 0
        : (a, b) => (claims[a][column] < claims[b][column] ? -1 : claims[a][column] > claims[b][column] ? 1 : 0);
      found.sort((a, b) => {
        // Empty cells come last, whichever way.
        const [x, y] = [claims[a][column] === "", claims[b][column] === ""];
        return x !== y ? (x ? 1 : -1) : sign * compare(a, b) || a - b;
      });
    }
    page = 0;
    draw();
  }

  function row(n) {
    const claim = claims[n], line = element("tr");
    SHOWN.forEach((column, at) => {
      // Narrow screens have no header: each cell has its label, but for the sentence, which needs none.
      const label = column === SENTENCE ? "" : heads[at].textContent;
      const cell = element("td", column === VALUE ? figure(claim) : claim[column], { "data-label": label });
      if (column === SENTENCE && articles.has(claim[DOCUMENT])) {
        cell.append(" ", element("a", "article", { href: "#" + articles.get(claim[DOCUMENT]) }));
      }
      line.append(cell);
    });
    return line;
  }

  function draw() {
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    page = Math.min(page, pages - 1);
    $("rows").replaceChildren(...found.slice(page * PAGE, (page + 1) * PAGE).map(row));
    $("count").textContent = found.length === claims.length ? `${claims.length} claims` : `${found.length} of ${claims.length} claims`;
    $("where").textContent = `Page ${page + 1} of ${pages}`;
    $("back").disabled = page === 0;
    $("next").disabled = page + 1 >= pages;
  }

  let waiting = 0;
  $("filters").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
  $("filters").addEventListener("reset", () => setTimeout(filter));
  $("filters").addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  $("back").addEventListener("click", () => { page--; draw(); });
  $("next").addEventListener("click", () => { page++; draw(); });
  heads.forEach((head, n) => head.firstElementChild.addEventListener("click", () => {
    down = sorted === n ? !down : false;
    sorted = n;
    heads.forEach((h, m) => h.setAttribute("aria-sort", m !== n ? "none" : down ? "descending" : "ascending"));
    order();
  }));

  const link = (key) => "#entity/" + encodeURIComponent(key);
  function list() {
    const text = $("e-find").value.trim().toLowerCase();
    const shown = entities.filter((e) => e.name.toLowerCase().includes(text)).slice(0, 120);
    $("e-list").replaceChildren(...shown.map((e) => {
      const item = element("li");
      item.append(element("a", e.name, { href: link(e.key), title: e.kind }), ` ${e.mentions}`);
      return item;
    }));
  }
  $("e-find").addEventListener("input", list);

  function entity(key) {
    const found = entities.find((e) => e.key === key), box = $("entity");
    box.hidden = !found;
    if (!found) return;
    const near = element("p");
    found.with.forEach(([k, name, times], n) => near.append(n ? " · " : "", element("a", name, { href: link(k) }), ` ${times}`));
    const table = element("table"), body = element("tbody");
    found.claims.slice(0, 100).forEach((n) => {
      const c = claims[n], line = element("tr");
      line.append(element("td", figure(c)), element("td", c[UNIT]), element("td", c[SENTENCE]));
      body.append(line);
    });
    table.append(body);
    box.replaceChildren(
      element("h3", found.name),
      element("p", `${found.kind} · ${found.key} · named ${counted(found.mentions, "time")} in ${counted(found.articles, "article")}`),
      element("p", "Written: " + found.forms, { class: "note" }),
      ...(found.with.length ? [element("h3", "Named in the same sentences"), near] : []),
      ...(found.claims.length ? [element("h3", `Claims in sentences that name it (${found.claims.length})`), table] : []),
    );
    if (found.claims.length > 100) box.append(element("p", "The first hundred.", { class: "note" }));
    box.scrollIntoView({ block: "nearest" });
  }

  function follow() {
    const hash = location.hash.slice(1);
    if (hash.startsWith("entity/")) entity(decodeURIComponent(hash.slice(7)));
    else if (hash.startsWith("claims/")) {
      $("f-kind").value = decodeURIComponent(hash.slice(7));
      filter();
      $("claims").scrollIntoView();
    } else if (hash.startsWith("article-") && $(hash)) {
      $(hash).open = true;
      $(hash).scrollIntoView();
    }
  }
  window.addEventListener("hashchange", follow);
  filter();
  list();
  follow();
})();
