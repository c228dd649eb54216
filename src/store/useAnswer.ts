import { useEffect, useState } from 'react';
import type { RequestName, Requests } from '../worker/protocol';
import { useAnalysis } from './analysis';
import { ask } from './session';

type Name = Exclude<RequestName, 'analyze' | 'prepare'>;

interface Answered<N extends Name> {
  /** The question to which this is the answer: the last one, or while that is open the one before. */
  readonly question: Requests[N]['ask'];
  readonly answer: Requests[N]['answer'];
}

/** The worker's answer to a question about the newest analysis; the last answer stays until the next is there. */
export function useAnswer<N extends Name>(
  name: N,
  question: Requests[N]['ask'] | undefined,
): Answered<N> | undefined {
  const revision = useAnalysis(({ view }) => view?.revision);
  const key = question && JSON.stringify(question);
  const [answered, setAnswered] = useState<Answered<N>>();
  useEffect(() => {
    if (revision === undefined || key === undefined) return undefined;
    let wanted = true;
    const asked = JSON.parse(key) as Requests[N]['ask'];
    ask(name, asked).then(
      (found) => {
        if (wanted && found) setAnswered({ question: asked, answer: found.answer });
      },
      (error: unknown) => {
        // A bug, for the error boundary of the pane that asked.
        if (wanted) {
          setAnswered(() => {
            throw error;
          });
        }
      },
    );
    return () => {
      wanted = false;
    };
  }, [name, key, revision]);
  return key === undefined ? undefined : answered;
}
