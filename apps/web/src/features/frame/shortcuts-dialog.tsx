'use client';

import { Modal } from '../../ui/modal.tsx';
import { PLACES } from './pages.ts';
import styles from './shortcuts-dialog.module.css';

const SHORTCUTS = [
  { keys: ['L', 'L'], does: 'Emergency lock, from anywhere' },
  ...PLACES.map((page) => ({ keys: ['g', page.key], does: `Go to ${page.name}` })),
  { keys: ['↑', '↓'], does: 'Walk the rows of a table' },
  { keys: ['←', '→'], does: 'Move within a switch or a row of views' },
  { keys: ['[', ']'], does: 'The symbol’s decision before or after, on the page of one' },
  { keys: ['Enter'], does: 'Open the story of a row; confirm a dialog' },
  { keys: ['Esc'], does: 'Close a dialog, a story or a menu; leave an edit' },
  { keys: ['?'], does: 'This list' },
];

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal shape="dialog" title="Keyboard" onClose={onClose}>
      <dl className={styles.list}>
        {SHORTCUTS.map((shortcut) => (
          <Row key={shortcut.does} {...shortcut} />
        ))}
      </dl>
    </Modal>
  );
}

function Row({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) {
  return (
    <>
      <dt>
        {keys.map((key, at) => (
          <kbd key={at}>{key}</kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </>
  );
}
