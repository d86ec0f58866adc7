import { useState } from 'react';
import { useView } from '../../bridge/hooks.ts';
import { useSettled } from '../../bridge/use-window.ts';
import { few } from '../../domains/trackers/listing/few.ts';
import { groupingChoices, useGrouping } from '../../domains/trackers/listing/grouping.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { SearchField } from '../../ui/inputs/field.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { formatCount, formatNumber } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import styles from './bridge.module.css';
import { ProgrammeGroups } from './programme-groups.tsx';
import { ProgrammeList } from './programme-list.tsx';

/** Every tracker, or of many the latest changed, with its progress by state; many are found by words and grouped. */
export function ProgrammesPanel() {
  const [find, setFind] = useState('');
  const [by, setBy] = useGrouping();
  const { rows, extra, phase } = useSettled(useView('bridge.programmes', { find, by, limit: few }));
  const many = extra !== null && extra.trackers > few;
  return (
    <Panel
      title="Programmes"
      span={5}
      stale={phase === 'lost'}
      hint={
        extra === null || extra.trackers === 0
          ? undefined
          : find.trim() === ''
            ? formatCount(extra.trackers, 'tracker')
            : `${formatNumber(extra.found)} of ${formatCount(extra.trackers, 'tracker')}`
      }
    >
      {many ? (
        <div className={styles.tools}>
          <SearchField
            label="Find programmes by name, owner or file"
            placeholder="Find by name, owner or file"
            value={find}
            onChange={(text) => setFind(text.slice(0, 200))}
          />
          <Select
            label="Programmes grouped by"
            hideLabel
            value={by}
            choices={groupingChoices}
            onChange={setBy}
          />
        </div>
      ) : null}
      {extra === null ? (
        <div className={styles.padded}>
          <Skeleton label="programmes" lines={4} />
        </div>
      ) : extra.found === 0 && find !== '' ? (
        <EmptyState sentence={`No tracker has “${find.trim()}” in its name, owner or file.`} />
      ) : extra.groups.length > 0 ? (
        <ProgrammeGroups by={by} groups={extra.groups} count={extra.groupCount} find={find} />
      ) : (
        <>
          <ProgrammeList rows={rows} />
          {rows.length === extra.found ? null : (
            <p className={styles.more}>
              The latest changed are shown.{' '}
              <TextLink href="/trackers">All {formatCount(extra.trackers, 'tracker')}</TextLink>
            </p>
          )}
        </>
      )}
    </Panel>
  );
}
