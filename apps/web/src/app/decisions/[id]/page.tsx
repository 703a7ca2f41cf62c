import type { Metadata } from 'next';
import { DecisionPage } from '../../../features/decisions/detail/decision-page.tsx';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).id) };
}

export default async function Page({ params }: PageProps) {
  return <DecisionPage decisionId={decodeURIComponent((await params).id)} />;
}
