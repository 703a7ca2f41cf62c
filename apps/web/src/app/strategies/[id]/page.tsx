import type { Metadata } from 'next';
import { StrategyDetailPage } from '../../../features/strategies/detail/strategy-detail-page.tsx';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await params).id };
}

export default async function Page({ params }: PageProps) {
  return <StrategyDetailPage strategyId={(await params).id} />;
}
