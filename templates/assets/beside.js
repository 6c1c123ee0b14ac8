/* Where there is room, each note of an article stands beside its line, and none over another.
   The style sheet says where the column is; without this file the notes stand beside their block. */
(function () {
  "use strict";

  const text = document.querySelector("[data-text]");
  if (!text) return;

  const wide = matchMedia("screen and (min-width: 66rem)");
  const HEIGHT = 26; // px: a closed note
  const SLACK = 18; // px: how far a crowd may push a note before those of a line stand abreast
  const LINE = 34; // px: how far from its line a note may hang
  const MOST = 3; // abreast

  const pairs = [...text.querySelectorAll(".letter")].map((letter) => ({
    letter,
    note: document.getElementById(letter.hash.slice(1)),
  }));
  const shows = (element) => element?.getClientRects().length > 0;

  /* The lines that have letters, from above, each with its notes. */
  function readLines() {
    const top = text.getBoundingClientRect().top;
    const lines = [];
    for (const { letter, note } of pairs) {
      if (!shows(note) || !shows(letter)) continue;
      const box = letter.getBoundingClientRect();
      const at = (box.top + box.bottom - HEIGHT) / 2 - top + 5; // a letter is raised
      const line = lines.at(-1);
      if (line && Math.abs(line.at - at) < 8) line.notes.push(note);
      else lines.push({ at, notes: [note], abreast: 1 });
    }
    return lines;
  }

  function rowsOf(lines) {
    return lines.flatMap((line) => {
      const rows = [];
      for (let n = 0; n < line.notes.length; n += line.abreast)
        rows.push({ line, notes: line.notes.slice(n, n + line.abreast), want: line.at + rows.length * HEIGHT });
      return rows;
    });
  }

  /* Where each row comes to stand, as near as can be to where it wants to be. Rows that would overlap form a crowd
     that moves as one, up as far as down (regression with pools of neighbours that are out of order). */
  function settle(rows) {
    const crowds = [];
    rows.forEach((row, n) => {
      let crowd = { rows: [row], sum: row.want - n * HEIGHT };
      while (crowds.length && mean(crowds.at(-1)) >= mean(crowd)) {
        const before = crowds.pop();
        crowd = { rows: [...before.rows, ...crowd.rows], sum: before.sum + crowd.sum };
      }
      crowds.push(crowd);
    });
    let n = 0;
    for (const crowd of crowds)
      for (const row of crowd.rows) row.at = Math.round(Math.max(0, mean(crowd))) + HEIGHT * n++;
    return crowds;
  }
  const mean = (crowd) => crowd.sum / crowd.rows.length;
  const isFar = ({ at, want, line }) => Math.abs(at - want) > SLACK || Math.abs(at - line.at) > LINE;

  /* Rows with their places. While any stands far from its line, the fullest line of its crowd closes up. */
  function arrange(lines) {
    for (;;) {
      const rows = rowsOf(lines);
      const fullness = ({ notes, abreast }) => (abreast < MOST ? notes.length / abreast : 0);
      const closing = settle(rows)
        .filter((crowd) => crowd.rows.some(isFar))
        .map((crowd) => crowd.rows.map((row) => row.line).reduce((a, b) => (fullness(b) > fullness(a) ? b : a)))
        .filter((line) => fullness(line) > 1);
      if (!closing.length) return rows;
      for (const line of closing) line.abreast++;
    }
  }

  function place() {
    if (!wide.matches || document.documentElement.classList.contains("stage")) return;
    text.classList.add("placed");
    const rows = arrange(readLines());
    for (const { notes, at } of rows)
      notes.forEach((note, n) => {
        note.classList.toggle("abreast", notes.length > 1);
        note.style.setProperty("--y", `${at}px`);
        note.style.setProperty("--nth", n);
        note.style.setProperty("--of", notes.length);
      });
    text.style.setProperty("--room", `${rows.length ? rows.at(-1).at + HEIGHT : 0}px`);
    text.dispatchEvent(new Event("placed"));
  }

  let due = 0;
  function soon() {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(place);
  }

  wide.addEventListener("change", soon);
  addEventListener("hashchange", soon);
  document.addEventListener("change", soon);
  document.fonts?.ready.then(soon);
  new ResizeObserver(soon).observe(text);
  place();

  /* ---- On paper: the number of every fifth line of the body, counted where the text is as wide as on paper ---- */

  /* Where the lines of a block begin: text nodes and the places of first letters in them. */
  function startsOf(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const range = new Range();
    const starts = [];
    let last = -Infinity;
    while (walker.nextNode())
      for (const { index } of walker.currentNode.data.matchAll(/\S+/g)) {
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + 1);
        const box = range.getBoundingClientRect();
        if (!box.width || box.top < last + 4) continue;
        last = box.top;
        starts.push([walker.currentNode, index]);
      }
    return starts;
  }

  function numberLines() {
    const root = document.documentElement;
    if (root.classList.contains("stage") || document.querySelector("#easy:target, #page-easy:checked")) return;
    root.classList.add("to-paper");
    const blocks = [...text.querySelectorAll(".row:not(.head) > :first-child")];
    const starts = blocks.filter((block) => shows(block) && !block.matches(".scroll")).flatMap(startsOf);
    root.classList.remove("to-paper");
    for (let n = starts.length - (starts.length % 5); n; n -= 5) {
      const [node, index] = starts[n - 1];
      const mark = document.createElement("span");
      mark.className = "line-number";
      mark.dataset.line = n;
      node.splitText(index + 1).before(mark); // within the word: before it would be at the end of the line above
    }
  }

  function forgetLines() {
    for (const mark of text.querySelectorAll(".line-number")) {
      const parent = mark.parentNode;
      mark.remove();
      parent.normalize();
    }
  }

  addEventListener("beforeprint", numberLines);
  addEventListener("afterprint", forgetLines);
})();
