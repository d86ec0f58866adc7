import { z } from 'zod';
import type { TableLayout } from '../../../ui/table/table-types.ts';

export const TaskTableLayout = z.object({
  order: z.array(z.string()),
  hidden: z.array(z.string()),
  widths: z.record(z.string(), z.number()),
});

export const firstLayout: TableLayout = { order: [], hidden: ['tokens', 'lane', 'repository'], widths: {} };
