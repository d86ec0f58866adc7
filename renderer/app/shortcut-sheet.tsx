import { useState } from 'react';
import { SearchField } from '../ui/inputs/field.tsx';
import { useCommandList } from '../ui/keys/commands.ts';
import { caps } from '../ui/keys/platform.ts';
import { conflictSentence, fixedGroups, shortcutGroups } from '../ui/keys/shortcut-list.ts';
import { Kbd } from '../ui/marks/kbd.tsx';
import { Dialog } from '../ui/overlays/dialog.tsx';
import { useOverlay } from './overlay-store.ts';
import styles from './shortcut-sheet.module.css';

/** `?`: every shortcut that works on this screen, read from the registry. */
export function ShortcutSheet() {
  const open = useOverlay((overlay) => overlay.open === 'shortcuts');
  const hide = useOverlay((overlay) => overlay.hide);
  return (
    <Dialog title="Shortcuts" isOpen={open} onClose={hide} size="large">
      <Sheet />
    </Dialog>
  );
}

function Sheet() {
  const commands = useCommandList();
  const [typed, setTyped] = useState('');
  const groups = shortcutGroups(commands, typed);
  const fixed = fixedGroups(typed);
  return (
    <>
      <SearchField label="Find a shortcut" value={typed} onChange={setTyped} autoFocus />
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group.title} className={styles.group}>
            <h3>{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.id}>
                  <dt>{row.title}</dt>
                  <dd>
                    {caps(row.keys).map((key, at) => (
                      <Kbd key={`${at}${key}`} keys={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        {fixed.map((group) => (
          <section key={group.title} className={styles.group}>
            <h3>{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.title}>
                  <dt>{row.title}</dt>
                  <dd>
                    {row.keys.map((key) => (
                      <Kbd key={key} keys={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {groups.length + fixed.length === 0 ? <p>No shortcut is called that.</p> : null}
      <p className={styles.note}>{conflictSentence(commands)} Keys wait while you type in a field.</p>
    </>
  );
}
