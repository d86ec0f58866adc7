import type { MenuItemConstructorOptions } from 'electron';

/** The application menu. It only goes to places and does what the system expects; every other action is in the page. */
export function menuTemplate(
  platform: string,
  go: (route: string) => void,
  quit: () => void,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const place = (label: string, route: string): MenuItemConstructorOptions => ({
    label,
    click: () => go(route),
  });
  return [
    ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: '&File',
      submenu: [
        place('Bridge', '/'),
        place('Trackers', '/trackers'),
        place('Settings', '/settings'),
        { type: 'separator' },
        mac ? { role: 'close' } : { label: 'Quit', accelerator: 'Ctrl+Q', click: quit },
      ],
    },
    // Undo and redo stay with the page: they undo tracker edits, not only text.
    {
      label: '&Edit',
      submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
    },
    {
      label: '&View',
      submenu: [{ role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'resetZoom' }, { role: 'togglefullscreen' }],
    },
    { role: 'windowMenu' },
    { label: '&Help', submenu: [place('Diagnostics', '/diagnostics'), place('About Quarterdeck', '/about')] },
  ];
}
