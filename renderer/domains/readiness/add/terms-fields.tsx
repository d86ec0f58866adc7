import { EVIDENCE_TIERS } from '../../../../core/domain/readiness/evidence.ts';
import { TextArea, TextField } from '../../../ui/inputs/field.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { tierLabels } from '../evidence-labels.ts';
import shared from '../screens.module.css';
import type { EvidenceProblems, TermsForm } from './evidence-form.ts';

interface TermsFieldsProps {
  readonly terms: TermsForm;
  readonly problems: EvidenceProblems;
  readonly onChange: (part: Partial<TermsForm>) => void;
}

const tiers = EVIDENCE_TIERS.map((id) => ({ id, label: tierLabels[id] }));

/** Tier, freshness and note: what may be said anew at any time. */
export function TermsFields({ terms, problems, onChange }: TermsFieldsProps) {
  return (
    <>
      <div className={shared.pair}>
        <Select
          label="Tier"
          hint="How close to real use it was gained."
          choices={tiers}
          value={terms.tier}
          onChange={(id) => onChange({ tier: EVIDENCE_TIERS.find((tier) => tier === id) ?? terms.tier })}
        />
        <TextField
          label="Fresh for days"
          type="number"
          hint="Optional. After that it is stale until it is verified again."
          value={terms.freshDays}
          onChange={(freshDays) => onChange({ freshDays })}
          problem={problems.freshDays ?? null}
        />
      </div>
      <TextArea
        label="Note"
        hint="Optional."
        rows={2}
        value={terms.note}
        onChange={(note) => onChange({ note })}
        problem={problems.note ?? null}
      />
    </>
  );
}
