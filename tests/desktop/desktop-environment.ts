/** Home, data and temporary files of one app below `folder`; a workspace comes from its arguments alone. */
export function desktopEnvironment(folder: string): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === 'QUARTERDECK_WORKSPACE' ? [] : [[name, value] as const],
  );
  return {
    ...Object.fromEntries(kept),
    HOME: folder,
    XDG_DATA_HOME: folder,
    TMPDIR: folder,
    // Nobody's desktop is told of what happens in a test.
    XDG_RUNTIME_DIR: '',
    DBUS_SESSION_BUS_ADDRESS: '',
  };
}
