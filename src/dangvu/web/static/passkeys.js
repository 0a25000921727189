/* Passkeys: between the page and the machine. Signing in without them never needs this file. */
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const forCreate = (options, alone) => ({
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: named(options.excludeCredentials),
    authenticatorSelection: {
      ...options.authenticatorSelection,
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
      ...(alone ? { userVerification: "required" } : {}),
    },
  });
  const forGet = (options) => ({
    ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials),
  });

  const answer = (made) => {
    const given = made.response;
    const response = { clientDataJSON: text(given.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (given[part]) response[part] = text(given[part]);
    }
    return JSON.stringify({
      id: made.id, rawId: text(made.rawId), type: made.type, response,
      authenticatorAttachment: made.authenticatorAttachment || null,
      clientExtensionResults: made.getClientExtensionResults(),
    });
  };

  /* What went wrong is said in the page's own words, which the form carries. */
  const WHY = { NotAllowedError: "refused", SecurityError: "unsafe", InvalidStateError: "there", NotSupportedError: "unable" };

  const run = async (form) => {
    const place = form.dataset.options && document.getElementById(form.dataset.options);
    let options;
    if (place) options = JSON.parse(place.textContent);
    else {
      const asked = await fetch(form.action, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!asked.ok) throw new Error(String(asked.status));
      options = (await asked.json()).request_options;
    }
    const alone = form.elements.passwordless ? form.elements.passwordless.checked : false;
    const made = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: forCreate(options.publicKey, alone) })
      : await navigator.credentials.get({ publicKey: forGet(options.publicKey) });
    form.elements.credential.value = answer(made);
    form.submit();
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const said = form.querySelector(".msg");
      said.hidden = true;
      run(form).catch((error) => {
        said.textContent = form.dataset[WHY[error.name] || "failed"];
        said.hidden = false;
      });
    });
  }

  /* Two small helps of these pages: the password in clear for whoever asks, and the printer. */
  for (const button of document.querySelectorAll("[data-show]")) {
    const box = document.getElementById(button.dataset.show);
    const show = button.textContent;
    button.closest("[hidden]").hidden = false;
    button.addEventListener("click", () => {
      const hidden = box.type === "password";
      box.type = hidden ? "text" : "password";
      button.textContent = hidden ? button.dataset.hide : show;
      box.focus();
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
