/* Nothing typed is lost: forms are kept on the server every five seconds of change, and given back when opened again.
   Before the session ends the page says so, after keeping what stands in it. Nothing lies in the browser's storage;
   an input that is being typed in is never touched. */
"use strict";
(() => {
  const DRAFTS = "/tai-khoan/ban-nhap/";
  const EVERY = 5000;
  const NEVER = /csrf|^lan$|password|mat_?khau|secret|token|credential|^code$|otp|cccd|cmnd|dinh_?danh|identi|personal_number|card_number|so_the/i;

  const token = () => {
    const field = document.querySelector("input[name=csrfmiddlewaretoken]");
    return field ? field.value : "";
  };
  const kept = (field) => field.name && !field.disabled && !NEVER.test(field.name) &&
    !["password", "file", "submit", "button", "image", "reset"].includes(field.type) &&
    (field.type !== "hidden" || field.name === "da_biet") && field.autocomplete !== "one-time-code";
  const fields = (form) => Array.from(form.elements).filter(kept);
  const worth = (form) => (form.getAttribute("method") || "").toLowerCase() === "post" &&
    !form.matches("[data-no-draft], .out, [role=search]") && !form.querySelector("input[type=password]") &&
    fields(form).some((field) => field.type !== "hidden" && field.type !== "checkbox" && field.type !== "radio");
  /* The same form of two periods is two forms. */
  const address = (form) => {
    const to = new URL(form.getAttribute("action") || location.href, location.href);
    const period = to.searchParams.get("ky");
    return period ? `${to.pathname}?ky=${encodeURIComponent(period)}` : to.pathname;
  };

  const content = (form) => {
    const found = new URLSearchParams();
    for (const field of fields(form)) {
      if ((field.type === "checkbox" || field.type === "radio") && !field.checked) continue;
      if (field.type === "select-multiple") for (const one of field.selectedOptions) found.append(field.name, one.value);
      else found.append(field.name, field.value);
    }
    return found;
  };

  const watched = new Map();  // form -> {first, last, timer, line, sent, way}

  const line = (form, text) => {
    const state = watched.get(form);
    if (!state.line) {
      state.line = document.createElement("p");
      state.line.className = "kept";
      state.line.lang = "vi";
      state.line.setAttribute("role", "status");
      form.append(state.line);
    }
    state.line.textContent = text;
    return state.line;
  };

  /* Whether what stands in the form lies on the server. What is on its way there already is waited for. */
  const save = (form, leaving) => {
    const state = watched.get(form);
    window.clearTimeout(state.timer);
    state.timer = 0;
    const now = content(form);
    if (state.sent) return true;
    if (now.toString() !== state.last) state.way = send(form, state, now, leaving);
    return state.way;
  };
  const send = async (form, state, now, leaving) => {
    const body = new URLSearchParams(now);
    body.set("__bieu", address(form));
    body.set("csrfmiddlewaretoken", token());
    const before = state.last;
    state.last = now.toString();  // so that leaving, which is told twice, sends once
    try {
      const answer = await fetch(DRAFTS, { method: "POST", body, credentials: "same-origin", keepalive: Boolean(leaving) });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      if (!leaving) line(form, `Đã giữ bản nháp lúc ${(await answer.json()).luc}.`);
      return true;
    } catch (error) {
      state.last = before;
      if (!leaving) {
        line(form, "Chưa giữ được bản nháp (mạng chậm hoặc mất). Máy sẽ thử lại; xin đừng đóng trang.");
        state.timer = window.setTimeout(() => save(form), EVERY);
      }
      return false;
    }
  };
  const saveAll = async (leaving) =>
    (await Promise.all(Array.from(watched.keys(), (form) => save(form, leaving)))).every(Boolean);

  const changed = (event) => {
    const form = event.target.form;
    const state = form && watched.get(form);
    if (!state || state.sent || !kept(event.target)) return;
    if (!state.timer) state.timer = window.setTimeout(() => save(form), EVERY);
  };

  const put = (form, given) => {
    let any = false;
    for (const field of fields(form)) {
      const values = given[field.name] || [];
      if (field === document.activeElement && field.value) continue;
      if (field.type === "checkbox" || field.type === "radio") {
        const on = values.includes(field.value);
        any = any || field.checked !== on;
        field.checked = on;
      } else if (field.type === "select-multiple") {
        for (const one of field.options) one.selected = values.includes(one.value);
      } else if (values.length && field.value !== values[0]) {
        if (field.type !== "hidden") any = true;
        field.value = values[0];
      }
    }
    return any;
  };

  const restore = async (form) => {
    const state = watched.get(form);
    /* A form that came back with errors holds what was just sent: newer than any draft. */
    if (form.querySelector(".bad, [aria-invalid]") || document.getElementById("loi")) { state.last = ""; return; }
    let found;
    try {
      const answer = await fetch(`${DRAFTS}?bieu=${encodeURIComponent(address(form))}`, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      found = await answer.json();
    } catch (error) { return; }
    if (!found.noi_dung || content(form).toString() !== state.first) return;
    if (!put(form, found.noi_dung)) return;
    state.last = content(form).toString();
    const said = line(form, `Đã đưa lại nội dung đang nhập dở lúc ${found.luc}. `);
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "link";
    drop.textContent = "Bỏ, nhập lại từ đầu";
    drop.addEventListener("click", async () => {
      const body = new URLSearchParams({ __bieu: address(form), __viec: "bo", csrfmiddlewaretoken: token() });
      await fetch(DRAFTS, { method: "POST", body, credentials: "same-origin" });
      state.sent = true;
      location.reload();
    });
    said.append(drop);
    form.prepend(said);
  };

  const watch = (root) => {
    for (const form of root.querySelectorAll("form")) {
      if (watched.has(form) || !worth(form)) continue;
      const first = content(form).toString();
      watched.set(form, { first, last: first, timer: 0, line: null, sent: false, way: true });
      restore(form);
    }
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("submit", (event) => {
    const state = watched.get(event.target);
    if (state) { window.clearTimeout(state.timer); state.timer = 0; state.sent = true; window.setTimeout(() => { state.sent = false; }, 4000); }
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") saveAll(true); });
  window.addEventListener("pagehide", () => saveAll(true));
  document.addEventListener("htmx:afterSwap", (event) => watch(event.target));
  watch(document);

  /* The session: asked how long it lasts only near its end; asking does not make it longer. */
  const meta = document.querySelector("meta[name=phien]");
  if (!meta) return;
  let bar = null;
  const ask = async (method) => {
    const url = method === "POST" ? "/tai-khoan/phien/giu/" : "/tai-khoan/phien/con-lai/";
    const body = method === "POST" ? new URLSearchParams({ csrfmiddlewaretoken: token() }) : undefined;
    const answer = await fetch(url, { method, body, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return { con: 0, bao_truoc: 120 };
    return answer.json();
  };
  const away = () => location.assign(`/dang-nhap/?next=${encodeURIComponent(location.pathname + location.search)}&het=1`);
  const later = (seconds) => window.setTimeout(look, Math.max(1, seconds) * 1000);
  const close = () => { if (bar) bar.remove(); bar = null; };

  const goOn = async () => {
    const told = await ask("POST").catch(() => ({ con: 0 }));
    if (!told.con) return away();
    close();
    later(told.con - told.bao_truoc);
  };
  /* At its longest a session can not go on: it is ended now, and the person comes back to this page signed in anew. */
  const beginAnew = async () => {
    await saveAll();
    const body = new URLSearchParams({ csrfmiddlewaretoken: token() });
    await fetch("/dang-xuat/", { method: "POST", body, credentials: "same-origin" }).catch(() => {});
    away();
  };

  const warn = async (left, mayGoOn) => {
    const safe = await saveAll();
    const say = meta.dataset;  // in the language of the frame
    if (bar && bar.dataset.goOn !== String(mayGoOn)) close();
    if (!bar) {
      const before = document.activeElement;
      bar = document.createElement("div");
      bar.className = "note warn leaving";
      bar.dataset.goOn = String(mayGoOn);
      bar.setAttribute("role", "alert");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "b m";
      button.textContent = mayGoOn ? say.stay : say.anew;
      button.addEventListener("click", async () => {
        await (mayGoOn ? goOn() : beginAnew());
        if (!bar && before.isConnected) before.focus();  // the keyboard goes on where it was
      });
      bar.append(document.createElement("p"), button);
      document.body.prepend(bar);  // first on the way of the Tab key
    }
    const told = [left > 60 ? say.two : say.one, mayGoOn ? say.idle : say.longest, safe ? say.kept : say.unkept];
    if (safe && !mayGoOn) told.push(say.then);
    bar.firstChild.textContent = told.join(" ");
  };

  async function look() {
    let told;
    try { told = await ask("GET"); } catch (error) { later(20); return; }
    if (!told.con) { away(); return; }
    if (told.con > told.bao_truoc + 2) { close(); later(told.con - told.bao_truoc); return; }
    await warn(told.con, told.keo_dai);
    later(Math.min(told.con + 1, told.con > 60 ? told.con - 58 : 15));
  }
  later(Number(meta.content) - 120);
})();
