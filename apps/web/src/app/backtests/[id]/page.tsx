import type { Metadata } from 'next';
import { ReportPage } from '../../../features/backtests/report/report-page.tsx';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `backtest ${(await params).id}` };
}

export default async function Page({ params }: PageProps) {
  return <ReportPage runId={(await params).id} />;
}
