import type { Metadata } from 'next';
import { OpsPage } from '../../features/ops/ops-page.tsx';

export const metadata: Metadata = { title: 'ops' };

export default function Page() {
  return <OpsPage />;
}
