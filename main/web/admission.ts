import { createHash } from 'node:crypto';
import type { Clock, Entropy } from '../../core/kernel/clock.ts';
import { keepInDeviceFile, readDeviceFile } from './device-file.ts';

/** Who may come in: a link's token once, then the cookie it was exchanged for. */
export interface Admission {
  readonly cookieName: string;
  /** A new one-time token. */
  mint(): string;
  /** The `Set-Cookie` value for a token that was not used yet, else null. */
  exchange(token: string): string | null;
  knows(cookie: string | null): boolean;
}

const maxTokens = 16;
const maxSessions = 16;
const sessionSeconds = 30 * 24 * 3600;

/** Sessions are remembered in the workspace, so an open tab recovers by itself when the process was killed. */
export function createAdmission(folder: string, port: number, clock: Clock, entropy: Entropy): Admission {
  const cookieName = `qd_${port}`;
  const tokens = new Set<string>();
  /** Let in by this process: good even when the file could not be written. */
  const here = new Set<string>();
  const secret = (): string => Buffer.from(entropy.bytes(32)).toString('base64url');
  const digest = (value: string): string => createHash('sha256').update(value).digest('hex');
  const isFresh = (at: number): boolean => clock.now() - at < sessionSeconds * 1000;

  return {
    cookieName,
    mint() {
      const token = secret();
      tokens.add(digest(token));
      for (const oldest of tokens) {
        if (tokens.size <= maxTokens) break;
        tokens.delete(oldest);
      }
      return token;
    },
    exchange(token) {
      // Looked up by digest: comparing takes no longer for a guess that is nearly right.
      if (!tokens.delete(digest(token))) return null;
      const value = secret();
      here.add(digest(value));
      keepInDeviceFile(folder, (before) => ({
        ...before,
        sessions: [
          ...before.sessions.filter((session) => isFresh(session.at)),
          { port, hash: digest(value), at: clock.now() },
        ].slice(-maxSessions),
      }));
      return `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${sessionSeconds}`;
    },
    knows(cookie) {
      if (cookie === null) return false;
      const hash = digest(cookie);
      if (here.has(hash)) return true;
      const { sessions } = readDeviceFile(folder);
      return sessions.some(
        (session) => session.port === port && session.hash === hash && isFresh(session.at),
      );
    },
  };
}
