// Runs when the source pane is made, with Gradio's `trigger` and `watch` of that component.
// Clicks are caught at the document: Gradio makes the messages anew whenever the chat changes.
window.isnadListening?.abort();
window.isnadListening = new AbortController();

const narrow = window.matchMedia("(max-width: 768px)");

function mark() {
  const shown = document.querySelector("#source .source");
  for (const button of document.querySelectorAll("button.cite")) {
    const own =
      shown &&
      button.dataset.answer === shown.dataset.answer &&
      button.dataset.n === shown.dataset.n;
    button.setAttribute("aria-pressed", String(Boolean(own)));
  }
}

let last = null; // the number that was clicked last, to go back to
let wanted = false; // whether the next source was asked for by a click

function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  const cite = target?.closest("button.cite");
  const example = target?.closest("button.example");
  if (cite) {
    last = cite;
    wanted = true;
    trigger("click", { answer: cite.dataset.answer, n: cite.dataset.n });
  } else if (example) {
    trigger("select", { question: example.textContent });
  } else if (target?.closest("button.back") && last?.isConnected) {
    last.focus();
    last.scrollIntoView({ block: "center" });
  }
}

document.addEventListener("click", onClick, { signal: window.isnadListening.signal });

watch("value", () => {
  mark();
  const highlighted = element.querySelector("mark");
  const box = highlighted?.closest(".passage");
  if (box) {
    const below = highlighted.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom;
    if (below > 0) box.scrollTop += below + 16;
  }
  if (wanted && narrow.matches) element.scrollIntoView({ behavior: "smooth", block: "start" });
  wanted = false;
});

// A new question, and then its answer, moves the question to the top of the chat.
let messages = 0;

function follow() {
  mark();
  // Gradio names each message by its content, which would be read out as HTML.
  for (const named of chat.querySelectorAll("[aria-label*='<div']")) {
    named.removeAttribute("aria-label");
  }
  const count = chat.querySelectorAll(".asked, .answer, .problem").length;
  const grown = count > messages;
  messages = count;
  const asked = [...chat.querySelectorAll(".asked")].at(-1);
  const scroller = asked?.closest("[role=log]");
  if (!grown || !scroller) return;
  const above = asked.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += above - 16;
}

const chat = document.getElementById("chat");
if (chat) new MutationObserver(follow).observe(chat, { childList: true, subtree: true });

// What is typed shows in the direction of its own words.
document.querySelector("#question textarea")?.setAttribute("dir", "auto");
element.setAttribute("role", "region");
element.setAttribute("aria-live", "polite");
element.setAttribute("aria-label", "Source");
