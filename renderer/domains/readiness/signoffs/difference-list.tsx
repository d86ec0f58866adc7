import type { ReactNode } from 'react';
import {
  evidenceChangeLabels,
  fieldLabels,
  hasDifferences,
  type SignoffDifferences,
} from './signoff-labels.ts';
import styles from './signoffs.module.css';

interface DifferenceListProps {
  readonly differences: SignoffDifferences;
  /** Said where nothing differs. */
  readonly none?: string | undefined;
}

/** What was signed and what the item says now, side by side, then what became of its evidence. */
export function DifferenceList({ differences, none }: DifferenceListProps) {
  const { itemGone, fields, evidence } = differences;
  if (!hasDifferences(differences)) return none === undefined ? null : <p className={styles.muted}>{none}</p>;
  return (
    <div className={styles.differences}>
      {itemGone ? <p>The item is no longer in any text.</p> : null}
      {fields.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{fieldLabels[field]}</th>
                <td>
                  <Value tag="del">{before}</Value>
                </td>
                <td>
                  <Value tag="ins">{after}</Value>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {evidence.length === 0 ? null : (
        <ul>
          {evidence.map(({ id, where, change }) => (
            <li key={id}>
              <span className={styles.mono}>{where}</span> {evidenceChangeLabels[change]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Value({ tag: Tag, children }: { readonly tag: 'del' | 'ins'; readonly children: ReactNode }) {
  return children === null || children === '' ? (
    <span className={styles.muted}>empty</span>
  ) : (
    <Tag>{children}</Tag>
  );
}
