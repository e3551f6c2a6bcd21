// What the buttons under an answer and in the source pane do.
import { send, word } from "./bridge.js";
import { dialog, element, tell } from "./dialog.js";
import { shown } from "./pane.js";

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without a secure address there is no clipboard but the old way.
    const box = element("textarea", { value: text, className: "sr" });
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  tell(word("act.copied"));
}

function message(button) {
  return button.closest(".message-content, .message, .bot") ?? button.closest(".actions").parentElement;
}

// The answer's text, its numbers in brackets.
function answerText(button) {
  const parts = [...message(button).querySelectorAll(".answer, .related")].map((part) => {
    const twin = part.cloneNode(true);
    for (const mark of twin.querySelectorAll("button.cite")) mark.replaceWith(` [${mark.dataset.n}]`);
    for (const extra of twin.querySelectorAll(".facts")) extra.remove();
    for (const item of twin.querySelectorAll("li")) item.prepend("- ");
    for (const line of twin.querySelectorAll("p, li")) line.append("\n");
    return twin.textContent.trim();
  });
  return parts.join("\n\n");
}

function address(parameters) {
  const url = new URL(location.pathname, location.origin);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

export function act(button) {
  const { act: name, answer, question } = button.dataset;
  const data = { answer: Number(answer) };
  if (name === "copy") copy(answerText(button));
  else if (name === "link") copy(address({ q: question }));
  else if (name === "up") judge(button, 1, "");
  else if (name === "down") ask(button);
  else {
    send(name, data); // retry, undo, edit
    editing(name === "edit");
    // What is asked again or taken away stays on the page until the chat is drawn anew.
    if (name !== "edit") button.closest(".actions").inert = true;
  }
}

// Shows whether the box holds an earlier question; returns whether it did.
export function editing(on) {
  const talk = document.getElementById("talk");
  const before = talk?.classList.contains("editing") ?? false;
  if (on !== before) talk?.classList.toggle("editing", on);
  if (on) {
    document.querySelector("#question textarea")?.focus();
    tell(word("ask.editing"));
  }
  return before;
}

function judge(button, vote, reason) {
  send("like", { answer: Number(button.dataset.answer), vote, reason });
  for (const each of button.parentElement.querySelectorAll("[data-act=up], [data-act=down]")) {
    each.setAttribute("aria-pressed", String(each === button));
  }
  tell(word("feedback.thanks"));
}

function ask(button) {
  const reason = element("textarea", { rows: 3, maxLength: 2000, dir: "auto" });
  const field = element("label", {}, element("span", { textContent: word("feedback.reason") }), reason);
  const note = element("p", { className: "hint", textContent: word("feedback.note") });
  const submit = element("button", { type: "submit", className: "primary", textContent: word("feedback.send") });
  const form = element("form", { method: "dialog" }, field, note, submit);
  form.addEventListener("submit", () => judge(button, -1, reason.value.trim()));
  dialog(word("feedback.title"), form);
  reason.focus();
}

const STOPS = { ar: ["، ", "؛ "], zh: ["，", "；"] };

// A claim with its quotation, as it is cited in a text.
export function reference() {
  const { cite } = shown();
  const quote = cite.quoteLanguage === "ar" ? `«${cite.quote}»` : `“${cite.quote}”`;
  const said = cite.claim && cite.claim !== cite.quote ? `${cite.claim} — ${quote}` : quote;
  const [comma, semicolon] = STOPS[document.documentElement.lang] ?? [", ", "; "];
  const where = [cite.title, cite.section, cite.page, cite.place].filter(Boolean).join(comma);
  copy(`${said} (${where}${semicolon}SHA-256 ${cite.sha256}). ${link()}`);
}

function link() {
  const { cite } = shown();
  return address({ document: cite.document, start: cite.start, end: cite.end });
}

export function copyLink() {
  copy(link());
}
