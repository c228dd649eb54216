import type { Explanation, Protocol } from '../core/index';
import { analyzePaths, profileHelp, profileOptions, runCommand } from './command';
import { formatVerdict } from './formatVerdict';
import { UsageError } from './input';
import { judgeTraffic } from './traffic';

const help = `Tells whether a connection is allowed, and why.

  verdict [options] PATH… --from X --to Y --port PORT       manifests: files, folders, or - for stdin

  --from X, --to Y               namespace/workload, namespace/workload[Kind], or an address
                                 --to namespace/name[Service]: every pod behind it
                                 --from namespace/name[Ingress] (or Route, HTTPRoute …): its controller
  --port PORT                    a number, or the name of a container port of the destination; of a Service its
                                 port, and not needed; from an Ingress or route the pods' port, and not needed
  --protocol TCP|UDP|SCTP        default: TCP, or what the Service says
  --format text|json             default: text
${profileHelp}

Exit code: 0 allowed, 1 denied (for some pods at least), 2 wrong use or unknown names.`;

const options = {
  from: { type: 'string' },
  to: { type: 'string' },
  port: { type: 'string' },
  protocol: { type: 'string' },
  format: { type: 'string', default: 'text' },
  ...profileOptions,
} as const;

type Verdict = Explanation['verdict'];

runCommand(help, options, ({ values, positionals }) => {
  const asked = {
    from: demand('from', values.from),
    to: demand('to', values.to),
    port: values.port,
    protocol: values.protocol === undefined ? undefined : readProtocol(values.protocol),
  };
  if (values.format !== 'text' && values.format !== 'json') {
    throw new UsageError(`--format ${values.format}: write text or json.`);
  }
  const { connectivity } = analyzePaths(positionals, values);
  const { from, to, isWay, lines, caveats } = judgeTraffic(connectivity, asked);
  const verdict = together(lines.map(({ explanation }) => explanation.verdict));
  const flows = lines.map(({ explanation, ...line }) => ({ ...line, ...explanation }));
  const written =
    values.format === 'json'
      ? JSON.stringify(isWay ? { from, to, verdict, caveats, flows } : flows[0], undefined, 2)
      : [
          ...(isWay ? [`${verdict}: ${from} to ${to}`] : []),
          ...lines.map((line) => formatVerdict(line.explanation, line.from, line.to)),
          ...caveats.map((caveat) => `Note: ${caveat}`),
        ].join('\n');
  process.stdout.write(`${written}\n`);
  return verdict === 'allowed' ? 0 : 1;
});

/** The verdict on several connections: partly where they differ. */
function together(verdicts: readonly Verdict[]): Verdict {
  const [first = 'denied'] = verdicts;
  return verdicts.every((verdict) => verdict === first) ? first : 'partly';
}

function demand(option: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`--${option} is missing.`);
  return value;
}

function readProtocol(text: string): Protocol {
  const protocol = text.toUpperCase();
  if (protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP') return protocol;
  throw new UsageError(`--protocol ${text}: write TCP, UDP or SCTP.`);
}
