import { TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import type { Direction, EndChoices, SelectorCandidate, WriteChoice } from '../core/index';
import { useAnswer } from '../store/useAnswer';
import { count } from '../ui/count';
import { offered } from './offered';
import { titleOfEnd, useNodes } from './useNodes';
import styles from './Verb.module.css';

interface WhereWrittenProps {
  readonly ends: { readonly source: string; readonly destination: string };
  readonly choices: readonly EndChoices[];
  readonly write: WriteChoice;
  readonly onChange: (write: WriteChoice) => void;
}

/** Which policy gets the rule at each end, and by which labels the other end is selected. */
export function WhereWritten({ ends, choices, write, onChange }: WhereWrittenProps) {
  const nodes = useNodes();
  const written = choices.filter(({ isolated }) => isolated);
  const source = useSelectors(ends.source);
  const destination = useSelectors(ends.destination);
  if (written.length === 0) return null;
  const policyAt = (direction: Direction) =>
    write[direction] ?? written.find((end) => end.direction === direction)?.choices[0]?.policy;
  return (
    <div className={styles.where}>
      {written.map(({ direction, choices: policies }) => (
        <Row
          key={direction}
          title={direction === 'egress' ? 'Egress rule in' : 'Ingress rule in'}
          value={policyAt(direction) ?? ''}
          choices={policies.map(({ policy, name, others }) => ({
            value: policy,
            title: `${policy === 'new' ? `new policy ${name}` : name}${
              others.length > 0 ? ` (selects ${count(others.length, 'other workload')} too)` : ''
            }`,
          }))}
          onChange={(policy) => onChange({ ...write, [direction]: policy })}
        />
      ))}
      {/* The rule at an end names the other one; a new policy its own as well. */}
      {(policyAt('ingress') !== undefined || policyAt('egress') === 'new') && (
        <Selected
          title={titleOfEnd(nodes, ends.source)}
          candidates={source}
          labels={write.sourceLabels}
          onChange={(labels) => onChange(withLabels(write, 'sourceLabels', labels))}
        />
      )}
      {(policyAt('egress') !== undefined || policyAt('ingress') === 'new') && (
        <Selected
          title={titleOfEnd(nodes, ends.destination)}
          candidates={destination}
          labels={write.destinationLabels}
          onChange={(labels) => onChange(withLabels(write, 'destinationLabels', labels))}
        />
      )}
    </div>
  );
}

type Labels = NonNullable<WriteChoice['sourceLabels']>;

function withLabels(
  write: WriteChoice,
  key: 'sourceLabels' | 'destinationLabels',
  labels: Labels | undefined,
): WriteChoice {
  const { [key]: _before, ...rest } = write;
  return labels ? { ...rest, [key]: labels } : rest;
}

interface SelectedProps {
  /** What is selected. */
  readonly title: string;
  readonly candidates: readonly SelectorCandidate[];
  readonly labels: Labels | undefined;
  readonly onChange: (labels: Labels | undefined) => void;
}

/** The labels by which a workload is selected; those that match others too are marked, and warned of when chosen. */
function Selected({ title, candidates, labels, onChange }: SelectedProps) {
  const [first] = candidates;
  const isSingledOut = first?.others.length === 0;
  if (!first || (isSingledOut && candidates.length === 1)) return null;
  const chosen = candidates.find((candidate) => labels && isSame(candidate.labels, labels));
  const shown = chosen ?? (isSingledOut ? first : undefined);
  return (
    <>
      <Row
        title={`${title} by`}
        value={shown?.title ?? ''}
        choices={[
          ...(isSingledOut ? [] : [{ value: '', title: 'no labels are its alone: choose' }]),
          ...candidates.map((candidate) => ({
            value: candidate.title,
            title: `${candidate.title}: matches ${count(candidate.matches, 'workload')}${
              candidate.others.length > 0 ? ' ⚠' : ''
            }`,
          })),
        ]}
        onChange={(next) => onChange(candidates.find((candidate) => candidate.title === next)?.labels)}
      />
      {shown && shown.others.length > 0 && (
        <p className={styles.warning}>
          <TriangleAlert size={13} aria-hidden />
          <span>
            {shown.title} matches {shown.others.slice(0, 3).join(', ')}
            {shown.others.length > 3 && ` and ${shown.others.length - 3} more`} too: the flow is theirs as
            well.
          </span>
        </p>
      )}
    </>
  );
}

function isSame(one: Labels, other: Labels): boolean {
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && one[key] === other[key])
  );
}

interface RowProps {
  readonly title: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly title: string }[];
  readonly onChange: (value: string) => void;
}

/** One of several, beside its title. */
function Row({ title, value, choices, onChange }: RowProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={styles.muted}>
        {title}
      </label>
      <select
        id={id}
        className={styles.choice}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.title}
          </option>
        ))}
      </select>
    </>
  );
}

function useSelectors(id: string): readonly SelectorCandidate[] {
  const isWorkload = !/^(?:Addresses|Anywhere|Namespace)\//.test(id);
  const answer = useAnswer('selectorChoices', isWorkload ? { workload: id } : undefined)?.answer;
  return offered(answer);
}
