/* An article on a projector, at #project: one paragraph at a time, its marks one by one.
   Without this file #project is the article in large type. */
(function () {
  "use strict";

  const HASH = "#project";
  const root = document.documentElement;
  const text = document.querySelector("[data-text]");
  const kit = document.getElementById("page-stage-kit");
  if (!text || !kit) return;

  const bar = kit.content.querySelector(".stage-bar");
  const [status, progress] = [bar.querySelector("[role=status]"), bar.querySelector("progress")];
  const rows = [...text.querySelectorAll(".row")];
  /* Kept with the page's place in the history, where it is found when the page is loaded anew; some browsers take no
     more than a hundred entries in half a minute. */
  let at = 0, seen = 0, keeping = 0;

  const on = () => root.classList.contains("stage");
  const letters = () => [...rows[at].querySelectorAll(".letter")].filter((letter) => letter.getClientRects().length);

  function draw() {
    const row = rows[at];
    rows.forEach((one) => one.classList.toggle("now", one === row));
    const all = letters();
    seen = Math.min(seen, all.length);
    const shown = all.slice(0, seen);
    const ids = new Set(shown.map((letter) => letter.hash.slice(3)));
    const last = shown.at(-1)?.hash.slice(1);
    for (const span of row.querySelectorAll(".m")) {
      const id = span.id || span.dataset.mark;
      span.classList.toggle("seen", ids.has(id));
      span.classList.toggle("lit", "n-" + id === last);
    }
    for (const letter of all) letter.classList.toggle("seen", shown.includes(letter));
    for (const note of row.querySelectorAll(".note")) {
      note.open = note.id === last;
      note.classList.toggle("now", note.open);
    }
    tell(row, all.length);
    clearTimeout(keeping);
    keeping = setTimeout(() => on() && history.replaceState({ stage: [at, seen] }, ""), 350);
    row.querySelector(".note.now")?.scrollIntoView({ block: "nearest" });
  }

  function tell(row, count) {
    const words = (text, n, all) => text.replace("##", all).replace("#", n);
    const { headline, paragraph, marks } = status.dataset;
    const number = row.querySelector(".number")?.dataset.number;
    const where = at ? words(paragraph, number || at, rows.length - 1) : headline;
    status.textContent = count ? `${where} · ${words(marks, seen, count)}` : where;
    progress.max = rows.length;
    progress.value = at + (count ? seen / count : 1);
  }

  function turn(step) {
    if (step > 0 && seen < letters().length) seen++;
    else if (step < 0 && seen) seen--;
    else if (rows[at + step]) {
      at += step;
      seen = 0;
      if (step < 0) {
        rows[at].classList.add("now"); // what is not shown has no letters to count
        seen = letters().length;
      }
      scrollTo(0, 0);
    }
    draw();
  }

  function enter() {
    root.classList.add("stage");
    text.after(bar);
    const kept = history.state?.stage || [0, 0];
    [at, seen] = rows[kept[0]] ? kept : [0, 0];
    draw();
    text.tabIndex = -1;
    text.focus({ preventScroll: true });
  }

  function leave() {
    root.classList.remove("stage");
    bar.remove();
    for (const element of text.querySelectorAll(".seen, .now, .lit")) element.classList.remove("seen", "now", "lit");
    for (const note of text.querySelectorAll(".note[open]")) note.open = false;
    text.removeAttribute("tabindex");
  }

  /* Back to the page, at the paragraph that was shown. */
  function finish() {
    const here = rows[at].querySelector("[id]");
    leave();
    location.replace("#" + here.id);
    here.scrollIntoView({ block: "center" });
  }

  const KEYS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  document.addEventListener("keydown", (event) => {
    if (!on() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return finish();
    const control = event.target.closest?.("a, button, summary");
    const step = KEYS[event.key];
    if (!step || (control && " Enter".includes(event.key))) return;
    event.preventDefault();
    turn(event.shiftKey && event.key === " " ? -1 : step);
  });

  document.addEventListener("click", (event) => {
    if (!on()) return;
    const control = event.target.closest("a, button, summary");
    if (control?.matches(".close")) finish();
    else if (control?.dataset.turn) turn(+control.dataset.turn);
    else if (control?.matches(".letter") || (!control && getSelection().isCollapsed)) {
      event.preventDefault();
      turn(1);
    }
  });

  const follow = () => (location.hash === HASH ? on() || enter() : on() && leave());
  addEventListener("hashchange", follow);
  follow();
})();
