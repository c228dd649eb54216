import { parseArgs } from 'node:util';
import { analyze, type Analysis, DEFAULT_PROFILE, type Profile } from '../core/index';
import { formatDiagnostics, readInput, UsageError } from './input';

/** Options of every command: how to read what the API leaves open (S24, S32). */
export const profileOptions = {
  profile: { type: 'string', default: DEFAULT_PROFILE.ipBlock },
  hostnetwork: { type: 'string', default: DEFAULT_PROFILE.hostNetwork },
} as const;

export const profileHelp = `  --profile by-ip|external-only  whether an ipBlock matches pods whose address is known (default: by-ip)
  --hostnetwork node|pod         whether host-network pods are nodes or ordinary pods to policies (default: node)
  --help                         this text`;

/** Reads and analyses the manifests at the paths. What is wrong with them is written to stderr. */
export function analyzePaths(
  paths: readonly string[],
  options: { readonly profile: string; readonly hostnetwork: string },
): Analysis {
  const files = readInput(paths);
  const analysis = analyze(files, undefined, toProfile(options));
  process.stderr.write(formatDiagnostics(files, analysis.diagnostics));
  return analysis;
}

function toProfile({ profile, hostnetwork }: { profile: string; hostnetwork: string }): Profile {
  if (profile !== 'by-ip' && profile !== 'external-only') {
    throw new UsageError(`--profile ${profile}: write by-ip or external-only.`);
  }
  if (hostnetwork !== 'node' && hostnetwork !== 'pod') {
    throw new UsageError(`--hostnetwork ${hostnetwork}: write node or pod.`);
  }
  return { ipBlock: profile, hostNetwork: hostnetwork };
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
