// Small windows over the page: the browser's own dialog keeps the focus inside and Escape closes it.
import { word } from "./bridge.js";

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function dialog(title, ...children) {
  const close = element("button", { type: "button", className: "quiet", textContent: word("close") });
  const heading = element("h2", { textContent: title, id: "dialog-title" });
  const head = element("header", {}, heading, close);
  const made = element("dialog", { className: "isnad dialog" }, head, ...children);
  made.setAttribute("aria-labelledby", heading.id);
  close.addEventListener("click", () => made.close());
  made.addEventListener("click", (event) => event.target === made && made.close());
  made.addEventListener("close", () => made.remove());
  (document.querySelector(".gradio-container") ?? document.body).append(made);
  made.showModal();
  return made;
}

// A line that is read out, and goes by itself.
let told = null;
export function tell(text) {
  if (!told?.isConnected) {
    told = element("div", { className: "isnad toast" });
    told.setAttribute("role", "status");
    (document.querySelector(".gradio-container") ?? document.body).append(told);
  }
  told.textContent = text;
  told.classList.add("shown");
  clearTimeout(told.timer);
  told.timer = setTimeout(() => told.classList.remove("shown"), 2500 + 40 * text.length);
}
