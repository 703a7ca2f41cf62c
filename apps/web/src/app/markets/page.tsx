import type { Metadata } from 'next';
import { MarketsPage } from '../../features/markets/markets-page.tsx';

export const metadata: Metadata = { title: 'markets' };

export default function Page() {
  return <MarketsPage />;
}
