import { Button } from '../inputs/button.tsx';
import { Checkbox } from '../inputs/choice.tsx';
import type { Mark } from '../marks/mark.ts';
import { StateMark } from '../marks/state-mark.tsx';
import styles from './choice-filter.module.css';
import { Popover } from './popover.tsx';

export interface ChoiceFilterProps {
  readonly label: string;
  /** Said while nothing is ticked; the label where left out. */
  readonly none?: string | undefined;
  readonly choices: readonly { readonly id: string; readonly label: string; readonly mark?: Mark }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** One part of the filter: several may be ticked; none means all. */
export function ChoiceFilter({ label, none = label, choices, chosen, onChange }: ChoiceFilterProps) {
  if (choices.length === 0) return null;
  const first = choices.find((choice) => choice.id === chosen[0])?.label ?? chosen[0];
  const said =
    chosen.length === 0 ? none : chosen.length === 1 ? `${label}: ${first}` : `${label}: ${chosen.length}`;
  return (
    <Popover
      label={`Filter by ${label.toLowerCase()}`}
      trigger={
        <Button icon="down" isPressed={chosen.length > 0}>
          {said}
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
            <span className={styles.choice}>
              {choice.mark === undefined ? null : <StateMark mark={choice.mark} silent />}
              {choice.label}
            </span>
          </Checkbox>
        ))}
        {chosen.length === 0 ? null : (
          <Button kind="quiet" onPress={() => onChange([])}>
            Show all
          </Button>
        )}
      </div>
    </Popover>
  );
}
