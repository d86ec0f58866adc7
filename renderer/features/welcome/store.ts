import { create } from 'zustand';
import { navigate } from '../../ui/frame/navigation.tsx';

interface WelcomeStore {
  /** Asked for again by command, whatever was dismissed before. */
  readonly asked: boolean;
  readonly ask: (asked: boolean) => void;
}

export const useWelcome = create<WelcomeStore>((set) => ({ asked: false, ask: (asked) => set({ asked }) }));

export function showWelcome(): void {
  useWelcome.getState().ask(true);
  navigate('/');
}
