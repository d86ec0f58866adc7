import type { z } from 'zod';
import type { Profile } from './profile.ts';

/** Any table with rows, any check-box list, any section that states its status. */
export const generic: z.input<typeof Profile> = {
  id: 'generic',
  label: 'Any Markdown tracker',
  about: 'Tables become rows, check boxes become check items, sections with a status line become items.',
  shape: 'markdown',
  signs: [],
  rules: [
    {
      match:
        '^(change ?log|changelog|change history|revision history|history|activity log|progress log|decision log|updates|journal|historial|änderungen|änderungshistorie|historique|история( изменений)?|журнал( изменений)?|更新日志|变更记录|变更日志|更新履歴|変更履歴|변경 이력)\\b',
      role: 'log',
    },
  ],
  logAppend: false,
  stampMeta: 'last-verified',
};
