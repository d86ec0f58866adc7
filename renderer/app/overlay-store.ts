import { create } from 'zustand';

/** Which of the frame's own overlays is open; at most one. */
interface OverlayStore {
  readonly open: 'palette' | 'shortcuts' | null;
  readonly show: (overlay: 'palette' | 'shortcuts') => void;
  readonly hide: () => void;
}

export const useOverlay = create<OverlayStore>((set) => ({
  open: null,
  show: (open) => set({ open }),
  hide: () => set({ open: null }),
}));
