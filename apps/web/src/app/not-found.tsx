import Link from 'next/link';
import { PanelNote } from '../ui/panel.tsx';

export default function NotFound() {
  return (
    <PanelNote
      what="There is no such page"
      why="The console has two pages today."
      action={
        <span>
          <Link href="/summary">summary</Link> · <Link href="/ops">ops</Link>
        </span>
      }
    />
  );
}
