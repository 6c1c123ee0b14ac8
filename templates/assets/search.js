/* The search page: looks through what search/data.js holds, as one types.
 *
 * Nothing is fetched but files of this site, nothing is remembered: the words stand behind the # of the address, which
 * never leaves the browser, so that a search can be linked to and the way back finds it again. Results are plain links.
 * All words of the interface stand in the page; everything that is shown is put there as text.
 */
(function () {
  "use strict";

  const field = document.getElementById("page-find");
  const status = document.getElementById("page-status");
  const found = document.getElementById("page-found");
  const everything = document.getElementById("page-index");
  const parts = globalThis.allegedlySearch;
  if (!field || !parts || !globalThis.MiniSearch) return;

  const head = parts[0].head;
  const MOST = { articles: 5, claims: 6, sources: 6, marks: 8, text: 5 };
  const LONGEST = 200; // rows of a group, also when all are asked for
  const BEFORE = 70; // characters shown before and after what was found
  const AFTER = 110;

  /* Words: letters and digits of any script; where a script puts no space between words, each character is one. */
  const CHARACTER = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]";
  const WORD = new RegExp(`${CHARACTER}|(?:(?!${CHARACTER})[\\p{L}\\p{N}\\p{M}])+`, "gu");
  const split = (text) => text.match(WORD) || [];
  const folded = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // ---- What can be found ------------------------------------------------------------------------------------------

  const things = []; // everything that can be found, by its number in the index
  const index = new globalThis.MiniSearch({
    fields: ["title", "words", "more"],
    tokenize: split,
    processTerm: folded,
    searchOptions: { boost: { title: 3, words: 2 } },
  });

  function learn(part) {
    const first = things.length;
    for (const source of part.sources) learnSource(source);
    for (const article of part.articles) learnArticle(article);
    index.addAll(things.slice(first));
  }

  function add(thing) {
    thing.id = things.length;
    things.push(thing);
  }

  function learnSource([id, name, kind, ends, about, also]) {
    const href = way(head.source, "", id);
    add({ group: "sources", href, words: name, more: [...also, about].join(" · "), kind, ends, about, also });
  }

  function learnArticle(article) {
    const { slug, title, summary, topics, text } = article;
    const href = way(head.article, slug, "");
    if (href) add({ group: "articles", article, href, title, more: [summary, ...topics].join(" · ") });
    for (const [id, words] of article.claims || []) add({ group: "claims", article, href: way(head.claim, slug, id), words });
    if (!text) return;
    for (const [number, [id, start]] of article.paragraphs.entries()) {
      const passage = { group: "text", article, number, href: `${href}#${encodeURIComponent(id)}` };
      if (number) add({ ...passage, words: text.slice(start, endOf(article, number)).trimEnd() });
    }
    for (const [id, look, number, ...edges] of article.marks) {
      const pieces = [];
      for (let at = 0; at < edges.length; at += 2) pieces.push([edges[at], edges[at + 1]]);
      const words = pieces.map(([start, end]) => text.slice(start, end)).join(" … ");
      const [names, letter, label] = head.looks[look];
      const mark = { group: "marks", article, href: `${href}#${encodeURIComponent(id)}`, words, pieces, names, label };
      add({ ...mark, letter: letter + number, number: paragraphAt(article, edges[0]) });
    }
  }

  function paragraphAt(article, offset) {
    let number = article.paragraphs.length - 1;
    while (number > 0 && article.paragraphs[number][1] > offset) number -= 1;
    return number;
  }

  function endOf(article, paragraph) {
    const next = article.paragraphs[paragraph + 1];
    return next ? next[1] : article.text.length;
  }

  function way(pattern, slug, id) {
    return pattern.replace("~slug", () => encodeURIComponent(slug)).replace("~id", () => encodeURIComponent(id));
  }

  /* The data comes in parts; each is read when the reader begins to search, one after the other. */
  let read = 0;
  let lost = false;
  function readOn() {
    if (read >= parts.length) return;
    const part = parts[read];
    read += 1;
    learn(part);
    if (!part.next) return;
    const script = document.createElement("script");
    script.src = part.next; // beside this page
    script.onload = () => {
      readOn();
      show();
    };
    script.onerror = () => {
      lost = true;
      show();
    };
    document.head.append(script);
  }
  const begun = () => read > 0;
  const complete = () => !parts[parts.length - 1].next && read === parts.length;

  // ---- What was found ---------------------------------------------------------------------------------------------

  const exact = { combineWith: "AND", prefix: (word, at, all) => word.length > 2 || at === all.length - 1 };
  const similar = { ...exact, fuzzy: (word) => (word.length > 3 && !/\d/.test(word) ? 0.2 : false) };
  const WAYS = [["found", exact], ["similar", similar], ["some", { ...similar, combineWith: "OR" }]];

  function look(query) {
    for (const [name, options] of WAYS) {
      const results = index.search(query, options);
      if (results.length) return { name, groups: grouped(results) };
    }
    return { name: "nothing", groups: {} };
  }

  function grouped(results) {
    const groups = { articles: [], claims: [], sources: [], marks: [], text: [] };
    const marked = new Set();
    for (const result of results) {
      const thing = things[result.id];
      if (thing.group === "marks") marked.add(`${thing.article.slug} ${thing.number}`);
      groups[thing.group].push({ thing, words: new Set(result.terms) });
    }
    groups.text = groups.text.filter(({ thing }) => !marked.has(`${thing.article.slug} ${thing.number}`));
    return groups;
  }

  // ---- How it is shown --------------------------------------------------------------------------------------------

  function make(name, names, ...children) {
    const element = document.createElement(name);
    if (names) element.className = names;
    element.append(...children);
    return element;
  }

  /* A text with the words that were found set apart. */
  function lit(text, words) {
    const pieces = [];
    let after = 0;
    for (const match of text.matchAll(WORD)) {
      if (!words.has(folded(match[0]))) continue;
      pieces.push(text.slice(after, match.index), make("mark", "", match[0]));
      after = match.index + match[0].length;
    }
    pieces.push(text.slice(after));
    return pieces.filter((piece) => piece !== "");
  }

  function before(text, at) {
    if (at <= BEFORE) return text.slice(0, at);
    const cut = text.slice(at - BEFORE, at);
    return `… ${cut.slice(cut.indexOf(" ") + 1)}`;
  }

  function after(text, at) {
    if (text.length - at <= AFTER) return text.slice(at);
    const cut = text.slice(at, at + AFTER);
    return `${cut.slice(0, cut.lastIndexOf(" "))} …`;
  }

  /* The words between two pieces of one mark. */
  function between(text) {
    return text.length <= BEFORE ? text : " … ";
  }

  const has = (text, words) => split(text).some((word) => words.has(folded(word)));

  function firstOf(text, words) {
    for (const match of text.matchAll(WORD)) if (words.has(folded(match[0]))) return match.index;
    return 0;
  }

  const inOneLine = (text) => text.replace(/\s+/gu, " ");
  const context = (text) => make("span", "context", inOneLine(text));
  const small = (...pieces) => make("p", "small", ...pieces);

  function link(thing, ...children) {
    const element = make("a", "", ...children);
    element.href = thing.href;
    return element;
  }

  /* Where something stands: what it is, the paragraph, the article. */
  function place(thing, ...pieces) {
    const paragraph = thing.number ? `${found.dataset.paragraph} ${thing.number}` : found.dataset.headline;
    return make("p", "small place", ...pieces, `${paragraph} · ${thing.article.title}`);
  }

  const rows = {
    articles({ thing, words }) {
      const { title, summary, topics } = thing.article;
      const more = [summary, ...topics.filter((topic) => !summary || has(topic, words))].filter(Boolean);
      return [make("p", "headline", link(thing, ...lit(title, words))), small(...lit(more.join(" · "), words))];
    },
    claims({ thing, words }) {
      const says = make("q", "says", link(thing, ...lit(thing.words, words)));
      return [make("p", "", says), make("p", "small place", thing.article.title)];
    },
    sources({ thing, words }) {
      const also = thing.also.filter((name) => has(name, words));
      const name = make("span", `source ${thing.ends}`, link(thing, ...lit(thing.words, words)));
      const more = [thing.kind, thing.about, also.length ? `${found.dataset.also} ${also.join(", ")}` : ""];
      const sentences = more.filter(Boolean).map((piece) => (/[.!?…]$/u.test(piece) ? piece : `${piece}.`));
      return [make("p", "name", name), small(...lit(sentences.join(" "), words))];
    },
    marks({ thing, words }) {
      const { article, pieces, names, number } = thing;
      const text = article.text;
      const quote = make("a", "");
      quote.href = thing.href;
      let last = pieces[0][0];
      for (const [start, end] of pieces) {
        if (last < start) quote.append(context(between(text.slice(last, start))));
        quote.append(make("span", `m ${names}`, ...lit(inOneLine(text.slice(start, end)), words)));
        last = end;
      }
      const start = article.paragraphs[number][1];
      const paragraph = text.slice(start, endOf(article, number)).trimEnd();
      const ahead = context(before(paragraph, pieces[0][0] - start));
      const line = make("p", "passage-line", ahead, quote, context(after(paragraph, last - start)));
      return [line, place(thing, make("b", `tag ${names.split(" ")[0]}`, thing.letter), ` ${thing.label} · `)];
    },
    text({ thing, words }) {
      const at = firstOf(thing.words, words);
      const shown = inOneLine(before(thing.words, at) + after(thing.words, at));
      return [make("p", "passage-line", link(thing, ...lit(shown, words))), place(thing)];
    },
  };

  const all = new Set(); // the groups whose every row is asked for
  function fill(name, hits) {
    const section = found.querySelector(`[data-group="${name}"]`);
    const more = section.querySelector(".more");
    const most = all.has(name) ? LONGEST : MOST[name];
    section.hidden = !hits.length;
    section.querySelector(".count").textContent = hits.length;
    section.querySelector("ul").replaceChildren(...hits.slice(0, most).map((hit) => row(name, hit)));
    more.hidden = hits.length <= most || all.has(name);
    more.textContent = hits.length <= LONGEST ? `${more.dataset.all} ${hits.length}` : `${more.dataset.first} ${LONGEST}`;
  }

  function row(name, hit) {
    const element = make("li", "", ...rows[name](hit));
    element.dir = "auto";
    const language = hit.thing.article && hit.thing.article.language;
    if (language) element.lang = language;
    return element;
  }

  function show() {
    const query = field.value.trim();
    const focused = found.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    const wanted = split(query).length > 0;
    const { name, groups } = wanted ? look(query) : { name: "ready", groups: {} };
    let count = 0;
    for (const group of Object.keys(rows)) {
      const hits = groups[group] || [];
      count += hits.length;
      fill(group, hits);
    }
    found.hidden = !count;
    everything.hidden = wanted;
    tell(name, count);
    if (focused) (links().find((one) => one.getAttribute("href") === focused) || field).focus({ preventScroll: true });
  }

  function tell(name, count) {
    const told = [status.dataset[name]];
    if (count) told.push(String(count));
    if (name !== "ready" && lost) told.push(status.dataset.lost);
    else if (name !== "ready" && begun() && !complete()) told.push(status.dataset.more);
    status.textContent = told.join(" ");
  }

  // ---- Typing, keys, the address ----------------------------------------------------------------------------------

  let waiting = 0;
  function typed() {
    clearTimeout(waiting);
    waiting = setTimeout(search, 40);
  }

  function search() {
    clearTimeout(waiting);
    all.clear();
    if (!begun() && field.value.trim()) readOn();
    show();
    remember();
  }

  function remember() {
    const query = field.value.trim();
    const address = query ? `#q=${encodeURIComponent(query)}` : location.pathname + location.search;
    try {
      history.replaceState(null, "", address);
    } catch {
      // Where an address may not be changed, a search cannot be linked to; it works all the same.
    }
  }

  function asked() {
    const match = /^#q=(.*)$/u.exec(location.hash);
    if (!match) return null;
    try {
      return decodeURIComponent(match[1].replace(/\+/gu, " "));
    } catch {
      return "";
    }
  }

  const links = () => [...found.querySelectorAll("li a")];
  const stops = () => [...found.querySelectorAll("li a, .more:not([hidden])")];

  function clear() {
    field.value = "";
    field.focus();
    search();
  }

  function step(by) {
    const every = stops();
    const here = every.indexOf(document.activeElement);
    const there = here + by;
    if (here < 0 && by < 0) return false;
    if (there < 0) field.focus();
    else if (there < every.length) every[there].focus();
    return every.length > 0;
  }

  function pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const inField = event.target === field;
    const inFound = found.contains(event.target);
    let done = false;
    if (event.key === "Escape" && (inField || inFound)) {
      clear();
      done = true;
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (inField || inFound)) {
      done = step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && inField) {
      search();
      const [first] = links();
      if (first) first.click();
      done = true;
    } else if (inFound && event.target.matches("a") && event.key.length === 1 && event.key !== " ") {
      field.focus(); // what is typed goes on in the field
    }
    if (done) event.preventDefault();
  }

  field.addEventListener("input", typed);
  field.addEventListener("focus", () => setTimeout(() => begun() || readOn(), 0), { once: true });
  document.addEventListener("keydown", pressed);
  found.addEventListener("click", (event) => {
    const more = event.target.closest(".more");
    if (!more) return;
    const section = more.closest("[data-group]");
    const shown = section.querySelectorAll("li").length;
    all.add(section.dataset.group);
    show();
    section.querySelectorAll("li a")[shown].focus();
  });
  addEventListener("hashchange", () => {
    const query = asked();
    if (query === null || query === field.value.trim()) return;
    field.value = query;
    search();
  });

  field.disabled = false;
  document.documentElement.classList.add("can-search");
  status.textContent = status.dataset.ready;
  const query = asked();
  if (query) {
    field.value = query;
    search();
  }
  const [entry] = performance.getEntriesByType("navigation");
  const isReturn = entry !== undefined && entry.type === "back_forward";
  if ((query !== null || location.hash === "#page-find") && !isReturn) field.focus();
})();
