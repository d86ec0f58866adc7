import type {
  TrackerGroup,
  TrackerGrouping,
} from '../../../../core/domain/trackers/listing/tracker-grouping.ts';
import { groupId, groupTitle } from '../../../domains/trackers/listing/grouping.ts';
import { progressOf } from '../../../domains/trackers/model/progress.ts';
import type { TableGroup } from '../../../ui/table/table-types.ts';
import { formatCount } from '../../../ui/text/format.ts';

/** The groups as the table draws them: each where the one before ends. */
export function tableGroups(by: TrackerGrouping, groups: readonly TrackerGroup[]): readonly TableGroup[] {
  let start = 0;
  return groups.map((group) => {
    const first = start;
    start += group.count;
    return {
      id: groupId(by, group),
      title: groupTitle(by, group.key),
      start: first,
      count: group.count,
      parts: progressOf(group.counts).parts.map(({ state, count }) => ({ mark: state, count })),
      fact: formatCount(group.count, 'tracker'),
    };
  });
}
