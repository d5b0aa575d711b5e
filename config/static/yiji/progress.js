// Moves the progress bar of an import, and loads the page anew when there is something else to see.
"use strict";

(function () {
  const bar = document.querySelector("[data-progress]");

  async function look() {
    try {
      const answer = await fetch(bar.dataset.progress, { headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.over) {
        window.location.reload();
        return;
      }
      if (told.percent !== null) {
        bar.value = told.percent;
      }
    } catch {
      // The next look may get through.
    }
    window.setTimeout(look, 1000);
  }

  window.setTimeout(look, 500);
})();
