import type { ParamChange } from './param-changes.ts';
import { paramText } from '../../../format/param-text.ts';
import styles from './params.module.css';

/** Old and new value, one line a parameter. */
export function ChangeList({ changes }: { readonly changes: readonly ParamChange[] }) {
  return (
    <table className={styles.diff} aria-label="What changes">
      <tbody>
        {changes.map(({ name, from, to }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={`figure ${styles.from}`}>− {paramText(from)}</td>
            <td className={`figure ${styles.to}`}>+ {paramText(to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
