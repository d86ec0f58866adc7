import { create } from 'zustand';

interface ActorDialogs {
  readonly adding: boolean;
  readonly add: (open: boolean) => void;
}

/** The dialog can be opened by the palette from any screen. */
export const useActorDialogs = create<ActorDialogs>((set) => ({
  adding: false,
  add: (adding) => set({ adding }),
}));
