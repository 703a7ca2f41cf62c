import type { Metadata } from 'next';
import { SummaryPage } from '../../features/summary/summary-page.tsx';

export const metadata: Metadata = { title: 'summary' };

export default function Page() {
  return <SummaryPage />;
}
