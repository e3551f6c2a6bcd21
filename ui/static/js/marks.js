// Marks a range of source characters in a document. Offsets count code points, as in Python;
// a string of JavaScript counts UTF-16 units, so letters outside the basic plane count twice.

// The document's runs in order of place: [element, start, end, whether a letter counts twice].
export function runsOf(article) {
  const runs = [...article.querySelectorAll("[data-s]")].map((element) => {
    const text = element.textContent;
    const start = Number(element.dataset.s);
    const length = [...text].length;
    return { element, start, end: start + length, wide: length !== text.length };
  });
  return runs.sort((one, other) => one.start - other.start);
}

function units(text, points) {
  let at = 0;
  for (const letter of text) {
    if (points-- <= 0) break;
    at += letter.length;
  }
  return at;
}

function wrap(run, from, to) {
  const text = run.element.textContent;
  const [start, end] = run.wide ? [units(text, from), units(text, to)] : [from, to];
  const mark = document.createElement("mark");
  mark.textContent = text.slice(start, end);
  run.element.replaceChildren(text.slice(0, start), mark, text.slice(end));
  return mark;
}

// Marks [start, end) and returns the marks in the order of the page.
export function mark(runs, start, end) {
  const marks = [];
  for (const run of runs) {
    if (run.start >= end) break;
    if (run.end <= start) continue;
    const made = wrap(run, Math.max(0, start - run.start), Math.min(run.end, end) - run.start);
    marks.push(made);
    made.closest("td, th")?.classList.add("cited");
    made.closest(".pair")?.classList.add("cited");
  }
  return marks.sort((one, other) =>
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
}

export function unmark(article) {
  for (const made of article.querySelectorAll("mark")) {
    const run = made.closest("[data-s]");
    run.replaceChildren(run.textContent);
  }
  for (const cited of article.querySelectorAll(".cited")) cited.classList.remove("cited");
}
