import { parseArgs } from 'node:util';
import { analyze, type Analysis, DEFAULT_SETTINGS, type Settings } from '../core/index';
import { formatDiagnostics, readInput, UsageError } from './input';

/** Options of every command: how to read what the API leaves open (S24, S32), and for which server (V13). */
export const profileOptions = {
  profile: { type: 'string', default: DEFAULT_SETTINGS.ipBlock },
  hostnetwork: { type: 'string', default: DEFAULT_SETTINGS.hostNetwork },
  server: { type: 'string', default: DEFAULT_SETTINGS.serverVersion },
} as const;

export const profileHelp = `  --profile by-ip|external-only  whether an ipBlock matches pods whose address is known (default: by-ip)
  --hostnetwork node|pod         whether host-network pods are nodes or ordinary pods to policies (default: node)
  --server 1.35|1.36             the version of the API server, or the nearest to it (default: 1.35); from 1.36 on
                                 it refuses addresses in an odd form
  --help                         this text`;

/** Reads and analyses the manifests at the paths. What is wrong with them is written to stderr. */
export function analyzePaths(
  paths: readonly string[],
  options: { readonly profile: string; readonly hostnetwork: string; readonly server: string },
): Analysis {
  const files = readInput(paths);
  const analysis = analyze(files, undefined, toSettings(options));
  process.stderr.write(formatDiagnostics(files, analysis.diagnostics));
  return analysis;
}

/** The settings that the options name. */
export function toSettings({
  profile,
  hostnetwork,
  server,
}: {
  profile: string;
  hostnetwork: string;
  server: string;
}): Settings {
  if (profile !== 'by-ip' && profile !== 'external-only') {
    throw new UsageError(`--profile ${profile}: write by-ip or external-only.`);
  }
  if (hostnetwork !== 'node' && hostnetwork !== 'pod') {
    throw new UsageError(`--hostnetwork ${hostnetwork}: write node or pod.`);
  }
  if (server !== '1.35' && server !== '1.36') {
    throw new UsageError(
      `--server ${server}: write 1.35 for it and those before, or 1.36 for it and those after.`,
    );
  }
  return { ...DEFAULT_SETTINGS, ipBlock: profile, hostNetwork: hostnetwork, serverVersion: server };
}

type OptionsConfig = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

/**
 * Runs a command: parses its options, prints `help` when asked, and turns wrong use into a message and
 * exit code 2. `run` gives the exit code.
 */
export function runCommand<Options extends OptionsConfig>(
  help: string,
  options: Options,
  run: (given: Given<Options>) => number,
): void {
  try {
    const given = parseCommandLine(options);
    const wantsHelp = (given.values as { help?: boolean }).help === true;
    if (wantsHelp) process.stdout.write(`${help}\n`);
    process.exitCode = wantsHelp ? 0 : run(given);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\nSee --help.\n`);
    process.exitCode = 2;
  }
}

type Given<Options extends OptionsConfig> = ReturnType<typeof parseCommandLine<Options>>;

function parseCommandLine<Options extends OptionsConfig>(options: Options) {
  try {
    return parseArgs({ options: { ...options, help: { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
