import { useId, useMemo, useState } from 'react';
import type { GraphNode } from '../core/index';
import { useAnalysis } from '../store/analysis';
import type { ServiceSummary } from '../worker/views';
import { Choice } from './Choice';
import { titleOf, titleOfEnd, useNodes } from './useNodes';
import styles from './Verb.module.css';

interface EndFieldProps {
  readonly title: string;
  readonly end: 'source' | 'destination';
  readonly value: string | undefined;
  /** The id of a node, or of an address block that is not on the canvas yet; and of the Service that led to it. */
  readonly onChange: (id: string | undefined, service?: string) => void;
}

const noServices: readonly ServiceSummary[] = [];

/** An end of a flow by its name: a workload, a namespace, an address block, or anywhere; as destination also a Service. */
export function EndField({ title, end, value, onChange }: EndFieldProps) {
  const nodes = useNodes();
  const all = useAnalysis((state) => state.view?.services) ?? noServices;
  const services = end === 'destination' ? all : noServices;
  const id = useId();
  const [text, setText] = useState(value === undefined ? '' : titleOfEnd(nodes, value));
  const names = useMemo(
    () => [...new Set(nodes.map(titleOf)), 'anywhere', ...services.map(titleOfService)].toSorted(),
    [nodes, services],
  );
  const service = services.find((each) => titleOfService(each) === text.trim());
  const isUnknown = text !== '' && value === undefined && !service;
  return (
    <div className={styles.asked}>
      <label className={styles.heading} htmlFor={id}>
        {title}
      </label>
      <input
        id={id}
        className={styles.typed}
        list={`${id}-names`}
        value={text}
        placeholder={`a workload, namespace, ${end === 'destination' ? 'service, ' : ''}10.0.0.0/8 or anywhere`}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={isUnknown}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const typed = event.target.value.trim();
          const meant = services.find((each) => titleOfService(each) === typed);
          setText(event.target.value);
          if (meant) onChange(meant.workloads[0], meant.id);
          else onChange(readEnd(typed, end, nodes));
        }}
      />
      <datalist id={`${id}-names`}>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <div id={`${id}-hint`} className={styles.hint}>
        {isUnknown && 'Nothing is called so.'}
        {service && <Behind service={service} nodes={nodes} />}
      </div>
      {service && value !== undefined && service.workloads.length > 1 && (
        <Choice
          title={`Workload behind ${titleOfService(service)}`}
          value={value}
          choices={service.workloads.map((workload) => ({
            value: workload,
            title: titleOfEnd(nodes, workload),
          }))}
          onChange={(workload) => onChange(workload, service.id)}
        />
      )}
    </div>
  );
}

/** What stands behind a Service: policies judge that. */
function Behind({
  service: { workloads },
  nodes,
}: {
  readonly service: ServiceSummary;
  readonly nodes: readonly GraphNode[];
}) {
  if (workloads.length === 0) return 'It selects no loaded workload: nothing can be allowed to it.';
  const titles = workloads.map((workload) => titleOfEnd(nodes, workload));
  return workloads.length === 1
    ? `Leads to ${titles[0]}: policies judge its pods, on the ports that they listen on.`
    : `Leads to ${titles.join(' and ')}: policies judge their pods. Each is allowed by itself.`;
}

const titleOfService = ({ title }: ServiceSummary): string => `service ${title}`;

function readEnd(
  text: string,
  end: 'source' | 'destination',
  nodes: readonly GraphNode[],
): string | undefined {
  if (text === 'anywhere') return `Anywhere/${end}`;
  if (/^[\da-fA-F.:]+\/\d{1,3}$/.test(text)) return `Addresses/${text}`;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) return `Addresses/${text}/32`;
  return nodes.find((node) => node.type !== 'anywhere' && (titleOf(node) === text || node.id === text))?.id;
}
