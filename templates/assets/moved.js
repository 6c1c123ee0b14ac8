// Leads from an old address to the new one, to the same passage; without scripts the page leads there itself.
(() => {
  const { to } = document.currentScript.dataset;
  location.replace(to.includes("#") ? to : to + location.hash);
})();
