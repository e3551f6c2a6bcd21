// Earlier questions, kept in this browser and nowhere else.
import { send, word } from "./bridge.js";
import { dialog, element } from "./dialog.js";

const KEY = "isnad.history";
const MOST = 100;

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each?.question === "string") : [];
  } catch {
    return []; // damaged by hand: begin anew
  }
}

function write(kept) {
  localStorage.setItem(KEY, JSON.stringify(kept.slice(0, MOST)));
}

export function remember(question) {
  const others = read().filter((each) => each.question !== question);
  write([{ question, when: new Date().toISOString() }, ...others]);
}

export function open() {
  const note = element("p", { className: "hint", textContent: word("history.note") });
  const list = element("ul", { className: "history-list" });
  const clear = element("button", { type: "button", className: "quiet", textContent: word("history.clear") });
  const made = dialog(word("history.title"), note, list, clear);
  const fill = () => {
    const kept = read();
    clear.hidden = !kept.length;
    const empty = element("li", { className: "hint", textContent: word("history.empty") });
    list.replaceChildren(...(kept.length ? kept.map((each) => item(each, made, fill)) : [empty]));
  };
  clear.addEventListener("click", () => {
    write([]);
    fill();
  });
  fill();
}

function item({ question, when }, made, fill) {
  const ask = element("button", { type: "button", className: "ask", textContent: question, dir: "auto" });
  const day = new Date(when).toLocaleDateString(document.documentElement.lang);
  const forget = element("button", { type: "button", className: "quiet forget", textContent: "✕" });
  forget.setAttribute("aria-label", `${word("history.forget")}: ${question}`);
  ask.addEventListener("click", () => {
    made.close();
    send("select", { question });
  });
  forget.addEventListener("click", () => {
    write(read().filter((each) => each.question !== question));
    fill();
  });
  const date = element("span", { className: "when", textContent: day });
  return element("li", {}, ask, date, forget);
}
