import { createServer, type Server } from 'node:http';
import { fail, ok, type Result } from '../../core/kernel/result.ts';

/** Below the ports systems hand out by themselves, and clear of those browsers refuse. */
const firstPort = 21_000;
const portCount = 8_000;
const tries = 50;

/** The port a workspace prefers: the same for the same folder, so bookmarks and open tabs keep working. */
export function preferredPort(identity: string): number {
  return firstPort + (Number.parseInt(identity.slice(0, 8), 16) % portCount);
}

export interface Listening {
  readonly server: Server;
  readonly port: number;
  /** The port that was wanted but is taken by somebody else. */
  readonly taken: number | null;
}

/** Listens on loopback at `wanted`, else at the next free port; `exact` allows no other. */
export async function listenNear(wanted: number, exact: boolean): Promise<Result<Listening>> {
  const last = exact ? wanted : wanted + tries;
  for (let port = wanted; port <= last; port += 1) {
    const server = createServer({ requestTimeout: 15_000, headersTimeout: 10_000, maxHeaderSize: 16 * 1024 });
    const problem = await listen(server, port);
    if (problem === null) return ok({ server, port, taken: port === wanted ? null : wanted });
    if (problem !== 'EADDRINUSE' && problem !== 'EACCES') {
      return fail('web.no-port', `This machine lets nothing listen on 127.0.0.1:${port} (${problem}).`, {
        port,
      });
    }
  }
  const text = exact
    ? `Port ${wanted} is taken. Choose another with --port, or leave it out.`
    : `No free port between ${wanted} and ${last}. Choose one with --port.`;
  return fail('web.port-taken', text, { port: wanted });
}

function listen(server: Server, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const refused = (error: NodeJS.ErrnoException): void => resolve(error.code ?? error.message);
    server.once('error', refused);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', refused);
      resolve(null);
    });
  });
}
