import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { Count } from '../marks/badge.tsx';
import { omitUndefined } from '../omit-undefined.ts';
import { intoView } from './into-view.ts';
import styles from './tabs.module.css';

export interface TabSpec {
  readonly id: string;
  readonly label: string;
  readonly count?: number | undefined;
  /** Only the selected tab's content is mounted. */
  readonly content: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly TabSpec[];
  /** Controlled selection (deep links); left out, the tabs keep it themselves. */
  readonly selected?: string | undefined;
  readonly onSelect?: ((id: string) => void) | undefined;
}

export function Tabs({ label, tabs, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs
      className={styles.tabs ?? ''}
      keyboardActivation="manual"
      {...omitUndefined({
        selectedKey: selected,
        onSelectionChange:
          onSelect === undefined ? undefined : (key: string | number) => onSelect(String(key)),
      })}
    >
      <TabList aria-label={label} className={styles.list ?? ''}>
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            ref={tab.id === selected ? intoView : null}
            className={styles.tab ?? ''}
          >
            {tab.label}
            {tab.count === undefined ? null : <Count value={tab.count} />}
          </Tab>
        ))}
      </TabList>
      {tabs
        // Panels that show nothing are drawn all the same; where it is known which one is shown, the others aren't there.
        .filter((tab) => selected === undefined || tab.id === selected)
        .map((tab) => (
          <TabPanel key={tab.id} id={tab.id} className={styles.panel ?? ''}>
            {tab.content}
          </TabPanel>
        ))}
    </AriaTabs>
  );
}
