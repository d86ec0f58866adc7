import { create } from 'zustand';
import type { Tracker } from '../../domains/trackers/model/rows.ts';

type Id = Tracker['id'];

/** Dialogs of this area: they open from commands anywhere, so they live outside the screens. */
export type TrackerDialog =
  | { readonly kind: 'add'; readonly paths?: readonly string[] }
  | { readonly kind: 'template' }
  | { readonly kind: 'rename'; readonly trackerId: Id; readonly name: string }
  | { readonly kind: 'remap'; readonly trackerId: Id; readonly name: string; readonly path: string | null }
  | { readonly kind: 'relink'; readonly trackerId: Id; readonly name: string }
  | { readonly kind: 'export'; readonly trackerId: Id; readonly name: string }
  | { readonly kind: 'log'; readonly trackerId: Id; readonly name: string };

interface TrackersStore {
  readonly dialog: TrackerDialog | null;
  readonly open: (dialog: TrackerDialog) => void;
  readonly close: () => void;
}

export const useTrackersStore = create<TrackersStore>()((set) => ({
  dialog: null,
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}));

export function openDialog(dialog: TrackerDialog): void {
  useTrackersStore.getState().open(dialog);
}
