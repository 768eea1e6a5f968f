"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const at = (id) => document.getElementById(id);
  const words = data.words;
  const fill = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const brief = at("brief"), aside = at("sources"), bar = at("bar");
  const claims = all(".claim"), marks = all(".m"), sources = all(".source");
  const labelsOf = (element) => (element.dataset.labels || "").split(" ").filter(Boolean);
  const wide = matchMedia("(min-width: 64rem)");
  document.documentElement.classList.add("scripted");

  // Sources as tabs
  const tabs = at("tabs");
  const tabOf = new Map();
  const choose = (id) => {
    for (const source of sources) {
      const chosen = source.dataset.id === id;
      source.hidden = !chosen;
      const tab = tabOf.get(source.dataset.id);
      if (tab) {
        tab.setAttribute("aria-selected", String(chosen));
        tab.tabIndex = chosen ? 0 : -1;
      }
    }
  };
  if (sources.length > 1) {
    tabs.setAttribute("role", "tablist");
    tabs.setAttribute("aria-label", words.sources);
    for (const source of sources) {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = `tab-${source.dataset.id}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", source.id);
      tab.textContent = source.querySelector("h3").textContent;
      tab.addEventListener("click", () => choose(source.dataset.id));
      source.setAttribute("role", "tabpanel");
      source.setAttribute("aria-labelledby", tab.id);
      tabOf.set(source.dataset.id, tab);
      tabs.append(tab);
    }
    tabs.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const now = sources.findIndex((source) => !source.hidden);
      const next = sources[(now + step + sources.length) % sources.length].dataset.id;
      choose(next);
      tabOf.get(next).focus();
      event.preventDefault();
    });
    tabs.hidden = false;
    choose(sources[0].dataset.id);
  }

  // A claim lights up its words, words light up their claims
  let current = null, places = [], now = 0;
  const unlight = () => {
    for (const lit of all(".lit, .now, .current")) lit.classList.remove("lit", "now", "current");
  };
  const reveal = (element, pane) => {
    for (let up = element; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    element.scrollIntoView({ block: pane === aside ? "center" : "nearest" });
  };
  const sheet = (open) => {
    aside.classList.toggle("sheet", open && !wide.matches);
    document.documentElement.classList.toggle("sheeted", open && !wide.matches);
  };
  const say = (text, more = false) => {
    at("bar-text").textContent = text;
    at("previous").hidden = at("next").hidden = !more;
    at("back").textContent = current ? words.back : words.close;
    bar.hidden = false;
  };
  const visit = (index) => {
    if (!places.length) return;
    now = (index + places.length) % places.length;
    const label = places[now];
    for (const mark of marks) mark.classList.toggle("now", labelsOf(mark).includes(label));
    const place = at(`e-${label}`);
    if (!place) return;
    choose(place.closest(".source").dataset.id);
    sheet(true);
    reveal(place, aside);
    say(
      current
        ? fill(words.place_of, { kind: data.claims[current.id].kind, label, n: now + 1, all: places.length })
        : label in data.evidence ? fill(words.words_of, { label }) : words.cited_by_none,
      places.length > 1);
  };
  const light = (labels) => {
    unlight();
    places = labels;
    for (const mark of marks) if (labelsOf(mark).some((label) => labels.includes(label))) mark.classList.add("lit");
  };
  const show = (claim, label) => {
    current = claim;
    light(labelsOf(claim));
    claim.classList.add("lit", "current");
    if (!wide.matches) sheet(true), claim.scrollIntoView({ block: "start" });
    visit(Math.max(0, places.indexOf(label)));
  };
  const showLabel = (label) => {
    current = null;
    light([label]);
    visit(0);
  };
  const cited = (labels) => {
    const found = claims.filter((claim) => labelsOf(claim).some((label) => labels.includes(label)));
    if (!found.length) {
      if (labels[0] && at(labels[0])) reveal(at(labels[0]), brief);
      say(words.cited_by_none);
      return;
    }
    if (found.some((claim) => claim.hidden)) unfilter();
    light(labels);
    current = found[0];
    for (const claim of found) claim.classList.add("lit");
    sheet(false);
    const first = found[0].querySelector(".open") || found[0];
    found[0].scrollIntoView({ block: "center" });
    first.focus({ preventScroll: true });
    const kinds = new Set(found.map((claim) => data.claims[claim.id].kind));
    say(fill(words.cited_by, { claims: [...kinds].join(", ") }));
  };
  const back = () => {
    sheet(false);
    if (!current) {
      unlight();
      bar.hidden = true;
      return;
    }
    current.scrollIntoView({ block: "center" });
    (current.querySelector(".open") || current).focus({ preventScroll: true });
  };
  const go = (claim) => {
    if (claim.hidden) unfilter();
    unlight();
    claim.classList.add("lit");
    current = claim;
    sheet(false);
    for (let up = claim; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    claim.scrollIntoView({ block: "center" });
    (claim.querySelector(".open") || claim).focus({ preventScroll: true });
  };
  at("previous").addEventListener("click", () => visit(now - 1));
  at("next").addEventListener("click", () => visit(now + 1));
  at("back").addEventListener("click", back);

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : event.target.parentElement;
    if (event.metaKey || event.ctrlKey || event.shiftKey || target.closest(".review, button, summary, select, textarea")) return;
    const link = target.closest("a");
    const claim = target.closest(".claim");
    if (link && link.classList.contains("m")) cited(labelsOf(link));
    else if (link && link.dataset.claim && !(claim && claim.id === link.dataset.claim)) go(at(link.dataset.claim));
    else if (link && link.dataset.label && claim) show(claim, link.dataset.label);
    else if (link && link.dataset.label) showLabel(link.dataset.label);
    else if (link && link.dataset.document) {
      current = null;
      choose(link.dataset.document);
      sheet(true);
      say(link.textContent);
      aside.scrollTop = 0;
    }
    else if (claim && (!link || link.dataset.claim) && labelsOf(claim).length && String(getSelection()) === "") show(claim);
    else if (link && location.protocol === "about:") {
      // In a notebook's frame the browser would look for the link's end in the notebook.
      const end = at(link.getAttribute("href").slice(1));
      reveal(end, aside.contains(end) ? aside : brief);
    } else return;
    event.preventDefault();
  });

  // Filters
  const filters = at("filters");
  const filter = () => {
    const { side, kind, record } = Object.fromEntries(new FormData(filters));
    let shown = 0;
    const filtered = claims.filter((claim) => !("fact" in claim.dataset));
    for (const claim of filtered) {
      const of = claim.dataset;
      claim.hidden = Boolean(
        (side && of.side !== side) || (kind && of.kind !== kind) || (record && !of.record.split(" ").includes(record)));
      shown += !claim.hidden;
    }
    const filtering = Boolean(side || kind || record);
    for (const group of all(".group")) group.hidden = filtering && all(".claim", group).every((claim) => claim.hidden);
    at("shown-count").textContent = fill(words.shown_count, { shown, all: filtered.length });
  };
  const unfilter = () => { filters.reset(); filter(); };
  filters.addEventListener("change", filter);
  filters.addEventListener("reset", () => setTimeout(filter));
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.hidden = false;
  filter();

  // A reviewer's verdicts, kept in this browser and handed out as annotations
  // under the address of the brief's content: another reading of the same articles has other claims.
  const key = `summarizer-review ${data.urn}`;
  let verdicts = {};
  const load = () => {
    try { verdicts = JSON.parse(localStorage.getItem(key)) || {}; } catch { /* kept for as long as the page is open */ }
  };
  const save = () => {
    try { localStorage.setItem(key, JSON.stringify(verdicts)); } catch { /* as above */ }
    reviewed();
  };
  load();
  const widgets = new Map();
  const reviewed = () => {
    let accepted = 0, rejected = 0, notes = 0;
    for (const [id, { buttons, note }] of widgets) {
      const { verdict, note: text } = verdicts[id] || {};
      for (const [name, button] of Object.entries(buttons)) button.setAttribute("aria-pressed", String(name === verdict));
      if (note.value !== (text || "")) note.value = text || "";
      at(id).classList.toggle("accepted", verdict === "accepted");
      at(id).classList.toggle("rejected", verdict === "rejected");
      accepted += verdict === "accepted";
      rejected += verdict === "rejected";
      notes += Boolean(text);
    }
    at("review-count").textContent = fill(words.reviewed, { accepted, rejected, notes, all: widgets.size });
  };
  const change = (id, made) => {
    load(); // another tab may have written meanwhile
    verdicts[id] = { ...verdicts[id], ...made(verdicts[id] || {}), at: new Date().toISOString() };
    save();
  };
  const judge = (id, verdict) => change(id, (old) => ({ verdict: old.verdict === verdict ? undefined : verdict }));
  addEventListener("storage", (event) => { if (event.key === key) load(), reviewed(); });
  for (const claim of claims) {
    if (!data.claims[claim.id]) continue;
    const box = document.createElement("div");
    box.className = "review";
    const buttons = {};
    for (const [verdict, text] of [["accepted", `✓ ${words.accept}`], ["rejected", `✗ ${words.reject}`]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.setAttribute("aria-label", `${text.slice(2)}: ${data.claims[claim.id].text}`);
      button.addEventListener("click", () => judge(claim.id, verdict));
      buttons[verdict] = button;
      box.append(button);
    }
    const note = document.createElement("textarea");
    note.placeholder = words.note;
    note.rows = 1;
    note.setAttribute("aria-label", `${words.note}: ${data.claims[claim.id].text}`);
    note.addEventListener("input", () => {
      change(claim.id, () => ({ note: note.value }));
    });
    box.append(note);
    claim.append(box);
    widgets.set(claim.id, { buttons, note });
  }
  const annotation = ([id, { verdict, note, at: created }]) => {
    const claim = data.claims[id];
    const body = (purpose, value, more) => ({ type: "TextualBody", purpose, format: "text/plain", value, ...more });
    return {
      id: `${data.urn}#review-${claim.name}`,
      type: "Annotation",
      motivation: verdict ? "assessing" : "commenting",
      created,
      generator: { type: "Software", name: `summarizer ${data.version}` },
      body: [
        body("describing", `${claim.kind}: ${claim.text}`, { id: `${data.urn}#${claim.name}` }),
        ...(verdict ? [body("assessing", verdict)] : []),
        ...(note ? [body("commenting", note)] : []),
      ],
      target: claim.labels.map((label) => {
        const { doc, start, end, exact, prefix, suffix } = data.evidence[label];
        return {
          source: data.documents[doc],
          selector: [
            { type: "TextPositionSelector", start, end },
            { type: "TextQuoteSelector", exact, prefix, suffix },
          ],
        };
      }),
    };
  };
  const annotations = () => {
    const items = Object.entries(verdicts).filter(([id, v]) => data.claims[id] && (v.verdict || v.note)).map(annotation);
    const collection = {
      "@context": "http://www.w3.org/ns/anno.jsonld",
      id: `${data.urn}#review`,
      type: "AnnotationCollection",
      label: `${words.review}: ${data.title}`,
      total: items.length,
    };
    if (!items.length) return collection;
    const page = `${data.urn}#review-page`;
    return {
      ...collection,
      first: { id: page, type: "AnnotationPage", partOf: collection.id, startIndex: 0, items },
      last: page,
    };
  };
  at("download").addEventListener("click", () => {
    // Characters that hide or turn the direction of writing are spelled, as in every JSON of this package.
    const text = JSON.stringify(annotations(), null, 2).replace(
      /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff<]/g,
      (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
    const file = new Blob([text + "\n"], { type: "application/ld+json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "review.jsonld";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  const clear = at("clear-review");
  const calm = () => { clear.textContent = words.clear; delete clear.dataset.sure; };
  clear.addEventListener("blur", calm);
  clear.addEventListener("click", () => {
    if (!clear.dataset.sure) {
      clear.dataset.sure = "asked";
      clear.textContent = words.clear_sure;
      return;
    }
    calm();
    verdicts = {};
    save();
  });
  const reviewing = at("reviewing");
  const inReview = () => document.documentElement.classList.contains("reviewing");
  reviewing.addEventListener("click", () => {
    const on = document.documentElement.classList.toggle("reviewing");
    reviewing.setAttribute("aria-pressed", String(on));
    at("review").hidden = !on;
  });
  if (Object.keys(verdicts).length) reviewing.click();
  reviewed();

  // Keys
  const opens = () => all(".claim").filter((claim) => !claim.hidden && claim.offsetParent && claim.querySelector(".open"));
  const step = (by) => {
    const list = opens();
    const here = document.activeElement && document.activeElement.closest(".claim");
    const index = list.indexOf(here || current);
    const next = list[index < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, index + by))];
    if (!next) return;
    for (const old of all(".current")) old.classList.remove("current");
    next.classList.add("current");
    current = next;
    places = labelsOf(next);
    now = -1;
    next.querySelector(".open").focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key !== "Escape" && !at("single-keys").checked) return;
    const here = document.activeElement && document.activeElement.closest(".claim");
    const actions = {
      j: () => step(1),
      k: () => step(-1),
      n: () => visit(now + 1),
      p: () => visit(now < 0 ? -1 : now - 1),
      a: () => here && inReview() && widgets.has(here.id) && judge(here.id, "accepted"),
      r: () => here && inReview() && widgets.has(here.id) && judge(here.id, "rejected"),
      Escape: back,
    };
    const action = actions[event.key];
    if (!action) return;
    action();
    event.preventDefault();
  });
  at("keys").hidden = false;

  // Paper has everything; a link from elsewhere to words or a source opens its tab
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const drawer of all("details:not([open])")) { drawer.open = true; opened.push(drawer); }
  });
  addEventListener("afterprint", () => { for (const drawer of opened.splice(0)) drawer.open = false; });
  const arrive = () => {
    const end = location.hash && at(decodeURIComponent(location.hash.slice(1)));
    const source = end && end.closest(".source");
    if (!source) return;
    choose(source.dataset.id);
    const label = end.id.replace(/^e-/, "");
    if (label in data.evidence) showLabel(label);
    else end.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
