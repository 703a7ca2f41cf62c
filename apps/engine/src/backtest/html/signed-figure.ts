import { html, type Markup } from './markup.ts';

/** The true minus sign is as wide as a plus. */
export const withMinus = (figure: string): string => figure.replace(/^-(?=\d)/, '−');

const toneOf = (figure: string): string => {
  if (!/[1-9]/.test(figure)) return 'flat';
  return figure.startsWith('-') ? 'loss' : 'gain';
};

/** A profit or loss: sign and colour say the same; `exact` stays on hover. */
export function signedFigure(figure: string, exact?: string): Markup {
  const title = exact === undefined ? undefined : html` title="${exact}"`;
  return html`<span class="${toneOf(figure)}" ${title}>${withMinus(figure)}</span>`;
}
