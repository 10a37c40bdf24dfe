// What Streamlit has no widget for: arriving at an element, copying addresses, pictures of charts, keys.
// Settings and words come from the server in a meta tag. Buttons are Streamlit's own, known by their keys; a press on
// one of ours is taken before Streamlit sees it, so that nothing is run again on the server.
"use strict";

(() => {
  const settings = JSON.parse(document.querySelector('meta[name="pkcn"]').content);
  const words = settings.words;
  const SAID_FOR = 4000; // milliseconds that a message is shown
  const SETTLING = 3000; // milliseconds in which a page may still move what was arrived at
  const HELD_FOR = 20000; // milliseconds that a link waits for the filters
  const TARGETS = ["sentence", "statement", "chart", "table", "code"]; // parameters that name a place on a page
  // The page's own font is not there where a picture is drawn, and what is measured must be what is drawn.
  const PICTURE = { width: 800, scale: 2, pad: 20, font: "Arial, Helvetica, sans-serif", head: "Georgia, serif" };

  // ---------------------------------------------------------------- addresses

  function pagePath() {
    const last = location.pathname.split("/").pop();
    return settings.pages.includes(last) ? last : "";
  }

  function base() {
    const path = location.pathname;
    const above = path.slice(0, path.length - pagePath().length).replace(/\/+$/, "");
    return settings.public || location.origin + above;
  }

  function address(extra = {}) {
    const query = new URLSearchParams(location.search);
    for (const name of ["embed", "embed_options"]) query.delete(name);
    for (const [name, value] of Object.entries(extra)) query.set(name, value);
    const asked = query.toString();
    return `${base()}/${pagePath()}${asked && "?"}${asked}`;
  }

  function embedCode(chartId) {
    const frame = document.createElement("iframe");
    frame.src = address({ chart: chartId, embed: "true" });
    frame.title = titleOf(chartId);
    frame.loading = "lazy";
    frame.style.cssText = `width: 100%; height: ${settings.embedHeight}px; border: 0`;
    return frame.outerHTML;
  }

  // ---------------------------------------------------------------- charts

  function card(chartId) {
    return document.querySelector(`.st-key-card-${CSS.escape(chartId)}`);
  }

  function titleOf(chartId) {
    return card(chartId)?.querySelector("h3")?.innerText.trim() || chartId;
  }

  // Plotly reads tags and formulas in what it draws.
  function drawable(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\$/g, "&#36;");
  }

  function wrapped(text, font, width) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (lines.at(-1) && pen.measureText(longer).width > width) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.map(drawable);
  }

  // A picture leaves the page, so it takes its title and its source along.
  function withWords(graph, chartId) {
    const inner = 0.94 * (PICTURE.width - 2 * PICTURE.pad); // the reader's own font may be a little wider
    const captions = [...card(chartId).querySelectorAll('[data-testid="stCaptionContainer"]')]
      .filter((one) => !one.closest('[class*="st-key-take-"], [class*="st-key-evidence-"]'))
      .map((one) => one.innerText);
    const title = wrapped(titleOf(chartId), `19px ${PICTURE.head}`, inner);
    const subtitle = wrapped(captions[0] || "", `14px ${PICTURE.font}`, inner);
    // What to know of official figures stands between what a chart shows and its source.
    const told = [...captions.slice(1), address({ chart: chartId })];
    const source = told.flatMap((one) => wrapped(one, `12px ${PICTURE.font}`, inner));
    const above = title.length * 25 + subtitle.length * 19 + 2 * PICTURE.pad + 8;
    const below = source.length * 16 + PICTURE.pad + 8;
    const layout = graph.layout;
    const height = graph._fullLayout.height + above + below;
    const margin = { l: 0, r: 0, t: 0, b: 0, ...layout.margin };
    const ink = graph._fullLayout.font.color;
    return {
      ...layout,
      width: PICTURE.width,
      height,
      font: { ...graph._fullLayout.font, family: PICTURE.font },
      // Plotly puts the labels at the very edge; an empty title of the axis keeps them off it.
      // Labels are wider in the picture's font, so Plotly has to find their room itself.
      yaxis: { ...layout.yaxis, automargin: true, title: { text: "\u00a0", standoff: 0 } },
      // Only the first pair of axes finds its room itself; where there are more, the chart says what they need.
      margin: { ...margin, l: PICTURE.pad + (layout.yaxis2 ? margin.l : 0), r: PICTURE.pad, t: margin.t + above, b: margin.b + below },
      title: {
        text: title.join("<br>"),
        subtitle: { text: subtitle.join("<br>"), font: { size: 14, color: ink } },
        font: { size: 19, family: PICTURE.head, color: ink },
        x: 0, xref: "container", xanchor: "left", y: 1 - PICTURE.pad / height, yref: "container", yanchor: "top",
        pad: { l: PICTURE.pad },
      },
      annotations: [
        ...(layout.annotations || []),
        {
          // At the right: where the bars begin, at the left, depends on the labels.
          text: source.join("<br>"), font: { size: 12, color: ink }, align: "right", showarrow: false,
          x: 1, xref: "paper", xanchor: "right",
          y: 0, yref: "paper", yanchor: "top", yshift: -margin.b - 8,
        },
      ],
    };
  }

  // Plotly is not within reach from outside, but its one button is: it makes what the graph says at the time of the press.
  function savePicture(chartId, format) {
    const graph = card(chartId)?.querySelector(".js-plotly-plot");
    const button = graph?.querySelector(".modebar-btn");
    if (!button) return say(words.noPicture);
    const kept = graph.layout;
    graph.layout = withWords(graph, chartId);
    graph._context.toImageButtonOptions = {
      format, filename: chartId, width: graph.layout.width, height: graph.layout.height,
      scale: format === "png" ? PICTURE.scale : 1,
    };
    try {
      button.click();
      say(words.preparing);
    } finally {
      graph.layout = kept;
    }
  }

  // ---------------------------------------------------------------- copying

  async function copy(text, said) {
    if (copyNow(text) || (await copyWithPermission(text))) say(said);
    else openDialog(words.copyByHand, [field(text)]);
  }

  // Works without permission, also inside another site's frame, and leaves the focus where it is.
  function copyNow(text) {
    let done = false;
    const give = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      event.stopImmediatePropagation();
      done = true;
    };
    document.addEventListener("copy", give, true);
    try {
      document.execCommand("copy");
    } catch {
      // the other way is tried next
    }
    document.removeEventListener("copy", give, true);
    return done;
  }

  async function copyWithPermission(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }

  // ---------------------------------------------------------------- messages and dialogs

  function make(tag, attributes = {}, children = []) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  function wearColours(element) {
    const app = getComputedStyle(document.querySelector('[data-testid="stApp"]') || document.body);
    element.style.setProperty("--ground", app.backgroundColor);
    element.style.setProperty("--ink", app.color);
  }

  let silence = 0;

  function say(text) {
    const region = document.getElementById("pkcn-said");
    wearColours(region);
    clearTimeout(silence);
    region.textContent = text;
    silence = setTimeout(() => (region.textContent = ""), SAID_FOR);
  }

  function field(text) {
    const made = make("textarea", { readonly: "", rows: "4", "aria-label": words.copyByHand });
    made.value = text;
    made.addEventListener("focus", () => made.select());
    return made;
  }

  function openDialog(head, children) {
    document.getElementById("pkcn-dialog")?.remove();
    const close = make("button", { type: "button" }, [words.close]);
    const heading = make("h2", { id: "pkcn-dialog-head" }, [head]);
    const dialog = make("dialog", { id: "pkcn-dialog", "aria-labelledby": "pkcn-dialog-head" }, [heading, ...children, close]);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    wearColours(dialog);
    document.body.append(dialog);
    dialog.showModal();
  }

  function openShortcuts() {
    const rows = Object.entries(settings.shortcuts).map(([key, meaning]) =>
      make("div", {}, [make("dt", {}, [make("kbd", {}, [key])]), make("dd", {}, [meaning])]),
    );
    openDialog(words.shortcuts, [make("dl", {}, rows)]);
  }

  // ---------------------------------------------------------------- buttons and keys

  const PRESSED = {
    "copy-link": () => copy(address(), words.linkCopied),
    "link-": (chartId) => copy(address({ chart: chartId }), words.linkCopied),
    "embed-": (chartId) => copy(embedCode(chartId), words.embedCopied),
    "png-": (chartId) => savePicture(chartId, "png"),
    "svg-": (chartId) => savePicture(chartId, "svg"),
    "shortcuts": () => openShortcuts(),
  };

  const KEYS = {
    c: clearAll,
    l: PRESSED["copy-link"],
    n: () => turnPage(1),
    p: () => turnPage(-1),
    "?": openShortcuts,
  };

  // The key that Streamlit was given for a button stands in a class of its container; a button of ours has its own.
  function keyOf(button) {
    if (button.dataset.press) return button.dataset.press;
    const classes = button.closest('[class*="st-key-"]')?.classList || [];
    return [...classes].find((one) => one.startsWith("st-key-"))?.slice("st-key-".length) || "";
  }

  function onClick(event) {
    const button = event.target.closest?.('[data-testid="stButton"] button, .pkcn-take button');
    const key = button ? keyOf(button) : "";
    const name = Object.keys(PRESSED).find((one) => (one.endsWith("-") ? key.startsWith(one) : key === one));
    if (!name || (name.endsWith("-") && !card(key.slice(name.length)))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    PRESSED[name](key.slice(name.length));
  }

  function isTyping(target) {
    const choosing = ["radio", "checkbox", "button", "submit"];
    const box = target.closest?.('input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"]');
    return Boolean(box) && !choosing.includes(box.type);
  }

  function onKey(event) {
    const act = KEYS[event.key];
    const isOurs = act && settings.shortcuts[event.key] && !event.repeat && !event.isComposing;
    if (!isOurs || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }

  function clearAll() {
    const button = document.querySelector(".st-key-clear-all button");
    if (button) button.click();
    else say(words.noFilter);
  }

  function turnPage(step) {
    const links = [...document.querySelectorAll('[data-testid="stSidebarNavLink"]')];
    const here = links.findIndex((one) => one.getAttribute("aria-current") === "page");
    if (links.length) links.at((Math.max(here, 0) + step) % links.length).click();
  }

  // ---------------------------------------------------------------- turning pages

  // Streamlit turns a page in several steps, each an entry in the browser's history: it takes the parameters of the
  // page that is left out of the address, goes on, and may correct what it finds there. To a reader it is one step, and
  // going back must lead to the view as it was left.
  let turn = { isArriving: true }; // or `left`: the address of the view that a pressed link leads away from

  function startTurn(link) {
    if (link.pathname !== location.pathname) turn = { left: location.href };
  }

  function onPress() {
    if (turn.isArriving) turn = {};
  }

  function makeTurnsOneStep() {
    const push = history.pushState.bind(history);
    history.pushState = (state, title, url) => {
      const isTurn = new URL(url ?? "", location.href).pathname !== location.pathname;
      if (!isTurn && (turn.left || turn.isArriving)) return history.replaceState(state, title, url);
      if (isTurn && turn.left) history.replaceState(history.state, "", turn.left);
      push(state, title, url);
      if (isTurn) turn = { isArriving: true };
    };
    for (const one of ["pointerdown", "keydown"]) addEventListener(one, onPress, true);
  }

  // What no widget has claimed yet, Streamlit drops from the address when a page is turned: while the filters of an
  // address are still to come, a link waits for them.
  let held = null;

  function areFiltersDue() {
    const isDrawn = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"] h1');
    const hasNone = isDrawn && !document.querySelector(".st-key-filters");
    const areThere = document.querySelector('.st-key-filters [data-testid="stMultiSelect"]');
    return Boolean(location.search) && !hasNone && !areThere;
  }

  function onLink(event) {
    const link = event.target.closest?.('[data-testid="stSidebarNavLink"], [data-testid="stPageLink-NavLink"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link === held?.link || !areFiltersDue()) return startTurn(link);
    event.preventDefault();
    event.stopImmediatePropagation();
    clearTimeout(held?.end);
    held = { link, end: setTimeout(followHeld, HELD_FOR) };
  }

  function followHeld() {
    if (!held) return;
    held.link.click();
    clearTimeout(held.end);
    held = null;
  }

  // ---------------------------------------------------------------- arriving

  let arrived = { place: "", element: null };

  function placeAsked() {
    const query = new URLSearchParams(location.search);
    return [location.pathname, ...TARGETS.map((name) => query.get(name) || "")].join("\n");
  }

  function destination() {
    const marked = document.querySelector("[data-arrive]");
    if (marked) return marked;
    const chartId = new URLSearchParams(location.search).get("chart");
    const isAlone = new URLSearchParams(location.search).get("embed") === "true";
    return chartId && !isAlone ? card(chartId)?.querySelector("h3") : null;
  }

  function arrive() {
    const place = placeAsked();
    if (place === arrived.place) return;
    const element = destination();
    if (!element || element === arrived.element) return;
    arrived = { place, element };
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    keepInView(element);
  }

  // Charts above still grow after the element is there; the first move of the reader ends the following.
  function keepInView(element) {
    const show = () => element.scrollIntoView({ block: element.tagName === "H3" ? "start" : "center" });
    const watcher = new ResizeObserver(show);
    const moves = ["wheel", "touchstart", "pointerdown", "keydown"];
    const end = () => {
      watcher.disconnect();
      moves.forEach((one) => removeEventListener(one, end, true));
    };
    moves.forEach((one) => addEventListener(one, end, true));
    watcher.observe(document.querySelector('[data-testid="stMainBlockContainer"]') || document.body);
    setTimeout(end, SETTLING);
    show();
  }

  // Streamlit's menu puts headings straight into a list, which is none to a screen reader; links say enough.
  function mendMenu() {
    for (const one of document.querySelectorAll('ul[data-testid="stSidebarNavItems"]:not([role])')) one.role = "none";
    for (const one of document.querySelectorAll('ul[data-testid="stSidebarNavItems"] li:not([role])')) one.role = "none";
  }

  // ---------------------------------------------------------------- start

  // Streamlit gives Plotly each chart twice, and Plotly makes it anew the second time if its place had no height at first.
  const STYLE = `
    [data-testid="stPlotlyChart"] > div { min-height: 1px }
    .st-key-unused-filters { display: none }
    .modebar-container, .plotly-notifier { display: none }
    h3[tabindex="-1"]:focus { outline: none !important; box-shadow: none !important;
      text-decoration: underline 2px; text-underline-offset: .3em }
    [data-testid="stCaptionContainer"] { opacity: .8 !important; color: inherit !important }
    [data-testid="stButtonGroup"] [data-selected="true"] { color: inherit !important }
    .pkcn-take { display: flex; gap: 1rem; align-items: center }
    .pkcn-take span { font-size: .875rem; opacity: .8 }
    .pkcn-take button { padding: .25rem 0; border: 0; background: none; color: inherit; font: inherit; font-size: .875rem;
      cursor: pointer }
    .pkcn-take button:hover { text-decoration: underline; text-underline-offset: .2em }
    #pkcn-said:empty { display: none }
    #pkcn-said { position: fixed; inset: auto 0 1.5rem; z-index: 1000000; width: fit-content; max-width: 90vw;
      margin: 0 auto; padding: .5rem 1rem; border-radius: 3px; background: var(--ink); color: var(--ground);
      font: 1rem "Source Sans", sans-serif }
    #pkcn-dialog { box-sizing: border-box; width: min(26rem, 92vw); padding: 1.25rem 1.5rem 1.5rem; border-radius: 3px;
      border: 1px solid currentColor; background: var(--ground); color: var(--ink); font: 1rem "Source Sans", sans-serif }
    #pkcn-dialog::backdrop { background: rgb(0 0 0 / .45) }
    #pkcn-dialog h2 { margin: 0 0 .75rem; padding: 0; font: 600 1.25rem "Source Serif", serif }
    #pkcn-dialog dl { margin: 0 0 1rem }
    #pkcn-dialog dl div { display: flex; gap: 1rem; padding: .3rem 0 }
    #pkcn-dialog dt { flex: 0 0 2rem }
    #pkcn-dialog dd { margin: 0 }
    #pkcn-dialog kbd { display: inline-block; min-width: 1.5rem; text-align: center; border: 1px solid currentColor;
      border-radius: 3px; font: inherit; background: none; color: inherit }
    #pkcn-dialog textarea { box-sizing: border-box; width: 100%; margin-bottom: 1rem; font: .875rem monospace;
      background: none; color: inherit; border: 1px solid currentColor }
    #pkcn-dialog button { padding: .4rem 1rem; border: 1px solid currentColor; border-radius: 3px; background: none;
      color: inherit; font: inherit; cursor: pointer }
  `;

  let isDue = false;

  function onChange() {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      mendMenu();
      if (!areFiltersDue()) followHeld();
      arrive();
    });
  }

  document.head.append(make("style", {}, [STYLE]));
  document.body.append(make("div", { id: "pkcn-said", role: "status" }));
  makeTurnsOneStep();
  document.addEventListener("click", onLink, true);
  document.addEventListener("click", onClick, true);
  document.addEventListener("keydown", onKey, true);
  new MutationObserver(onChange).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-arrive"],
  });
})();
