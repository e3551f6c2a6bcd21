// The source pane: keeps each document that was sent, and moves the marks in it.
import { embedded, send } from "./bridge.js";
import { mark, runsOf, unmark } from "./marks.js";
import { answered, isExact } from "./verify.js";

const documents = new Map(); // id -> { article, runs }
const narrow = window.matchMedia("(max-width: 900px)");
let current = null; // { cite, button }: what is shown
let wanted = null; // the same, while its document is on the way
let opener = null; // where the focus goes back to

const pane = () => document.querySelector("#source .pane");
const field = (name) => pane()?.querySelector(name);
export const shown = () => current;

export function words(key, values = {}) {
  const text = embedded(pane(), "words-of-pane")?.[key] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// Takes over what the server sent. The frame may be new as well: it was in another language.
export function receive() {
  const carrier = document.getElementById("carrier");
  const came = new Set();
  for (const article of carrier?.querySelectorAll("article.document") ?? []) {
    came.add(article.dataset.document);
    documents.set(article.dataset.document, { article, runs: runsOf(article) });
    article.remove();
  }
  const note = embedded(carrier, "message");
  if (note) {
    carrier.querySelector("data.message").remove();
    if ("verified" in note) answered(note);
    else if (note.cite) show(note.cite);
    else missing();
  }
  if (wanted && came.has(wanted.cite.document)) {
    const { cite, button, options } = wanted;
    wanted = null;
    show(cite, button, options);
  }
  const frame = pane();
  if (frame && !frame.dataset.ready) {
    frame.dataset.ready = "yes";
    if (current) {
      // Its labels are in another language now: the document comes again in that.
      documents.delete(current.cite.document);
      show(current.cite, current.button, { quiet: true });
    }
  }
}

// Asks for documents before they are shown.
export function prepare(ids) {
  for (const id of ids) if (!documents.has(id)) send("input", { document: id });
}

// Opens a place of a document that an address names, or a button beside a passage.
export function open(id, start, end, button = null) {
  if (button) opener = button;
  send("input", { document: id, start, end });
}

function missing() {
  wanted = null;
  field(".hint").hidden = false;
  field(".hint").textContent = words("source.gone");
}

// Shows a citation. Options: `quiet` leaves the page where it is; `document` shows no marks.
export function show(cite, button = null, options = {}) {
  if (!pane()) return;
  if (button && !options.stepping) opener = button;
  const held = documents.get(cite.document);
  if (!held || (!options.again && !reaches(held.article, cite))) {
    wanted = { cite, button, options: { ...options, again: true } };
    send("input", { document: cite.document, start: cite.start });
    return;
  }
  current = { cite, button };
  const pages = field(".pages");
  if (pages.firstElementChild !== held.article) pages.replaceChildren(held.article);
  pages.hidden = false;
  field(".hint").hidden = true;
  translate();
  unmark(held.article);
  const marks = options.document ? [] : mark(held.runs, cite.start, cite.end);
  card(cite, options.document);
  steps();
  press();
  if (!options.quiet) document.getElementById("columns").classList.add("source-open");
  reveal(marks[0] ?? held.article, pages);
  if (!options.document) check(held.article, cite, marks);
}

// Of a very long document the browser holds what is around one place.
function reaches({ dataset }, { start, end }) {
  return !dataset.from || start === undefined || (dataset.from <= start && end <= dataset.to);
}

function card(cite, bare) {
  const box = field(".card");
  box.hidden = Boolean(bare);
  if (bare) return;
  field(".card .number").textContent = cite.n ?? "";
  field(".card .title").textContent = cite.title;
  const place = [cite.section, cite.page].filter(Boolean).map((text) => {
    const part = document.createElement("bdi");
    part.textContent = text;
    return part;
  });
  field(".card .place").replaceChildren(...place.flatMap((part, i) => (i ? [" · ", part] : [part])));
  const said = field(".card .words");
  said.textContent = cite.translation ?? "";
  said.lang = cite.translationLanguage ?? "";
  said.dir = "auto";
  field(".card .translation").hidden = !cite.translation;
  // Isolated: else the dots stand before the hash where the page runs right to left.
  field(".card .offsets").textContent = `${cite.place} · \u2066sha256 ${cite.sha256.slice(0, 12)}…\u2069`;
  field(".card .offsets").title = `SHA-256 ${cite.sha256}`;
  for (const seal of pane().querySelectorAll(".seal")) {
    const own = seal.classList.contains("support") && seal.classList.contains(cite.support);
    seal.hidden = !(own || seal.classList.contains("checking"));
  }
}

async function check(article, cite, marks) {
  const exact = await isExact(article, cite, marks.map((made) => made.textContent).join(""));
  if (current?.cite !== cite) return;
  field(".seal.checking").hidden = true;
  field(".seal.exact").hidden = !exact;
  field(".seal.inexact").hidden = exact;
}

function reveal(target, pages) {
  const below = target.getBoundingClientRect().top - pages.getBoundingClientRect().top;
  pages.scrollTop += target.tagName === "MARK" ? below - pages.clientHeight / 3 : below;
  // A wide table scrolls by itself. Only these two boxes move, never the page.
  const table = target.closest(".scroller");
  if (!table) return;
  const cell = target.closest("td, th") ?? target;
  const [outer, inner] = [table.getBoundingClientRect(), cell.getBoundingClientRect()];
  if (inner.left < outer.left) table.scrollLeft -= outer.left - inner.left + 24;
  if (inner.right > outer.right) table.scrollLeft += inner.right - outer.right + 24;
}

// The citations of the same answer, each once, in the order in which they stand there.
function siblings() {
  const answer = current?.button?.dataset.answer;
  const seen = new Set();
  return [...document.querySelectorAll(`button.cite[data-answer="${answer}"]`)].filter(
    ({ dataset }) => !seen.has(dataset.n) && seen.add(dataset.n),
  );
}

function place(all) {
  return all.findIndex(({ dataset }) => dataset.n === String(current.cite.n));
}

function steps() {
  const all = siblings();
  const at = place(all);
  field("button.previous").disabled = at <= 0;
  field("button.next").disabled = at < 0 || at >= all.length - 1;
  field(".count").textContent = at < 0 ? "" : `${at + 1} / ${all.length}`;
}

export function step(by) {
  const all = siblings();
  const next = all[place(all) + by];
  if (next) show(JSON.parse(next.dataset.cite), next, { stepping: true });
}

// Marks the numbers whose source is shown.
export function press() {
  for (const button of document.querySelectorAll("button.cite")) {
    const { answer, n } = current?.button?.dataset ?? {};
    const own = button.dataset.answer === answer && button.dataset.n === n;
    if (button.getAttribute("aria-pressed") !== String(own)) {
      button.setAttribute("aria-pressed", String(own));
    }
  }
}

// A reader of the document's own language is spared the translation, until it is asked for.
function translate() {
  const chosen = localStorage.getItem("isnad.translation");
  const own = documents.get(current?.cite.document)?.article.lang === pane().lang;
  const on = chosen ? chosen === "on" : !own;
  field(".translate").checked = on;
  pane().classList.toggle("translated", on);
}

export function setTranslation(on) {
  localStorage.setItem("isnad.translation", on ? "on" : "off");
  translate();
}

// Back to where the source was opened from; on a phone this closes the pane.
export function back() {
  document.getElementById("columns").classList.remove("source-open");
  const { answer, n } = opener?.dataset ?? {};
  const now = opener?.isConnected
    ? opener
    : document.querySelector(`button.cite[data-answer="${answer}"][data-n="${n}"]`);
  now?.focus({ preventScroll: true });
  now?.scrollIntoView({ block: "center" });
}

export const covers = () => narrow.matches && document.querySelector("#columns.source-open") !== null;
