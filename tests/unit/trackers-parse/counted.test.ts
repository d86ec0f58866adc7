import { expect, test } from 'vitest';
import { counted } from '../../../core/domain/trackers/read/counted.ts';

test.each([
  [1, 'change-log entries', '1 change-log entry'],
  [1, 'check boxes', '1 check box'],
  [1, 'sections with a status', '1 section with a status'],
  [1, 'versions', '1 version'],
  [2, 'check boxes', '2 check boxes'],
  [0, 'versions', '0 versions'],
])('%i of "%s" reads "%s"', (count, many, text) => {
  expect(counted(count, many)).toBe(text);
});
