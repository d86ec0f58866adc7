import { z } from 'zod';

export const DisconnectReason = z.enum([
  'closed',
  'silent',
  'revoked',
  'replaced',
  'violations',
  'slow',
  'hub-stopped',
  'hub-restarted',
]);
export type DisconnectReason = z.infer<typeof DisconnectReason>;
