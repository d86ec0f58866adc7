import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

interface HostEnvironment {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Where this system keeps a user's application data. */
export function userDataFolder({ platform, env, home }: HostEnvironment = here()): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Quarterdeck');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Quarterdeck');
  // The standard says to ignore a relative value.
  const data = env['XDG_DATA_HOME'];
  return join(data?.startsWith('/') === true ? data : join(home, '.local', 'share'), 'quarterdeck');
}

/** The workspace opened when none is named. */
export function defaultWorkspace(environment: HostEnvironment = here()): string {
  const named = environment.env['QUARTERDECK_WORKSPACE'];
  if (named !== undefined && named !== '') return resolve(named);
  return join(userDataFolder(environment), 'workspace');
}

function here(): HostEnvironment {
  return { platform: process.platform, env: process.env, home: homedir() };
}
