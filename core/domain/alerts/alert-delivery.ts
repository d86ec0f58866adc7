import { z } from 'zod';
import { Millis } from '../../kernel/time.ts';

/** How a device tells of alerts. */
export const DeliveryChannel = z.enum(['desktop', 'sound']);
export type DeliveryChannel = z.infer<typeof DeliveryChannel>;

/** `suppressed`: its group was told of less than a second before, and this is told with the next. */
export const AlertDeliveryState = z.enum(['accepted', 'acted', 'closed', 'suppressed', 'failed']);
export type AlertDeliveryState = z.infer<typeof AlertDeliveryState>;

export const AlertDelivery = z.object({
  /** The rule whose alerts it told of; `test`: somebody tried it. */
  group: z.string(),
  at: Millis,
  channel: DeliveryChannel,
  state: AlertDeliveryState,
  /** What was done, why it closed, or why it was not shown; empty where there is nothing to say. */
  reason: z.string(),
});
export type AlertDelivery = z.infer<typeof AlertDelivery>;
