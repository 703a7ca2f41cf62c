import type { Metadata } from 'next';
import { LearningPage } from '../../features/learning/learning-page.tsx';

export const metadata: Metadata = { title: 'learning' };

export default function Page() {
  return <LearningPage />;
}
