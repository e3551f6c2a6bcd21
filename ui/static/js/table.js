// List answers as tables: sorting by a column, and saving as CSV.

function key(row, column) {
  const cell = row.cells[column];
  return cell.dataset.sort ?? cell.textContent.trim();
}

export function sort(button) {
  const head = button.closest("th");
  const table = head.closest("table");
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of head.parentElement.cells) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((one, other) =>
    order.compare(key(one, head.cellIndex), key(other, head.cellIndex)),
  );
  body.append(...(down ? rows.reverse() : rows));
}

function quoted(value) {
  // A cell that begins like a formula would be run as one by a spreadsheet.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}

function lines(table) {
  return [...table.tBodies[0].rows].flatMap((row) => {
    const [name, value] = [...row.cells].map((cell) => cell.textContent.trim());
    return [...row.cells[2].querySelectorAll("button.cite")].map((button) => {
      const cite = JSON.parse(button.dataset.cite);
      const { quote, title, page, start, end, sha256 } = cite;
      return [name, value, quote, title, page, start, end, sha256].map(String);
    });
  });
}

export function csv(details) {
  const table = details.querySelector("table.main");
  const [row, value, citation] = [...table.tHead.rows[0].cells].map((cell) =>
    cell.textContent.trim(),
  );
  const head = [row, value, citation, "document", "page", "start", "end", "sha256"];
  const text = [head, ...lines(table)].map((line) => line.map(quoted).join(",")).join("\r\n");
  // Spreadsheets take a file for UTF-8 only when it begins with this mark.
  return new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" });
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
