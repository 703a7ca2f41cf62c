import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import { escapeHtml, renderPlainPage } from './plain-page.ts';

/** Shown in place of the console while its process does not answer. The lock needs nothing but this. */
export function renderConsoleDownPage(state: Pick<ConsoleState, 'engine' | 'lock'>): string {
  const { engine, lock } = state;
  const lockText =
    lock.level === 'none' ? 'not locked' : `${lock.level}: ${lock.reason}, by ${lock.by}`;
  const facts = [
    ['Mode', `${engine.mode} · ${engine.account}`],
    ['Engine', [engine.state, engine.stateDetail].filter(Boolean).join(', ')],
    ['Events handled', String(engine.eventSeq)],
    ['Lock', lockText],
  ] as const;
  const rows = facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  return renderPlainPage(
    'The console is not answering',
    `<p>The engine runs on without it. Reload this page to try the console again.</p>
<dl>${rows.join('')}</dl>
<form method="post" action="/ops/lock-form"><p><button class="lock">LOCK: no new risk</button></p></form>
<p>The lock denies entries and increases. Exits, stops and your own closing go on. To release it: <code>npx quarterdeck unlock --reason …</code></p>`,
  );
}
