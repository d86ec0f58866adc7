import { useMemo } from 'react';
import { act } from '../../bridge/hooks.ts';
import type { Feature } from '../../ui/frame/feature.ts';
import { navigate } from '../../ui/frame/navigation.tsx';
import type { Density, Theme } from '../../ui/frame/theme.ts';
import type { Command } from '../../ui/keys/commands.ts';
import { useOverlay } from '../overlay-store.ts';
import { undoOrRedo } from '../undo.ts';

/** "Go to …" for every area and every screen without parameters. */
export function goCommands(features: readonly Feature[]): readonly Command[] {
  return features.flatMap((feature) =>
    feature.routes
      .filter((screen) => !screen.path.includes(':'))
      .map((screen, at): Command => {
        const keys = at === 0 && feature.rail !== undefined ? { keys: `g ${feature.rail.goKey}` } : {};
        return {
          id: `go.${feature.id}${at === 0 ? '' : `.${screen.path.slice(1)}`}`,
          title: `Go to ${at === 0 ? feature.title : screen.title}`,
          group: 'Go',
          ...keys,
          run: () => navigate(screen.path),
        };
      }),
  );
}

const themes: readonly { readonly theme: Theme; readonly title: string }[] = [
  { theme: 'system', title: 'Follow the system’s theme' },
  { theme: 'light', title: 'Use the light theme' },
  { theme: 'dark', title: 'Use the dark theme' },
  { theme: 'contrast', title: 'Use the high contrast theme' },
];

const densities: readonly { readonly density: Density; readonly title: string }[] = [
  { density: 'compact', title: 'Use compact rows' },
  { density: 'normal', title: 'Use normal rows' },
  { density: 'comfortable', title: 'Use comfortable rows' },
];

const appearanceCommands: readonly Command[] = [
  ...themes.map(({ theme, title }) => ({
    id: `look.${theme}`,
    title,
    group: 'Look',
    words: ['theme', 'colour', 'mode'],
    run: () => void act('settings.set', { theme }),
  })),
  ...densities.map(({ density, title }) => ({
    id: `look.${density}`,
    title,
    group: 'Look',
    words: ['density', 'height', 'spacing'],
    run: () => void act('settings.set', { density }),
  })),
  {
    id: 'look.still',
    title: 'Show no motion',
    group: 'Look',
    words: ['animation', 'reduced'],
    run: () => void act('settings.set', { motion: 'reduced' }),
  },
];

/** Every command that works on all screens: the frame's own and the features'. */
export function frameCommands(features: readonly Feature[]): readonly Command[] {
  return [
    ...goCommands(features),
    {
      id: 'frame.find',
      title: 'Find or do anything',
      group: 'Frame',
      keys: '$mod+k',
      whileTyping: true,
      palette: false,
      run: () => useOverlay.getState().show('palette'),
    },
    {
      id: 'frame.shortcuts',
      title: 'Show all shortcuts',
      group: 'Frame',
      keys: '?',
      words: ['keys', 'keyboard', 'help'],
      run: () => useOverlay.getState().show('shortcuts'),
    },
    {
      id: 'edit.undo',
      title: 'Undo',
      group: 'Edit',
      keys: '$mod+z',
      run: () => undoOrRedo('undo'),
    },
    {
      id: 'edit.redo',
      title: 'Redo',
      group: 'Edit',
      keys: '$mod+Shift+z',
      run: () => undoOrRedo('redo'),
    },
    ...appearanceCommands,
    ...features.flatMap((feature) => feature.commands),
  ];
}

export function useFrameCommands(features: readonly Feature[]): readonly Command[] {
  return useMemo(() => frameCommands(features), [features]);
}
