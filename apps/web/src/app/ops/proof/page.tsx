import type { Metadata } from 'next';
import { ProofPage } from '../../../features/proof/proof-page.tsx';

export const metadata: Metadata = { title: 'proof' };

export default function Page() {
  return <ProofPage />;
}
