// The language and the colours of the page.
import { send, word } from "./bridge.js";

const YEAR = 31_536_000;

export function choose(language) {
  document.cookie = `isnad_language=${language}; path=/; max-age=${YEAR}; SameSite=Lax`;
  turn(language);
  send("change", { language });
}

function turn(language) {
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
}

// The server knows which language it wrote: the page follows it.
export function follow() {
  const language = word("language");
  if (language && document.documentElement.lang !== language) turn(language);
}

export function paint() {
  const chosen = localStorage.getItem("isnad.theme");
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.classList.toggle("dark", dark);
}

export function repaint() {
  const dark = document.body.classList.contains("dark");
  localStorage.setItem("isnad.theme", dark ? "light" : "dark");
  paint();
}
