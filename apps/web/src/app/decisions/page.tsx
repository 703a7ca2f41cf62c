import type { Metadata } from 'next';
import { DecisionsPage } from '../../features/decisions/decisions-page.tsx';

export const metadata: Metadata = { title: 'decisions' };

export default function Page() {
  return <DecisionsPage />;
}
