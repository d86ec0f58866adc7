import type { Reader, Writer } from '../../handle.ts';

/** See `hubListenJson`; null as long as nobody set it on this device. */
export function readListenText(db: Reader): string | null {
  return db.value<string>('SELECT listen FROM hub_listen WHERE one = 1');
}

export function putListenText(db: Writer, listen: string): void {
  db.run(
    'INSERT INTO hub_listen (one, listen) VALUES (1, ?) ON CONFLICT DO UPDATE SET listen = excluded.listen',
    listen,
  );
}
