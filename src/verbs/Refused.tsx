import { Info, TriangleAlert } from 'lucide-react';
import { revealPlaces } from '../store/view';
import type { Plan } from '../core/index';
import { Button } from '../ui/Button';
import styles from './Verb.module.css';

const harmless: readonly string[] = ['alreadyAllowed', 'alreadyDenied', 'alreadySo'];

/** Why a plan is not made, with the place in the text where there is one. */
export function Refused({ plan }: { readonly plan: Extract<Plan, { type: 'refusal' }> }) {
  const { place } = plan;
  const Icon = harmless.includes(plan.code) ? Info : TriangleAlert;
  return (
    <div className={styles.refusal}>
      <Icon size={15} aria-hidden />
      <p>
        {plan.reason}
        {place && (
          <Button look="quiet" className={styles.show} onClick={() => revealPlaces([place], true)}>
            Show in {place.file}
          </Button>
        )}
      </p>
    </div>
  );
}
