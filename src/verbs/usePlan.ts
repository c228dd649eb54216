import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Plan } from '../core/index';
import { planFlow, type Wish } from '../store/intents';
import { useWorkspace } from '../store/workspace';

const pause = 150;

export interface Planning {
  readonly plan: Plan | undefined;
  /** The plan is of another wish than the one now; a new one is on its way. */
  readonly working: boolean;
  readonly failure: string | undefined;
}

/** The plan for a wish, made anew when the wish or the text changes; the latest wins. */
export function usePlan(wish: Wish | undefined): Planning {
  const revision = useWorkspace((state) => state.revision);
  const wanted = wish && `${revision} ${JSON.stringify(wish)}`;
  const newest = useRef(wish);
  useLayoutEffect(() => {
    newest.current = wish;
  });
  const [made, setMade] = useState<{ of: string; plan?: Plan; failure?: string }>();
  useEffect(() => {
    if (!wanted) return undefined;
    let outdated = false;
    const timer = setTimeout(() => {
      if (!newest.current) return;
      planFlow(newest.current).then(
        (plan) => !outdated && setMade({ of: wanted, plan }),
        (error: unknown) => !outdated && setMade({ of: wanted, failure: String(error) }),
      );
    }, pause);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [wanted]);
  if (!wanted) return { plan: undefined, working: false, failure: undefined };
  return {
    plan: made?.plan,
    working: made?.of !== wanted,
    failure: made?.of === wanted ? made.failure : undefined,
  };
}
