import { buildComparedFlows, compareConnectivity, toMarkdown } from '../core/index';
import { analyzePaths, profileHelp, profileOptions, runCommand } from './command';
import { toDifferenceRows } from './differenceRows';
import { UsageError } from './input';

const help = `Tells how two sets of manifests differ in the flows that they permit.

  diff [options] OLD NEW         files or folders; one may be - for stdin

  --format markdown|json         tables to read, or a row for each pair (default: markdown)
  --ipv6                         rows also for IPv6 addresses
  --exit-code                    exit with 1 where flows differ
${profileHelp}

As JSON it prints {"differences": [{"diffType", "src", "dst", "ref1", "ref2"}]}. A pair without a row is as it was.`;

const options = {
  format: { type: 'string', default: 'markdown' },
  ipv6: { type: 'boolean', default: false },
  'exit-code': { type: 'boolean', default: false },
  ...profileOptions,
} as const;

runCommand(help, options, ({ values, positionals }) => {
  const [older, newer, ...rest] = positionals;
  if (older === undefined || newer === undefined || rest.length > 0)
    throw new UsageError('Name two files or folders: OLD and NEW.');
  if (older === '-' && newer === '-') throw new UsageError('Only one of OLD and NEW can be stdin.');
  if (values.format !== 'markdown' && values.format !== 'json')
    throw new UsageError(`--format ${values.format}: write markdown or json.`);
  const [before, after] = [older, newer].map((path) => analyzePaths([path], values).connectivity);
  if (!before || !after) throw new Error('a side was not analysed');
  if (values.format === 'json') {
    const rows = toDifferenceRows(buildComparedFlows(before, after), values);
    const written = rows.map((row) => JSON.stringify(row));
    process.stdout.write(`{"differences":[${rows.length > 0 ? `\n${written.join(',\n')}\n` : ''}]}\n`);
    return values['exit-code'] && rows.length > 0 ? 1 : 0;
  }
  const comparison = compareConnectivity(before, after);
  process.stdout.write(toMarkdown(comparison));
  return values['exit-code'] && comparison.edges.length > 0 ? 1 : 0;
});
