import { analyze, type Diagnostic, joinDiagnostics, lint, type Plugin } from '../core/index';
import { profileHelp, profileOptions, runCommand, toSettings } from './command';
import { formatDiagnostics, readInput, UsageError } from './input';
import { toJson } from './lintJson';
import { toSarif } from './lintSarif';

const help = `Tells what is wrong or doubtful in manifests: what the API server would refuse, and what the author of a
policy may not have meant. The rules are listed in docs/diagnostics.md.

  lint [options] PATH…           manifests: files, folders, or - for stdin

  --format text|json|sarif       how to tell it (default: text)
  --fail-on error|warning|info   from which severity on the exit code is 1 (default: error); 2 is wrong use
  --plugin NAME                  the network plugin of the cluster: antrea, aws, calico, cilium, flannel, gke,
                                 kube-router or ovn-kubernetes
${profileHelp}`;

const options = {
  format: { type: 'string', default: 'text' },
  'fail-on': { type: 'string', default: 'error' },
  plugin: { type: 'string' },
  ...profileOptions,
} as const;

const severities = ['error', 'warning', 'info'] as const satisfies Diagnostic['severity'][];
const plugins: readonly Plugin[] = [
  'antrea',
  'aws',
  'calico',
  'cilium',
  'flannel',
  'gke',
  'kube-router',
  'ovn-kubernetes',
];

const formats = { text: formatDiagnostics, json: toJson, sarif: toSarif } as const;

runCommand(help, options, ({ values, positionals }) => {
  const { format, plugin, 'fail-on': failOn } = values;
  if (!isOneOf(format, ['text', 'json', 'sarif'] as const)) {
    throw new UsageError(`--format ${format}: write text, json or sarif.`);
  }
  if (!isOneOf(failOn, severities))
    throw new UsageError(`--fail-on ${failOn}: write error, warning or info.`);
  if (plugin !== undefined && !isOneOf(plugin, plugins)) {
    throw new UsageError(`--plugin ${plugin}: write ${plugins.join(', ')}.`);
  }
  const files = readInput(positionals);
  const analysis = analyze(files, undefined, toSettings(values));
  const findings = lint(analysis, plugin === undefined ? {} : { plugin });
  const diagnostics = joinDiagnostics(analysis, findings);
  process.stdout.write(formats[format](files, diagnostics));
  const failing = severities.slice(0, severities.indexOf(failOn) + 1);
  return diagnostics.some(({ severity }) => failing.includes(severity)) ? 1 : 0;
});

function isOneOf<Choice extends string>(text: string, choices: readonly Choice[]): text is Choice {
  return (choices as readonly string[]).includes(text);
}
