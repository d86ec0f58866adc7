import { type RefObject, useEffect, useRef, useState } from 'react';
import { useQuery } from '../../bridge/hooks.ts';
import { snippetParts } from '../../bridge/snippet.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate, useQueryParam } from '../../ui/frame/navigation.tsx';
import { SearchField } from '../../ui/inputs/field.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import styles from './search.module.css';
import { SearchFilters } from './search-filters.tsx';
import { filterHits, foundSentence, type Hit, isHitKind, kindLabel } from './search-model.ts';

const most = 100;
/** A pause in typing this long asks the engine and updates the address. */
const TypingPause = 120;

/** Puts the keyboard into the field when the search is on the screen; false when it isn't. */
export function focusSearchField(): boolean {
  const field = document.querySelector<HTMLInputElement>('[data-search-field] input');
  field?.focus();
  field?.select();
  return field !== null;
}

/** Everything in the workspace by its words; the address holds the question, so it can be kept and shared. */
export function SearchScreen() {
  const [asked, setAsked] = useQueryParam('q');
  const [kind] = useQueryParam('kind');
  const [tracker] = useQueryParam('tracker');
  const text = asked ?? '';
  const query = useQuery('search.find', text === '' ? null : { text: text.slice(0, 200), limit: most });
  const found = text === '' ? null : query.value;
  const filter = { kind: isHitKind(kind) ? kind : null, tracker };
  const hits = found === null ? [] : filterHits(found.hits, filter);
  const list = useRef<HTMLDivElement>(null);
  return (
    <Panel
      title="Everything in this workspace"
      fact={found === null ? undefined : foundSentence(found, hits.length)}
    >
      <div className={styles.field} data-search-field>
        <QuestionField asked={text} ask={setAsked} list={list} />
      </div>
      {found === null ? null : <SearchFilters hits={found.hits} filter={filter} />}
      <div ref={list}>
        {text === '' ? (
          <EmptyState sentence="Finds trackers, items, sections, log lines, findings and tasks by any of their words, as you type." />
        ) : found === null ? (
          <div className={styles.field}>
            <Skeleton label="hits" lines={4} />
          </div>
        ) : hits.length === 0 ? (
          <EmptyState
            sentence={
              found.hits.length === 0
                ? `Nothing says “${text}”. Words are matched from their start; fewer words find more.`
                : 'Nothing of that kind here; the filters hide what was found.'
            }
            action={
              found.hits.length === 0
                ? undefined
                : {
                    label: 'Show all hits',
                    onPress: () => navigate(`/search?q=${encodeURIComponent(text)}`, { replace: true }),
                  }
            }
          />
        ) : (
          <Hits hits={hits} />
        )}
      </div>
    </Panel>
  );
}

interface FieldProps {
  readonly asked: string;
  readonly ask: (text: string | null) => void;
  readonly list: RefObject<HTMLDivElement | null>;
}

function QuestionField({ asked, ask, list }: FieldProps) {
  const [typed, setTyped] = useState(asked);
  const sent = useRef(asked);
  useEffect(() => {
    // Back, forward or a link changed the question: what was typed before is over.
    if (asked !== sent.current) setTyped(asked);
    sent.current = asked;
  }, [asked]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === sent.current) return undefined;
    const pause = setTimeout(() => {
      sent.current = wanted;
      ask(wanted);
    }, TypingPause);
    return () => clearTimeout(pause);
  }, [typed, ask]);
  return (
    <SearchField
      label="Search everything"
      value={typed}
      onChange={setTyped}
      autoFocus
      onSubmit={() => list.current?.querySelector<HTMLElement>('[role=option]')?.focus()}
    />
  );
}

function Hits({ hits }: { readonly hits: readonly Hit[] }) {
  return (
    <RowList
      label="Hits"
      rows={hits.map((hit) => ({
        id: `${hit.kind}:${hit.id}`,
        mark: hit.state ?? undefined,
        text: (
          <>
            <b>{hit.title}</b> <Snippet snippet={hit.snippet} title={hit.title} />
          </>
        ),
        end: (
          <>
            <span className={styles.where}>{hit.where}</span>
            <span className={styles.kind}>{kindLabel(hit.kind)}</span>
          </>
        ),
      }))}
      onOpen={(id) => {
        const hit = hits.find((one) => `${one.kind}:${one.id}` === id);
        if (hit !== undefined) navigate(hit.route);
      }}
    />
  );
}

/** The words around the match; nothing where they only repeat the title. */
function Snippet({ snippet, title }: { readonly snippet: string; readonly title: string }) {
  const parts = snippetParts(snippet);
  const text = parts.map((part) => part.text).join('');
  if (text === '' || text === title) return null;
  return (
    <em>
      ·{' '}
      {parts.map((part, at) =>
        part.match ? (
          <mark key={at} className={styles.match}>
            {part.text}
          </mark>
        ) : (
          <span key={at}>{part.text}</span>
        ),
      )}
    </em>
  );
}
