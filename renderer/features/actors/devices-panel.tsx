import { useState } from 'react';
import type { RowOf } from '../../../core/contract/index.ts';
import { act, useView } from '../../bridge/hooks.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { Badge } from '../../ui/marks/badge.tsx';
import { ConfirmDialog } from '../../ui/overlays/dialog.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './actors.module.css';

type Device = RowOf<'devices.list'>;

/** Every installation that wrote to this workspace. A copy of it is one of its own. */
export function DevicesPanel() {
  const { rows, phase } = useView('devices.list', {});
  const [leaving, setLeaving] = useState<Device | null>(null);
  const active = rows.filter((device) => device.revokedAt === null).length;
  return (
    <Panel
      title="Devices of this workspace"
      fact={phase === 'loading' ? undefined : formatCount(active, 'device')}
      stale={phase === 'lost'}
    >
      <ul className={styles.rows}>
        {rows.map((device) => (
          <li key={device.id} data-revoked={device.revokedAt !== null}>
            <span className={styles.name}>
              <b>{device.name}</b>
              {device.current ? <Badge tone="accent">this one</Badge> : null}
              {device.revokedAt === null ? null : <Badge tone="warning">revoked</Badge>}
            </span>
            <code className={styles.fingerprint}>{device.fingerprint ?? 'no key enrolled'}</code>
            <span className={styles.fact} />
            <span className={styles.fact}>
              {device.revokedAt === null ? 'added ' : 'revoked '}
              <TimeText at={device.revokedAt ?? device.addedAt} />
            </span>
            <span className={styles.actions}>
              {device.current || device.revokedAt !== null ? null : (
                <Button kind="quiet" label={`Revoke ${device.name}`} onPress={() => setLeaving(device)}>
                  Revoke
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        title={`Revoke ${leaving?.name ?? ''}`}
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        confirm="Revoke the device"
        danger
        onConfirm={() => {
          if (leaving !== null) void act('devices.revoke', { deviceId: leaving.id });
        }}
      >
        What is known here from it stays. Whatever it writes from now on is set aside and not applied.
      </ConfirmDialog>
    </Panel>
  );
}
