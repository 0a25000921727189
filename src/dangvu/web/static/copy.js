/* Copying a tag at one press. Helps, never needed: the field can be selected and copied by hand. */
"use strict";
(() => {
  const show = () => document.querySelectorAll("[data-copy][hidden]").forEach((button) => { button.hidden = false; });
  const said = (button, text) => {
    const label = button.firstChild, before = label.data, spoken = document.getElementById("da-chep");
    label.data = "Đã chép";
    if (spoken) spoken.textContent = `Đã chép ${text}`;
    window.setTimeout(() => { label.data = before; }, 2000);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || button.firstChild.data === "Đã chép") return;
    const field = button.parentNode.querySelector("input");
    field.select();
    /* The clipboard of its own is there only over a safe connection; an office's own network may not be one. */
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(field.value).then(() => said(button, field.value), () => {});
    } else if (document.execCommand("copy")) said(button, field.value);
  });
  document.addEventListener("focusin", (event) => { if (event.target.matches(".copy input")) event.target.select(); });
  show();
  document.addEventListener("htmx:afterSwap", show);
})();
