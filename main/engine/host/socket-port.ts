import type { Socket } from 'node:net';
import type { FramePort, PortListener } from '../../../core/contract/transport/frame-port.ts';
import { parseFrame } from '../../../core/contract/transport/web-socket-port.ts';
import { wireLimits } from '../../../core/contract/transport/wire.ts';

const headerBytes = 4;

/** Frames over a local socket: four bytes of length, then JSON. A frame over its bound ends the connection. */
export function socketPort(socket: Socket): FramePort {
  let listener: PortListener | null = null;
  let gone = false;
  const lose = (): void => {
    if (gone) return;
    gone = true;
    socket.destroy();
    listener?.lost(true);
  };
  const receive = frameReader((frame) => listener?.frame(frame), lose);

  return {
    send(frame) {
      if (gone || socket.connecting || !socket.writable) return 'closed';
      const body = Buffer.from(JSON.stringify(frame), 'utf8');
      if (body.length > wireLimits.frameBytes) return 'too-large';
      const header = Buffer.alloc(headerBytes);
      header.writeUInt32BE(body.length);
      socket.cork();
      socket.write(header);
      socket.write(body);
      socket.uncork();
      return 'sent';
    },
    buffered: () => socket.writableLength,
    listen(given) {
      listener = given;
      socket.on('close', lose);
      socket.on('error', lose);
      socket.on('data', (part: Buffer) => {
        if (!gone) receive(part);
      });
      if (socket.destroyed) lose();
      else if (socket.connecting) socket.once('connect', () => given.opened());
      else given.opened();
    },
    close() {
      if (gone) return;
      // Half-closed first: what was sent (a refusal, a goodbye) still arrives.
      socket.end(() => socket.destroy());
      gone = true;
      listener?.lost(true);
    },
  };
}

/** Cuts a byte stream into frames; holds at most one incomplete frame. */
function frameReader(take: (frame: unknown) => void, broken: () => void): (part: Buffer) => void {
  let parts: Buffer[] = [];
  let held = 0;
  let wanted: number | null = null;

  const cut = (count: number): Buffer => {
    const all = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts, held);
    const rest = all.subarray(count);
    parts = rest.length > 0 ? [rest] : [];
    held = rest.length;
    return all.subarray(0, count);
  };

  return (part) => {
    parts.push(part);
    held += part.length;
    for (;;) {
      if (wanted === null) {
        if (held < headerBytes) return;
        wanted = cut(headerBytes).readUInt32BE();
        if (wanted > wireLimits.frameBytes) return broken();
      }
      if (held < wanted) return;
      const frame = parseFrame(cut(wanted).toString('utf8'));
      wanted = null;
      if (frame === undefined) return broken();
      take(frame);
    }
  };
}
