import { useMemo, useState } from 'react';
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  TextField,
} from 'react-aria-components';
import { caps } from '../../ui/keys/platform.ts';
import { Kbd } from '../../ui/marks/kbd.tsx';
import { ReturnFocus } from '../../ui/overlays/return-focus.tsx';
import { useOverlay } from '../overlay-store.ts';
import styles from './palette.module.css';
import { type PaletteEntry, type PaletteGroup, paletteGroups } from './palette-model.ts';
import { usePaletteSources } from './use-palette-sources.ts';

/** Ctrl/Cmd-K: one field over every action and object. */
export function Palette() {
  const open = useOverlay((overlay) => overlay.open === 'palette');
  const hide = useOverlay((overlay) => overlay.hide);
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={open}
      isDismissable
      onOpenChange={(next) => {
        if (!next) hide();
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog aria-label="Find or do anything" className={styles.dialog ?? ''}>
          <ReturnFocus />
          <PaletteField onDone={hide} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteField({ onDone }: { readonly onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const { sources, choose } = usePaletteSources(typed);
  const groups = useMemo(() => paletteGroups(typed, sources), [typed, sources]);
  const run = (id: string) => {
    const entry = groups.flatMap((group) => group.entries).find((one) => one.id === id);
    if (entry === undefined) return;
    onDone();
    choose(entry);
  };
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <TextField aria-label="Find or do anything" className={styles.field ?? ''} autoFocus>
        <Input className={styles.input ?? ''} placeholder="Find or do anything" />
      </TextField>
      {/* It scrolls by itself, so it must be reachable by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.scroll} aria-label="Results" tabIndex={0}>
        <Menu
          aria-label="Results"
          items={groups}
          className={styles.list ?? ''}
          onAction={(key) => run(String(key))}
          renderEmptyState={() => <Nothing typed={typed} />}
        >
          {(group) => <PaletteSection group={group} />}
        </Menu>
      </section>
      <footer className={styles.foot}>
        <span>
          <Kbd keys="↑" /> <Kbd keys="↓" /> move
        </span>
        <span>
          <Kbd keys="↵" /> do it
        </span>
        <span>
          <Kbd keys="Esc" /> close
        </span>
        <span>
          <Kbd keys="?" /> all shortcuts
        </span>
      </footer>
    </Autocomplete>
  );
}

function PaletteSection({ group }: { readonly group: PaletteGroup }) {
  return (
    <MenuSection id={group.id} className={styles.section ?? ''}>
      <Header className={styles.header ?? ''}>{group.title}</Header>
      <Collection items={group.entries}>{(entry) => <PaletteItem entry={entry} />}</Collection>
    </MenuSection>
  );
}

function PaletteItem({ entry }: { readonly entry: PaletteEntry }) {
  return (
    <MenuItem id={entry.id} textValue={entry.title} className={styles.item ?? ''}>
      <span className={styles.title}>{entry.title}</span>
      <span className={styles.detail}>{entry.detail}</span>
      <span className={styles.keys}>
        {entry.keys === null
          ? null
          : caps(entry.keys).map((key, at) => <Kbd key={`${at}${key}`} keys={key} />)}
      </span>
    </MenuItem>
  );
}

function Nothing({ typed }: { readonly typed: string }) {
  return (
    <p className={styles.nothing}>
      Nothing here is called “{typed.trim()}”. Try a word of a tracker, an item, its owner, or of what you
      want to do.
    </p>
  );
}
