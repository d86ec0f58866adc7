/** What of alerts is decided by ops: rules, and on an alert who has taken it. */
export const alertEntityKinds = ['alert-rule', 'alert'] as const;
export type AlertEntityKind = (typeof alertEntityKinds)[number];
