import { ok } from '../../../../core/kernel/result.ts';
import type { Service } from '../../handlers.ts';
import type { AlertDeps } from './alert-deps.ts';

const GROUP = 'test';

/** As an alert would be told of, now. */
export const testNotice: Service<AlertDeps, 'alerts.test'> = async ({ notices }, { severity }) => {
  const { channel } = notices;
  const shown = await channel.show(GROUP, {
    key: GROUP,
    title: 'A test of alerts',
    body: `Alerts that are ${severity} come like this. Nothing is wrong.`,
    severity,
    actions: [],
  });
  if (!shown.ok) return shown;
  const { server } = shown.value;
  if (severity === 'info')
    return ok({
      server,
      player: null,
      summary: `${server} took the banner. Alerts for information have no sound.`,
    });
  const played = await channel.play(GROUP, severity);
  const player = played.ok ? played.value.player : null;
  const heard = played.ok
    ? player === null
      ? 'No sound belongs to this installation.'
      : `${player} played the sound.`
    : played.error.message;
  return ok({ server, player, summary: `${server} took the banner. ${heard}` });
};
