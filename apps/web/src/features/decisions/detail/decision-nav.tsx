'use client';

import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { decisionPath } from '../decision-path.ts';
import styles from './detail.module.css';

interface DecisionNavProps {
  readonly decisionId: string;
  readonly stored: StoredDecision | null | undefined;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);

/** `[` and `]` walk the decisions of the symbol. */
function useNeighbourKeys(previousId: string | null, nextId: string | null): void {
  const router = useRouter();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const id = event.key === '[' ? previousId : event.key === ']' ? nextId : null;
      if (id !== null) router.push(decisionPath(id));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [router, previousId, nextId]);
}

export function DecisionNav({ decisionId, stored }: DecisionNavProps) {
  const { previousId = null, nextId = null } = stored ?? {};
  const symbol = stored?.record.symbol ?? '';
  useNeighbourKeys(previousId, nextId);
  return (
    <nav className={styles.crumbs} aria-label="Where this is">
      <span>
        <Link href="/decisions">decisions</Link> / <span className="figure">{decisionId}</span>
      </span>
      <span className={styles.near}>
        {previousId === null ? (
          stored ? (
            <span>First of {symbol}</span>
          ) : null
        ) : (
          <Link href={decisionPath(previousId)} data-testid="previous-decision">
            <IconChevronLeft size={14} aria-hidden /> Before, {symbol}
          </Link>
        )}
        {nextId === null ? (
          stored ? (
            <span>Newest of {symbol}</span>
          ) : null
        ) : (
          <Link href={decisionPath(nextId)} data-testid="next-decision">
            After, {symbol} <IconChevronRight size={14} aria-hidden />
          </Link>
        )}
      </span>
    </nav>
  );
}
