import { useMemo } from 'react';
import { unreachable } from '../../../../core/kernel/unreachable.ts';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery } from '../../../bridge/hooks.ts';
import type { Evidence } from '../../../domains/readiness/evidence-labels.ts';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { ScrollBox } from '../../../ui/layout/scroll-box.tsx';
import { CodeText } from '../../../ui/text/code-text.tsx';
import { formatBytes } from '../../../ui/text/format.ts';
import { Markdown } from '../../../ui/text/markdown.tsx';
import { JsonView } from '../../../ui/tree/json-view.tsx';
import styles from './preview.module.css';
import { type Preview, parsedJson, partSentence, sameSentence } from './preview-model.ts';
import { TestsPreview } from './tests-preview.tsx';

/** What the file of a piece of evidence holds, read where it is. */
export function EvidencePreview({ piece }: { readonly piece: Evidence }) {
  const { id, where, verification } = piece;
  const asked = useQuery('evidence.preview', { evidenceId: id }, [verification?.at ?? 0]);
  return (
    <section className={styles.preview} aria-label="Contents">
      <h3>Contents</h3>
      {asked.failure === null ? null : <FailureNotice failure={asked.failure} />}
      {asked.value === null ? (
        asked.phase === 'loading' && <Skeleton label="the file" />
      ) : (
        <>
          <Sentence text={sameSentence(asked.value)} />
          <Shown preview={asked.value.preview} where={where} />
          <Sentence text={partSentence(asked.value.preview)} />
        </>
      )}
    </section>
  );
}

function Sentence({ text }: { readonly text: string }) {
  return text === '' ? null : <p className={styles.fact}>{text}</p>;
}

function Shown({ preview, where }: { readonly preview: Preview; readonly where: string }) {
  switch (preview.kind) {
    case 'text':
      return <ShownText {...preview} where={where} />;
    case 'tests':
      return <TestsPreview tests={preview} />;
    case 'picture':
      return <Picture {...preview} where={where} />;
    case 'nothing':
      return <p className={styles.fact}>{preview.says}</p>;
    default:
      return unreachable(preview);
  }
}

type TextProps = Extract<Preview, { kind: 'text' }> & { readonly where: string };

function ShownText({ text, format, where }: TextProps) {
  const json = useMemo(() => (format === 'json' ? parsedJson(text) : null), [format, text]);
  if (text === '') return <p className={styles.fact}>The file is empty.</p>;
  if (format === 'json') return <JsonView label={where} value={json} />;
  return format === 'markdown' ? (
    <ScrollBox label={where} padded>
      <Markdown text={text} below />
    </ScrollBox>
  ) : (
    <div className={styles.text}>
      <CodeText label={where} text={text} wrap />
    </div>
  );
}

type PictureProps = Extract<Preview, { kind: 'picture' }> & { readonly where: string };

/** In an image alone: what a drawing says beyond its lines is not run and fetches nothing there. */
function Picture({ mime, base64, bytes, width, height, where }: PictureProps) {
  return (
    <figure className={styles.picture}>
      <img src={`data:${mime};base64,${base64}`} alt={where} />
      <figcaption>
        {width} × {height}, {formatBytes(bytes)}
      </figcaption>
    </figure>
  );
}
