import { ArrowUpDown, Play } from 'lucide-react';
import { type FormEvent, useId, useMemo, useState } from 'react';
import type { TrafficQuery } from '../../core/index';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import type { AnalysisView } from '../../worker/views';
import styles from './TestsPanel.module.css';
import { endTitle, trafficEnds } from './trafficEnds';

type Protocol = TrafficQuery['protocol'];

const protocols: readonly { readonly value: Protocol; readonly title: string }[] = [
  { value: 'TCP', title: 'TCP' },
  { value: 'UDP', title: 'UDP' },
  { value: 'SCTP', title: 'SCTP' },
  { value: 'other', title: 'Other' },
];

interface TestFormProps {
  readonly view: AnalysisView;
  readonly initial: TrafficQuery | undefined;
  readonly onTest: (query: TrafficQuery) => void;
}

/** Asks for a connection: ends by name or address, protocol and port. */
export function TestForm({ view, initial, onTest }: TestFormProps) {
  const [source, setSource] = useState(initial ? endTitle(view, initial.source) : '');
  const [destination, setDestination] = useState(initial ? endTitle(view, initial.destination) : '');
  const [protocol, setProtocol] = useState<Protocol>(initial?.protocol ?? 'TCP');
  const [port, setPort] = useState(String(initial?.port ?? ''));
  const sources = useMemo(() => trafficEnds(view, 'source'), [view]);
  const destinations = useMemo(() => trafficEnds(view, 'destination'), [view]);
  const id = useId();
  const ports = portsOf(view, destinations.get(destination.trim()), protocol);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [from, to, at] = [source.trim(), destination.trim(), port.trim()];
    const hasPort = protocol !== 'other' && at !== '';
    onTest({
      source: sources.get(from) ?? from,
      destination: destinations.get(to) ?? to,
      protocol,
      ...(hasPort && { port: /^\d+$/.test(at) ? Number(at) : at }),
    });
  };
  return (
    <form className={styles.form} aria-label="Test a connection" onSubmit={submit}>
      <TextField
        name="From: workload or address"
        value={source}
        onChange={setSource}
        list={`${id}-sources`}
      />
      <div className={styles.swap}>
        <IconButton
          small
          name="Swap source and destination"
          icon={<ArrowUpDown size={14} />}
          onClick={() => {
            setSource(destination);
            setDestination(source);
          }}
        />
      </div>
      <TextField
        name="To: workload, Service or address"
        value={destination}
        onChange={setDestination}
        list={`${id}-destinations`}
      />
      <div className={styles.last}>
        <Select name="Protocol" value={protocol} choices={protocols} onChange={setProtocol} />
        <TextField
          name="Port"
          placeholder={ports[0] ?? 'Port'}
          value={port}
          onChange={setPort}
          list={`${id}-ports`}
          disabled={protocol === 'other'}
        />
        <Button look="primary" submit>
          <Play size={13} aria-hidden="true" />
          Test
        </Button>
      </div>
      <Names id={`${id}-sources`} names={[...sources.keys()]} />
      <Names id={`${id}-destinations`} names={[...destinations.keys()]} />
      <Names id={`${id}-ports`} names={ports} />
    </form>
  );
}

function Names({ id, names }: { readonly id: string; readonly names: readonly string[] }) {
  return (
    <datalist id={id}>
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </datalist>
  );
}

/** The ports that the destination declares for a protocol, by number and by name. */
function portsOf(
  { graph, services }: AnalysisView,
  id: string | undefined,
  protocol: Protocol,
): readonly string[] {
  const node = graph.nodes.find((each) => each.id === id);
  const declared =
    node?.type === 'workload'
      ? node.ports.map(({ protocol: own, port, name }) => [own, String(port), name])
      : (services.find((each) => each.id === id)?.ports ?? []).map((port) => port.split(' '));
  return declared.flatMap(([own, ...names]) =>
    own === protocol ? names.filter((name) => name !== undefined) : [],
  );
}
