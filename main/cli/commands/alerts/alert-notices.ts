import type { Severity } from '../../../../core/domain/alerts/alert.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import { type CommandContext, done, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';

const SHOWN = 100;

export function testAlert(context: CommandContext, severity: Severity): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const answer = await client.call('alerts.test', { severity });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}

export function listDeliveries(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const answer = await client.call('alerts.deliveries', { limit: SHOWN });
    if (!answer.ok) return answer;
    const { deliveries } = answer.value;
    const lines = tableLines(
      [
        { title: 'When (UTC)' },
        { title: 'Rule', most: 30 },
        { title: 'As' },
        { title: 'Became' },
        { title: 'Why', most: 80 },
      ],
      deliveries.map(({ at, group, channel, state, reason }) => [
        utcMinute(at),
        group,
        channel === 'desktop' ? 'banner' : 'sound',
        state,
        reason,
      ]),
    );
    context.out.result(deliveries, deliveries.length === 0 ? ['No banner was shown yet.'] : lines);
    return done;
  });
}
