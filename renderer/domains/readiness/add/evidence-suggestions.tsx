import { useEffect, useRef } from 'react';
import type { EvidenceSuggestion } from '../../../../core/domain/readiness/suggest-evidence.ts';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { Kbd } from '../../../ui/marks/kbd.tsx';
import { typeLabels } from '../evidence-labels.ts';
import styles from '../readiness.module.css';
import { suggestionText } from './evidence-form.ts';

interface EvidenceSuggestionsProps {
  readonly suggestions: readonly EvidenceSuggestion[];
  readonly onFill: (suggestion: EvidenceSuggestion) => void;
}

/** What the item's text names; the digit of one fills the fields below. Has the focus when the dialog opens. */
export function EvidenceSuggestions({ suggestions, onFill }: EvidenceSuggestionsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector<HTMLElement>('[role=option]')?.focus(), []);
  const fill = (at: number) => {
    const suggestion = suggestions[at];
    if (suggestion !== undefined) onFill(suggestion);
    return suggestion !== undefined;
  };
  return (
    <section className={styles.suggestions} aria-label="Named by the item">
      <h3>Named by the item</h3>
      <div ref={list}>
        <RowList
          label="Named by the item"
          rows={suggestions.map((suggestion, at) => ({
            id: String(at),
            text: (
              <span className={styles.suggestion}>
                <Kbd keys={String(at + 1)} />
                {suggestionText(suggestion)}
              </span>
            ),
            end: `${typeLabels[suggestion.type]}, from ${suggestion.from}`,
          }))}
          onOpen={(id) => fill(Number(id))}
          onKey={(key) => /^[1-9]$/u.test(key) && fill(Number(key) - 1)}
        />
      </div>
    </section>
  );
}
