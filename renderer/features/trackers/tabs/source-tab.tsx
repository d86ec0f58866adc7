import { useState } from 'react';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery } from '../../../bridge/hooks.ts';
import type { Outline, Tracker } from '../../../domains/trackers/model/rows.ts';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { useQueryParam } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Toolbar } from '../../../ui/layout/toolbar.tsx';
import { Menu } from '../../../ui/overlays/menu.tsx';
import { Popover } from '../../../ui/overlays/popover.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { SectionEditor } from '../section-editor.tsx';
import { SourceLines } from '../source-lines.tsx';
import styles from './source-tab.module.css';

const EOL = { lf: 'LF line ends', crlf: 'CRLF line ends', mixed: 'mixed line ends', none: 'no line ends' };

interface SourceTabProps {
  readonly tracker: Tracker;
  readonly outline: Outline;
  readonly version: string;
}

/** The document's bytes as text, and a Markdown editor for the prose of each section. */
export function SourceTab({ tracker, outline, version }: SourceTabProps) {
  const [line] = useQueryParam('line');
  const [editing, setEditing] = useState<string | null>(null);
  const source = useQuery('trackers.source', { trackerId: tracker.id, revision: null }, [version]);
  const marked = line !== null && /^\d+$/.test(line) ? Number(line) : null;
  const section = outline.sections.find((each) => each.path === editing);
  if (source.value === null) {
    if (source.failure === null) return <Skeleton label="the source" lines={12} />;
    return <FailureNotice failure={source.failure} />;
  }
  const { text, eol, bom, truncated } = source.value;
  return (
    <div className={styles.tab}>
      <Toolbar
        label="Source"
        end={
          <span className={styles.muted}>
            {[EOL[eol], bom ? 'byte order mark' : '', truncated ? 'shown in part: it is very long' : '']
              .filter((word) => word !== '')
              .join(', ')}
          </span>
        }
      >
        <Menu
          label="Edit a section"
          trigger={<Button icon="edit">Edit a section</Button>}
          onAction={setEditing}
          groups={[
            {
              id: 'sections',
              title: 'Sections',
              entries: outline.sections.map((each) => ({
                id: each.path,
                label: each.title === '' ? 'Before the first heading' : each.title,
                detail: `line ${each.line}`,
              })),
            },
          ]}
        />
        {outline.skipped.length === 0 ? null : <Skipped outline={outline} />}
      </Toolbar>
      <SourceLines text={text} label={`Source of ${tracker.name}`} line={marked} />
      {section === undefined ? null : (
        <SectionEditor
          trackerId={tracker.id}
          sectionPath={section.path}
          title={section.title}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

function Skipped({ outline }: { readonly outline: Outline }) {
  return (
    <Popover
      label="Left alone"
      trigger={<Button kind="quiet">{formatCount(outline.skipped.length, 'place')} left alone</Button>}
    >
      <ul className={styles.skipped}>
        {outline.skipped.map((skip, at) => (
          <li key={`${skip.line}:${at}`}>
            Line {skip.line}, {skip.what}: {skip.reason}
          </li>
        ))}
      </ul>
    </Popover>
  );
}
