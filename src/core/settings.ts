import type { Plugin } from './diagnose/lint/facts';
import { DEFAULT_SERVER_VERSION, type ServerVersion } from './diagnose/validate/serverVersion';
import { DEFAULT_PROFILE, type Profile } from './evaluate/connectivity';

/** What no manifest says and the answers depend on: how plugins read policies, and which server takes them. */
export interface Settings extends Profile {
  readonly serverVersion: ServerVersion;
  /** For lint alone: verdicts follow the choices of the profile. */
  readonly plugin: Plugin | 'unknown';
}

export const DEFAULT_SETTINGS: Settings = {
  ...DEFAULT_PROFILE,
  serverVersion: DEFAULT_SERVER_VERSION,
  plugin: 'unknown',
};

/** All values that a setting can have, the default first. */
export const SETTING_CHOICES: { readonly [Name in keyof Settings]: readonly Settings[Name][] } = {
  ipBlock: ['by-ip', 'external-only'],
  hostNetwork: ['node', 'pod'],
  serverVersion: ['1.35', '1.36'],
  plugin: ['unknown', 'antrea', 'aws', 'calico', 'cilium', 'flannel', 'gke', 'kube-router', 'ovn-kubernetes'],
};

/** The settings in a value of any origin; what is missing or unknown is as by default. */
export function readSettings(value: unknown): Settings {
  const written = (typeof value === 'object' && value !== null ? value : {}) as Readonly<
    Record<string, unknown>
  >;
  const read = <Name extends keyof Settings>(name: Name): Settings[Name] =>
    SETTING_CHOICES[name].find((choice) => choice === written[name]) ?? DEFAULT_SETTINGS[name];
  return {
    ipBlock: read('ipBlock'),
    hostNetwork: read('hostNetwork'),
    serverVersion: read('serverVersion'),
    plugin: read('plugin'),
  };
}
