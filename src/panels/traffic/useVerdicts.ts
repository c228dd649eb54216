import { testKey, useTests, type TrafficTest } from '../../store/tests';
import { useAnswer } from '../../store/useAnswer';
import type { Requests } from '../../worker/protocol';

type Verdict = Requests['verdicts']['answer'][number];

/** The kept tests with what each comes to now; undefined: not known yet. */
export function useVerdicts(): readonly (TrafficTest & { readonly verdict: Verdict | undefined })[] {
  const tests = useTests((state) => state.tests);
  const answered = useAnswer('verdicts', { queries: tests.map(({ query }) => query) });
  const verdicts = new Map(
    answered?.question.queries.map((query, index) => [testKey(query), answered.answer[index]]),
  );
  return tests.map((test) => ({ ...test, verdict: verdicts.get(testKey(test.query)) }));
}

/** Whether a test comes to something else than it should. */
export const isFailing = ({ expected, verdict }: ReturnType<typeof useVerdicts>[number]) =>
  verdict !== undefined && verdict !== expected;
