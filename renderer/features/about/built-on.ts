interface Part {
  readonly name: string;
  /** What it does here. */
  readonly job: string;
  readonly licence: string;
}

/** What the product stands on; the lockfile names every version. */
export const builtOn: readonly Part[] = [
  { name: 'SQLite, better-sqlite3', job: 'the workspace file', licence: 'public domain, MIT' },
  { name: 'Electron', job: 'the desktop app', licence: 'MIT' },
  { name: 'React, React Aria', job: 'screens and their keyboard', licence: 'MIT, Apache-2.0' },
  { name: 'Recharts', job: 'charts', licence: 'MIT' },
  { name: 'Zod', job: 'validation of every message', licence: 'MIT' },
  { name: 'markdown-it, micromark, yaml', job: 'reading trackers', licence: 'MIT, ISC' },
  { name: 'node-diff3', job: 'merging outside changes', licence: 'MIT' },
  { name: 'chokidar, ws, pino', job: 'watching files, the wire, the log', licence: 'MIT' },
  { name: 'IBM Plex', job: 'the typeface', licence: 'SIL OFL 1.1' },
];
