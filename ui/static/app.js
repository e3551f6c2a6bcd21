// Runs when the source pane is made, with Gradio's `element` and `trigger` of that component.
// Everything is watched from the document: Gradio makes the messages anew whenever the chat
// changes, and the chat itself may be made after the pane.
window.isnad?.stop();
const stop = new AbortController();
const narrow = window.matchMedia("(max-width: 768px)");

let clicked = null; // the number that was clicked last, to go back to
let wanted = false; // whether the next source was asked for by a click
let shown = null; // the source in the pane
let messages = 0;

function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  const cite = target?.closest("button.cite");
  const example = target?.closest("button.example");
  if (cite) {
    clicked = cite;
    wanted = true;
    trigger("click", { answer: cite.dataset.answer, n: cite.dataset.n });
  } else if (example) {
    trigger("select", { question: example.textContent });
  } else if (target?.closest("button.back") && clicked?.isConnected) {
    clicked.focus();
    clicked.scrollIntoView({ block: "center" });
  }
}

// Marks the number whose source is in the pane.
function mark() {
  for (const button of document.querySelectorAll("button.cite")) {
    const { answer, n } = shown?.dataset ?? {};
    const own = button.dataset.answer === answer && button.dataset.n === n;
    button.setAttribute("aria-pressed", String(own));
  }
}

function reveal() {
  const highlighted = shown?.querySelector("mark");
  const box = highlighted?.closest(".passage");
  if (box) {
    const below = highlighted.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom;
    if (below > 0) box.scrollTop += below + 16;
  }
  if (wanted && narrow.matches) element.scrollIntoView({ behavior: "smooth", block: "start" });
  wanted = false;
}

// A new question, and then its answer, moves the question to the top of the chat.
function follow() {
  const asked = [...document.querySelectorAll("#chat .asked")].at(-1);
  const scroller = asked?.closest("[role=log]");
  if (!scroller) return;
  const above = asked.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += above - 16;
}

function onChange() {
  const source = document.querySelector("#source .source");
  if (source !== shown) {
    shown = source;
    reveal();
  }
  mark();
  // Gradio names each message by its content, which would be read out as HTML.
  for (const named of document.querySelectorAll("#chat [aria-label*='<div']")) {
    named.removeAttribute("aria-label");
  }
  // What is typed shows in the direction of its own words.
  document.querySelector("#question textarea")?.setAttribute("dir", "auto");
  const count = document.querySelectorAll("#chat .asked, #chat .answer, #chat .problem").length;
  if (count > messages) follow();
  messages = count;
}

const observer = new MutationObserver(onChange); // attributes are not observed: no loop
observer.observe(document.body, { childList: true, subtree: true });
document.addEventListener("click", onClick, { signal: stop.signal });
window.isnad = {
  stop() {
    stop.abort();
    observer.disconnect();
  },
};

element.setAttribute("role", "region");
element.setAttribute("aria-live", "polite");
element.setAttribute("aria-label", "Source");
onChange();
