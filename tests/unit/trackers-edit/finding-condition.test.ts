import { expect, it } from 'vitest';
import { condition } from '../../../core/domain/trackers/findings/finding-condition.ts';
import { DOCUMENT_SCOPE, ITEM_SCOPE } from '../../../core/domain/trackers/findings/finding-scope.ts';

it('a condition over items is checked again over documents, which lack its names', () => {
  expect(condition('finished and later > 0', ITEM_SCOPE)({ finished: true, later: 2 })).toBe(true);
  expect(() => condition('finished and later > 0', DOCUMENT_SCOPE)).toThrow('finished');
});
