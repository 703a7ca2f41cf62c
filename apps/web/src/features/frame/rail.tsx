'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { PAGES } from './pages.ts';
import styles from './rail.module.css';

export function Rail() {
  const here = usePathname();
  return (
    <nav className={styles.rail} aria-label="Pages">
      {PAGES.map(({ path, name, Icon }) => (
        <Link
          key={path}
          href={path}
          prefetch={false}
          className={`${styles.link} ${here === path ? styles.here : ''}`}
          aria-current={here === path ? 'page' : undefined}
        >
          <Icon size={20} stroke={1.6} aria-hidden />
          {name}
        </Link>
      ))}
    </nav>
  );
}
