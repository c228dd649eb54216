import type { ReactNode } from 'react';
import { carryOut, type Wish } from '../store/intents';
import { closeVerb } from '../store/verb';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { PlanPreview } from './PlanPreview';
import { usePlan } from './usePlan';
import { useWhenPlanned } from './useWhenPlanned';
import styles from './Verb.module.css';

interface VerbDialogProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** The button that carries it out. */
  readonly action: string;
  readonly danger?: boolean;
  /** undefined: something is missing. */
  readonly intent: Wish | undefined;
  readonly missing: string | undefined;
  readonly wide?: boolean;
  /** The lines that change are shown at once. */
  readonly showsText?: boolean;
  /** What is asked for. */
  readonly children?: ReactNode;
  /** After it was carried out. */
  readonly onDone?: () => void;
}

/** Asks for the rest of a verb, shows what it would write and do, and does it in one undoable step. */
export function VerbDialog(props: VerbDialogProps) {
  const { title, description, action, danger, intent, missing, wide, showsText, children, onDone } = props;
  const planning = usePlan(intent);
  const isReady = intent !== undefined && planning.plan?.type === 'plan' && !planning.working;
  const apply = useWhenPlanned(intent, planning, (plan) => {
    closeVerb();
    if (intent) carryOut(plan, intent);
    onDone?.();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) closeVerb();
      }}
      title={title}
      description={description}
      wide={wide ?? false}
      footer={
        <>
          <Button look="plain" onClick={closeVerb}>
            Cancel
          </Button>
          <Button look={danger ? 'danger' : 'primary'} disabled={!isReady} onClick={apply}>
            {action}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        {children}
        <PlanPreview
          planning={planning}
          missing={intent ? undefined : missing}
          showsText={showsText ?? false}
        />
        {/* Enter in any field carries out. */}
        <button type="submit" hidden tabIndex={-1}>
          {action}
        </button>
      </form>
    </Dialog>
  );
}
