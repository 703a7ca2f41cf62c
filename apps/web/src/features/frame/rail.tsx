'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { PAGES } from './pages.ts';
import styles from './rail.module.css';

/** A page and everything below it: a report belongs to the backtests. */
const isWithin = (here: string, path: string) => here === path || here.startsWith(`${path}/`);

export function Rail() {
  const here = usePathname();
  return (
    <nav className={styles.rail} aria-label="Pages">
      {PAGES.map(({ path, name, Icon }) => (
        <Link
          key={path}
          href={path}
          prefetch={false}
          className={`${styles.link} ${isWithin(here, path) ? styles.here : ''}`}
          aria-current={isWithin(here, path) ? 'page' : undefined}
        >
          <Icon size={20} stroke={1.6} aria-hidden />
          {name}
        </Link>
      ))}
    </nav>
  );
}
