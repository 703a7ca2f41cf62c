/** Pages the engine makes itself: no script, no file of anybody else's, readable when nothing else runs. */
const STYLE = `
:root{color-scheme:dark light}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#0c0e12;color:#e7eaf0;
font:15px/1.5 system-ui,sans-serif}
main{max-width:32rem;padding:2rem}
h1{font-size:1.25rem;margin:0 0 .75rem}
code{background:#1a1e26;padding:.15rem .4rem;border-radius:4px}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;font-variant-numeric:tabular-nums}
dd{margin:0}
button{font:inherit;font-weight:600;padding:.7rem 1.4rem;border:0;border-radius:6px;background:#3d7bfd;color:#fff;cursor:pointer}
button.lock{background:#f5a623;color:#111}
button:focus-visible{outline:3px solid #fff}
`;

/** No script may run on these pages; their one style block is inline. */
export const PLAIN_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** `body` is markup: everything that comes from outside must have gone through `escapeHtml`. */
export function renderPlainPage(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)} · Quarterdeck</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
