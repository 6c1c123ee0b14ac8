/* The notes of an article. Where there is room, each beside its line; else one at a time in a sheet at the foot.
   Without this file the notes follow their blocks, and every letter leads to its note. */
(function () {
  "use strict";

  const text = document.querySelector("[data-text]");
  const kit = document.getElementById("page-kit");
  if (!text || !kit) return;

  const root = document.documentElement;
  const wide = matchMedia("(min-width: 66rem)");
  const LINE = 26; // px: a closed note
  const SLACK = 18; // px: how far a note may stand from its line before those of a line stand side by side
  const ABREAST = 3;

  const sheet = kit.content.querySelector(".sheet");
  const tools = sheet.querySelector(".tools");
  const status = kit.content.querySelector(".said");
  sheet.remove();
  document.body.append(status);

  /* Every mark that has a letter, in reading order. */
  const marks = new Map();
  for (const letter of text.querySelectorAll(".letter")) {
    const id = letter.hash.slice(3);
    const note = document.getElementById("n-" + id);
    if (note) marks.set(id, { id, letter, note, spans: [] });
  }
  for (const span of text.querySelectorAll(".m")) marks.get(span.id || span.dataset.mark)?.spans.push(span);
  for (const { note } of marks.values()) note.firstElementChild.tabIndex = -1; // letters are the stops

  const staged = () => root.classList.contains("stage");
  const shows = (element) => element.getClientRects().length > 0;
  const say = (words, quiet = false) => {
    status.classList.toggle("quiet", quiet);
    status.textContent = words;
    clearTimeout(say.later);
    say.later = setTimeout(() => (status.textContent = ""), 5000);
  };

  /* ---- Beside their line ---- */

  /* Where rows of equal height come to stand, each as near as can be to where it wants to be: rows that would overlap
     move as one, up and down alike. */
  function settle(wanted) {
    const pools = [];
    wanted.forEach((want, row) => {
      let pool = { sum: want - row * LINE, count: 1 };
      while (pools.length && pools.at(-1).sum / pools.at(-1).count >= pool.sum / pool.count) {
        const last = pools.pop();
        pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      }
      pools.push(pool);
    });
    let row = 0;
    return pools.flatMap(({ sum, count }, pool) =>
      Array.from({ length: count }, () => ({ pool, at: Math.round(Math.max(0, sum / count)) + LINE * row++ })),
    );
  }

  /* The rows of some lines: the notes of a line one below the other, or abreast where it has to be. */
  function rowsOf(lines) {
    return lines.flatMap((line) => {
      const rows = [];
      for (let n = 0; n < line.marks.length; n += line.abreast)
        rows.push({ line, marks: line.marks.slice(n, n + line.abreast), want: line.at + rows.length * LINE });
      return rows;
    });
  }

  /* Rows with their places; the fullest line of each crowd closes up until none stands far from its line. */
  function arrange(lines) {
    for (;;) {
      const rows = rowsOf(lines);
      const places = settle(rows.map((row) => row.want));
      const crowds = new Map();
      places.forEach(({ pool, at }, n) => {
        if (Math.abs(at - rows[n].want) > SLACK) crowds.set(pool, null);
      });
      places.forEach(({ pool }, n) => {
        const { line } = rows[n];
        const excess = line.marks.length / line.abreast;
        if (!crowds.has(pool) || line.abreast === ABREAST || excess <= 1) return;
        const most = crowds.get(pool);
        if (!most || excess > most.marks.length / most.abreast) crowds.set(pool, line);
      });
      const closing = [...crowds.values()].filter(Boolean);
      if (!closing.length) return rows.map((row, n) => ({ marks: row.marks, at: places[n].at }));
      for (const line of closing) line.abreast++;
    }
  }

  function place() {
    if (!wide.matches || staged()) return;
    const top = text.getBoundingClientRect().top;
    const lines = [];
    text.classList.add("placed");
    for (const mark of marks.values()) {
      if (!shows(mark.note) || !shows(mark.letter)) continue;
      const box = mark.letter.getBoundingClientRect();
      const at = (box.top + box.bottom) / 2 - top - LINE / 2 + 5;
      const line = lines.at(-1);
      if (line && Math.abs(line.at - at) < 8) line.marks.push(mark);
      else lines.push({ at, marks: [mark], abreast: 1 });
    }
    const rows = arrange(lines);
    for (const row of rows) {
      row.marks.forEach(({ note }, n) => {
        note.classList.toggle("abreast", row.marks.length > 1);
        note.style.setProperty("--y", `${row.at}px`);
        note.style.setProperty("--nth", n);
        note.style.setProperty("--of", row.marks.length);
      });
    }
    text.style.setProperty("--room", `${rows.length ? rows.at(-1).at + LINE : 0}px`);
  }

  let due = 0;
  const soon = () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(place);
  };

  /* ---- What lights up ---- */

  let lit = "", over = "", focused = "", current = "";

  function markAt(element) {
    const found = element.closest?.(".note, .letter, .m");
    if (!found || !text.contains(found)) return "";
    if (found.matches(".m")) return found.id || found.dataset.mark || "";
    return found.matches(".note") ? found.id.slice(2) : found.hash.slice(3);
  }

  function light() {
    const id = over || focused || current;
    if (id === lit) return;
    for (const element of document.querySelectorAll(".lit, .kin")) element.classList.remove("lit", "kin");
    window.CSS.highlights?.delete("scope");
    lit = id;
    const mark = marks.get(id);
    if (!mark) return;
    for (const element of [...mark.spans, mark.letter, mark.note]) element.classList.add("lit");
    for (const kin of mark.note.dataset.kin?.split(" ") || [])
      for (const span of marks.get(kin)?.spans || []) span.classList.add("kin");
    const scope = scopeOf(mark);
    if (scope.length && window.Highlight) window.CSS.highlights.set("scope", new Highlight(...scope));
  }

  /* The characters of the block around a mark, and where the mark begins in them. */
  function readBlock(mark) {
    const block = mark.letter.closest("h1, h2, h3, h4, h5, h6, p, th, td, pre");
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let all = "", at = -1;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (at < 0 && mark.spans[0]?.contains(node)) at = all.length;
      nodes.push([all.length, node]);
      all += node.data;
    }
    const range = (start, end) => {
      const made = new Range();
      for (const [from, node] of nodes) {
        if (from <= start && start < from + node.length) made.setStart(node, start - from);
        if (from < end && end <= from + node.length) made.setEnd(node, end - from);
      }
      return made;
    };
    return { all, at, range };
  }

  /* The words that a careful word weakens: those nearest to it that read so. */
  function scopeOf(mark) {
    const { all, at, range } = readBlock(mark);
    const found = [];
    for (const { textContent: words } of mark.note.querySelectorAll("[data-scope] q")) {
      let best = -1, least = Infinity;
      for (let n = all.indexOf(words); n >= 0; n = all.indexOf(words, n + 1)) {
        const far = Math.max(0, n - at, at - n - words.length);
        if (far < least) [best, least] = [n, far];
      }
      if (best < 0) continue;
      const end = best + words.length, own = at + mark.spans[0].textContent.length; // the mark lights up by itself
      if (at >= best && own <= end) found.push([best, at], [own, end]);
      else found.push([best, end]);
    }
    return found.filter(([start, end]) => start < end).map(([start, end]) => range(start, end));
  }

  /* The sentence around a mark: what the sheet must not cover. */
  function sentenceOf(mark) {
    const { all, at, range } = readBlock(mark);
    const parts = window.Intl?.Segmenter ? new Intl.Segmenter(text.lang, { granularity: "sentence" }).segment(all) : null;
    const part = parts?.containing(Math.max(0, at));
    return part ? [range(part.index, part.index + part.segment.length)] : [];
  }

  /* ---- Open and close ---- */

  const panel = () => (wide.matches ? marks.get(current)?.note : sheet);

  function show(id, focus = true) {
    const mark = marks.get(id);
    const from = document.activeElement;
    if (current !== id) hide();
    current = id;
    mark.letter.setAttribute("aria-expanded", "true");
    const label = mark.letter.getAttribute("aria-label");
    if (wide.matches) {
      mark.note.open = true;
      mark.note.querySelector(".ways").append(tools);
      fit(mark.note);
    } else {
      fill(mark, label);
      dock(mark);
    }
    light();
    if (!focus) return;
    if (from?.isConnected && tools.contains(from)) {
      from.focus({ preventScroll: true });
      say(label, true);
    } else (wide.matches ? mark.note.firstElementChild : sheet).focus({ preventScroll: true });
  }

  function hide(back = false) {
    const mark = marks.get(current);
    if (!mark) return;
    const at = document.activeElement;
    const inside = at === document.body || panel().contains(at);
    current = "";
    mark.letter.removeAttribute("aria-expanded");
    mark.note.open = false;
    sheet.remove();
    if (back && inside) mark.letter.focus({ preventScroll: true });
    light();
  }

  const toggle = (id) => (current === id ? hide(true) : show(id));

  /* A note that would leave the window at its lower edge opens upwards. */
  function fit(note) {
    note.style.removeProperty("--lift");
    const box = note.querySelector(".body").getBoundingClientRect();
    const head = note.getBoundingClientRect().top - 24;
    const lift = Math.min(box.bottom + 12 - innerHeight, head);
    if (lift > 0 && head > 0) note.style.setProperty("--lift", `${-Math.round(lift)}px`);
  }

  /* ---- The sheet ---- */

  function fill(mark, label) {
    const held = mark.note.cloneNode(true);
    const [summary, body] = held.children;
    body.querySelector(".ways")?.remove();
    sheet.className = `sheet ${mark.note.className.replace("abreast", "")}`;
    sheet.setAttribute("aria-label", label);
    sheet.querySelector(".head").replaceChildren(...summary.childNodes);
    sheet.querySelector(".body").replaceWith(body);
    sheet.append(tools);
    mark.note.closest(".row").after(sheet);
    body.scrollTop = 0;
  }

  /* At the foot, or at the head where the words stand low; never over them, nor over their sentence if that can be. */
  function dock(mark) {
    const free = (ranges) => {
      const boxes = ranges.flatMap((range) => [...range.getClientRects()]);
      const low = Math.max(...boxes.map((box) => box.bottom)), high = Math.min(...boxes.map((box) => box.top));
      const foot = innerHeight - Math.max(0, low), head = Math.min(innerHeight, high);
      sheet.style.removeProperty("max-height");
      const need = Math.min(sheet.offsetHeight, innerHeight * 0.35) + 12;
      const above = foot < need && head > foot;
      return { above, room: (above ? head : foot) - 12, need };
    };
    let best = free([...mark.spans, ...sentenceOf(mark)]);
    if (best.room < Math.min(200, best.need)) best = free(mark.spans);
    sheet.classList.toggle("above", best.above);
    sheet.style.setProperty("max-height", `${Math.max(Math.min(200, innerHeight * 0.5), best.room)}px`);
  }

  /* Swiped towards its edge the sheet closes. */
  let start = null;
  const drag = (event) => (sheet.classList.contains("above") ? -1 : 1) * (event.clientY - start);
  sheet.addEventListener("pointerdown", (event) => {
    if (event.target.closest(".head, .grip")) start = event.clientY;
  });
  addEventListener("pointermove", (event) => {
    if (start !== null) sheet.style.translate = `0 ${Math.max(0, drag(event)) * (sheet.classList.contains("above") ? -1 : 1)}px`;
  });
  for (const name of ["pointerup", "pointercancel"])
    addEventListener(name, (event) => {
      if (start === null) return;
      const far = drag(event);
      start = null;
      sheet.style.translate = "";
      if (far > 48) hide(true);
    });

  /* ---- From mark to mark ---- */

  function go(step) {
    const ids = [...marks.values()].filter((mark) => mark.id === current || shows(mark.letter)).map((mark) => mark.id);
    const next = marks.get(ids[ids.indexOf(current) + step]);
    if (!next) return;
    next.spans.find(shows)?.scrollIntoView({ block: "nearest" }); // as far as scroll-margin says
    show(next.id);
  }

  /* A link to a mark or its note: the words in view, the note open and in focus. */
  function arrive() {
    const id = location.hash.slice(1);
    const mark = marks.get(id.replace(/^n-/, ""));
    if (mark && mark.id !== id) location.replace("#" + mark.id);
    else if (mark) show(id);
    else hide();
  }

  /* ---- Copying ---- */

  const field = document.createElement("input");
  field.readOnly = true;
  field.className = "address";
  async function copy(button) {
    field.value = location.href.split("#")[0] + "#" + (button.dataset.of || "n-" + current);
    field.remove();
    try {
      await navigator.clipboard.writeText(field.value);
      say(kit.dataset.copied);
    } catch {
      button.after(field);
      field.setAttribute("aria-label", button.getAttribute("aria-label") || button.textContent);
      field.select();
      say(kit.dataset.select);
    }
  }

  const copier = kit.content.querySelector(".copy-paragraph");
  for (const number of text.querySelectorAll(".number")) {
    const button = copier.cloneNode(true);
    button.dataset.of = number.hash.slice(1);
    button.setAttribute("aria-label", copier.getAttribute("aria-label").replace("#", number.dataset.number));
    number.after(button);
  }

  /* The article's words are copied without an open note that stands between them. */
  document.addEventListener("copy", () => {
    const from = getSelection().anchorNode;
    if (!from || from.parentElement.closest("[data-notes]")) return;
    text.classList.add("copied");
    setTimeout(() => text.classList.remove("copied"));
  });

  /* ---- What people do ---- */

  document.addEventListener("click", (event) => {
    if (staged() || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = event.target;
    const control = to.closest("a, button, summary, input, label, select");
    if (control?.matches(".letter") && text.contains(control)) {
      event.preventDefault();
      toggle(markAt(control));
    } else if (control?.matches(".copy, .copy-paragraph")) copy(control);
    else if (control?.dataset.step) go(+control.dataset.step);
    else if (control?.matches(".close")) hide(true);
    else if (control?.hash && control.href === location.href) {
      event.preventDefault();
      marks.get(control.hash.slice(1))?.spans[0].scrollIntoView();
      arrive();
    } else if (!control && !to.closest(".note, .sheet, .said") && getSelection().isCollapsed) {
      const mark = marks.get(markAt(to));
      if (mark && shows(mark.letter)) toggle(mark.id);
      else hide(true);
    }
  });

  /* A note that is opened by its own line. */
  text.addEventListener(
    "toggle",
    ({ target }) => {
      const id = target.id?.slice(2);
      if (staged() || !marks.has(id) || !wide.matches) return;
      if (target.open && id !== current) show(id);
      else if (!target.open && id === current) hide();
    },
    true,
  );

  /* Tab goes from a note on to what follows its letter, and back to the letter. */
  function tab(event) {
    const held = panel();
    const inner = [...held.querySelectorAll("a[href], button, input, summary")].filter(shows);
    const at = document.activeElement;
    const { letter } = marks.get(current);
    if (event.shiftKey ? at !== held && at !== inner[0] : at !== inner.at(-1)) return;
    const stops = [...text.querySelectorAll("a[href], button, [tabindex='0']")].filter(
      (stop) => stop === letter || (shows(stop) && !stop.closest("[data-notes]")),
    );
    const next = event.shiftKey ? letter : stops[stops.indexOf(letter) + 1];
    if (next) {
      event.preventDefault();
      next.focus();
    }
    if (!wide.matches) hide();
  }

  document.addEventListener("keydown", (event) => {
    if (!current || staged() || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = document.activeElement;
    const { letter } = marks.get(current);
    const inside = panel().contains(at);
    if (event.key === "Escape") return hide(true);
    if (event.key === "Tab" && inside) return tab(event);
    if ((!inside && at !== letter) || at.matches("input")) return;
    const forward = getComputedStyle(text).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const step = { n: 1, p: -1, [forward]: 1, [backward]: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    go(step);
  });

  const lightOver = (event) => {
    over = event.type === "pointerover" && event.pointerType !== "touch" ? markAt(event.target) : "";
    light();
  };
  text.addEventListener("pointerover", lightOver);
  text.addEventListener("pointerleave", lightOver);
  document.addEventListener("focusin", ({ target }) => {
    focused = target.matches(":focus-visible") ? markAt(target) : "";
    light();
  });

  wide.addEventListener("change", () => {
    const id = current;
    hide();
    soon();
    if (id) show(id, false);
  });
  addEventListener("hashchange", () => {
    arrive();
    soon();
  });
  document.addEventListener("change", soon);
  document.fonts?.ready.then(soon);
  new ResizeObserver(soon).observe(text);

  place();
  arrive();
})();
