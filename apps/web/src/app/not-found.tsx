import Link from 'next/link';
import { PanelNote } from '../ui/panel.tsx';

export default function NotFound() {
  return (
    <PanelNote
      what="There is no such page"
      why="The pages there are stand in the rail."
      action={<Link href="/summary">summary</Link>}
    />
  );
}
