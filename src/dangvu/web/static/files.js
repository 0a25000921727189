/* The look of a field for files. Helps, never needed. */
"use strict";
(() => {
  /* The browser's own button for files speaks the browser's language; over it lies ours, and what was chosen. */
  const part = (look) => {
    const made = document.createElement("span");
    made.className = look;
    made.setAttribute("aria-hidden", "true");
    return made;
  };
  const dress = () => document.querySelectorAll("input[type=file][data-choose]:not(.files *)").forEach((input) => {
    const box = document.createElement("span"), button = part("b b2 m"), said = part("q");
    const tell = () => {
      const names = Array.from(input.files, (file) => file.name);
      const more = names.length > 4 ? ` +${names.length - 4}` : "";
      said.textContent = names.length ? names.slice(0, 4).join(", ") + more : input.dataset.none;
    };
    box.className = "files";
    button.textContent = input.dataset.choose;
    input.replaceWith(box);
    box.append(button, said, input);
    input.addEventListener("change", tell);
    window.addEventListener("pageshow", tell);
    tell();
  });
  dress();
  document.addEventListener("htmx:afterSwap", dress);
})();
