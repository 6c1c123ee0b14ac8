/* The preview in the browser: hears what changed, loads a page anew where its bytes did, swaps styles in place, lays
   what is wrong over the page. Part of no site. What it keeps (in this tab alone) is how the page was being read. */
(function () {
  "use strict";

  const own = document.currentScript;
  const { page, print, style, article, look } = own.dataset;
  const root = document.documentElement;
  const KEY = "allegedly-preview";

  /* ---- The words of the page as they came, before its scripts get at them ---- */

  const partsOf = (row) => {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    const parts = [row];
    while (walker.nextNode()) parts.push(walker.currentNode);
    return parts;
  };
  const came = [...document.querySelectorAll("[data-text] .row")].map((row) => ({ html: row.outerHTML, parts: partsOf(row) }));

  /* What one wrote is there at once, the whole page follows. Where rows have become others in their words alone, these
     are exchanged: any element that comes or goes would have the browser look at the style of all others. */
  function exchange({ of, first, last, rows }) {
    if (of !== came.length || !of) return;
    const now = rowsIn(rows.join(""));
    const gone = came.slice(first, of - last);
    const before = gone.map(({ html }) => rowsIn(html)[0]);
    if (gone.length === now.length && now.every((row, n) => shape(row) === shape(before[n]))) {
      now.forEach((row, n) => reword(gone[n].parts, partsOf(before[n]), partsOf(row)));
    } else {
      if (first) came[first - 1].parts[0].after(...now);
      else came[0].parts[0].before(...now);
      for (const { parts } of gone) parts[0].remove();
    }
  }
  const rowsIn = (html) => [...new DOMParser().parseFromString(html, "text/html").body.children];
  const shape = (node) => `${node.nodeName}(${[...node.childNodes].map(shape)})`;

  function reword(live, before, now) {
    now.forEach((part, n) => {
      const [there, old] = [live[n], before[n]];
      if (!part.attributes) {
        if (part.data !== old.data) there.data = part.data;
        return;
      }
      for (const { name, value } of part.attributes) if (old.getAttribute(name) !== value) there.setAttribute(name, value);
      for (const { name } of old.attributes) if (!part.hasAttribute(name)) there.removeAttribute(name);
    });
  }

  /* ---- What is kept while a page loads anew, and for the next page: nothing where storage is refused ---- */

  function keep(name, value) {
    try {
      sessionStorage.setItem(`${KEY}-${name}`, JSON.stringify(value));
    } catch { /* then the page begins at its top */ }
  }
  function kept(name, once = false) {
    try {
      const found = sessionStorage.getItem(`${KEY}-${name}`);
      if (once) sessionStorage.removeItem(`${KEY}-${name}`);
      return found && JSON.parse(found);
    } catch {
      return null;
    }
  }

  /* ---- Elements ---- */

  function make(name, { text, ...attributes } = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== false) made.setAttribute(key, value === true ? "" : value);
    if (text !== undefined) made.textContent = text;
    made.append(...children);
    return made;
  }

  const host = document.createElement("allegedly-preview");
  host.lang = "en";
  host.dir = "ltr";
  const shadow = host.attachShadow({ mode: "open" });
  const state = make("button", { class: "state", type: "button", hidden: true, "aria-haspopup": "dialog" });
  const proofs = make("button", { class: "proofs", type: "button", hidden: !article, "aria-expanded": "false", "aria-keyshortcuts": "p" }, "Proof sheet ", make("kbd", { text: "p", "aria-hidden": "true" }));
  const gone = make("p", { class: "gone", role: "status" });
  const bar = make("div", { class: "bar", role: "group", "aria-label": "Preview" }, gone, state, proofs);
  const said = make("p", { class: "said", role: "status" });

  function dialog(name) {
    const title = make("h2", { id: name, tabindex: "-1" });
    const shut = make("button", { type: "button", class: "shut", "aria-label": "Close", title: "Close (Escape)", text: "×" });
    const body = make("div", { class: "body" });
    const made = make("dialog", { class: name, "aria-labelledby": name }, make("div", { class: "top" }, title, shut), body);
    shut.addEventListener("click", () => made.close());
    return { made, title, body };
  }
  const troubles = dialog("troubles");
  const proof = dialog("proof");
  const sheet = make("link", { rel: "stylesheet", href: look });
  shadow.append(sheet, bar, troubles.made, proof.made, said);
  const shown = new Promise((done) => ["load", "error"].forEach((name) => sheet.addEventListener(name, done, { once: true })));
  root.append(host);

  let quiet = 0;
  function say(words) {
    said.textContent = words;
    clearTimeout(quiet);
    quiet = setTimeout(() => (said.textContent = ""), 4000);
  }

  /* ---- What is wrong ---- */

  const bare = document.querySelector("[data-allegedly-bare]"); // what a page says that could never be made
  let errors = [], warnings = [], count = { error: 0, warning: 0 };
  let behind = false; // whether this page is not shown as its text is now
  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  function excerpt({ number, line, start, length }) {
    const gutter = `${String(number).padStart(4)} | `;
    const caret = make("span", { class: "caret", text: "^".repeat(length), "aria-hidden": "true" });
    return make("pre", { tabindex: "0", "aria-label": `Line ${number}` }, make("span", { class: "gutter", text: gutter }), `${line}\n${" ".repeat(gutter.length + start)}`, caret);
  }

  /* A line too long for the window is shown where the mistake is. */
  function reveal() {
    for (const caret of troubles.body.querySelectorAll(".caret")) {
      const line = caret.parentElement;
      const [there, room] = [caret.getBoundingClientRect(), line.getBoundingClientRect()];
      const from = there.left - room.left + line.scrollLeft;
      line.scrollLeft = from + there.width + 16 > line.clientWidth ? from - line.clientWidth / 3 : 0;
    }
  }

  function item(finding) {
    const more = make("details", {}, make("summary", { text: "Why, and an example" }), make("p", { text: finding.why }), make("pre", { tabindex: "0", "aria-label": "Example" , text: finding.example }), make("p", { text: `Way out: ${finding.fix}.` }));
    const where = make("p", { class: "where" }, make("a", { href: finding.link, title: "Open in the editor", text: finding.place }));
    const what = make("h3", {}, make("span", { class: `code ${finding.severity}`, text: finding.code }), " ", finding.message);
    const hint = make("p", { class: "hint" }, make("b", { text: "Hint: " }), finding.hint);
    return make("li", { class: finding.severity }, where, what, ...(finding.excerpt ? [excerpt(finding.excerpt)] : []), ...(finding.hint ? [hint] : []), more);
  }

  function fill() {
    const wrong = errors.length > 0;
    const open = new Set([...troubles.body.querySelectorAll("details[open]")].map((one) => one.dataset.of));
    const words = wrong ? `${counted(count.error, "error")} ${count.error === 1 ? "keeps" : "keep"} the site from being built` : counted(count.warning, "warning");
    const list = make("ol", {}, ...[...errors, ...warnings].map(item));
    list.querySelectorAll("details").forEach((one, number) => {
      one.dataset.of = [...errors, ...warnings][number].code;
      one.open = open.has(one.dataset.of);
    });
    const left = count.error + count.warning - errors.length - warnings.length;
    const below = behind ? "Below is the last page that could be made." : "What is wrong stays as it was; all else is shown as you save it.";
    const lead = bare?.textContent ?? `${below} This closes by itself once all is well.`;
    const note = wrong ? [make("p", { class: "lead", text: lead })] : [];
    const rest = left > 0 ? [make("p", { class: "lead", text: `And ${left} more: the terminal lists them all.` })] : [];
    troubles.title.textContent = words;
    troubles.body.replaceChildren(...note, list, ...rest);
    troubles.made.setAttribute("role", wrong ? "alertdialog" : "dialog");
    state.hidden = !wrong && !warnings.length;
    state.className = wrong ? "state error" : "state warning";
    state.textContent = wrong ? counted(count.error, "error") : counted(count.warning, "warning");
    reveal();
  }

  /* An overlay comes once for the same errors; who closed it finds it behind its button. */
  const named = () => JSON.stringify(errors.map(({ code, place, message }) => [code, place, message]));
  let lays = false; // whether the dialog was opened by errors, not by a hand

  async function open(byErrors) {
    await shown;
    if (byErrors && !errors.length) return; // mended meanwhile
    fill();
    lays = byErrors;
    if (!troubles.made.open && (errors.length || warnings.length)) troubles.made.showModal();
    reveal();
    troubles.title.focus();
  }
  state.addEventListener("click", () => open(false));
  troubles.made.addEventListener("close", () => keep("closed", errors.length ? named() : null));

  /* ---- The proof sheet ---- */

  function linked(words) {
    const parts = words.split(/\(([a-z][a-z0-9-]*)\)/);
    return parts.flatMap((part, number) => {
      if (number % 2 === 0) return part ? [part] : [];
      return document.getElementById(part) ? ["(", make("a", { href: `#${part}`, text: part }), ")"] : [`(${part})`];
    });
  }

  function block(text) {
    const [first, ...lines] = text.replaceAll(/\n {6,}/g, " ").split("\n").map((line) => line.trim());
    const place = first.match(/^(P\d+): (.*)$/);
    const head = place ? [make("b", { text: place[1] }), make("span", {}, ...linked(place[2]))] : [make("span", {}, ...linked(first))];
    return make("section", {}, make("p", {}, ...head), ...(lines.length ? [make("ul", {}, ...lines.map((line) => make("li", {}, ...linked(line))))] : []));
  }

  async function prove(focus) {
    if (!article) return;
    const answer = await fetch(`/-allegedly/proof?article=${encodeURIComponent(article)}`).catch(() => null);
    if (!answer) return say("The preview does not run: there is no proof sheet.");
    const [top, ...blocks] = (await answer.text()).trimEnd().split("\n\n");
    const [title, ...counts] = top.split("\n");
    await shown;
    proof.title.textContent = answer.ok ? `Proof sheet: ${title}` : "There is no proof sheet";
    proof.body.replaceChildren(make("p", { class: "lead", text: counts.join(" ") }), ...blocks.map(block));
    if (!proof.made.open) {
      makeRoom(true);
      proof.made.show();
    }
    proofs.setAttribute("aria-expanded", "true");
    keep("proof", true);
    if (focus) proof.title.focus();
    else proof.body.scrollTop = kept("proof-at") || 0;
  }
  /* The page makes room for it where there is any, and what one was looking at stays in sight. Both columns of an
     article become narrower: how wide its window is decides that it has two. */
  const beside = new CSSStyleSheet();
  beside.replaceSync(`
    @media screen and (min-width: 52rem) {
      :root { --allegedly-proof: clamp(23rem, 36vw, 34rem); margin-right: var(--allegedly-proof) }
      .sheet, .stage-bar, .said { right: var(--allegedly-proof) }
    }
    @media screen and (min-width: 66rem) {
      :root { --side: 1.25rem; --gap: 2rem; --measure: min(37rem, (100vw - var(--allegedly-proof) - 7.5rem) * .6) }
    }
    @media screen and (min-width: 66rem) and (max-width: 90rem) { .note:not([open]) > summary > .type { display: none } }`);
  function makeRoom(open) {
    const was = reading();
    const seen = ([id, top]) => top >= 0 && !document.getElementById(id).closest("[data-notes]");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((one) => one !== beside), ...(open ? [beside] : [])];
    scroll({ ...was, near: was.near.filter(seen) });
  }

  const turn = () => (proof.made.open ? proof.made.close() : prove(true));
  proofs.addEventListener("click", turn);
  proof.made.addEventListener("close", () => {
    proofs.setAttribute("aria-expanded", "false");
    keep("proof", false);
    makeRoom(false);
    if (shadow.activeElement === null || proof.made.contains(shadow.activeElement)) proofs.focus({ preventScroll: true });
  });
  proof.made.addEventListener("keydown", (event) => {
    if (event.key === "Escape") proof.made.close();
  });
  /* Before the page hears of it: there the same key goes from note to note, which the arrows do as well. */
  addEventListener("keydown", (event) => {
    const at = event.composedPath()[0];
    const types = at instanceof Element && (at.isContentEditable || at.matches("input:not([type=checkbox], [type=radio]), textarea, select"));
    if (event.key !== "p" || types || !article || event.ctrlKey || event.metaKey || event.altKey || troubles.made.open) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.repeat) turn();
  }, true);
  /* What happens in here is none of the page's business. */
  for (const name of ["click", "pointerdown", "pointerup"]) host.addEventListener(name, (event) => event.stopPropagation());
  host.addEventListener("keydown", (event) => event.stopPropagation());

  /* ---- How the page was being read ---- */

  const opener = (letter) => letter.getAttribute("href");
  const told = () => [...document.querySelectorAll(".letter[aria-expanded='true']")].map(opener);

  /* What stands near the upper edge, the nearest first, and how far from it. */
  function near() {
    const boxes = [...document.querySelectorAll("main [id]")].map((element) => [element.id, element.getBoundingClientRect()]);
    const seen = boxes.filter(([, box]) => (box.width || box.height) && Math.abs(box.top) < innerHeight);
    return seen.map(([id, box]) => [id, Math.round(box.top)]).sort((a, b) => Math.abs(a[1]) - Math.abs(b[1])).slice(0, 20);
  }

  function reading() {
    const choices = [...document.querySelectorAll("main :is(input[type=checkbox], input[type=radio])[id]")];
    return {
      page, x: scrollX, y: scrollY,
      near: scrollY ? near() : [],
      open: [...document.querySelectorAll("main details[open][id]")].map((one) => one.id),
      letters: told(),
      checked: choices.map((one) => [one.id, one.checked]),
      focus: document.activeElement?.id || "",
      ring: document.activeElement?.matches(":focus-visible") && document.activeElement.style.outline !== "none",
    };
  }

  function scroll(was) {
    const found = was.near.find(([id]) => document.getElementById(id)?.getClientRects().length);
    const by = found ? document.getElementById(found[0]).getBoundingClientRect().top - found[1] : was.y - scrollY;
    scrollBy({ left: was.x - scrollX, top: by, behavior: "instant" });
  }

  function resume(was) {
    for (const [id, checked] of was.checked) {
      const one = document.getElementById(id);
      if (one && one.checked !== checked) one.click();
    }
    for (const letter of location.hash === "#project" ? [] : document.querySelectorAll(".letter")) {
      const open = letter.getAttribute("aria-expanded") === "true";
      if (open !== was.letters.includes(opener(letter))) letter.click();
    }
    for (const id of was.open) {
      const one = document.getElementById(id);
      if (one) one.open = true;
    }
    if (was.focus && !was.letters.length) document.getElementById(was.focus)?.focus({ preventScroll: true });
    if (!was.ring && document.activeElement.matches(":focus-visible")) hideRing(document.activeElement);
    scroll(was);
  }

  /* Nobody has pressed or pointed at anything on a new page: the browser takes what a script focuses for a key's doing. */
  function hideRing(element) {
    element.style.outline = "none";
    const show = () => (element.style.outline = "");
    for (const name of ["blur", "keydown"]) element.addEventListener(name, show, { once: true });
  }

  if (article && kept("proof")) makeRoom(true);
  const was = kept("reading", true);
  if (was && was.page === page) {
    history.scrollRestoration = "manual";
    scroll(was);
    let touched = false;
    for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(name, () => (touched = true), { once: true, capture: true });
    const settle = () => requestAnimationFrame(() => setTimeout(() => setTimeout(() => {
      if (!touched) resume(was); // after the page's own scripts have arrived where its address leads
      history.scrollRestoration = "auto";
      root.dataset.preview = "resumed";
    })));
    if (document.readyState === "complete") settle();
    else {
      document.addEventListener("DOMContentLoaded", () => resume(was)); // before anything is drawn, where a browser waits
      addEventListener("load", settle);
    }
  } else root.dataset.preview = "begun";
  if (kept("proof")) prove(false);
  proof.body.addEventListener("scroll", () => keep("proof-at", proof.body.scrollTop), { passive: true });

  /* ---- What is heard ---- */

  /* The rows that changed come with the news, so that their words need not be asked for first. */
  function renew({ change } = {}) {
    stream?.close();
    keep("reading", reading());
    try {
      if (change) exchange(change);
    } finally {
      requestAnimationFrame(() => setTimeout(() => location.reload()));
    }
  }

  const coming = new Map(); // style sheets that stand, and those that are loaded in their place
  function restyle({ addresses, style: now }) {
    current.style = now;
    const loading = [...coming.values()];
    for (const old of document.querySelectorAll("link[rel~='stylesheet'][href]")) {
      const address = new URL(old.href);
      if (loading.includes(old) || !addresses.includes(decodeURIComponent(address.pathname.slice(1)))) continue;
      address.search = `?${Date.now()}`;
      const next = old.cloneNode();
      next.href = address.href;
      const done = (other) => {
        if (coming.get(old) === next) coming.delete(old);
        other.remove();
      };
      next.addEventListener("load", () => done(old), { once: true });
      next.addEventListener("error", () => done(next), { once: true });
      coming.get(old)?.remove();
      coming.set(old, next);
      old.after(next);
      root.dataset.style = String(Number(root.dataset.style || 0) + 1);
    }
  }

  const hear = {
    page: renew,
    style: restyle,
    errors(data) {
      [errors, count.error, behind] = [data.findings, data.count, data.behind];
      say(""); // that all were gone
      fill();
      if (kept("closed") !== named()) open(true);
    },
    healed() {
      keep("closed", null);
      if (!errors.length) return;
      [errors, count.error] = [[], 0];
      fill();
      if (lays || !warnings.length) troubles.made.close();
      say("All errors are gone.");
    },
    warnings(data) {
      [warnings, count.warning] = [data.findings, data.count];
      fill();
      if (troubles.made.open && !errors.length && !warnings.length) troubles.made.close();
    },
  };

  /* A browser keeps six connections to one address: some pages have a stream, which pages that nobody sees leave to
     others. The pages beyond hear from these that there is news, and ask for theirs; so there is always a connection
     free for the next page. Where a browser lacks what that takes, or refuses it as it does storage, each page has its
     own stream. */
  const STREAMS = 4;
  let others = null;
  try {
    others = navigator.locks && window.BroadcastChannel && new BroadcastChannel(KEY);
  } catch { /* refused */ }
  const current = { print, style };
  let stream = null, listening = null;
  let asks = false, asksAgain = false, renewed = null;

  function hearFrom(more) {
    stream?.close();
    stream = new EventSource(`/-allegedly/events?${new URLSearchParams({ page, ...current, ...more })}`);
    for (const [name, act] of Object.entries(hear)) stream.addEventListener(name, (event) => act(JSON.parse(event.data)));
    stream.addEventListener("error", ({ target }) => {
      isAnswered(false);
      if (target.readyState === EventSource.CLOSED) setTimeout(() => target === stream && hearFrom(more), 1000); // something else answered
    });
    stream.addEventListener("open", () => isAnswered(true));
  }
  /* One who starts the preview anew need not hear of it. */
  let silent = 0;
  function isAnswered(answered) {
    if (!answered && silent) return;
    clearTimeout(silent);
    silent = answered ? 0 : setTimeout(() => (gone.textContent = "The preview does not run: what you save is not shown."), 2500);
    if (answered) gone.textContent = "";
    else if (others) others.postMessage(`silent ${Date.now()}`); // those who ask now find out
    host.classList.toggle("alone", !answered);
  }
  function ask() {
    if (asks) return (asksAgain = true);
    [asks, asksAgain] = [true, false];
    hearFrom({ once: 1 });
  }
  hear.end = () => {
    stream.close();
    asks = false;
    if (asksAgain) ask();
  };
  hear.renewed = ({ at }) => others && others.postMessage(at);

  async function listen() {
    if (listening || document.visibilityState === "hidden") return;
    listening = new AbortController();
    const { signal } = listening;
    const ended = new Promise((done) => signal.addEventListener("abort", done));
    const keepStream = () => {
      if (signal.aborted) return;
      if (others) others.onmessage = null;
      asks = false;
      hearFrom();
      return ended;
    };
    if (!others) return void keepStream();
    const names = Array.from({ length: STREAMS }, (_, number) => `${KEY}-stream-${number}`);
    for (const name of names) {
      const got = await new Promise((answer, refuse) => navigator.locks.request(name, { ifAvailable: true }, (lock) => {
        answer(lock);
        return lock && keepStream();
      }).catch(refuse)).catch(() => keepStream() || true);
      if (got || signal.aborted) return;
    }
    others.onmessage = ({ data }) => {
      if (data !== renewed) ask();
      renewed = data;
    };
    ask();
    const name = names[Math.floor(Math.random() * STREAMS)];
    navigator.locks.request(name, { signal }, keepStream).catch(() => {}); // hidden before it was its turn
  }
  function leave() {
    listening?.abort();
    stream?.close();
    if (others) others.onmessage = null;
    [listening, stream, asks] = [null, null, false];
  }
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? listen() : leave()));
  addEventListener("pageshow", (event) => event.persisted && renew());
  addEventListener("pagehide", leave);
  listen();
})();
