import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Intent, Plan } from '../../core/index';
import { planFlow } from '../../store/intents';
import { useWorkspace } from '../../store/workspace';

const pause = 150;

interface Planning {
  readonly plan: Plan | undefined;
  /** The plan is of another wish than the one now; a new one is on its way. */
  readonly working: boolean;
  readonly failure: string | undefined;
}

/** The plan for an intent, made anew when the intent or the text changes; the latest wins. */
export function usePlan(intent: Intent | undefined): Planning {
  const revision = useWorkspace((state) => state.revision);
  const wanted = intent && `${revision} ${JSON.stringify(intent)}`;
  const newest = useRef(intent);
  useLayoutEffect(() => {
    newest.current = intent;
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
