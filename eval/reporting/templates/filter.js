// Keeps the failures that fit the chosen values; the choice is in the address, to be sent on.
const form = document.getElementById("filters");
const cards = [...document.querySelectorAll(".failure")];
const names = ["fault", "kind", "language"];

function apply() {
  const wanted = names.map((name) => [name, form.elements[name].value]).filter((pair) => pair[1]);
  let shown = 0;
  for (const card of cards) {
    card.hidden = !wanted.every(([name, value]) => card.dataset[name].split(" ").includes(value));
    shown += card.hidden ? 0 : 1;
  }
  form.querySelector("output").textContent = `${shown} of ${cards.length} shown`;
  return wanted;
}

function change() {
  const wanted = apply();
  const hash = wanted.length ? "#" + new URLSearchParams(wanted) : "#failures";
  history.replaceState(null, "", hash);
}

function follow() {
  const hash = decodeURIComponent(location.hash.slice(1));
  const card = cards.find((one) => one.id === hash);
  if (!card && !hash.includes("=")) return;
  const wanted = new URLSearchParams(card ? "" : hash);
  for (const name of names) form.elements[name].value = wanted.get(name) ?? "";
  apply();
  const folded = card?.closest("details");
  if (folded) folded.open = true;
  (card ?? document.getElementById("failures")).scrollIntoView();
}

form.hidden = false;
form.addEventListener("change", change);
form.addEventListener("reset", () => setTimeout(change));
for (const link of document.querySelectorAll("a[data-kind]")) {
  link.href = "#" + new URLSearchParams({ kind: link.dataset.kind });
}
addEventListener("hashchange", follow);
apply();
follow();
