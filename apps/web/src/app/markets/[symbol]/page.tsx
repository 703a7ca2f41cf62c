import type { Metadata } from 'next';
import { MarketPage } from '../../../features/markets/market-page.tsx';

interface PageProps {
  readonly params: Promise<{ readonly symbol: string }>;
  readonly searchParams: Promise<{ readonly strategy?: string | readonly string[] }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).symbol) };
}

export default async function Page({ params, searchParams }: PageProps) {
  const { strategy } = await searchParams;
  return (
    <MarketPage
      slug={decodeURIComponent((await params).symbol)}
      strategyId={typeof strategy === 'string' ? strategy : undefined}
    />
  );
}
