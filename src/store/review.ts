import { useEffect, useState } from 'react';
import type { ReviewView } from '../worker/views';
import { useAnalysis } from './analysis';
import { referenceOf, useReference, type Reference } from './reference';
import { ask } from './session';

const ids = new WeakMap<Reference['files'], string>();
let lastId = 0;

/** Names a list of files for the worker. */
function idOf({ files }: Reference): string {
  const known = ids.get(files);
  if (known !== undefined) return known;
  const id = `reference ${++lastId}`;
  ids.set(files, id);
  return id;
}

async function askForReview(reference: Reference): Promise<ReviewView | undefined> {
  const id = idOf(reference);
  const known = await ask('review', { reference: id });
  if (!known || known.answer) return known?.answer;
  return (await ask('review', { reference: id, files: reference.files }))?.answer;
}

/** How the newest analysis differs from the reference; the last answer stays until the next is there. */
export function useReview(wanted = true): ReviewView | undefined {
  const revision = useAnalysis(({ view }) => view?.revision);
  const files = useReference((state) => referenceOf(state).files);
  const [review, setReview] = useState<ReviewView>();
  useEffect(() => {
    if (!wanted || revision === undefined) return undefined;
    let current = true;
    askForReview({ name: '', files }).then(
      (found) => {
        if (current && found) setReview(found);
      },
      (error: unknown) => {
        if (current) {
          setReview(() => {
            throw error;
          });
        }
      },
    );
    return () => {
      current = false;
    };
  }, [wanted, revision, files]);
  return wanted ? review : undefined;
}
