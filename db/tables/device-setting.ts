import type { Reader, Writer } from '../handle.ts';

export function putDeviceSetting(db: Writer, name: string, value: string): void {
  db.run(
    'INSERT INTO device_setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    name,
    value,
  );
}

/** All of this device, as JSON texts. */
export function readDeviceSettings(db: Reader): Map<string, string> {
  const rows = db.all<{ name: string; value: string }>('SELECT name, value FROM device_setting');
  return new Map(rows.map((row) => [row.name, row.value]));
}
