// No word typed into a form is lost, a form is sent once; and the single keys.
{
  const UNSAVED = "form[data-unsaved]";
  const ASK = "What you typed here is not saved yet. Leave it?";
  const busy = new WeakSet();
  let typed = false; // whether the form holds words that were not saved
  let held; // what had the focus when the form was sent
  let unfolded = [];

  const on = addEventListener;
  const one = (selector, within = document) => within.querySelector(selector);
  const sent = (ctx) => ctx?.sourceElement?.matches?.(UNSAVED) && ctx.sourceElement;
  const isForm = (ctx) => ctx.text.includes("data-unsaved");

  function wait(form, words) {
    const state = one("[role=status]", form);
    for (const part of form.children) part.inert = words && !part.contains(state);
    for (const button of form.querySelectorAll(".save button")) button.disabled = words;
    busy[words ? "add" : "delete"](form);
    state.textContent = words ? state.dataset.waits : "";
  }

  function failed(form, why) {
    wait(form, false);
    const state = one("[role=status]", form);
    state.textContent = why || state.dataset.fails;
    held?.focus();
  }

  on("input", ({ target }) => (typed ||= Boolean(target.form?.matches(UNSAVED))));
  on("submit", ({ target, defaultPrevented }) => {
    if (target.matches(UNSAVED)) typed &&= defaultPrevented; // else the browser itself sends it
  });
  on("beforeunload", (event) => typed && event.preventDefault());
  on("pageshow", ({ persisted }) => persisted && !typed && one("[data-keys]") && location.reload());

  on("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    if (sent(ctx)) {
      ctx.request.timeout = "20s";
      if (busy.has(ctx.sourceElement)) event.preventDefault();
    } else if (typed && ctx.sourceElement !== document.body && !confirm(ASK)) event.preventDefault();
  });
  on("htmx:before:request", ({ detail: { ctx } }) => {
    if (!sent(ctx)) return;
    held = document.activeElement;
    wait(ctx.sourceElement, true);
  });
  on("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    if (!sent(ctx) || (one("#main", parsed(ctx)) && (ctx.response.raw.ok || isForm(ctx)))) return;
    event.preventDefault(); // or it takes the place of what was typed
    const told = ["h1", ".line"].map((part) => one(part, parsed(ctx))?.textContent);
    failed(ctx.sourceElement, told[1] && told.join(". "));
  });
  const parsed = (ctx) => (ctx.page ||= new DOMParser().parseFromString(ctx.text, "text/html"));
  on("htmx:error", ({ detail: { ctx } }) => sent(ctx) && failed(ctx.sourceElement));
  on("htmx:finally:request", ({ detail: { ctx } }) => {
    const { form } = ctx.request;
    if (busy.has(form)) wait(form, false);
  });

  on("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
    typed &&= Boolean(sent(ctx)) && isForm(ctx);
    if (!sent(ctx) || !isForm(ctx)) return;
    unfolded = [...document.querySelectorAll("main details[open]")].map((each) => each.id);
    for (const { target, swapSpec } of tasks) {
      // Morphing keeps what a box holds where the server says something else.
      if (target.id === "main") Object.assign(swapSpec, { style: "outerSync", show: "" });
    }
  });
  on("htmx:after:swap", () => {
    for (const id of unfolded.splice(0)) if (id && one(`#${id}`)) one(`#${id}`).open = true;
  });
  // What was saved takes the place of its form: Back leads to where one came from.
  on("htmx:before:history:update", ({ detail }) => {
    if (sent(detail)) detail.history.type = "replace";
  });
  on("htmx:before:history:restore", (event) => {
    if (!typed || confirm(ASK)) return;
    event.preventDefault();
    history.pushState({ htmx: true }, "", one(UNSAVED).action);
  });

  const kept = (value) => {
    try {
      if (value) localStorage.keys = value;
      return localStorage.keys;
    } catch {}
  };
  const isOff = () => (one("[data-keys]")?.dataset.keys ?? kept()) === "off";
  const KEYS = { "/": "#filter [name=q]", "?": "#keys-list", e: "[data-key=e]", n: "[data-key=n]" };
  function list() {
    const box = one("#keys-here");
    if (box) box.checked = !isOff();
    one(KEYS["?"]).showModal();
  }
  on("click", (event) => {
    if (!event.target.closest("[data-lists-keys]")) return;
    event.preventDefault();
    list();
  });
  on("change", ({ target }) => target.id === "keys-here" && kept(target.checked ? "on" : "off"));
  on("keydown", (event) => {
    const { key, target } = event;
    if (event.altKey || event.repeat) return;
    if (event.ctrlKey || event.metaKey) {
      const save = key === "Enter" && target.form && one(".primary", target.form);
      if (save && !save.disabled) target.form.requestSubmit(save);
      return;
    }
    const found = !isOff() && one(KEYS[key]);
    if (!found || one("dialog[open]") || target.closest("input, select, textarea")) return;
    event.preventDefault();
    if (key === "?") return list();
    if (key !== "/") return found.click();
    const fold = found.closest("details");
    if (fold) fold.open = true;
    found.focus();
    found.select();
  });
}
