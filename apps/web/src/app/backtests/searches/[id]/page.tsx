import type { Metadata } from 'next';
import { SearchPage } from '../../../../features/backtests/searches/detail/search-page.tsx';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `search ${(await params).id}` };
}

export default async function Page({ params }: PageProps) {
  return <SearchPage searchId={(await params).id} />;
}
