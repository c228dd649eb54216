import { useEffect, useRef } from 'react';
import type { Plan } from '../core/index';
import type { Wish } from '../store/intents';
import type { Planning } from './usePlan';

/**
 * Carries out a wish as soon as its plan is there: whoever presses Enter at once need not wait for it. Nothing
 * happens where the plan is a refusal, or where something else is wished meanwhile.
 */
export function useWhenPlanned(
  wish: Wish | undefined,
  { plan, working }: Planning,
  carryOut: (plan: Extract<Plan, { type: 'plan' }>) => void,
): () => void {
  const wanted = useRef<string>(undefined);
  const present = JSON.stringify(wish);
  const tryNow = () => {
    if (wanted.current === undefined || wanted.current !== present || working || !plan) return;
    wanted.current = undefined;
    if (plan.type === 'plan') carryOut(plan);
  };
  useEffect(tryNow);
  return () => {
    wanted.current = present;
    tryNow();
  };
}
