import { Button } from '../../../ui/inputs/button.tsx';
import { Checkbox } from '../../../ui/inputs/choice.tsx';
import type { Mark } from '../../../ui/marks/mark.ts';
import { StateWord } from '../../../ui/marks/state-mark.tsx';
import { Popover } from '../../../ui/overlays/popover.tsx';
import styles from './status-filter.module.css';

interface StatusFilterProps {
  readonly choices: readonly { readonly id: string; readonly label: string; readonly mark: Mark }[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Several may be ticked; none means all. */
export function StatusFilter({ choices, chosen, onChange }: StatusFilterProps) {
  const first = choices.find((choice) => choice.id === chosen[0])?.label;
  const words =
    first === undefined
      ? 'Any status'
      : chosen.length === 1
        ? `Status: ${first}`
        : `Status: ${chosen.length}`;
  return (
    <Popover
      label="Filter by status"
      trigger={
        <Button icon="down" isPressed={chosen.length > 0}>
          {words}
        </Button>
      }
    >
      <div className={styles.choices}>
        {choices.map((choice) => (
          <Checkbox
            key={choice.id}
            isSelected={chosen.includes(choice.id)}
            onChange={(ticked) =>
              onChange(ticked ? [...chosen, choice.id] : chosen.filter((id) => id !== choice.id))
            }
          >
            <StateWord mark={choice.mark} label={choice.label} />
          </Checkbox>
        ))}
      </div>
    </Popover>
  );
}
