import { escapeHtml, renderPlainPage } from '../http/plain-page.ts';

export function renderSignInPage(): string {
  return renderPlainPage(
    'Sign in',
    `<p>There is no password. On the machine that runs the engine:</p>
<p><code>npx quarterdeck link</code></p>
<p>It prints a link that signs one browser in, once, within ten minutes.</p>`,
  );
}

/** The link only shows this form: whatever fetches links ahead of a person cannot use it up. */
export function renderLinkPage(linkSecret: string): string {
  return renderPlainPage(
    'Sign in to this desk',
    `<form method="post" action="/auth/link"><input type="hidden" name="token" value="${escapeHtml(linkSecret)}"><p><button autofocus>Sign in</button></p></form>`,
  );
}

export function renderLinkRefusedPage(why: string): string {
  return renderPlainPage(
    'This link does not sign in',
    `<p>${escapeHtml(why)}</p><p>For a new one: <code>npx quarterdeck link</code></p>`,
  );
}
