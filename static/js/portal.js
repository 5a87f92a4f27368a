/* Small comforts on top of pages that work without them. */
(function () {
  "use strict";

  function each(root, selector, act) {
    if (root.matches && root.matches(selector)) act(root);
    root.querySelectorAll(selector).forEach(act);
  }

  /* The first thing to read after a refused form is what to mend. */
  function focusSummary(summary) {
    summary.focus();
  }

  function countCharacters(note) {
    const area = document.getElementById(note.dataset.countFor);
    if (!area) return;
    const limit = Number(note.dataset.limit);
    const spoken = document.createElement("span");
    spoken.className = "visually-hidden";
    spoken.setAttribute("role", "status");
    note.after(spoken);
    area.removeAttribute("maxlength");
    let pause;
    function show() {
      const left = limit - Array.from(area.value.replace(/\r?\n/g, "\n")).length;
      note.textContent = Math.abs(left).toLocaleString() + " " + (left < 0 ? note.dataset.over : note.dataset.left);
      note.classList.toggle("field__count--over", left < 0);
      clearTimeout(pause);
      pause = setTimeout(function () { spoken.textContent = note.textContent; }, 1000);
    }
    area.addEventListener("input", show);
    show();
  }

  /* Rows of a table: the server adds and removes them too; this only spares the round trip. */
  function editRows(box) {
    const body = box.querySelector("[data-rows-body]");
    const blank = box.querySelector("template");
    const status = box.querySelector("[data-rows-status]");
    if (!body || !blank) return;
    let next = body.children.length;
    function tell() {
      const most = Number(box.dataset.rowsMost) || Infinity;
      box.querySelectorAll("[data-rows-add]").forEach(function (button) {
        button.hidden = body.children.length >= most;
      });
      if (status) status.textContent = status.dataset.text.replace("#", String(body.children.length));
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
    box.addEventListener("click", function (event) {
      const add = event.target.closest("[data-rows-add]");
      const remove = event.target.closest("[data-rows-remove]");
      if (add) {
        event.preventDefault();
        const copy = document.createElement("template");
        copy.innerHTML = blank.innerHTML.replaceAll("__row__", String(next++));
        const row = copy.content.firstElementChild;
        body.append(row);
        row.querySelector("input, select, textarea").focus();
        tell();
      } else if (remove) {
        event.preventDefault();
        const row = remove.closest("[data-row], tr");
        const near = row.nextElementSibling || row.previousElementSibling;
        row.remove();
        const target = near ? near.querySelector("input, select, textarea") : box.querySelector("[data-rows-add]");
        if (target) target.focus();
        tell();
      }
    });
  }

  function takeDrops(zone) {
    const input = zone.querySelector("input[type=file]");
    if (!input) return;
    /* Where a page is about one file, it may be dropped anywhere: beside the zone the browser would open it. */
    const sends = input.hasAttribute("data-drop-sends");
    const surface = sends ? document.documentElement : zone;
    ["dragenter", "dragover"].forEach(function (kind) {
      surface.addEventListener(kind, function (event) {
        event.preventDefault();
        zone.classList.add("drop--over");
      });
    });
    ["dragleave", "drop"].forEach(function (kind) {
      surface.addEventListener(kind, function () { zone.classList.remove("drop--over"); });
    });
    surface.addEventListener("drop", function (event) {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      if (sends) input.form.requestSubmit();
    });
  }

  /* Leaving with unsaved answers asks first; saving, by button or by htmx, settles it. */
  function guardChanges(form) {
    let dirty = false;
    const state = form.querySelector("[data-save-state]");
    form.addEventListener("input", function () {
      dirty = true;
      if (state && state.dataset.unsaved) state.textContent = state.dataset.unsaved;
    });
    form.addEventListener("submit", function () { dirty = false; });
    form.addEventListener("htmx:afterRequest", function (event) { if (event.detail.successful) dirty = false; });
    window.addEventListener("beforeunload", function (event) { if (dirty) event.preventDefault(); });
  }

  function submitOnce(form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      setTimeout(function () { delete form.dataset.sent; }, 5000);
    });
  }

  /* A file that takes long to come comes beside the page, which says meanwhile how far it is. */
  function followTaking(form) {
    const standing = document.getElementById(form.dataset.follow);
    form.addEventListener("submit", function (event) {
      if (event.defaultPrevented) return;
      const lot = crypto.getRandomValues(new Uint8Array(16));
      const mark = Array.from(lot, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
      form.elements.mark.value = mark;
      htmx.ajax("GET", standing.dataset.address, { target: standing, swap: "innerHTML", values: { mark: mark } });
    });
  }

  function copyText(button) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.dataset.copy).then(function () { button.textContent = button.dataset.done; });
    });
  }

  function start(root) {
    each(root, "[data-focus]", focusSummary);
    each(root, "[data-count-for]", countCharacters);
    each(root, "[data-rows]", editRows);
    each(root, "[data-drop]", takeDrops);
    each(root, "form[data-guard]", guardChanges);
    each(root, "form[data-once]", submitOnce);
    each(root, "form[data-follow]", followTaking);
    each(root, "[data-copy]", copyText);
    each(root, "[data-print]", function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { window.print(); });
    });
  }

  start(document);
  document.addEventListener("htmx:load", function (event) {
    if (event.detail.elt !== document.body) start(event.detail.elt);
  });
})();
