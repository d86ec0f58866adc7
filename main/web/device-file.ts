import { join } from 'node:path';
import { z } from 'zod';
import { readSmall, writeDurably } from '../../node/files/durable-file.ts';

const Session = z.object({
  port: z.number().int(),
  /** SHA-256 of the cookie's value; the value itself is only in the browser. */
  hash: z.string(),
  at: z.number(),
});

/** What the web shell remembers of this workspace on this device: its port, and who was let in. */
const DeviceFile = z.object({ port: z.number().int().nullable(), sessions: z.array(Session) });
export type DeviceFile = z.infer<typeof DeviceFile>;

const nothing: DeviceFile = { port: null, sessions: [] };

export function readDeviceFile(folder: string): DeviceFile {
  try {
    return DeviceFile.parse(JSON.parse(readSmall(join(folder, 'web.json')).toString('utf8')));
  } catch {
    // Absent or damaged: a port is found again, and a browser asks for a new link.
    return nothing;
  }
}

/** Replaces the file in one step, readable by its owner only. What a full disk keeps from being kept is forgotten. */
export function keepInDeviceFile(folder: string, change: (before: DeviceFile) => DeviceFile): void {
  const path = join(folder, 'web.json');
  try {
    writeDurably(path, JSON.stringify(change(readDeviceFile(folder))));
  } catch {
    // A full disk, or one that may not be written: the port is found again, a browser asks for a new link.
  }
}
