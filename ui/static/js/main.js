// What the page does by itself. Everything is watched from the document: Gradio makes its parts
// anew whenever they change.
import { act, copyLink, editing, reference } from "./actions.js";
import { send, word } from "./bridge.js";
import * as history from "./history.js";
import * as language from "./language.js";
import * as pane from "./pane.js";
import * as preview from "./preview.js";
import * as table from "./table.js";

const CLICKS = [
  ["button.cite", open],
  ["button.to-source", toSource],
  ["button.example", (button) => send("select", { question: button.textContent })],
  ["button[data-act]", act],
  ["button[data-export]", (button) => send("download", { format: button.dataset.export })],
  ["button[data-library]", library],
  ["button.sort", table.sort],
  ["button.csv", (button) => table.save(table.csv(button.closest("details")), "isnad.csv")],
  ["#source .previous", () => pane.step(-1)],
  ["#source .next", () => pane.step(1)],
  ["#source .back", pane.back],
  ["#source .reference", reference],
  ["#source .link", copyLink],
  ["#banner .history", history.open],
  ["#banner .theme", language.repaint],
  ["a.verdict", finding],
];

function open(button) {
  preview.close(); // its words are in the pane now, and it would lie over the next number
  pane.show(JSON.parse(button.dataset.cite), button);
}

function toSource(button) {
  const { document: id, start, end } = button.dataset;
  pane.open(id, Number(start), Number(end), button);
}

function finding(link, event) {
  event.preventDefault(); // an address would ask its question again on reload
  const found = document.querySelector(link.getAttribute("href"));
  found?.focus({ preventScroll: true });
  found?.scrollIntoView({ block: "center" });
}

function library(button) {
  const { library: name, document: id } = button.dataset;
  if (name === "open") pane.show({ document: id }, button, { document: true });
  else if (name === "details") send("expand", { document: id });
  else if (confirm(word("library.sure"))) send("delete", { document: id });
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  for (const [selector, does] of CLICKS) {
    const found = target?.closest(selector);
    if (found) return does(found, event);
  }
});

document.addEventListener("change", ({ target }) => {
  if (target.matches?.("#language")) language.choose(target.value);
  if (target.matches?.("#source .translate")) pane.setTranslation(target.checked);
});

document.addEventListener("input", mend);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  preview.close();
  if (pane.covers()) pane.back();
  else if (editing(false)) send("edit", { cancel: true });
});

// A new question, and then its answer, moves the question to the top of the chat.
let messages = 0;
let asked = 0;
function follow() {
  const questions = [...document.querySelectorAll("#chat .asked")];
  const count = document.querySelectorAll(
    "#chat .asked, #chat .answer:not(.growing), #chat .problem",
  ).length;
  // Fewer of them: a question in the making was given up for the sake of what is edited.
  if (count > messages || !count) editing(false);
  if (count > messages) {
    const last = questions.at(-1);
    const scroller = last?.closest("[role=log]");
    if (scroller) {
      const above = last.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      scroller.scrollTop += above - 16;
    }
  }
  messages = count;
  // An answer that still grows has not arrived: the rest of its citations are to come.
  const answers = [...document.querySelectorAll("#chat .answer:not(.growing)")];
  if (answers.length > asked) arrived(answers.at(-1), questions.at(-1));
  asked = answers.length;
}

function arrived(answer, question) {
  if (question) history.remember(question.innerText.trim());
  const cites = [...answer.querySelectorAll("button.cite")];
  const first = cites.find(({ dataset }) => dataset.n === deep.get("cite")) ?? cites[0];
  deep.delete("cite");
  if (first) pane.show(JSON.parse(first.dataset.cite), first, { quiet: true });
}

// What a check found may be opened next: its documents are asked for at once.
let findings = null;
function checked() {
  const now = document.querySelector("#findings .checked");
  if (now === findings) return;
  findings = now;
  const buttons = now?.querySelectorAll("button.cite") ?? [];
  pane.prepare(new Set([...buttons].map(({ dataset }) => JSON.parse(dataset.cite).document)));
}

// Names and directions that Gradio gives to nothing, or to the wrong thing.
function mend() {
  for (const named of document.querySelectorAll("#chat [aria-label*='<div']")) {
    named.removeAttribute("aria-label"); // a message, named by its HTML
  }
  for (const box of document.querySelectorAll("#question textarea, #text textarea")) {
    // What is typed runs in the direction of its words, an empty box in that of the page.
    const way = box.value ? "auto" : document.documentElement.dir;
    if (box.dir !== way) box.dir = way;
  }
}

function onChange() {
  language.follow();
  pane.receive();
  follow();
  mend();
  pane.press();
  arrive();
  checked();
  const link = document.querySelector("#outbox a.download");
  if (link) {
    link.click();
    link.remove();
  }
  const opened = document.querySelector("#details .details:not([data-seen]) h2");
  if (opened) {
    opened.closest(".details").dataset.seen = "yes";
    opened.focus();
  }
}

// An address can hold a question (?q=), a citation of its answer (&cite=2), or a place in a
// document (?document=...&start=...&end=...).
const deep = new URLSearchParams(location.search);
let begun = false;
function arrive() {
  // Not before the page speaks its language, or the answer of that would undo this one.
  if (begun || !window.isnadSend || !word("greeted")) return;
  begun = true;
  const [question, id] = [deep.get("q"), deep.get("document")];
  if (question) send("select", { question });
  else if (id) pane.open(id, deep.get("start"), deep.get("end"));
}

new MutationObserver(onChange).observe(document.body, { childList: true, subtree: true });
preview.listen();
language.paint();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", language.paint);
window.addEventListener("isnad-bridge", arrive);
onChange();
