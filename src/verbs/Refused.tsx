import { Info, TriangleAlert } from 'lucide-react';
import { revealPlaces } from '../store/view';
import { lineColumn, type Plan } from '../core/index';
import { useWorkspace } from '../store/workspace';
import { Button } from '../ui/Button';
import styles from './Verb.module.css';

const harmless: readonly string[] = ['alreadyAllowed', 'alreadyDenied', 'alreadySo'];

/** Why a plan is not made, with the place in the text where there is one. */
export function Refused({ plan }: { readonly plan: Extract<Plan, { type: 'refusal' }> }) {
  const { place } = plan;
  const text = useWorkspace(({ files }) => files.find(({ name }) => name === place?.file)?.text);
  const line = text === undefined || !place ? 1 : lineColumn(text, place.from).line;
  const Icon = harmless.includes(plan.code) ? Info : TriangleAlert;
  return (
    <div className={styles.refusal}>
      <Icon size={15} aria-hidden />
      <p>
        {plan.reason}
        {place && (
          <Button look="quiet" className={styles.show} onClick={() => revealPlaces([place], true)}>
            Show line {line} of {place.file}
          </Button>
        )}
      </p>
    </div>
  );
}
