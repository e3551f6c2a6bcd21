// Whether a quote is what its document says, found out each time it is shown: the source that
// this page shows is hashed and compared with the hash in the citation.
import { embedded, send } from "./bridge.js";

const hashes = new WeakMap(); // of sources, by their articles
const asked = new Map(); // questions to the server, by key

async function hash(article) {
  if (!hashes.has(article)) {
    const bytes = new TextEncoder().encode(embedded(article, "text"));
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0"));
    hashes.set(article, hex.join(""));
  }
  return hashes.get(article);
}

function slice(text, start, end) {
  return [...text].slice(start, end).join("");
}

// `shown` are the words that are marked on the page.
export async function isExact(article, cite, shown) {
  if (!cite.exact) return false;
  const text = embedded(article, "text");
  // Blank space between marked pieces is no part of the page's text.
  const same = (one, other) => one.replace(/\s+/gu, "") === other.replace(/\s+/gu, "");
  if (!same(shown, cite.quote)) return false;
  if (text !== null && slice(text, cite.start, cite.end) !== cite.quote) return false;
  if (text !== null && crypto.subtle) return (await hash(article)) === cite.sha256;
  // Browsers don't hash without a secure address, and hold no very long source: the server does.
  const key = `${cite.document}:${cite.start}:${cite.end}:${asked.size}`;
  const { document, start, end, quote } = cite;
  return new Promise((resolve) => {
    asked.set(key, resolve);
    send("focus", { key, document, start, end, quote });
  });
}

export function answered({ verified, exact }) {
  asked.get(verified)?.(exact);
}
