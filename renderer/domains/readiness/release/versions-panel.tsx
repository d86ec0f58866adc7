import { Panel } from '../../../ui/layout/panel.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import shared from '../screens.module.css';

export interface DocumentVersion {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  /** Null where the text can't be read. */
  readonly version: string | null;
  /** Null: it was removed. */
  readonly text: string | null;
}

interface VersionsPanelProps {
  readonly versions: readonly DocumentVersion[];
  /** What is said where nobody saved any. */
  readonly none: string;
  /** A version's text, to be looked at and saved again. */
  readonly onBring: (text: string) => void;
}

/** Who saved what and when. Enter brings a version back into the editor, where it is not saved yet. */
export function VersionsPanel({ versions, none, onBring }: VersionsPanelProps) {
  return (
    <Panel
      title="Versions"
      fact={versions.length === 0 ? undefined : formatCount(versions.length, 'version')}
      hint={versions.length === 0 ? undefined : 'Enter brings one back into the editor'}
    >
      {versions.length === 0 ? (
        <p className={shared.none}>{none}</p>
      ) : (
        <RowList
          label="Versions"
          atFirst={10}
          rows={versions.map(({ id, at, by, version, text }) => ({
            id,
            mark: text === null ? ('dropped' as const) : ('done' as const),
            markLabel: text === null ? 'Removed' : 'Saved',
            text: (
              <>
                {text === null ? 'Removed' : 'Saved'} by {by}{' '}
                <em>
                  · {version?.replace(/^sha256:/u, '').slice(0, 10) ?? (text === null ? '' : 'can’t be read')}
                </em>
              </>
            ),
            end: <TimeText at={at} focusable={false} />,
          }))}
          onOpen={(id) => {
            const text = versions.find((one) => one.id === id)?.text;
            if (typeof text === 'string') onBring(text);
          }}
        />
      )}
    </Panel>
  );
}
