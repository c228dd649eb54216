import { analyzePaths, profileHelp, profileOptions, runCommand } from './command';
import { toConnectionRows } from './connectionRows';

const help = `Lists what is permitted between workloads, and between workloads and addresses outside the cluster.

  connlist [options] PATH…       manifests: files, folders, or - for stdin

  --ipv6                         also list IPv6 addresses
  --entries                      also list what Ingresses, Routes and routes of the Gateway API send
${profileHelp}

Prints {"connections": [{"src", "dst", "conn"}]}. A pair that is not listed has no connection.`;

const options = {
  ipv6: { type: 'boolean', default: false },
  entries: { type: 'boolean', default: false },
  ...profileOptions,
} as const;

runCommand(help, options, ({ values, positionals }) => {
  const { connectivity } = analyzePaths(positionals, values);
  const rows = toConnectionRows(connectivity, values).map((row) => JSON.stringify(row));
  process.stdout.write(`{"connections":[${rows.length > 0 ? `\n${rows.join(',\n')}\n` : ''}]}\n`);
  return 0;
});
