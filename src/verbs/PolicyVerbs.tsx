import { useState } from 'react';
import type { Direction } from '../core/index';
import { useAnalysis } from '../store/analysis';
import { selectPolicies } from '../store/view';
import { Asked, missingOf, useAsked } from './Asked';
import { Checks } from './Checks';
import { Choice } from './Choice';
import { readName } from './readName';
import { readSelector, writeSelector } from './readSelector';
import { useNamespaces } from './useNodes';
import { VerbDialog } from './VerbDialog';

const selectorHint = 'app=db, tier in (a, b), env!=dev or !legacy. Empty selects all pods of the namespace.';
const directions = [
  { value: 'ingress', title: 'Ingress: what may come in' },
  { value: 'egress', title: 'Egress: what may go out' },
] as const;

/** Makes a policy that isolates what it selects, without rules yet. */
export function CreatePolicy({ namespace: given }: { readonly namespace?: string }) {
  const namespaces = useNamespaces();
  const [namespace, setNamespace] = useState(given ?? namespaces[0] ?? 'default');
  const name = useAsked('', readName);
  const selector = useAsked('', readSelector);
  const [chosen, setChosen] = useState<readonly Direction[]>(['ingress']);
  const missing =
    missingOf(name.reading, selector.reading) ?? (chosen.length === 0 ? 'Choose a direction' : undefined);
  return (
    <VerbDialog
      title="New policy"
      description="It isolates the pods that it selects. Rules come with the flows that are drawn."
      action="Create policy"
      missing={missing}
      intent={
        name.reading.ok && selector.reading.ok && chosen.length > 0
          ? {
              type: 'createPolicy',
              namespace,
              name: name.reading.value,
              selector: selector.reading.value,
              directions: chosen,
            }
          : undefined
      }
      onDone={() => selectPolicies([`NetworkPolicy/${namespace}/${name.text.trim()}`])}
    >
      <Asked title="Name" asked={name} placeholder="db-allow-api" />
      <Choice title="Namespace" value={namespace} choices={namespaces} onChange={setNamespace} />
      <Asked title="Pods" asked={selector} placeholder="all pods" hint={selectorHint} />
      <Checks title="Directions" choices={directions} chosen={chosen} onChange={setChosen} />
    </VerbDialog>
  );
}

function usePolicy(id: string) {
  return useAnalysis((state) => state.view?.policies.find((policy) => policy.id === id));
}

/** Gives a policy another name. */
export function RenamePolicy({ policy }: { readonly policy: string }) {
  const old = usePolicy(policy)?.name ?? '';
  const name = useAsked(old, readName);
  return (
    <VerbDialog
      title={`Rename ${old}`}
      action="Rename"
      missing={missingOf(name.reading)}
      intent={name.reading.ok ? { type: 'renamePolicy', policy, name: name.reading.value } : undefined}
      onDone={() => selectPolicies([`${policy.slice(0, policy.lastIndexOf('/'))}/${name.text.trim()}`])}
    >
      <Asked title="Name" asked={name} />
    </VerbDialog>
  );
}

/** Has a policy select other pods. */
export function ChangeSelector({ policy }: { readonly policy: string }) {
  const known = usePolicy(policy);
  const selector = useAsked(known ? writeSelector(known.podSelector) : '', readSelector);
  return (
    <VerbDialog
      title={`Pods that ${known?.name ?? policy} selects`}
      action="Change selector"
      missing={missingOf(selector.reading)}
      intent={
        selector.reading.ok ? { type: 'changeSelector', policy, selector: selector.reading.value } : undefined
      }
    >
      <Asked title="Pods" asked={selector} placeholder="all pods" hint={selectorHint} />
    </VerbDialog>
  );
}

function readPriority(text: string) {
  const value = Number(text);
  const isValid = /^\d+$/.test(text.trim()) && value <= 1000;
  return isValid
    ? ({ ok: true, value } as const)
    : ({ ok: false, message: 'A number from 0 to 1000' } as const);
}

/** Has a tier policy judged earlier or later. */
export function ChangePriority({ policy }: { readonly policy: string }) {
  const known = usePolicy(policy);
  const priority = useAsked(String(known?.tier?.priority ?? ''), readPriority);
  return (
    <VerbDialog
      title={`Priority of ${known?.name ?? policy}`}
      action="Change priority"
      missing={missingOf(priority.reading)}
      intent={
        priority.reading.ok ? { type: 'changePriority', policy, priority: priority.reading.value } : undefined
      }
    >
      <Asked title="Priority" asked={priority} hint="0 to 1000; the lowest number is judged first." />
    </VerbDialog>
  );
}
