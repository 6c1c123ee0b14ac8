/* The notes of an article: they open one at a time, in their place where there is room, else in a sheet at the foot;
   light up with their words; are linked to, copied and walked through. Without this file every letter leads to its
   note, which follows its block and opens by itself. */
(function () {
  "use strict";

  const text = document.querySelector("[data-text]");
  const kit = document.getElementById("page-kit");
  if (!text || !kit) return;

  const root = document.documentElement;
  const wide = matchMedia("screen and (min-width: 66rem)");
  const sheet = kit.content.querySelector(".sheet");
  const tools = sheet.querySelector(".tools");
  const status = kit.content.querySelector(".said");
  document.body.append(status);

  /* Every mark that has a letter, in reading order. */
  const marks = new Map();
  for (const letter of text.querySelectorAll(".letter")) {
    const id = letter.hash.slice(3);
    const note = document.getElementById("n-" + id);
    if (!note) continue;
    marks.set(id, { id, letter, note, spans: [] });
    note.firstElementChild.tabIndex = -1; // letters are the stops
  }
  for (const span of text.querySelectorAll(".m")) marks.get(span.id || span.dataset.mark)?.spans.push(span);

  const staged = () => root.classList.contains("stage");
  const shows = (element) => element.getClientRects().length > 0;
  const focus = (element) => element.focus({ preventScroll: true });

  let later = 0;
  function say(words, quiet = false) {
    status.classList.toggle("quiet", quiet);
    status.textContent = words;
    clearTimeout(later);
    later = setTimeout(() => (status.textContent = ""), 5000);
  }

  /* ---- What lights up: what the pointer is over, else what has the focus, else the open note ---- */

  let over = "", focused = "", current = "", lit = "", glowing = [];

  function markAt(element) {
    const found = element.closest?.(".note, .letter, .m");
    if (!found || !text.contains(found)) return "";
    if (found.matches(".m")) return found.id || found.dataset.mark || "";
    return found.matches(".note") ? found.id.slice(2) : found.hash.slice(3);
  }

  function light() {
    const id = over || focused || current;
    if (id === lit) return;
    for (const element of glowing) element.classList.remove("lit", "kin");
    window.CSS.highlights?.delete("scope");
    lit = id;
    const mark = marks.get(id);
    const kin = mark?.note.dataset.kin?.split(" ").flatMap((other) => marks.get(other)?.spans || []) || [];
    const own = mark ? [...mark.spans, mark.letter, mark.note] : [];
    for (const span of kin) span.classList.add("kin");
    for (const element of own) element.classList.add("lit");
    glowing = [...kin, ...own];
    const scope = mark ? scopeOf(mark) : [];
    if (scope.length && window.Highlight) window.CSS.highlights.set("scope", new Highlight(...scope));
  }

  /* The words of the block around a mark, where the mark begins in them, and how to get at a stretch of them. */
  function readBlock(mark) {
    const walker = document.createTreeWalker(mark.letter.closest("h1, h2, h3, h4, h5, h6, p, th, td, pre"), NodeFilter.SHOW_TEXT);
    const nodes = [];
    let words = "", at = 0;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (mark.spans[0].contains(node) && !nodes.some(([, other]) => mark.spans[0].contains(other))) at = words.length;
      nodes.push([words.length, node]);
      words += node.data;
    }
    const range = ([start, end]) => {
      const made = new Range();
      for (const [from, node] of nodes) {
        if (from <= start && start < from + node.length) made.setStart(node, start - from);
        if (from < end && end <= from + node.length) made.setEnd(node, end - from);
      }
      return made;
    };
    return { words, at, range };
  }

  /* What a careful word weakens: of all places that read so, the nearest. The word itself lights up anyway. */
  function scopeOf(mark) {
    const said = [...mark.note.querySelectorAll("[data-scope] q")].map((quote) => quote.textContent);
    if (!said.length) return [];
    const { words, at, range } = readBlock(mark);
    const end = at + mark.spans[0].textContent.length;
    return said
      .flatMap((quote) => {
        let best = -1, least = Infinity;
        for (let n = words.indexOf(quote); n >= 0; n = words.indexOf(quote, n + 1)) {
          const far = Math.max(0, n - at, at - n - quote.length);
          if (far < least) [best, least] = [n, far];
        }
        const stop = best + quote.length;
        if (best < 0) return [];
        return best <= at && end <= stop ? [[best, at], [end, stop]] : [[best, stop]];
      })
      .filter(([from, to]) => from < to)
      .map(range);
  }

  function sentenceOf(mark) {
    if (!window.Intl?.Segmenter) return [];
    const { words, at, range } = readBlock(mark);
    const part = new Intl.Segmenter(text.lang, { granularity: "sentence" }).segment(words).containing(at);
    return part ? [range([part.index, part.index + part.segment.length])] : [];
  }

  /* ---- Open and close ---- */

  const panel = () => (wide.matches ? marks.get(current).note : sheet);
  let watcher = null; // hears the phone's way back

  function show(id) {
    const mark = marks.get(id);
    const from = document.activeElement;
    const stays = from.isConnected && tools.contains(from); // one who walks on by a button keeps it
    const label = mark.letter.getAttribute("aria-label");
    if (current !== id) hide();
    current = id;
    mark.letter.setAttribute("aria-expanded", "true");
    if (wide.matches) {
      mark.note.open = true;
      mark.note.querySelector(".ways").append(tools);
      fit();
    } else {
      fill(mark, label);
      dock(mark);
      watcher ??= window.CloseWatcher && new CloseWatcher();
      if (watcher) watcher.onclose = () => hide(true, (watcher = null));
    }
    for (const button of tools.querySelectorAll("[data-step]"))
      button.setAttribute("aria-disabled", String(!beyond(+button.dataset.step)));
    light();
    if (stays) say(label, true);
    focus(stays ? from : wide.matches ? mark.note.firstElementChild : sheet);
  }

  function hide(back = false) {
    const mark = marks.get(current);
    if (!mark) return;
    const at = document.activeElement;
    const inside = at.tabIndex < 0 || at.closest(".note, .sheet"); // a tap beside all stops focuses main, or nothing
    current = "";
    mark.letter.removeAttribute("aria-expanded");
    mark.note.open = false;
    sheet.remove();
    watcher?.destroy();
    watcher = null;
    if (back && inside) focus(mark.letter);
    light();
  }

  const toggle = (id) => (current === id ? hide(true) : show(id));

  /* A note that would leave the window at its foot opens upwards. */
  function fit() {
    const note = marks.get(current)?.note;
    if (!note?.open) return;
    note.style.removeProperty("--lift");
    const head = note.getBoundingClientRect().top - 24;
    const lift = Math.min(note.querySelector(".body").getBoundingClientRect().bottom + 12 - innerHeight, head);
    if (lift > 0) note.style.setProperty("--lift", `${-Math.round(lift)}px`);
  }

  /* ---- The sheet ---- */

  function fill(mark, label) {
    const [line, body] = mark.note.cloneNode(true).children;
    body.querySelector(".ways").remove();
    sheet.className = `sheet ${mark.note.className}`;
    sheet.setAttribute("aria-label", label);
    sheet.querySelector(".head").replaceChildren(...line.childNodes);
    sheet.querySelector(".body").replaceWith(body);
    sheet.append(tools);
    mark.note.closest(".row").after(sheet);
  }

  /* At the foot, or at the head where the words stand low; never over them, and not over their sentence if it can be. */
  function dock(mark) {
    sheet.style.removeProperty("max-height");
    const need = Math.min(sheet.offsetHeight, innerHeight * 0.35);
    const beside = (ranges) => {
      const boxes = ranges.flatMap((range) => [...range.getClientRects()]);
      const foot = innerHeight - Math.max(0, ...boxes.map((box) => box.bottom)) - 12;
      const head = Math.min(innerHeight, ...boxes.map((box) => box.top)) - 12;
      return foot >= need || foot >= head ? { room: foot, above: false } : { room: head, above: true };
    };
    let best = beside([...mark.spans, ...sentenceOf(mark)]);
    if (best.room < Math.min(200, need)) best = beside(mark.spans);
    sheet.classList.toggle("above", best.above);
    sheet.style.setProperty("max-height", `${Math.max(best.room, Math.min(200, innerHeight * 0.75))}px`);
  }

  /* Swiped to the edge it stands at, the sheet closes. */
  let from = null;
  const swiped = (event) => Math.max(0, (event.clientY - from) * (sheet.matches(".above") ? -1 : 1));
  sheet.addEventListener("pointerdown", (event) => {
    if (event.target.closest(".head")) from = event.clientY;
  });
  addEventListener("pointermove", (event) => {
    if (from !== null) sheet.style.translate = `0 ${swiped(event) * (sheet.matches(".above") ? -1 : 1)}px`;
  });
  const drop = (event) => {
    if (from === null) return;
    const far = event.type === "pointerup" && swiped(event) > 48;
    from = null;
    sheet.style.translate = "";
    if (far) hide(true);
  };
  addEventListener("pointerup", drop);
  addEventListener("pointercancel", drop);

  /* ---- From mark to mark ---- */

  function beyond(step) {
    const all = [...marks.values()].filter((mark) => mark.id === current || shows(mark.letter));
    return all[all.findIndex((mark) => mark.id === current) + step];
  }

  function go(step) {
    const next = beyond(step);
    next?.spans.find(shows)?.scrollIntoView({ block: "nearest" }); // as far in as scroll-margin says
    if (next) show(next.id);
  }

  /* At the address of a mark or its note: the note open and in focus; the window has gone to the words by itself. */
  const arrivesAt = () => marks.get(location.hash.replace(/^#(n-)?/, ""));
  function arrive() {
    const id = location.hash.slice(1);
    const mark = arrivesAt();
    if (!mark) hide();
    else if (mark.id === id) show(id);
    else location.replace("#" + mark.id);
  }

  /* ---- Copying ---- */

  const field = document.createElement("input");
  field.readOnly = true;
  field.className = "address";
  field.addEventListener("blur", () => field.remove());

  async function copy(button) {
    field.value = `${location.href.split("#")[0]}#${button.dataset.of || "n-" + current}`;
    try {
      await navigator.clipboard.writeText(field.value);
      say(kit.dataset.copied);
    } catch {
      button.after(field);
      field.setAttribute("aria-label", kit.dataset.address);
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

  /* The article's words are copied without a note that is open between them. */
  document.addEventListener("copy", () => {
    const start = getSelection().anchorNode;
    if (!start || (start.closest ? start : start.parentElement).closest("[data-notes]")) return;
    text.classList.add("copied");
    setTimeout(() => text.classList.remove("copied"));
  });

  /* ---- What people do ---- */

  document.addEventListener("click", (event) => {
    if (staged() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const control = event.target.closest("a, button, summary, input, label, select");
    if (control?.matches(".letter") && text.contains(control)) {
      event.preventDefault();
      toggle(markAt(control));
    } else if (control?.matches(".copy, .copy-paragraph")) copy(control);
    else if (control?.dataset.step) go(+control.dataset.step);
    else if (control?.matches(".tools .close")) hide(true);
    else if (control?.hash && control.href === location.href) {
      marks.get(control.hash.slice(1))?.spans[0].scrollIntoView();
      arrive(); // nothing else tells of it
    } else if (!control && !event.target.closest(".note, .sheet, .said") && getSelection().isCollapsed) {
      const mark = marks.get(markAt(event.target));
      if (mark && shows(mark.letter)) toggle(mark.id);
      else hide(true);
    }
  });

  /* A note that is opened or closed by its own line. */
  const follow = ({ target }) => {
    const id = target.id.slice(2);
    if (staged() || !wide.matches || !marks.has(id) || target.open === (id === current)) return;
    if (target.open) show(id);
    else hide();
  };
  text.addEventListener("toggle", follow, true);

  /* From a note, Tab goes on to what follows its letter, or back to the letter. */
  function tab(event) {
    const inner = [...panel().querySelectorAll("a[href], button, input, summary")].filter(shows);
    const at = document.activeElement;
    if (event.shiftKey ? at !== panel() && at !== inner[0] : at !== inner.at(-1)) return;
    const { letter } = marks.get(current);
    const stops = [...text.querySelectorAll("a[href], button, [tabindex='0']")].filter(
      (stop) => shows(stop) && !stop.closest("[data-notes]"),
    );
    const next = event.shiftKey ? letter : stops[stops.indexOf(letter) + 1];
    if (!wide.matches) hide();
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (!current || staged() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return hide(true);
    const at = document.activeElement;
    const inside = panel().contains(at);
    if (event.key === "Tab" && inside) return tab(event);
    if ((!inside && at !== marks.get(current).letter) || at.matches("input")) return;
    const ahead = text.dir === "rtl" ? -1 : 1;
    const step = { n: 1, p: -1, ArrowRight: ahead, ArrowLeft: -ahead }[event.key];
    if (!step) return;
    event.preventDefault();
    go(step);
  });

  const pointed = (event) => {
    over = event.type === "pointerover" && event.pointerType !== "touch" ? markAt(event.target) : "";
    light();
  };
  text.addEventListener("pointerover", pointed);
  text.addEventListener("pointerleave", pointed);
  const focusing = ({ type, target }) => {
    focused = type === "focusin" && target.matches(":focus-visible") ? markAt(target) : "";
    light();
  };
  document.addEventListener("focusin", focusing);
  document.addEventListener("focusout", focusing);

  wide.addEventListener("change", () => {
    const id = current;
    hide();
    if (id) show(id);
  });
  text.addEventListener("placed", fit);
  addEventListener("hashchange", arrive);
  /* A page that comes with the address of a mark scrolls there when it is first drawn, and takes the focus away, then
     or when all has come. */
  const drawn = (act) => requestAnimationFrame(() => setTimeout(act));
  const begin = () => arrivesAt() && arrive(); // what was opened meanwhile stays open
  if (document.readyState === "complete") begin();
  else document.addEventListener("DOMContentLoaded", () => drawn(begin));
  addEventListener("load", () => drawn(() => document.activeElement === document.body && begin()));

  /* The projector comes when somebody asks for it: first its look, then its script. */
  function stage() {
    const kit = document.getElementById("page-stage-kit");
    if (location.hash !== "#project" || !kit || kit.matches(".here")) return;
    kit.classList.add("here");
    const [style, script] = [document.createElement("link"), document.createElement("script")];
    [style.rel, style.href, script.src] = ["stylesheet", kit.dataset.style, kit.dataset.script];
    style.addEventListener("load", () => document.head.append(script), { once: true });
    document.head.append(style);
  }
  addEventListener("hashchange", stage);
  stage();
})();
