// The words behind a number, shown while the pointer or the focus is on it. Escape hides them, and
// the pointer may move onto them.
let box = null;
let owner = null;
let timer = 0;

function make() {
  box = document.createElement("div");
  box.id = "preview";
  box.className = "isnad preview";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", later);
  // Inside Gradio's container, whose colours it takes.
  (document.querySelector(".gradio-container") ?? document.body).append(box);
}

function line(tag, name, text, language) {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  element.lang = language;
  element.dir = language === "ar" ? "rtl" : "auto";
  return element;
}

function open(button) {
  if (!box?.isConnected) make();
  clearTimeout(timer);
  if (owner === button) return;
  close();
  owner = button;
  const cite = JSON.parse(button.dataset.cite);
  const lines = [line("p", "quote", cite.quote, cite.quoteLanguage)];
  const reads = cite.quoteLanguage === document.documentElement.lang;
  if (!reads && cite.translation && cite.translation !== cite.quote) {
    lines.push(line("p", "words", cite.translation, cite.translationLanguage));
  }
  lines.push(line("p", "place", cite.page, document.documentElement.lang));
  box.replaceChildren(...lines);
  box.hidden = false;
  button.setAttribute("aria-describedby", box.id);
  put(button);
}

// Below the number, or above it where there is no room; never beyond an edge of the window.
function put(button) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), innerWidth - width - 8);
  const room = at.bottom + height + 12 < innerHeight;
  box.style.left = `${left}px`;
  box.style.top = `${room ? at.bottom + 6 : Math.max(8, at.top - height - 6)}px`;
}

export function close() {
  clearTimeout(timer);
  owner?.removeAttribute("aria-describedby");
  owner = null;
  if (box) box.hidden = true;
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(close, 150);
}

const cite = (event) => event.target instanceof Element && event.target.closest("button.cite");

export function listen() {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch" && cite(event)) open(cite(event));
  });
  document.addEventListener("pointerout", (event) => cite(event) && later());
  document.addEventListener("focusin", (event) => {
    if (cite(event) && cite(event).matches(":focus-visible")) open(cite(event));
  });
  document.addEventListener("focusout", (event) => cite(event) && later());
  document.addEventListener("scroll", close, { capture: true, passive: true });
}
