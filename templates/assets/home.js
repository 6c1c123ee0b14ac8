/* The home page: says how many articles the chosen filters leave. The choosing itself is done by the style sheet. */
(function () {
  "use strict";

  const filters = document.querySelector(".filters");
  const cards = [...document.querySelectorAll(".cards > *")];
  if (!filters || !cards.length) return;

  const status = filters.querySelector(".shown");
  const choices = [...filters.querySelectorAll("select")];

  function count() {
    const { shown, of, none } = status.dataset;
    const left = cards.filter((card) => card.getClientRects().length).length;
    const chosen = choices.some((choice) => choice.value);
    status.textContent = !chosen ? "" : left ? `${shown} ${left} ${of} ${cards.length}` : none;
  }

  filters.addEventListener("change", count);
  addEventListener("pageshow", count); // a browser may keep what was chosen when one comes back
})();
