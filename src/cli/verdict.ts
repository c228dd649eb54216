import { explainFlow, type Protocol } from '../core/index';
import { analyzePaths, profileHelp, profileOptions, runCommand } from './command';
import { findEnd, readPort } from './ends';
import { UsageError } from './input';
import { formatVerdict } from './formatVerdict';

const help = `Tells whether a connection is allowed, and why.

  verdict [options] PATH… --from X --to Y --port PORT       manifests: files, folders, or - for stdin

  --from X, --to Y               namespace/workload, namespace/workload[Kind], or an address
  --port PORT                    a number, or the name of a container port of the destination
  --protocol TCP|UDP|SCTP        default: TCP
  --format text|json             default: text
${profileHelp}

Exit code: 0 allowed, 1 denied (for some pods at least), 2 wrong use or unknown names.`;

const options = {
  from: { type: 'string' },
  to: { type: 'string' },
  port: { type: 'string' },
  protocol: { type: 'string', default: 'TCP' },
  format: { type: 'string', default: 'text' },
  ...profileOptions,
} as const;

runCommand(help, options, ({ values, positionals }) => {
  const from = demand('from', values.from);
  const to = demand('to', values.to);
  const port = demand('port', values.port);
  const protocol = readProtocol(values.protocol);
  if (values.format !== 'text' && values.format !== 'json') {
    throw new UsageError(`--format ${values.format}: write text or json.`);
  }
  const { connectivity } = analyzePaths(positionals, values);
  const destination = findEnd(connectivity, to);
  const source = findEnd(connectivity, from);
  if ([...source.parties, ...destination.parties].every(({ type }) => type === 'addresses')) {
    throw new UsageError('Both ends are addresses outside the cluster: no policy decides between them.');
  }
  const query = { protocol, port: readPort(port, protocol, destination) };
  const explanation = explainFlow(connectivity, source.subject, destination.subject, query);
  const ends = [source.title, destination.title] as const;
  const written =
    values.format === 'json'
      ? JSON.stringify({ from: ends[0], to: ends[1], ...query, ...explanation }, undefined, 2)
      : formatVerdict(explanation, ...ends);
  process.stdout.write(`${written}\n`);
  return explanation.verdict === 'allowed' ? 0 : 1;
});

function demand(option: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`--${option} is missing.`);
  return value;
}

function readProtocol(text: string): Protocol {
  const protocol = text.toUpperCase();
  if (protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP') return protocol;
  throw new UsageError(`--protocol ${text}: write TCP, UDP or SCTP.`);
}
