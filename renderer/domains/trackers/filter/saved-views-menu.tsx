import { useState } from 'react';
import { useLayout } from '../../../bridge/layout.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { Menu } from '../../../ui/overlays/menu.tsx';
import { type Filter, filterText, isFiltered, type Sort } from '../model/filter.ts';
import { forgetView, type SavedView, SavedViews, saveView } from '../model/saved-views.ts';

const NONE: readonly SavedView[] = [];

interface SavedViewsMenuProps {
  /** Layout key: one list of views per table. */
  readonly layoutKey: string;
  readonly filter: Filter;
  readonly sort: Sort;
  readonly onApply: (filter: Filter, sort: Sort) => void;
}

/** Filters a person gave a name, on this device. */
export function SavedViewsMenu({ layoutKey, filter, sort, onApply }: SavedViewsMenuProps) {
  const [views, setViews] = useLayout<readonly SavedView[]>(layoutKey, SavedViews, NONE);
  const [naming, setNaming] = useState<string | null>(null);
  const save = () => {
    const name = (naming ?? '').trim();
    if (name === '') return;
    setViews(saveView(views, { name, filter, sort }));
    setNaming(null);
  };
  const act = (id: string) => {
    if (id === 'save') setNaming(filterText(filter).slice(0, 80));
    else if (id.startsWith('forget:')) setViews(forgetView(views, id.slice(7)));
    else {
      const view = views.find((each) => `view:${each.name}` === id);
      if (view !== undefined) onApply(view.filter, view.sort);
    }
  };
  return (
    <>
      <Menu
        label="Saved views"
        trigger={
          <Button kind="quiet" icon="down">
            Views
          </Button>
        }
        onAction={act}
        groups={[
          {
            id: 'views',
            title: views.length === 0 ? 'No view saved yet' : 'Saved views',
            entries: views.map((view) => ({
              id: `view:${view.name}`,
              label: view.name,
              detail: filterText(view.filter),
            })),
          },
          {
            id: 'change',
            title: 'Change',
            entries: [
              {
                id: 'save',
                label: 'Save this view',
                detail: isFiltered(filter) ? filterText(filter) : 'All rows, in this order',
              },
              ...views.map((view) => ({ id: `forget:${view.name}`, label: `Forget “${view.name}”` })),
            ],
          },
        ]}
      />
      <Dialog
        title="Save this view"
        size="small"
        isOpen={naming !== null}
        onClose={() => setNaming(null)}
        actions={
          <>
            <Button kind="quiet" onPress={() => setNaming(null)}>
              Cancel
            </Button>
            <Button kind="primary" onPress={save} isDisabled={(naming ?? '').trim() === ''}>
              Save
            </Button>
          </>
        }
      >
        <TextField
          label="Name"
          value={naming ?? ''}
          onChange={setNaming}
          onSubmit={save}
          autoFocus
          hint={`${filterText(filter)}. A view of the same name is replaced.`}
        />
      </Dialog>
    </>
  );
}
