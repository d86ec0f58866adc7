import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { navigate } from '../../../ui/frame/navigation.tsx';
import { runCommand } from '../../../ui/keys/commands.ts';
import { formatCount } from '../../../ui/text/format.ts';

export function QueueEmpty({ deadLetters }: { readonly deadLetters: number }) {
  return (
    <EmptyState
      sentence={`Tasks wait here by lane, urgent before low, until an agent that fits is free; each says why it waits. None is open now${
        deadLetters === 0
          ? '.'
          : `; ${formatCount(deadLetters, 'dead letter waits', 'dead letters wait')} for a decision.`
      }`}
      action={{ label: 'New task', keys: '⇧ N', onPress: () => navigate('/tasks/new') }}
      sample={{ label: 'Start the sample fleet', onPress: () => void runCommand('fleet.start-sample') }}
    />
  );
}
