import { useState } from 'react';
import { Button, IconButton } from '../inputs/button.tsx';
import { Checkbox, RadioGroup, Switch } from '../inputs/choice.tsx';
import { ComboBox } from '../inputs/combo-box.tsx';
import { DatePicker } from '../inputs/date-picker.tsx';
import { SearchField, TextArea, TextField } from '../inputs/field.tsx';
import { FileChoice } from '../inputs/files/file-choice.tsx';
import { FileDrop } from '../inputs/files/file-drop.tsx';
import { Select } from '../inputs/select.tsx';
import { PageGrid, Panel } from '../layout/panel.tsx';
import { StateMark } from '../marks/state-mark.tsx';
import { ConfirmDialog, Dialog } from '../overlays/dialog.tsx';
import { Menu } from '../overlays/menu.tsx';
import { Popover } from '../overlays/popover.tsx';
import { SidePanel } from '../overlays/side-panel.tsx';
import styles from './gallery.module.css';

const owners = ['Ines', 'Jonas', 'Mira', 'Oskar'].map((name) => ({ id: name, label: name }));
const states = [
  { id: 'planned', label: 'planned', mark: 'planned' },
  { id: 'active', label: 'in-progress', mark: 'active' },
  { id: 'done', label: 'done', mark: 'done', detail: 'd' },
] as const;

export function FormsPage() {
  const [text, setText] = useState('M0 Kickoff');
  const [date, setDate] = useState('2026-02-16');
  const [state, setState] = useState<string>('active');
  const [owner, setOwner] = useState('Ines');
  const [on, setOn] = useState(true);
  const [density, setDensity] = useState<'compact' | 'normal'>('normal');
  const [dialog, setDialog] = useState<'none' | 'form' | 'confirm'>('none');
  const [panel, setPanel] = useState(0);
  return (
    <PageGrid>
      <Panel span={6} title="Fields" padded>
        <div className={styles.stack}>
          <TextField label="Name" value={text} onChange={setText} hint="As it stands in the document." />
          <TextField
            label="Path"
            mono
            value="docs/plan.md"
            onChange={setText}
            problem="No file stands there."
          />
          <TextArea label="Notes" value={text} onChange={setText} rows={3} />
          <SearchField label="Filter items" value="" onChange={setText} />
          <Select label="State" choices={states} value={state} onChange={setState} />
          <ComboBox label="Owner" choices={owners} value={owner} onChange={setOwner} />
          <DatePicker label="Due" value={date} onChange={setDate} />
          <FileDrop hint="Drop to import" onFiles={() => undefined}>
            <FileChoice
              file={null}
              hint="Read once, up to 8 MB."
              onFiles={() => undefined}
              onClear={() => undefined}
            />
          </FileDrop>
          <FileChoice
            file={{ name: 'survey.csv', size: 48_200 }}
            hint="Read once, up to 8 MB."
            onFiles={() => undefined}
            onClear={() => undefined}
          />
        </div>
      </Panel>
      <Panel span={6} title="Choices" padded>
        <div className={styles.stack}>
          <Checkbox isSelected={on} onChange={setOn}>
            Stamp last-verified
          </Checkbox>
          <Checkbox isSelected={false} isIndeterminate onChange={setOn}>
            Some of them
          </Checkbox>
          <Switch isSelected={on} onChange={setOn}>
            Start at login
          </Switch>
          <RadioGroup
            label="Density"
            value={density}
            onChange={setDensity}
            choices={[
              { id: 'compact', label: 'Compact', detail: '26 px' },
              { id: 'normal', label: 'Normal', detail: '30 px' },
            ]}
          />
          <div className={styles.row}>
            <Menu
              label="Item"
              trigger={<IconButton icon="more" label="More actions" />}
              onAction={() => undefined}
              groups={[
                {
                  id: 'edit',
                  entries: [
                    { id: 'dup', label: 'Duplicate', keys: 'd' },
                    { id: 'move', label: 'Move' },
                  ],
                },
                {
                  id: 'state',
                  title: 'Move to',
                  entries: [
                    { id: 'done', label: 'done', mark: 'done' },
                    {
                      id: 'locked',
                      label: 'signed off',
                      mark: 'locked',
                      isDisabled: true,
                      detail: 'needs 2 roles',
                    },
                    { id: 'remove', label: 'Remove', danger: true },
                  ],
                },
              ]}
            />
            <Popover label="Facts" trigger={<Button>Facts</Button>}>
              <p>Last read 3 min ago.</p>
            </Popover>
            <Button onPress={() => setDialog('form')}>Open dialog</Button>
            <Button onPress={() => setDialog('confirm')}>Ask first</Button>
            <Button onPress={() => setPanel(1)}>Open side panel</Button>
          </div>
        </div>
      </Panel>
      <Dialog
        title="Import files"
        isOpen={dialog === 'form'}
        onClose={() => setDialog('none')}
        actions={
          <>
            <Button kind="quiet" onPress={() => setDialog('none')}>
              Cancel
            </Button>
            <Button kind="primary" onPress={() => setDialog('none')}>
              Import
            </Button>
          </>
        }
      >
        <TextField label="Folder" value={text} onChange={setText} autoFocus />
      </Dialog>
      <ConfirmDialog
        title="Remove this tracker?"
        isOpen={dialog === 'confirm'}
        onClose={() => setDialog('none')}
        confirm="Remove tracker"
        danger
        onConfirm={() => undefined}
      >
        The file stays where it is.
      </ConfirmDialog>
      {panel === 0 ? null : (
        <SidePanel
          title={`M${panel} Kickoff and owner assignment`}
          mark={<StateMark mark="active" />}
          fact="Harbour lights · line 42"
          onClose={() => setPanel(0)}
          onNext={() => setPanel(panel + 1)}
          onPrevious={panel > 1 ? () => setPanel(panel - 1) : undefined}
          footer={<Button kind="primary">done</Button>}
        >
          <TextField label="Title" value={text} onChange={setText} />
        </SidePanel>
      )}
    </PageGrid>
  );
}
