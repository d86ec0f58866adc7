import { create } from 'zustand';

interface FleetDialogs {
  readonly adding: boolean;
  readonly add: (open: boolean) => void;
}

/** Dialogs of the fleet that commands open from any screen. */
export const useFleetDialogs = create<FleetDialogs>((set) => ({
  adding: false,
  add: (adding) => set({ adding }),
}));
