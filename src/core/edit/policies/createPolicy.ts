import { addPolicy } from '../addPolicy';
import type { Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { refuseName } from '../objectName';
import { metadataOf, policyId } from '../policyMetadata';
import { refuse } from '../refusal';
import { toStatedPlan } from '../verify';
import { toWrittenSelector } from '../writeSelector';
import { toPolicy } from '../writtenRule';

/** Adds a policy without rules: it isolates what it selects, in its directions. The plan states what closes. */
export function createPolicy(
  draft: Draft,
  { namespace, name, selector, directions }: IntentOf<'createPolicy'>,
): Plan {
  const refusal = refuseName(namespace, 'namespace') ?? refuseName(name, 'object');
  if (refusal) return refusal;
  if (directions.length === 0)
    return refuse('notPossible', 'A policy needs a direction: ingress, egress or both.');
  if (draft.reading.resources.has(policyId(namespace, name)))
    return refuse('notPossible', `There is a policy ${namespace}/${name} already: choose another name.`);
  const rules = Object.fromEntries(directions.map((direction) => [direction, []]));
  const metadata = metadataOf(draft, namespace, name);
  const after = addPolicy(draft, namespace, toPolicy(metadata, toWrittenSelector(selector), rules));
  const end = { action: 'newPolicy', policy: name, summary: `new policy ${name}` } as const;
  return toStatedPlan(draft, after, { label: `Create policy ${namespace}/${name}`, ends: [end] });
}
