/* Helps, never needed: everything works without it. One button press, one request; typing is never touched. */
"use strict";
(() => {
  const held = new WeakSet();

  /* A double click sends once. The server answers a second sending alike; this only spares the wait. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || (form.getAttribute("method") || "get").toLowerCase() !== "post") return;
    if (held.has(form)) { event.preventDefault(); return; }
    held.add(form);
    window.setTimeout(() => held.delete(form), 4000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => held.delete(form)));

  /* The second half of a double click whose first half led here from another page is not meant for what lies there. */
  let clicked = false;
  document.addEventListener("click", (event) => {
    if (event.detail === 1) clicked = true;
    if (event.detail > 1 && !clicked) { event.preventDefault(); event.stopPropagation(); }
  }, true);

  /* A choice that takes effect at once (the period, the day): the form is sent; its button serves without script. */
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && form.matches("[data-at-once]")) form.requestSubmit();
  });

  /* What “Thêm” opened closes again when one goes elsewhere, or by Escape. */
  const more = document.querySelector(".more details");
  if (more) {
    document.addEventListener("click", (event) => { if (!more.contains(event.target)) more.open = false; });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !more.open) return;
      more.open = false;
      more.firstElementChild.focus();
    });
  }

  /* What the browser itself finds missing (in a form with files) is said in our words, whatever its language. */
  document.addEventListener("invalid", (event) => {
    const field = event.target;
    if (field.validity.valueMissing && field.dataset.needed) field.setCustomValidity(field.dataset.needed);
  }, true);
  const mended = (event) => { if (event.target.dataset && event.target.dataset.needed) event.target.setCustomValidity(""); };
  document.addEventListener("input", mended);
  document.addEventListener("change", mended);

  /* After an error the eye and the screen reader start at the summary; at both versions where somebody else was first. */
  const errors = document.querySelector("#ban-moi, #loi");
  if (errors) {
    errors.focus();
    /* Whoever came by the skip link has #chinh in the address, to which the browser leads once more when all is there. */
    const again = () => { if ([document.body, document.getElementById("chinh")].includes(document.activeElement)) errors.focus(); };
    window.addEventListener("load", () => window.requestAnimationFrame(again));
  }

  /* A part that comes anew by itself takes nothing from under the hands: what is being filled in stays, and the focus
     goes to what stands in the place of what had it. */
  const filled = (field) => {
    if (field.type === "file") return field.files.length > 0;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (!field.options) return field.type !== "hidden" && field.value !== field.defaultValue;
    const given = Array.from(field.options).findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(0, given);
  };
  const named = (element) => [element.tagName, element.getAttribute("href"), element.name, element.textContent].join("|");
  let had = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const target = event.detail.target, at = document.activeElement;
    if (Array.from(target.querySelectorAll("input, select, textarea")).some(filled)) event.detail.shouldSwap = false;
    had = at !== target && target.contains(at) ? named(at) : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (had === null) return;
    const main = document.getElementById("chinh");
    if (document.activeElement === document.body) {
      (Array.from(main.querySelectorAll("a, button, summary, input, select, textarea")).find((one) => named(one) === had) || main).focus();
    }
    had = null;
  });
})();
