import {
  type Connectivity,
  type Entry,
  type EntryFlow,
  entryFlows,
  type Explanation,
  explainFlow,
  judgementOf,
  type Protocol,
  type Service,
  testTraffic,
} from '../core/index';
import { toTitle } from './connectionRows';
import { findEnd, findEntry, findService } from './ends';
import { UsageError } from './input';

/** What was asked on the command line, as it was written there. */
interface Asked {
  readonly from: string;
  readonly to: string;
  /** undefined: what a Service or an entry says. */
  readonly port: string | undefined;
  /** undefined: likewise, else TCP. */
  readonly protocol: Protocol | undefined;
}

/** One connection, judged. */
interface Line {
  readonly from: string;
  readonly to: string;
  readonly protocol: Protocol;
  readonly port: number;
  readonly explanation: Explanation;
}

/** The connections that a question is about, and how its ends are called. */
interface Traffic {
  readonly from: string;
  readonly to: string;
  /** Of a way through a Service, an Ingress or a route there may be several. Never empty. */
  readonly isWay: boolean;
  readonly lines: readonly Line[];
  /** What is to be known of all lines. */
  readonly caveats: readonly string[];
}

/**
 * Judges what was asked. A Service stands for the pods behind it and their ports, an Ingress or route for its
 * controller and what that sends (S35, S95–S97).
 * @throws UsageError for unknown names, and where nothing is asked about.
 */
export function judgeTraffic(connectivity: Connectivity, asked: Asked): Traffic {
  const entry = findEntry(connectivity, asked.from);
  const service = findService(connectivity, asked.to);
  if (entry) return judgeSent(connectivity, entry, service, asked);
  if (service) return judgeBehind(connectivity, service, asked);
  if (asked.port === undefined) throw new UsageError('--port is missing.');
  const [source, destination] = [endOf(connectivity, asked.from), endOf(connectivity, asked.to)];
  return {
    from: source.title,
    to: destination.title,
    isWay: false,
    ...ask(connectivity, source.text, destination.text, asked.protocol ?? 'TCP', asked.port),
  };
}

/** The protocols of a Service's ports may differ: each that is meant is asked about. */
function judgeBehind(connectivity: Connectivity, service: Service, asked: Asked): Traffic {
  const { title, text } = endOf(connectivity, asked.from);
  const meant = service.ports.filter(
    ({ port, name, protocol }) =>
      (asked.port === undefined || asked.port === name || asked.port === `${port}`) &&
      (asked.protocol === undefined || asked.protocol === protocol),
  );
  const protocols = new Set(meant.map(({ protocol }) => protocol));
  if (protocols.size === 0) protocols.add(asked.protocol ?? 'TCP'); // what is wrong is said of this one
  const answers = [...protocols].map((protocol) => ask(connectivity, text, service.id, protocol, asked.port));
  return {
    from: title,
    to: titleOf(service),
    isWay: true,
    lines: answers.flatMap(({ lines }) => lines),
    caveats: [...new Set(answers.flatMap(({ caveats }) => caveats))],
  };
}

function ask(
  connectivity: Connectivity,
  source: string,
  destination: string,
  protocol: Protocol,
  port: string | undefined,
): Pick<Traffic, 'lines' | 'caveats'> {
  const answer = testTraffic(connectivity, {
    source,
    destination,
    protocol,
    ...(port !== undefined && { port }),
  });
  if (answer.type === 'problem') throw new UsageError(answer.message);
  const titles = new Map(connectivity.cluster.workloads.map((workload) => [workload.id, toTitle(workload)]));
  const nameOf = (workload: string | undefined, title: string): string =>
    (workload === undefined ? undefined : titles.get(workload)) ?? title;
  return {
    lines: answer.lines.map((line) => ({
      from: nameOf(line.sourceWorkload, line.source),
      to: nameOf(line.destinationWorkload, line.destination),
      protocol,
      port: line.port,
      explanation: line.explanation,
    })),
    caveats: answer.caveats,
  };
}

/** What an Ingress or route sends to a workload, or to those behind a Service. */
function judgeSent(
  connectivity: Connectivity,
  entry: Entry,
  service: Service | undefined,
  asked: Asked,
): Traffic {
  const [from, to] = [toTitle(entry), service ? titleOf(service) : findEnd(connectivity, asked.to).title];
  const flows = entryFlows(connectivity)
    .filter((flow) => flow.entry === entry)
    .filter(({ services, destination }) =>
      service ? services.includes(service) : toTitle(destination) === to,
    );
  if (flows.length === 0) throw new UsageError(`${from} sends nothing to ${to}.`);
  const sent = flows.flatMap(linesOf);
  const lines = sent.filter(({ protocol, port }) => {
    const isProtocol = asked.protocol === undefined || asked.protocol === protocol;
    return isProtocol && (asked.port === undefined || asked.port === `${port}`);
  });
  if (lines.length > 0) return { from, to, isWay: true, lines, caveats: [] };
  const ports = new Set(sent.map(({ protocol, port }) => `${protocol} ${port}`));
  throw new UsageError(`--port: ${from} sends to the pods of ${to} on ${[...ports].join(', ')} only.`);
}

function linesOf(flow: EntryFlow): readonly Line[] {
  const judge = judgementOf(flow);
  const { entry, source, destination, asked } = flow;
  const from = source.origin === 'inferred' ? `a controller of ${toTitle(entry)}` : toTitle(source);
  const to = toTitle(destination);
  return asked.ranges.flatMap(({ protocol, from: first, to: last }) =>
    protocol === 'other'
      ? []
      : Array.from({ length: last - first + 1 }, (_, i): Line => {
          const query = { protocol, port: first + i };
          return { from, to, ...query, explanation: explainFlow(judge, source.id, destination.id, query) };
        }),
  );
}

/** A workload's id or an address, and what it is called. */
function endOf(connectivity: Connectivity, text: string): { readonly title: string; readonly text: string } {
  const { title, subject } = findEnd(connectivity, text);
  return { title, text: typeof subject === 'string' ? subject : text };
}

const titleOf = (service: Service): string => toTitle({ ...service, kind: 'Service' });
