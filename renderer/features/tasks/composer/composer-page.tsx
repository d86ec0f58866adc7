import { useEffect } from 'react';
import { explain } from '../../../bridge/failure-messages.ts';
import { FleetNav } from '../../../domains/fleet/fleet-nav.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { useRoute } from '../../../ui/frame/navigation.tsx';
import { Composer } from './composer.tsx';
import { originOf } from './drafts.ts';
import { useDraft } from './use-draft.ts';
import { useSource } from './use-source.ts';

/** `/tasks/new`: where a task is written. */
export function ComposerPage() {
  const { query } = useRoute();
  const from = { item: query.get('item'), template: query.get('template'), again: query.get('again') };
  const origin = originOf(from);
  return (
    <>
      <FleetNav />
      <Begun key={origin} origin={origin} from={from} />
    </>
  );
}

interface BegunProps {
  readonly origin: string;
  readonly from: Parameters<typeof useSource>[0];
}

function Begun({ origin, from }: BegunProps) {
  const state = useDraft(origin);
  const source = useSource(from);
  const { ready, draft, begin } = state;
  const first = source.form;
  useEffect(() => {
    if (ready && draft === null && first !== null) begin(first);
  }, [ready, draft, first, begin]);
  if (draft === null || first === null) return <Skeleton label="the new task" lines={8} />;
  const words = source.failure === null ? null : explain(source.failure);
  return (
    <>
      {words === null ? null : (
        <Notice
          kind="warning"
          what={words.what}
          kept="The task can be written all the same."
          todo={words.next}
        />
      )}
      <Composer state={state} draft={draft} first={first} begunFrom={source.words} />
    </>
  );
}
