import type { Metadata } from 'next';
import { BacktestsPage } from '../../features/backtests/backtests-page.tsx';

export const metadata: Metadata = { title: 'backtests' };

export default function Page() {
  return <BacktestsPage />;
}
