/* Comforts of the question pages; without this file everything works by pressing a button. */
(function () {
  "use strict";

  const form = document.querySelector("form[data-answers]");
  if (!form) return;
  const note = form.querySelector("[data-save-state]");

  /* A file goes up with the button only: choosing one is no answer yet. */
  form.querySelectorAll("input[type=file]").forEach(function (input) {
    input.addEventListener("change", function (event) { event.stopPropagation(); });
  });

  /* "None" excludes every other tick. */
  form.addEventListener("change", function (event) {
    const box = event.target;
    if (box.type !== "checkbox" || !box.checked) return;
    form.querySelectorAll('input[type=checkbox][name="' + CSS.escape(box.name) + '"]').forEach(function (other) {
      if (other !== box && (box.value === "none" || other.value === "none")) other.checked = false;
    });
  }, true);

  /* The server saved what was typed and says what to show now; nothing is replaced, so nothing is lost. */
  document.body.addEventListener("answersSaved", function (event) {
    const told = event.detail;
    form.elements["seen-base"].value = told.base;
    if (note) note.textContent = told.state;
    let added = 0;
    form.querySelectorAll("[data-question]").forEach(function (box) {
      const show = told.shown[box.dataset.question] !== false;
      if (show && box.hidden) added += 1;
      box.hidden = !show;
    });
    const status = form.querySelector("[data-asked]");
    if (status && added) {
      status.textContent = status.dataset.text.replace("%", form.querySelectorAll("[data-question]:not([hidden])").length);
    }
  });

  document.body.addEventListener("htmx:sendError", function () {
    if (note) note.textContent = note.dataset.unsaved;
  });
})();
