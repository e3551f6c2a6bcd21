// The way to the server: an event of a hidden Gradio component. Whatever is sent before that
// component is there waits for it.
const waiting = [];

export function send(name, data = {}) {
  if (window.isnadSend) window.isnadSend(name, data);
  else waiting.push([name, data]);
}

window.addEventListener("isnad-bridge", () => {
  for (const [name, data] of waiting.splice(0)) send(name, data);
});

// What the server left in an element for the scripts to read.
export function embedded(element, name) {
  const held = element?.querySelector(`data.${name}`);
  return held ? JSON.parse(held.getAttribute("value")) : null;
}

// The words of the page, in its language.
export function word(key) {
  return embedded(document.getElementById("words"), "words-of-page")?.[key] ?? "";
}
